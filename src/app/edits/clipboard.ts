/** Copies of blocks with the connections between them. */
import type { Block, Connection, Design } from '../../design/design'
import { freeId, GRID, withReferences } from './blocks'
import type { Point } from './point'

export interface Clip {
  blocks: readonly Block[]
  connections: readonly Connection[]
}

/** What of a design a selection takes along: the blocks, and the connections with both ends among them. */
export function clipOf(design: Design, ids: readonly string[]): Clip | null {
  const chosen = new Set(ids)
  const blocks = design.blocks.filter(({ id }) => chosen.has(id))
  if (blocks.length === 0) return null
  const connections = design.connections.filter(({ from, to }) => chosen.has(from) && chosen.has(to))
  return { blocks, connections }
}

export interface Pasted {
  design: Design
  blocks: string[]
}

/** Adds copies under new ids, moved by an offset; references among them follow, others are cleared. */
export function paste(design: Design, clip: Clip, offset: Point = { x: 2 * GRID, y: 2 * GRID }): Pasted {
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  for (const { id } of [...clip.blocks, ...clip.connections]) {
    const fresh = freeId(design, id.replace(/-\d+$/, ''), taken)
    taken.add(fresh)
    ids.set(id, fresh)
  }
  const blocks = clip.blocks.map((block): Block => {
    const { id, label, position } = block
    const copy = withReferences(block, (reference) => ids.get(reference) ?? '')
    return {
      ...copy,
      id: ids.get(id) ?? id,
      ...(label === undefined ? {} : { label }),
      ...(position ? { position: { x: position.x + offset.x, y: position.y + offset.y } } : {}),
    }
  })
  const connections = clip.connections.map((connection) => ({
    ...connection,
    id: ids.get(connection.id) ?? connection.id,
    from: ids.get(connection.from) ?? connection.from,
    to: ids.get(connection.to) ?? connection.to,
  }))
  return {
    design: {
      ...design,
      blocks: [...design.blocks, ...blocks],
      connections: [...design.connections, ...connections],
    },
    blocks: blocks.map(({ id }) => id),
  }
}
