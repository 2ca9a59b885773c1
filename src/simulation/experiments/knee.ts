/**
 * The knee of a load curve: the load that gives most throughput for its response time.
 *
 * How: power is goodput ÷ mean response time; the knee is where it is greatest, which is where a line from the origin touches
 * the curve of response over load. Between measured loads the top of the parabola through the best point and its two
 * neighbours is taken. At M/M/1 that is half of the capacity, at M/M/c more: 1/√3, 0.66, 0.74, 0.81 for 2, 4, 8, 16 servers.
 * Range: at least three loads in ascending order, and the best one not at either end: otherwise the knee lies outside.
 * Source: Kleinrock, Power and deterministic rules of thumb for probabilistic problems in computer communications (1979);
 * the values for M/M/c are in Millsap, Thinking clearly about performance (2010).
 */

/** One point of a load curve. */
export interface CurvePoint {
  readonly load: number
  readonly goodputPerSecond: number
  readonly meanMs: number | null
}

/** Load at the knee, or null when it lies outside the loads given. */
export function kneeOf(points: readonly CurvePoint[]): number | null {
  const power = points.map(({ goodputPerSecond, meanMs }) =>
    meanMs !== null && meanMs > 0 ? goodputPerSecond / meanMs : 0,
  )
  const best = power.indexOf(Math.max(...power))
  if (best <= 0 || best >= points.length - 1) return null
  return parabolaTop(
    [points[best - 1]!.load, power[best - 1]!],
    [points[best]!.load, power[best]!],
    [points[best + 1]!.load, power[best + 1]!],
  )
}

type Point = readonly [x: number, y: number]

/** x of the top of the parabola through three points; that of the middle one when they lie on a line. */
function parabolaTop([x0, y0]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const left = (x1 - x0) * (y1 - y2)
  const right = (x1 - x2) * (y1 - y0)
  if (left === right) return x1
  return x1 - (0.5 * ((x1 - x0) * left - (x1 - x2) * right)) / (left - right)
}
