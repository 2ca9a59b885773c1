/** Where each wire runs, in canvas units: kept by the edges as they are drawn, read by the particles. */

/** Cubic curve: start, two control points, end, as x y pairs. */
export type Curve = readonly [number, number, number, number, number, number, number, number]

export const curves = new Map<string, Curve>()

/** A smooth curve out of a right side into a left side; it bulges more the further back it has to go. */
export function curveBetween(fromX: number, fromY: number, toX: number, toY: number): Curve {
  const reach = toX - fromX
  const bend = reach >= 0 ? Math.max(24, reach / 2) : 24 + Math.min(160, Math.sqrt(-reach) * 9)
  return [fromX, fromY, fromX + bend, fromY, toX - bend, toY, toX, toY]
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

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

const TRIES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]

/** Where a label of this size can stand on or near a wire without covering a block: its middle. */
export function labelPlace(curve: Curve, width: number, height: number, blocks: readonly Box[]): [number, number] {
  const isFree = ([x, y]: [number, number]): boolean =>
    !blocks.some(
      (block) =>
        x + width / 2 + 4 > block.x &&
        x - width / 2 - 4 < block.x + block.width &&
        y + height / 2 + 4 > block.y &&
        y - height / 2 - 4 < block.y + block.height,
    )
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
