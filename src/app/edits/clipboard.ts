/** Copies of blocks with the connections between them. */
import { type Comment, commentsOf } from '../../design/comments'
import type { Block, Connection, Design } from '../../design/design'
import { groupsIn, groupsOf, ownersOf } from '../../design/group-tree'
import type { Group } from '../../design/groups'
import { type Box, meet } from '../../design/wires'
import { freeId, GRID } from './blocks'
import { placedBoxes } from './boxes'
import { blocksOf } from './groups'
import type { Point } from './point'
import { withMarks, withReferences } from './remove'

export interface Clip {
  blocks: readonly Block[]
  connections: readonly Connection[]
  groups?: Group[]
  comments?: Comment[]
}

/**
 * What of a design a selection takes along: the blocks, the connections with both ends among them, groups with all that is in
 * them, and comments.
 */
export function clipOf(design: Design, ids: readonly string[]): Clip | null {
  const chosen = new Set(ids)
  const inside = blocksOf(design, chosen)
  const all = groupsOf(design)
  const inner = new Set(all.flatMap(({ id }) => (chosen.has(id) ? [id, ...groupsIn(all, id)] : [])))
  const blocks = design.blocks.filter(({ id }) => inside.has(id))
  const groups = all.filter(({ id }) => inner.has(id))
  const comments = commentsOf(design).filter(({ id }) => chosen.has(id))
  if (blocks.length + comments.length === 0) return null
  const connections = design.connections.filter(({ from, to }) => inside.has(from) && inside.has(to))
  return {
    blocks,
    connections,
    ...(groups.length > 0 ? { groups } : {}),
    ...(comments.length > 0 ? { comments } : {}),
  }
}

/** [px] between what is there and what is put beside it. */
const ASIDE = 4 * GRID

/** How far copies from another design have to move: not at all where they stand on no block, else right of all blocks. */
export function offsetBeside(design: Design, clip: Clip): Point {
  const there = [...placedBoxes(design).values()]
  const copies = [...placedBoxes(clip).values()]
  if (!copies.some((box) => there.some((other) => meet(box, other)))) return { x: 0, y: 0 }
  const leftOf = (boxes: readonly Box[]): number => Math.min(...boxes.map(({ x }) => x))
  const topOf = (boxes: readonly Box[]): number => Math.min(...boxes.map(({ y }) => y))
  const right = Math.max(...there.map(({ x, width }) => x + width))
  return { x: right + ASIDE - leftOf(copies), y: topOf(there) - topOf(copies) }
}

export interface Pasted {
  design: Design
  blocks: string[]
  /** Groups that are in no other of the copies, and comments. */
  marks: string[]
}

/** Adds copies under new ids, moved by an offset; references among them follow, others are cleared. */
export function paste(design: Design, clip: Clip, offset: Point = { x: 2 * GRID, y: 2 * GRID }): Pasted {
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  const { groups = [], comments = [] } = clip
  for (const { id } of [...clip.blocks, ...clip.connections, ...groups, ...comments]) {
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
  const owners = ownersOf(groups)
  const fresh = (id: string): string => ids.get(id) ?? id
  const whole = {
    ...design,
    blocks: [...design.blocks, ...blocks],
    connections: [...design.connections, ...connections],
  }
  const known = new Set([...groups, ...groupsOf(design)].map(({ id }) => id))
  return {
    design: withMarks(whole, {
      groups: [...groupsOf(design), ...groups.map((group) => copyOf(group, ids, known))],
      comments: [...commentsOf(design), ...comments.map((comment) => movedCopy(comment, ids, offset))],
    }),
    blocks: blocks.map(({ id }) => id).filter((_, index) => !owners.has(clip.blocks[index]?.id ?? '')),
    marks: [...groups.filter(({ id }) => !owners.has(id)), ...comments].map(({ id }) => fresh(id)),
  }
}

/** A group with its members under their new ids, as far from other regions as it was: those that are there. */
function copyOf(group: Group, ids: ReadonlyMap<string, string>, known: ReadonlySet<string>): Group {
  const { label, params } = group
  const distances = params['distancesKm'] as { readonly [id: string]: number } | undefined
  const kept = Object.entries(distances ?? {}).flatMap(([id, km]): [string, number][] =>
    known.has(id) ? [[ids.get(id) ?? id, km]] : [],
  )
  return {
    ...group,
    id: ids.get(group.id) ?? group.id,
    ...(label === undefined ? {} : { label }),
    members: group.members.flatMap((member) => ids.get(member) ?? []),
    ...(distances ? { params: { ...params, distancesKm: Object.fromEntries(kept) } } : {}),
  }
}

/** A comment about the copy of its block, or about none. */
function movedCopy({ block, ...comment }: Comment, ids: ReadonlyMap<string, string>, offset: Point): Comment {
  const { x, y } = comment.position
  const about = block === undefined ? undefined : ids.get(block)
  return {
    ...comment,
    id: ids.get(comment.id) ?? comment.id,
    position: { x: x + offset.x, y: y + offset.y },
    ...(about === undefined ? {} : { block: about }),
  }
}
