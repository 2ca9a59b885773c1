/** Exact waits between points of time, and whole nanoseconds, despite the rounding of doubles. */

/** [ns] in a ms. */
export const NS_PER_MS = 1e6

/** [ns] a time in ms to the nearest whole nanosecond; exact sums and comparisons up to about 104 days, see {@link originNear}. */
export function toNs(ms: number): number {
  return Math.round(ms * NS_PER_MS)
}

/** [ms] how far from an origin whole nanoseconds are still exact. */
const EXACT_MS = 2 ** 33

/**
 * [ms] the origin to count nanoseconds from at `now`: the one in use, 0 at first, as long as that is near enough, otherwise `now`
 * cut to whole milliseconds. So a clock that shows the years since 1970 is as exact as one that starts at 0.
 */
export function originNear(now: number, origin: number): number {
  return Math.abs(now - origin) > EXACT_MS && Number.isFinite(now) ? Math.floor(now) : origin
}

/** [ns] a time counted from one origin, counted from another; infinite ones stay. */
export function moveOrigin(ns: number, fromMs: number, toMs: number): number {
  return ns - (toMs - fromMs) * NS_PER_MS
}

/** [ms] the wait from `now` to `target`, 0 when that is past; never so small that `now + wait` rounds to before `target`. */
export function waitUntil(now: number, target: number): number {
  if (target <= now) return 0
  const wait = target - now
  return now + wait >= target ? wait : wait + Math.abs(target) * Number.EPSILON
}

/** A number just above `time`, for bounds that are not met by equality. */
export function justAfter(time: number): number {
  return time + Math.max(Math.abs(time) * Number.EPSILON, Number.MIN_VALUE)
}
