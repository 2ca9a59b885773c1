/** Places blocks that have no position: in layers from left to right, callers before those they call. */
import { Graph, layout } from '@dagrejs/dagre'
import type { Design } from './design'

/** [px] size of a block on the canvas, and the gaps between layers and within one. */
export const BLOCK_WIDTH = 176
export const BLOCK_HEIGHT = 90
export const LAYER_GAP = 64
export const BLOCK_GAP = 40

/** Above this many blocks the quicker of two ways to assign layers is used. */
const MANY = 150

interface Point {
  x: number
  y: number
}

/** Top left corners of the blocks that have none, in whole pixels. The same design always gives the same places. */
export function layoutDesign(design: Design): Map<string, Point> {
  const all = layered(design)
  const offset = offsetToPlaced(design, all)
  const taken: Point[] = design.blocks.flatMap((block) => (block.position ? [block.position] : []))
  const result = new Map<string, Point>()
  for (const block of design.blocks) {
    const place = all.get(block.id)
    if (block.position || !place) continue
    const free = below(taken, { x: place.x + offset.x, y: place.y + offset.y })
    taken.push(free)
    result.set(block.id, free)
  }
  return result
}

function layered(design: Design): Map<string, Point> {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({
    rankdir: 'LR',
    ranksep: LAYER_GAP,
    nodesep: BLOCK_GAP,
    ranker: design.blocks.length > MANY ? 'longest-path' : 'network-simplex',
  })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of design.blocks) graph.setNode(id, { width: BLOCK_WIDTH, height: BLOCK_HEIGHT })
  for (const { id, from, to } of design.connections) graph.setEdge(from, to, {}, id)
  layout(graph)
  const places = design.blocks.map(({ id }) => {
    const { x, y } = graph.node(id) as Point
    return { id, x: x - BLOCK_WIDTH / 2, y: y - BLOCK_HEIGHT / 2 }
  })
  if (isUpsideDown(design, new Map(places.map(({ id, y }) => [id, y])))) for (const place of places) place.y = -place.y
  const left = Math.min(...places.map(({ x }) => x))
  const top = Math.min(...places.map(({ y }) => y))
  return new Map(places.map(({ id, x, y }) => [id, { x: Math.round(x - left), y: Math.round(y - top) }]))
}

/** Whether those whom a block calls stand mostly in the reverse of the order in which it is connected to them. */
function isUpsideDown(design: Design, heights: ReadonlyMap<string, number>): boolean {
  const last = new Map<string, number>()
  let balance = 0
  for (const { from, to } of design.connections) {
    const y = heights.get(to) ?? 0
    balance += Math.sign(y - (last.get(from) ?? y))
    last.set(from, y)
  }
  return balance < 0
}

/** How far the layers have to move to lie, on average, where the blocks are that have a position. */
function offsetToPlaced(design: Design, all: ReadonlyMap<string, Point>): Point {
  const shifts = design.blocks.flatMap(({ id, position }) => {
    const place = all.get(id)
    return position && place ? [{ x: position.x - place.x, y: position.y - place.y }] : []
  })
  if (shifts.length === 0) return { x: 0, y: 0 }
  const sum = shifts.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }))
  return { x: Math.round(sum.x / shifts.length), y: Math.round(sum.y / shifts.length) }
}

/** The first place straight below `wanted` that overlaps none of the taken ones. */
function below(taken: readonly Point[], wanted: Point): Point {
  const inColumn = taken
    .filter(({ x }) => Math.abs(x - wanted.x) < BLOCK_WIDTH + BLOCK_GAP / 2)
    .sort((a, b) => a.y - b.y)
  let { y } = wanted
  for (const other of inColumn) {
    if (Math.abs(other.y - y) < BLOCK_HEIGHT + BLOCK_GAP / 2) y = other.y + BLOCK_HEIGHT + BLOCK_GAP
  }
  return { x: wanted.x, y }
}
