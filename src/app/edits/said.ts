/** Blocks and connections by the names that people know, for labels of undo and for screen readers. */
import { commentsOf } from '../../design/comments'
import type { Design } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import { nameOf } from '../../design/names'
import { filled, type Values } from '../i18n/language'

/** The name of a block or group. */
export function blockName(design: Design, id: string): string {
  const block = [...design.blocks, ...groupsOf(design)].find((candidate) => candidate.id === id)
  return block ? nameOf(block) : id
}

/** "Orders", "Gateway to Orders", "3 blocks", "4 items": in English, for labels, unless `say` says it in the language of the page. */
export function saidOf(
  design: Design,
  ids: Iterable<string>,
  say: (english: string, values: Values) => string = filled,
): string {
  const all = [...ids]
  const [first = ''] = all
  if (all.length !== 1) {
    const isBlocks = all.every((id) => design.blocks.some((block) => block.id === id))
    return say(isBlocks ? '{count} blocks' : '{count} items', { count: all.length })
  }
  const connection = design.connections.find(({ id }) => id === first)
  if (commentsOf(design).some(({ id }) => id === first)) return 'comment'
  if (!connection) return blockName(design, first)
  return say('{name} to {name2}', { name: blockName(design, connection.from), name2: blockName(design, connection.to) })
}
