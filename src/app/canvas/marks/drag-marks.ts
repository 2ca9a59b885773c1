/**
 * Dragging of and into groups. A group goes with its members; a block that is dragged alone leaves its group where it was, so
 * that it can be dragged out of it, and is in the group over which it is let go.
 */
import type { NodeChange } from '@xyflow/react'
import { commentsOf } from '../../../design/comments'
import type { Design } from '../../../design/design'
import { blocksIn, groupsIn, groupsOf } from '../../../design/group-tree'
import { nestingProblem } from '../../../design/groups'
import type { Box } from '../../../design/wires'
import { boxAt, boxesAround } from '../../edits/boxes'
import { blocksOf, moveBy, outermost, putInto } from '../../edits/groups'
import type { Point } from '../../edits/point'
import { saidOf } from '../../edits/said'
import { designStore } from '../../stores/design'
import type { FlowNode, PlacedNode } from '../flow-types'
import { blockBoxes, boxesInDesign } from './boxes'

interface Drag {
  /** What was taken hold of: blocks, groups and comments. */
  ids: ReadonlySet<string>
  /** Blocks that move with it. */
  blocks: ReadonlySet<string>
  /** Where everything was. */
  places: ReadonlyMap<string, Point>
  groups: ReadonlyMap<string, Box>
  design: Design
}

let drag: Drag | null = null

/** The nodes are taken hold of. */
export function beginMarkDrag(dragged: readonly FlowNode[], all: readonly FlowNode[]): void {
  const design = designStore.get()
  const ids = new Set(dragged.map(({ id }) => id))
  const placed = all.filter((node): node is PlacedNode => node.type !== 'group')
  drag = {
    ids,
    blocks: blocksOf(design, ids),
    places: new Map(all.map(({ id, position }) => [id, position])),
    groups: boxesAround(design, blockBoxes(placed)),
    design,
  }
}

/** Whether something is held. */
export function isHolding(): boolean {
  return drag !== null
}

/** Whether all of a group is being dragged, so that it goes along. */
function goesAlong({ blocks, design }: Drag, group: string): boolean {
  return [...blocksIn(groupsOf(design), group)].every((id) => blocks.has(id))
}

/** Where a group is drawn: where it was while a part of it is dragged, otherwise around its members. */
export function boxDuringDrag(design: Design, group: string, boxes: ReadonlyMap<string, Box>): Box | undefined {
  const isHeld = drag !== null && drag.design === design && !goesAlong(drag, group)
  return (isHeld && drag?.groups.get(group)) || boxes.get(group)
}

/** The group in which what is dragged would be if it were let go now, when that is another than before. */
export function homeUnderDrag(design: Design, placed: readonly PlacedNode[]): string | null {
  if (!drag || drag.design !== design || drag.ids.size !== 1) return null
  const [id = ''] = drag.ids
  const box = blockBoxes(placed).get(id)
  const home = box && homeOf(drag, id, box)
  return home &&
    !groupsOf(design)
      .find((group) => group.id === home)
      ?.members.includes(id)
    ? home
    : null
}

/** The innermost group, open and not dragged along, that the middle of a box lies in and that takes it. */
function homeOf(held: Drag, id: string, box: Box): string | null {
  const groups = groupsOf(held.design)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const child = groups.find((group) => group.id === id)
  const inside = child ? groupsIn(groups, id) : null
  const fitting = groups.filter((group) => {
    const at = held.groups.get(group.id)
    if (!at || group.collapsed || group.id === id || inside?.has(group.id)) return false
    if (goesAlong(held, group.id) && !group.members.includes(id)) return false
    if (child && !group.members.includes(id) && nestingProblem(groups, child, group)) return false
    return x >= at.x && y >= at.y && x <= at.x + at.width && y <= at.y + at.height
  })
  const area = (group: { id: string }): number => {
    const at = held.groups.get(group.id)
    return at ? at.width * at.height : Infinity
  }
  return fitting.sort((one, other) => area(one) - area(other))[0]?.id ?? null
}

/** Moves of groups as moves of what is in them, and with blocks the comments about them. */
export function spreadMoves(
  changes: readonly NodeChange<FlowNode>[],
  drawn: readonly FlowNode[],
): NodeChange<FlowNode>[] {
  const design = designStore.get()
  const byId = new Map(drawn.map((node) => [node.id, node]))
  const own = new Set(changes.flatMap((change) => (change.type === 'position' ? [change.id] : [])))
  const seen = new Set(own)
  return changes.flatMap((change): NodeChange<FlowNode>[] => {
    if (change.type !== 'position') return [change]
    const node = byId.get(change.id)
    const isGroup = node?.type === 'group'
    const kept = isGroup ? [] : [change]
    if (!node || !change.position) return kept
    const offset = { x: change.position.x - node.position.x, y: change.position.y - node.position.y }
    const blocks = blocksOf(design, [change.id])
    const about = commentsOf(design).filter(({ block }) => block !== undefined && blocks.has(block))
    const followers = [...(isGroup ? blocks : []), ...about.map(({ id }) => id)].filter((id) => !seen.has(id))
    for (const id of followers) seen.add(id)
    const moves = followers.flatMap((id): NodeChange<FlowNode>[] => {
      const follower = byId.get(id)
      if (!follower) return []
      const { x, y } = follower.position
      return [{ type: 'position', id, position: { x: x + offset.x, y: y + offset.y } }]
    })
    return [...kept, ...moves]
  })
}

/** How far what was taken hold of has come. */
function offsetOf(held: Drag, id: string, places: ReadonlyMap<string, Point>): Point {
  const [from, to] = [held.places.get(id), places.get(id)]
  return from && to ? { x: to.x - from.x, y: to.y - from.y } : { x: 0, y: 0 }
}

/** One step for the whole drag: everything where it was let go, in the group it lies in. */
export function endMarkDrag(places: ReadonlyMap<string, Point>): void {
  const held = drag
  drag = null
  if (!held) return
  const ids = outermost(held.design, held.ids)
  designStore.commit(`Move ${saidOf(held.design, held.ids)}`, (design) => {
    const moved = ids
      .filter((id) => !isCarried(design, held, id))
      .reduce((next, id) => moveBy(next, [id], offsetOf(held, id, places)), design)
    return ids.reduce((next, id) => rehoused(next, held, id, offsetOf(held, id, places)), moved)
  })
}

/** Forgets what was held, as when copies are left instead. Returns what it was, and how far it came. */
export function dropMarkDrag(places: ReadonlyMap<string, Point>): { ids: string[]; offset: Point } {
  const held = drag
  drag = null
  const ids = held ? outermost(held.design, held.ids) : []
  return { ids, offset: held && ids[0] ? offsetOf(held, ids[0], places) : { x: 0, y: 0 } }
}

/** Whether a comment goes with the block that it is about. */
function isCarried(design: Design, held: Drag, id: string): boolean {
  const comment = commentsOf(design).find((candidate) => candidate.id === id)
  return comment?.block !== undefined && held.blocks.has(comment.block)
}

function rehoused(design: Design, held: Drag, id: string, offset: Point): Design {
  const groups = groupsOf(held.design)
  const owner = groups.find((group) => group.members.includes(id))
  const isThing = groups.some((group) => group.id === id) || held.design.blocks.some((block) => block.id === id)
  if (!isThing || groups.length === 0 || (owner && goesAlong(held, owner.id))) return design
  const place = held.places.get(id)
  const start = held.groups.get(id) ?? (place && boxAt(place))
  return start
    ? putInto(design, [id], homeOf(held, id, { ...start, x: start.x + offset.x, y: start.y + offset.y }))
    : design
}

/** A new block joins the group that its middle lies in. */
export function joinedWhereItStands(design: Design, id: string): Design {
  const place = design.blocks.find((block) => block.id === id)?.position
  if (!place || groupsOf(design).length === 0) return design
  const none = new Set<string>()
  const held: Drag = { ids: none, blocks: none, places: new Map(), groups: boxesInDesign(design), design }
  const home = homeOf(held, id, boxAt(place))
  return home === null ? design : putInto(design, [id], home)
}
