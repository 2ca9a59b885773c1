/** Where new blocks can stand: on no other block, on no wire or comment, and not across the border of a group. */
import { COMMENT_WIDTH, commentsOf } from '../../design/comments'
import type { Design } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import { GROUP_BAR, GROUP_PAD, standIns } from '../../design/group-view'
import { type Box, curveBetween, meet, pointOn } from '../../design/wires'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from './auto-layout'
import { GRID } from './blocks'
import { boxAt, boxesAround, placedBoxes } from './boxes'
import type { Point } from './point'

/** What of the canvas can be seen, in its own units, and what lies over it. */
export interface Seen {
  readonly box: Box
  readonly covered: readonly Box[]
}

export type Side = 'left' | 'right' | 'up' | 'down'

/** [px] from a block to the next one beside it and below it. */
const PITCH = { x: 240, y: 140 }
/** [px] from the middle of what is seen to where the first block may stand. */
const BEFORE_MIDDLE: readonly (readonly [number, number])[] = [
  [-PITCH.x, 0],
  [-PITCH.x / 2, 0],
  [0, -2 * PITCH.y],
  [0, -PITCH.y],
]
/** [px] least room around a new block, for ports and what wires say. */
const ROOM = { x: 40, y: 30 }
/** [px] room around a wire, where its label stands. */
const WIRE_ROOM = 14
/** [px] about the height of a comment of a few words. */
const COMMENT_HEIGHT = 60
const HAIR = 6
/** Rows and columns that are tried. */
const FAR = 12
/** Places on the grid that are tried across what is seen. */
const MOST_ACROSS = 64

/** The nearest place on the grid, at or below and right of a point, that no block stands on. */
export function freePlace(design: Design, at: Point): Point {
  const place = { x: snapped(at.x), y: snapped(at.y) }
  const isTaken = (): boolean =>
    design.blocks.some(
      ({ position }) =>
        position && Math.abs(position.x - place.x) < BLOCK_WIDTH - 8 && Math.abs(position.y - place.y) < BLOCK_HEIGHT,
    )
  for (let tries = 0; tries < 200 && isTaken(); tries++) {
    place.y += GRID
    if (tries % 12 === 11) {
      place.x += 2 * GRID
      place.y = snapped(at.y)
    }
  }
  return place
}

/**
 * A place for a new block that nobody has pointed to: in a row with the selected block and right of it, then in the rows below
 * and above it, then as near as can be to the middle of what is seen. Where all of that is taken, below the row, unseen. The
 * first of all leaves room for those that will follow, right of it where two stand side by side, otherwise below.
 */
export function placeInView(design: Design, seen: Seen, anchor: Point | undefined): Point {
  const isFree = freePlaces(design)
  const isSeen = (place: Point): boolean => {
    // What lies over the canvas may touch a block by a hair.
    const inner = grown(boxAt(place), -HAIR, -HAIR)
    return isWithin(boxAt(place), seen.box) && !seen.covered.some((box) => meet(inner, box))
  }
  const middle = {
    x: snapped(seen.box.x + (seen.box.width - BLOCK_WIDTH) / 2),
    y: snapped(seen.box.y + (seen.box.height - BLOCK_HEIGHT) / 2),
  }
  const first = design.blocks.length > 0 ? [] : BEFORE_MIDDLE.map(([x, y]) => ({ x: middle.x + x, y: middle.y + y }))
  const near = [...first, ...(anchor && isSeen(anchor) ? rowsFrom(design, anchor) : []), ...around(middle, seen.box)]
  const found = near.find((place) => isSeen(place) && isFree(place))
  if (found) return found
  const from = anchor ?? middle
  const below = rowsFrom(design, from).filter(({ y }) => y > from.y)
  return below.find(isFree) ?? freePlace(design, middle)
}

/** A place beside a block: on that side of it, or level with that further up and down, or further left and right. */
export function placeBeside(design: Design, { x, y }: Point, side: Side): Point {
  const isFree = freePlaces(design)
  const [alongX, alongY] = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[side] as [number, number]
  for (let away = 1; away <= FAR; away++) {
    for (const aside of outward()) {
      const place = {
        x: x + PITCH.x * (alongX * away + Math.abs(alongY) * aside),
        y: y + PITCH.y * (alongY * away + Math.abs(alongX) * aside),
      }
      if (isFree(place)) return place
    }
  }
  return freePlace(design, { x, y })
}

/** 0, 1, -1, 2, -2, and so on. */
function outward(): number[] {
  return Array.from({ length: 7 }, (_, index) => (index % 2 === 1 ? 1 : -1) * Math.ceil(index / 2) + 0)
}

/** Right of a place, then row by row below it and above it, each from where its row begins. */
function rowsFrom(design: Design, { x, y }: Point): Point[] {
  // Rows begin where the leftmost of the columns does that follow one another.
  const isThere = (at: number): boolean =>
    design.blocks.some(({ position }) => position && Math.abs(position.x - at) < GRID)
  let start = x
  while (isThere(start - PITCH.x)) start -= PITCH.x
  const rowAt = (top: number, from: number): Point[] =>
    Array.from({ length: FAR }, (_, index) => ({ x: from + index * PITCH.x, y: top }))
  const steps = Array.from({ length: FAR }, (_, index) => (index + 1) * PITCH.y)
  return [
    ...rowAt(y, x + PITCH.x),
    ...steps.flatMap((step) => rowAt(y + step, start)),
    ...steps.flatMap((step) => rowAt(y - step, start)),
  ]
}

/** Places on the grid in a box, those nearest to the middle first. */
function around(middle: Point, { x, y, width, height }: Box): Point[] {
  const places: Point[] = []
  // Coarser where much is seen, so that there are never many to look at.
  const step = GRID * Math.ceil(Math.max(width, height) / (GRID * MOST_ACROSS))
  const first = (from: number, through: number): number => through - Math.floor((through - from) / step) * step
  for (let left = first(x, middle.x); left <= x + width; left += step)
    for (let top = first(y, middle.y); top <= y + height; top += step) places.push({ x: left, y: top })
  const away = (place: Point): number => Math.hypot(place.x - middle.x, place.y - middle.y)
  return places.sort((one, other) => away(one) - away(other))
}

/** Tells of places whether a block can stand there. */
function freePlaces(design: Design): (place: Point) => boolean {
  const shown = standIns(design)
  const blocks = placedBoxes(design)
  const groups = boxesAround(design, blocks)
  const isOpen = (id: string): boolean => !groupsOf(design).some((group) => group.id === id && group.collapsed)
  const open = [...groups].flatMap(([id, box]) => (isOpen(id) ? [box] : []))
  const nodes = new Map([...[...blocks].filter(([id]) => !shown.has(id)), ...[...groups].filter(([id]) => !isOpen(id))])
  const comments = commentsOf(design).map(({ position, width = COMMENT_WIDTH }) => ({
    ...position,
    width,
    height: COMMENT_HEIGHT,
  }))
  const wires = design.connections.flatMap(({ from, to }) => {
    const [start, end] = [nodes.get(shown.get(from) ?? from), nodes.get(shown.get(to) ?? to)]
    if (!start || !end || start === end) return []
    const curve = curveBetween(start, end)
    return Array.from({ length: 19 }, (_, index) => pointOn(curve, (index + 1) / 20))
  })
  return (place) => {
    const box = boxAt(place)
    const roomy = grown(box, ROOM.x, ROOM.y)
    const isNear = (other: Box): boolean => meet(grown(box, WIRE_ROOM, WIRE_ROOM), other)
    return (
      ![...nodes.values()].some((node) => meet(roomy, node)) &&
      !comments.some(isNear) &&
      !wires.some(([x, y]) => isNear({ x, y, width: 0, height: 0 })) &&
      open.every((group) => isWithin(box, insideOf(group)) || !meet(grown(box, GRID, GRID), group))
    )
  }
}

/** The part of an open group where its members stand. */
function insideOf({ x, y, width, height }: Box): Box {
  return { x: x + GROUP_PAD, y: y + GROUP_BAR, width: width - 2 * GROUP_PAD, height: height - GROUP_BAR - GROUP_PAD }
}

function grown({ x, y, width, height }: Box, byX: number, byY: number): Box {
  return { x: x - byX, y: y - byY, width: width + 2 * byX, height: height + 2 * byY }
}

function isWithin(box: Box, outer: Box): boolean {
  return (
    box.x >= outer.x &&
    box.y >= outer.y &&
    box.x + box.width <= outer.x + outer.width &&
    box.y + box.height <= outer.y + outer.height
  )
}

function snapped(value: number): number {
  return Math.round(value / GRID) * GRID + 0
}
