/** Where wires run between blocks and where their labels stand, in canvas units: the same on screen and in pictures. */

/** Cubic curve: start, two control points, end, as x y pairs. */
export type Curve = readonly [number, number, number, number, number, number, number, number]

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Whether two boxes share more than an edge. */
export function meet(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}

/** [px] room between two blocks, side by side, that a wire needs to run between them. */
const ROOM = 12

type Side = 'left' | 'right' | 'top' | 'bottom'

/** The sides at which a wire leaves the caller and arrives at the callee: those that face one another. */
export function sidesOf(from: Box, to: Box): [Side, Side] {
  if (to.x >= from.x + from.width + ROOM) return ['right', 'left']
  if (to.x + to.width + ROOM <= from.x) return ['left', 'right']
  return to.y >= from.y ? ['bottom', 'top'] : ['top', 'bottom']
}

function middleOf({ x, y, width, height }: Box, side: Side): [number, number] {
  if (side === 'left') return [x, y + height / 2]
  if (side === 'right') return [x + width, y + height / 2]
  return [x + width / 2, side === 'top' ? y : y + height]
}

/** [px] how far a wire whose counterpart runs the other way is moved to its left, so that the two lie apart. */
const APART = 9

const OUTWARD: Readonly<Record<Side, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  top: [0, -1],
  bottom: [0, 1],
}

/** A smooth curve between the sides of two blocks that face one another; one of a pair in both directions steps aside. */
export function curveBetween(from: Box, to: Box, isPaired = false): Curve {
  const [out, into] = sidesOf(from, to)
  const isAcross = out === 'left' || out === 'right'
  // Each to its own left, which are opposite sides.
  const aside = isPaired ? (out === 'right' || out === 'top' ? -APART : APART) : 0
  const [asideX, asideY] = isAcross ? [0, aside] : [aside, 0]
  const start = middleOf(from, out)
  const end = middleOf(to, into)
  const [x0, y0, x3, y3] = [start[0] + asideX, start[1] + asideY, end[0] + asideX, end[1] + asideY]
  const bend = Math.max(isAcross ? 20 : 14, Math.abs(isAcross ? x3 - x0 : y3 - y0) / 2)
  const [outX, outY] = OUTWARD[out]
  const [inX, inY] = OUTWARD[into]
  return [x0, y0, x0 + bend * outX, y0 + bend * outY, x3 + bend * inX, y3 + bend * inY, x3, y3]
}

/** Tells of these wires whether another one between the same two runs the other way. */
export function pairsOf(wires: readonly { from: string; to: string }[]): (from: string, to: string) => boolean {
  const ends = new Set(wires.map(({ from, to }) => `${from}\n${to}`))
  return (from, to) => from !== to && ends.has(`${to}\n${from}`)
}

/** The head of an arrow at the end of a curve. */
export function arrowOf([, , , , x2, y2, x3, y3]: Curve): string {
  const length = Math.hypot(x3 - x2, y3 - y2) || 1
  const alongX = (x3 - x2) / length
  const alongY = (y3 - y2) / length
  const [baseX, baseY] = [x3 - 7 * alongX, y3 - 7 * alongY]
  const point = (side: 1 | -1): string => `${baseX - 3.5 * side * alongY} ${baseY + 3.5 * side * alongX}`
  return `M${x3 - alongX} ${y3 - alongY}L${point(1)}L${point(-1)}Z`
}

export function pathOf([x0, y0, x1, y1, x2, y2, x3, y3]: Curve): string {
  return `M${x0} ${y0}C${x1} ${y1} ${x2} ${y2} ${x3} ${y3}`
}

/** The point a part of the way along, 0 at the start and 1 at the end. */
export function pointOn(curve: Curve, part: number): [number, number] {
  const [x0, y0, x1, y1, x2, y2, x3, y3] = curve
  const rest = 1 - part
  const a = rest * rest * rest
  const b = 3 * rest * rest * part
  const c = 3 * rest * part * part
  const d = part * part * part
  return [a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3]
}

const TRIES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]

/** Where a label of this size can stand on or near a wire without covering a block: its middle. */
export function labelPlace(curve: Curve, width: number, height: number, blocks: readonly Box[]): [number, number] {
  const isFree = ([x, y]: [number, number]): boolean => {
    const label = { x: x - width / 2 - 4, y: y - height / 2 - 4, width: width + 8, height: height + 8 }
    return !blocks.some((block) => meet(label, block))
  }
  for (const part of TRIES) {
    const point = pointOn(curve, part)
    if (isFree(point)) return point
  }
  const [x, y] = pointOn(curve, 0.5)
  for (let away = 12; away <= 132; away += 12) {
    for (const point of [
      [x, y - away],
      [x, y + away],
    ] as [number, number][])
      if (isFree(point)) return point
  }
  return [x, y]
}
