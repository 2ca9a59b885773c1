/** Places blocks that have no position: in layers from left to right, callers before those they call. */
import type { Design } from './design'
import { layers } from './layers'

/** [px] size of a block on the canvas, and the gaps between layers and within one. */
export const BLOCK_WIDTH = 176
export const BLOCK_HEIGHT = 90
export const LAYER_GAP = 64
export const BLOCK_GAP = 40

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
  const numbers = new Map(design.blocks.map(({ id }, index) => [id, index]))
  const edges = design.connections.map(({ from, to }) => [numbers.get(from) ?? 0, numbers.get(to) ?? 0] as const)
  const places = layers(design.blocks.length, edges, { height: BLOCK_HEIGHT, gap: BLOCK_GAP })
  const left = Math.min(...places.map(({ layer }) => layer))
  const top = Math.min(...places.map(({ y }) => y))
  return new Map(
    design.blocks.map(({ id }, index) => {
      const { layer, y } = places[index] as { layer: number; y: number }
      return [id, { x: (layer - left) * (BLOCK_WIDTH + LAYER_GAP), y: Math.round(y - top) }]
    }),
  )
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
