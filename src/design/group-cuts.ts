/**
 * Blocks that stand where a group is drawn without being in it. The group is cut out around them, on the canvas and in pictures,
 * so that they do not look like members, and its title goes where none of them hides it.
 */
import type { Design } from './design'
import { blocksIn, groupsOf } from './group-tree'
import { type Box, meet } from './wires'

/** [px] between a block that is not in the group and the edge of the group around it. */
const MARGIN = 10
/** [px] height of the title bar of a group, and the least width in which a title can be read. */
export const BAR_HEIGHT = 30
const LEAST_BAR = 110

/** Where the title bar of a group is, from the left edge of the group; on top of the group when there is no room inside. */
export interface BarPlace {
  readonly left: number
  readonly width: number
  readonly isOnTop: boolean
}

/** A closed line, as its corners; without the first again at the end. */
export type Loop = readonly (readonly [x: number, y: number])[]

/** Ids of blocks that stand, at least in part, in the box of an open group that they are not in. */
export function strangersIn(
  design: Pick<Design, 'groups'>,
  group: string,
  box: Box,
  blocks: ReadonlyMap<string, Box>,
): string[] {
  const inside = blocksIn(groupsOf(design), group)
  return [...blocks].flatMap(([id, block]) => (!inside.has(id) && meet(block, box) ? [id] : []))
}

/** What is cut out of a group around these blocks, from its top left corner. */
export function holesIn(group: Box, strangers: readonly Box[]): Box[] {
  return strangers.map(({ x, y, width, height }) => ({
    x: x - group.x - MARGIN,
    y: y - group.y - MARGIN,
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
  }))
}

/** The widest part of the title bar that no hole is in. */
export function barBeside(width: number, holes: readonly Box[]): BarPlace {
  const inTheWay = holes.filter(({ y, height }) => y < BAR_HEIGHT && y + height > 0).sort((a, b) => a.x - b.x)
  let best = { left: 0, width: 0 }
  let left = 0
  for (const hole of [...inTheWay, { x: width, width: 0 }]) {
    if (Math.min(hole.x, width) - left > best.width) best = { left, width: Math.min(hole.x, width) - left }
    left = Math.max(left, hole.x + hole.width)
  }
  return best.width >= LEAST_BAR ? { ...best, isOnTop: false } : { left: 0, width, isOnTop: true }
}

/**
 * What is left of a group once its holes are cut out, as closed lines with it on their right: those around it clockwise, those
 * around a hole in its midst the other way round.
 */
export function outlineOf(group: Box, holes: readonly Box[]): Loop[] {
  const xs = linesWithin(
    group.width,
    holes.flatMap(({ x, width }) => [x, x + width]),
  )
  const ys = linesWithin(
    group.height,
    holes.flatMap(({ y, height }) => [y, y + height]),
  )
  const remains = (column: number, row: number): boolean => {
    const [x0, x1, y0, y1] = [xs[column], xs[column + 1], ys[row], ys[row + 1]]
    if (x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined) return false
    return !holes.some((hole) => meet(hole, { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }))
  }
  const edges = new Set<string>()
  for (let column = 0; column + 1 < xs.length; column++) {
    for (let row = 0; row + 1 < ys.length; row++) {
      if (!remains(column, row)) continue
      if (!remains(column, row - 1)) edges.add(`${column} ${row} 0`)
      if (!remains(column + 1, row)) edges.add(`${column + 1} ${row} 1`)
      if (!remains(column, row + 1)) edges.add(`${column + 1} ${row + 1} 2`)
      if (!remains(column - 1, row)) edges.add(`${column} ${row + 1} 3`)
    }
  }
  const loops: Loop[] = []
  for (const first of edges) {
    loops.push(loopFrom(first, edges).map(([x, y]) => [group.x + (xs[x] ?? 0), group.y + (ys[y] ?? 0)]))
  }
  return loops
}

/** Steps to the right, down, left and up, each a right turn from the one before. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const

/** The corners of the line that goes on from an edge, "column row direction". Its edges are taken away. */
function loopFrom(first: string, edges: Set<string>): [number, number][] {
  const corners: [number, number][] = []
  let [x = 0, y = 0, direction = 0] = first.split(' ').map(Number)
  let before = -1
  while (edges.delete(`${x} ${y} ${direction}`)) {
    if (direction !== before) corners.push([x, y])
    before = direction
    const [byX, byY] = STEPS[direction] ?? [0, 0]
    x += byX
    y += byY
    // Where two corners touch, each goes its own way.
    const next = [1, 0, 3].map((turn) => (direction + turn) % 4).find((way) => edges.has(`${x} ${y} ${way}`))
    direction = next ?? direction
  }
  // It may have begun in the midst of a straight piece.
  if (first.endsWith(` ${before}`)) corners.shift()
  return corners
}

/** Both ends of a stretch and what lies between them, in ascending order. */
function linesWithin(length: number, values: readonly number[]): number[] {
  const between = values.filter((value) => value > 0 && value < length)
  return [...new Set([0, ...between, length])].sort((a, b) => a - b)
}
