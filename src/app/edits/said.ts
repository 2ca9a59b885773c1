/** Blocks and connections by the names that people know, for labels of undo and for screen readers. */
import { commentsOf } from '../../design/comments'
import type { Design } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import { nameOf } from '../../design/names'

/** The name of a block or group. */
export function blockName(design: Design, id: string): string {
  const block = [...design.blocks, ...groupsOf(design)].find((candidate) => candidate.id === id)
  return block ? nameOf(block) : id
}

/** "Orders", "Gateway to Orders", "3 blocks", "4 items". */
export function saidOf(design: Design, ids: Iterable<string>): string {
  const all = [...ids]
  const [first = ''] = all
  if (all.length !== 1) {
    const isBlocks = all.every((id) => design.blocks.some((block) => block.id === id))
    return `${all.length} ${isBlocks ? 'blocks' : 'items'}`
  }
  const connection = design.connections.find(({ id }) => id === first)
  if (commentsOf(design).some(({ id }) => id === first)) return 'comment'
  if (!connection) return blockName(design, first)
  return `${blockName(design, connection.from)} to ${blockName(design, connection.to)}`
}
