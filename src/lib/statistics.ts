/**
 * Means, quantiles and confidence intervals.
 *
 * Nothing here decides an event of a simulation; still, logarithms and powers are those of math.ts, so that reports are the
 * same in every browser. Units are those of the values given.
 */
import { requireNumber } from './errors'
import { exp, log } from './math'
import { incompleteBeta, normalTail } from './special-functions'
import type { Saveable, StateReader, StateWriter } from './state'

/**
 * Mean and variance of a stream in one pass without cancellation.
 * Source: Welford (1962); merging by Chan, Golub and LeVeque (1979).
 */
export class Welford implements Saveable {
  private n = 0
  private average = 0
  /** Sum of squared distances from the mean. */
  private squares = 0

  add(value: number): void {
    this.n++
    const delta = value - this.average
    this.average += delta / this.n
    this.squares += delta * (value - this.average)
  }

  get count(): number {
    return this.n
  }

  /** Null when there are no values. */
  get mean(): number | null {
    return this.n === 0 ? null : this.average
  }

  /** Unbiased variance (divisor n − 1); null below two values. */
  get variance(): number | null {
    return this.n < 2 ? null : this.squares / (this.n - 1)
  }

  /** Square root of the variance; null below two values. */
  get standardDeviation(): number | null {
    return this.n < 2 ? null : Math.sqrt(this.squares / (this.n - 1))
  }

  /** Adds all values of another stream. */
  merge(other: Welford): void {
    if (other.n === 0) return
    const total = this.n + other.n
    const delta = other.average - this.average
    this.average += (delta * other.n) / total
    this.squares += other.squares + (delta * delta * this.n * other.n) / total
    this.n = total
  }

  clear(): void {
    this.n = 0
    this.average = 0
    this.squares = 0
  }

  save(out: StateWriter): void {
    out.number(this.n)
    out.number(this.average)
    out.number(this.squares)
  }

  load(input: StateReader): void {
    this.n = input.number()
    this.average = input.number()
    this.squares = input.number()
  }
}

/** Both ends of an interval. */
export interface Interval {
  readonly lower: number
  readonly upper: number
}

/** A mean and how far the true one may lie to either side; null where too few values leave it unknown. */
export interface Estimate {
  readonly mean: number | null
  readonly halfWidth: number | null
}

function requireProbability(param: string, p: number): number {
  return requireNumber(param, p, { min: Number.MIN_VALUE, max: 1 - 2 ** -53 })
}

/** Coefficients of Acklam's rational approximation of the normal quantile (2003), relative error 1.15e−9. */
const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
]
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1]
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0
  for (const coefficient of coefficients) value = value * x + coefficient
  return value
}

/** The x that a standard normal falls below with probability p in (0, 1). Throws: ParamError. */
export function normalQuantile(p: number): number {
  requireProbability('p', p)
  // Work in the lower half, where the tail probability is known to full relative precision.
  if (p > 0.5) return -normalQuantile(1 - p)
  let x: number
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * log(p))
    x = polynomial(C, q) / polynomial(D, q)
  } else {
    const q = p - 0.5
    x = (q * polynomial(A, q * q)) / polynomial(B, q * q)
  }
  // One Halley step brings the approximation to full precision.
  const error = (normalTail(-x) - p) * 2.5066282746310002 * exp(0.5 * x * x)
  return Number.isFinite(error) ? x - error / (1 + 0.5 * x * error) : x
}

/**
 * The t that Student's distribution falls below with probability p in (0, 1), for a positive number of degrees of freedom.
 *
 * How: bisection of the regularised incomplete beta function. For a two-sided interval at 95 % ask for p = 0.975.
 * Cost: about 10 µs. Throws: ParamError.
 */
export function studentQuantile(p: number, degrees: number): number {
  requireProbability('p', p)
  requireNumber('degrees', degrees, { min: Number.MIN_VALUE })
  if (p === 0.5) return 0
  if (p < 0.5) return -studentQuantile(1 - p, degrees)
  if (degrees > 1e10) return normalQuantile(p)
  // P(|T| > t) = I_x(ν/2, ½) with x = ν/(ν + t²); find t on a logarithmic scale.
  const target = 2 * (1 - p)
  let low = -50
  let high = 350
  for (let i = 0; i < 200 && high - low > 1e-15 * Math.max(1, Math.abs(low)); i++) {
    const middle = 0.5 * (low + high)
    const t = exp(middle)
    if (incompleteBeta(1 / (1 + (t / degrees) * t), degrees / 2, 0.5) > target) low = middle
    else high = middle
  }
  return exp(0.5 * (low + high))
}

/** Half of the width of a two-sided interval in standard errors: 12.7 for 1 degree of freedom at 95 %, 1.96 for many. */
export function studentFactor(degrees: number, confidence = 0.95): number {
  return studentQuantile(0.5 + requireProbability('confidence', confidence) / 2, degrees)
}

/**
 * Wilson's score interval for a probability, from successes among n trials.
 *
 * Formula: (p̂ + z²/2n ± z·√(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n). n = 0 gives [0, 1].
 * Source: Wilson (1927). Throws: ParamError.
 */
export function wilsonInterval(successes: number, n: number, confidence = 0.95): Interval {
  requireNumber('n', n, { min: 0, max: Number.MAX_VALUE })
  requireNumber('successes', successes, { min: 0, max: n })
  const z = normalQuantile(0.5 + requireProbability('confidence', confidence) / 2)
  if (n === 0) return { lower: 0, upper: 1 }
  const share = successes / n
  const square = z * z
  const centre = (share + square / (2 * n)) / (1 + square / n)
  const half = (z * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n))) / (1 + square / n)
  // The ends are exact where the formula only rounds to them.
  return {
    lower: successes === 0 ? 0 : Math.max(0, centre - half),
    upper: successes === n ? 1 : Math.min(1, centre + half),
  }
}

/** Mean of independent values with the half-width of its two-sided Student interval; no half-width below two values. */
export function meanInterval(values: readonly number[], confidence = 0.95): Estimate {
  const welford = new Welford()
  for (const value of values) welford.add(value)
  const deviation = welford.standardDeviation
  if (deviation === null) return { mean: welford.mean, halfWidth: null }
  return {
    mean: welford.mean,
    halfWidth: (studentFactor(welford.count - 1, confidence) * deviation) / Math.sqrt(welford.count),
  }
}

/**
 * Mean of correlated values with the half-width from the means of `batches` batches of equal length.
 *
 * What does not fill the last batch is left out at the front, where the warm-up is. No half-width when a batch would be
 * empty. Source: Law, "Simulation Modeling and Analysis" (2015), §9.5.3. Throws: ParamError below two batches.
 */
export function batchMeansInterval(values: ArrayLike<number>, batches = 20, confidence = 0.95): Estimate {
  requireNumber('batches', batches, { min: 2, max: 1e6, integer: true })
  const length = Math.floor(values.length / batches)
  if (length === 0) return { mean: meanInterval(Array.from(values)).mean, halfWidth: null }
  const start = values.length - length * batches
  const means: number[] = []
  for (let batch = 0; batch < batches; batch++) {
    let sum = 0
    for (let i = 0; i < length; i++) sum += values[start + batch * length + i]!
    means.push(sum / length)
  }
  return meanInterval(means, confidence)
}

/**
 * Ranks (from 1) of the order statistics of n independent values between which a percentile lies with at least the given
 * confidence; null where n is too small for that.
 *
 * How: the number of values below the percentile is binomial, and the ranks are the narrowest around its mean with tails of
 * at most (1 − confidence)/2 each. Source: Conover, "Practical Nonparametric Statistics" (1999), §3.2. Cost: O(√n).
 * @param p [per cent] in (0, 100), as for a histogram. Throws: ParamError.
 */
export function percentileRanks(n: number, p: number, confidence = 0.95): { lower: number; upper: number } | null {
  requireNumber('n', n, { min: 0, max: 2 ** 53, integer: true })
  const q = requireProbability('p', p / 100)
  const tail = (1 - requireProbability('confidence', confidence)) / 2
  // Lower rank: the largest r with P(B < r) ≤ tail. Upper rank: the smallest s with P(B ≥ s) ≤ tail.
  const lower = lastWithin((rank) => binomialBelow(n, q, rank) <= tail, n)
  const upper = lastWithin((fromTop) => binomialBelow(n, 1 - q, fromTop) <= tail, n)
  return lower === 0 || upper === 0 ? null : { lower, upper: n + 1 - upper }
}

/** The largest k in [1, n] that satisfies a condition which, once false, stays so; 0 when not even 1 does. */
function lastWithin(holds: (k: number) => boolean, n: number): number {
  let low = 0
  let high = n + 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}

/** P(B < rank) for B binomial(n, q): I_{1−q}(n − rank + 1, rank). */
function binomialBelow(n: number, q: number, rank: number): number {
  return incompleteBeta(1 - q, n - rank + 1, rank)
}

/**
 * Exponential moving average with a fixed weight: y ← (1 − α)·y + α·x, starting at the first value.
 * Source: pandas `ewm(alpha, adjust=False)`.
 */
export function emaStep(previous: number, value: number, alpha: number): number {
  return (1 - alpha) * previous + alpha * value
}

/** Weight that the past keeps over a time: e^(−elapsed/τ). Time going backwards counts as none. [ms] both. */
export function decay(elapsedMs: number, tauMs: number): number {
  return elapsedMs <= 0 ? 1 : exp(-elapsedMs / tauMs)
}

/** τ of a half-life: half-life ÷ ln 2. [ms] */
export function tauOfHalfLife(halfLifeMs: number): number {
  return halfLifeMs / Math.LN2
}
