/** Groups and comments as React Flow draws them. Loaded with the first design that has any. */
import { COMMENT_WIDTH, type Comment, commentsOf } from '../../../design/comments'
import type { Design } from '../../../design/design'
import { holesIn, strangersIn } from '../../../design/group-cuts'
import { blocksIn, groupsOf } from '../../../design/group-tree'
import { drawnWires, standIns } from '../../../design/group-view'
import { GROUP_KINDS, type Group } from '../../../design/groups'
import { nameOf } from '../../../design/names'
import type { Box } from '../../../design/wires'
import { variantOf } from '../../../lib/schema'
import { boxesAround } from '../../edits/boxes'
import { plural, t } from '../../i18n/language'
import type { ConnectionEdgeType } from '../ConnectionEdge'
import type { CommentNodeType, FlowNode, GroupNodeType, PlacedNode } from '../flow-types'
import { blockBoxes } from './boxes'
import { boxDuringDrag, homeUnderDrag } from './drag-marks'

/** Nodes of comments; those that did not change stay the same objects. */
export function commentNodes(
  design: Design,
  selected: ReadonlySet<string>,
  before: ReadonlyMap<string, PlacedNode>,
): CommentNodeType[] {
  return commentsOf(design).map((comment) => {
    const known = before.get(comment.id)
    const old = known?.type === 'comment' ? known : undefined
    const isSelected = selected.has(comment.id)
    const { x, y } = comment.position
    if (old?.data.comment === comment && old.selected === isSelected && old.position.x === x && old.position.y === y)
      return old
    return {
      ...old,
      id: comment.id,
      type: 'comment',
      position: { x, y },
      width: comment.width ?? COMMENT_WIDTH,
      // Shown at once, so that the keyboard can go into it.
      initialHeight: 40,
      selected: isSelected,
      data: { comment },
      ariaLabel: sayComment(comment),
    }
  })
}

function sayComment({ text }: Comment): string {
  return t('Comment: {text}', { text })
}

/** "Frankfurt, region, 3 blocks". */
function sayGroup(design: Design, group: Group): string {
  const kind = t(variantOf(GROUP_KINDS, group.kind)?.label ?? group.kind).toLowerCase()
  const count = blocksIn(groupsOf(design), group.id).size
  const size = plural(count, { one: '{count} block', other: '{count} blocks' })
  const parts = [nameOf(group), kind, size]
  return [...parts, ...(group.collapsed ? [t('collapsed')] : [])].join(', ')
}

const lastGroups = new Map<string, GroupNodeType>()

/** All nodes: containers behind, then blocks and comments; what a collapsed group stands for is hidden. */
export function drawNodes(design: Design, placed: readonly PlacedNode[], selected: ReadonlySet<string>): FlowNode[] {
  const shown = standIns(design)
  const isHidden = (node: PlacedNode): boolean =>
    shown.has(node.type === 'comment' ? (node.data.comment.block ?? '') : node.id)
  const boxes = boxesAround(design, blockBoxes(placed))
  // What is dragged may be about to join.
  const still = blockBoxes(placed.filter((node) => !node.dragging && !isHidden(node)))
  const home = homeUnderDrag(design, placed)
  const groups = groupsOf(design).flatMap((group): [Box, GroupNodeType][] => {
    const box = boxDuringDrag(design, group.id, boxes)
    if (!box) return []
    const strangers = group.collapsed ? [] : strangersIn(design, group.id, box, still)
    const holes = holesIn(
      box,
      strangers.flatMap((id) => still.get(id) ?? []),
    )
    const state = { box, holes, isSelected: selected.has(group.id), isTarget: home === group.id }
    return [[box, groupNode(design, group, state)]]
  })
  // What is around others is drawn first, and is larger than they are.
  const order = [...boxes.keys()]
  groups.sort(([, one], [, other]) => order.indexOf(one.id) - order.indexOf(other.id))
  const others = placed.map((node): FlowNode => (isHidden(node) ? { ...node, hidden: true } : node))
  return [...groups.map(([, node]) => node), ...others]
}

interface GroupState {
  box: Box
  holes: Box[]
  isSelected: boolean
  isTarget: boolean
}

function groupNode(design: Design, group: Group, { box, holes, isSelected, isTarget }: GroupState): GroupNodeType {
  const before = lastGroups.get(group.id)
  const ariaLabel = sayGroup(design, group)
  const isSame =
    before !== undefined &&
    before.data.group === group &&
    before.data.isTarget === isTarget &&
    JSON.stringify(before.data.holes) === JSON.stringify(holes) &&
    before.selected === isSelected &&
    before.ariaLabel === ariaLabel &&
    before.position.x === box.x &&
    before.position.y === box.y &&
    before.width === box.width &&
    before.height === box.height
  if (isSame) return before
  const node: GroupNodeType = {
    id: group.id,
    type: 'group',
    position: { x: box.x, y: box.y },
    width: box.width,
    height: box.height,
    measured: { width: box.width, height: box.height },
    zIndex: group.collapsed ? 0 : -1,
    // What is inside is reached through it; only the bar and a collapsed group are touched.
    style: { pointerEvents: 'none' },
    dragHandle: '.group__bar',
    connectable: false,
    selected: isSelected,
    data: { group, isTarget, holes },
    ariaLabel,
  }
  lastGroups.set(group.id, node)
  return node
}

/** Wires as they are drawn: those at a collapsed group as one, those within it not at all. */
export function drawEdges(design: Design, edges: ConnectionEdgeType[]): ConnectionEdgeType[] {
  const shown = standIns(design)
  if (shown.size === 0) return edges
  const known = new Map(edges.map((edge) => [edge.id, edge]))
  return drawnWires(design, shown).flatMap((wire): ConnectionEdgeType[] => {
    const [first] = wire.connections
    const edge = known.get(first ?? '')
    if (!edge?.data) return []
    if (wire.connections.length === 1) return [{ ...edge, source: wire.from, target: wire.to }]
    const all = wire.connections.map((id) => known.get(id))
    return [
      {
        ...edge,
        id: mergedId(wire.connections),
        source: wire.from,
        target: wire.to,
        selected: all.every((one) => one?.selected),
        data: { connection: edge.data.connection, merged: wire.connections },
        ariaLabel: t('{count} connections as one wire', { count: wire.connections.length }),
      },
    ]
  })
}

const MERGED = 'merged '

function mergedId(connections: readonly string[]): string {
  return MERGED + connections.join(' ')
}

/** The connections that an edge stands for. */
export function connectionsOfEdge(id: string): string[] {
  return id.startsWith(MERGED) ? id.slice(MERGED.length).split(' ') : [id]
}
