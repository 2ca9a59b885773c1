/** New places for blocks, so that they stand in line, evenly apart, or in layers. */
import type { Block, Design } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import { layoutDesign } from '../../design/layout'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from './auto-layout'
import { nestedLayout } from './nested-layout'
import type { Point } from './point'

export const EDGES = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const
export type Edge = (typeof EDGES)[number]
export type Axis = 'x' | 'y'

type Placed = Block & { position: Point }

function placedOf(blocks: readonly Block[]): Placed[] {
  return blocks.filter((block): block is Placed => block.position !== undefined)
}

/** Blocks brought in line with the outermost of them, or with the middle of them all. */
export function aligned(blocks: readonly Block[], edge: Edge): Map<string, Point> {
  const all = placedOf(blocks)
  const axis: Axis = edge === 'left' || edge === 'centre' || edge === 'right' ? 'x' : 'y'
  const values = all.map(({ position }) => position[axis])
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const value =
    edge === 'left' || edge === 'top' ? least : edge === 'right' || edge === 'bottom' ? most : (least + most) / 2
  return new Map(all.map(({ id, position }) => [id, { ...position, [axis]: value }]))
}

/** Equal gaps between the first and the last block, which stay; all are spread further where they would overlap. */
export function distributed(blocks: readonly Block[], axis: Axis): Map<string, Point> {
  const all = placedOf(blocks).sort((one, other) => one.position[axis] - other.position[axis])
  const first = all[0]?.position[axis] ?? 0
  const last = all.at(-1)?.position[axis] ?? 0
  const least = axis === 'x' ? BLOCK_WIDTH + 24 : BLOCK_HEIGHT + 16
  const step = Math.max(least, (last - first) / Math.max(1, all.length - 1))
  return new Map(all.map(({ id, position }, index) => [id, { ...position, [axis]: first + index * step }]))
}

/** Layers from left to right for these blocks, with their top left corner where it was. Groups stay apart from what is not in them. */
export function tidied(design: Design, ids: ReadonlySet<string>): Map<string, Point> {
  if (groupsOf(design).some(({ members }) => members.some((member) => ids.has(member))))
    return tidiedInGroups(design, ids)
  const blocks = design.blocks.filter(({ id }) => ids.has(id))
  const connections = design.connections.filter(({ from, to }) => ids.has(from) && ids.has(to))
  const bare = blocks.map(({ position: _, ...block }) => block)
  const places = layoutDesign({ ...design, blocks: bare, connections })
  const before = cornerOf(placedOf(blocks).map(({ position }) => position))
  const after = cornerOf([...places.values()])
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x + before.x - after.x, y: y + before.y - after.y }]))
}

function tidiedInGroups(design: Design, ids: ReadonlySet<string>): Map<string, Point> {
  const places = nestedLayout(design, ids)
  const before = cornerOf(placedOf(design.blocks.filter(({ id }) => ids.has(id))).map(({ position }) => position))
  const after = cornerOf([...places.values()])
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x + before.x - after.x, y: y + before.y - after.y }]))
}

function cornerOf(points: readonly Point[]): Point {
  if (points.length === 0) return { x: 0, y: 0 }
  return { x: Math.min(...points.map(({ x }) => x)), y: Math.min(...points.map(({ y }) => y)) }
}
