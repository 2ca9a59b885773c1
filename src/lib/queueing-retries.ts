/**
 * What retries and hedges add to the load, and the loads at which a station with timeouts can stay.
 *
 * Units: rates per unit of time, times in that unit, chances in 0..1. Randomness: none.
 */
import { requireNumber } from './errors'
import { exp, pow } from './math'

export interface RetryLoad {
  /** Attempts sent for one request, on average. */
  readonly attempts: number
  /** [0..1] chance that one of them succeeds. */
  readonly success: number
}

/** Attempts that fail independently with chance p, at most n of them: (1 − pⁿ)/(1 − p) attempts, success 1 − pⁿ. */
export function retryLoad(failure: number, maxAttempts: number): RetryLoad {
  const allFail = pow(failure, maxAttempts)
  return { attempts: failure < 1 ? (1 - allFail) / (1 - failure) : maxAttempts, success: 1 - allFail }
}

/** Attempts that reach the last of several layers when each of them tries n times and all fail: n to the number of layers. */
export function layeredAttempts(layers: number, attemptsPerLayer: number): number {
  return pow(attemptsPerLayer, layers)
}

/** The most that a retry budget of `ratio` retries for each request lets the load grow to: 1 + ratio. */
export function budgetedLoad(ratio: number): number {
  return 1 + ratio
}

/** Share of requests sent twice when a hedge follows after the percentile q of the response: 1 − q. */
export function hedgedShare(q: number): number {
  return 1 - q
}

/**
 * The effective arrival rates x at which M/M/1 with timeouts and endless retries stays, in rising order: none, one or two.
 *
 * A request that takes longer than τ is sent again while the old one is still served, so x·P(T ≤ τ) = λ with T exponential
 * of rate μ − x: x·(1 − e^(−(μ − x)τ)) = λ for 0 ≤ x ≤ μ. The left side is concave and 0 at both ends, hence two roots below
 * its peak and none above it. The lower root is stable. From beyond the upper one the load runs away; without roots it
 * always does (a metastable failure).
 * How: bisection of the slope for the peak, then of each side. Range: λ ≥ 0, μ and τ positive and finite.
 * Source: derived here; the phenomenon is that of Bronson et al., Metastable failures in distributed systems (2021).
 * Differs from a real system: retries are taken as Poisson, and unlimited.
 */
export function retryFixedPoints(lambda: number, mu: number, timeout: number): number[] {
  requireNumber('lambda', lambda, { min: 0 })
  requireNumber('mu', mu, { min: Number.MIN_VALUE, max: Number.MAX_VALUE })
  requireNumber('timeout', timeout, { min: Number.MIN_VALUE, max: Number.MAX_VALUE })
  const late = (x: number) => exp(-(mu - x) * timeout)
  const done = (x: number) => x * (1 - late(x))
  const peak = boundary(0, mu, (x) => 1 - late(x) * (1 + x * timeout) > 0)
  if (done(peak) < lambda) return []
  const low = boundary(0, peak, (x) => done(x) < lambda)
  const high = boundary(peak, mu, (x) => done(x) > lambda)
  return low < high ? [low, high] : [low]
}

/** The point of [low, high] at which what is true on its left turns false, to the last digit. */
function boundary(low: number, high: number, isLeft: (x: number) => boolean): number {
  let left = low
  let right = high
  for (let step = 0; step < 200; step++) {
    const middle = (left + right) / 2
    if (middle <= left || middle >= right) break
    if (isLeft(middle)) left = middle
    else right = middle
  }
  return right
}
