/** Closed lines with rounded corners, as SVG paths. */
import type { Loop } from '../group-cuts'

type Point = Loop[number]

/** The path of closed lines; corners are rounded as far as the pieces between them allow. */
export function roundedPath(loops: readonly Loop[], radius: number): string {
  return loops.map((loop) => roundedLoop(loop, radius)).join('')
}

function roundedLoop(loop: Loop, radius: number): string {
  const parts = loop.map((corner, index) => {
    const before = loop.at(index - 1) ?? corner
    const after = loop[(index + 1) % loop.length] ?? corner
    return `${said(towards(corner, before, radius))}Q${said(corner)} ${said(towards(corner, after, radius))}`
  })
  return `M${parts.join('L')}Z`
}

/** The point on the way from a corner to the next one at which its rounding ends: at most half of the way. */
function towards([x, y]: Point, [otherX, otherY]: Point, radius: number): Point {
  const length = Math.hypot(otherX - x, otherY - y) || 1
  const part = Math.min(radius / length, 0.5)
  return [x + (otherX - x) * part, y + (otherY - y) * part]
}

function said([x, y]: Point): string {
  return `${Math.round(x * 10) / 10 + 0} ${Math.round(y * 10) / 10 + 0}`
}
