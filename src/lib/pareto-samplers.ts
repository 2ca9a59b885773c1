/**
 * The samplers of the Pareto distribution, with and without a cap; see distributions.ts.
 *
 * Both are given by their mean: the least value follows from it. Units: [ms]; variances [ms²]. Cost: 10–60 ns a draw.
 */
import { constant, requireMean } from './distribution-samplers'
import type { Distribution } from './distributions'
import { ParamError, requireNumber } from './errors'
import { exp, expm1, log, pow } from './math'
import type { Random } from './random'
import { type Rule, requireRules } from './rules'
import { exponential } from './ziggurat'

class Pareto implements Distribution {
  readonly mean: number
  readonly variance: number
  private readonly least: number
  private readonly power: number

  constructor(mean: number, alpha: number) {
    this.mean = mean
    this.least = (mean * (alpha - 1)) / alpha
    this.power = 1 / alpha
    this.variance = alpha > 2 ? (this.least * this.least * alpha) / ((alpha - 1) * (alpha - 1) * (alpha - 2)) : Infinity
  }

  sample(random: Random): number {
    return this.least * exp(this.power * exponential(random))
  }
}

function requireAlpha(alpha: number): number {
  if (!(alpha > 1)) throw new ParamError('alpha', alpha, 'above 1, or the mean would be infinite')
  return requireNumber('alpha', alpha, { max: 1e6 })
}

/** P(X > x) = (least/x)^alpha for x of at least `least` = mean·(alpha − 1)/alpha. */
export function pareto(meanMs: number, alpha: number): Distribution {
  requireAlpha(alpha)
  return requireMean(meanMs) === 0 ? constant(0) : new Pareto(meanMs, alpha)
}

/** Source: Harchol-Balter, "Performance Modeling and Design of Computer Systems" (2013), §20.4, bounded Pareto. */
class BoundedPareto implements Distribution {
  readonly mean: number
  readonly variance: number
  private readonly least: number
  private readonly cap: number
  private readonly power: number
  /** P(X > cap) of the Pareto without a cap. */
  private readonly beyond: number

  constructor(mean: number, alpha: number, cap: number) {
    const logRatio = boundedLogRatio(mean / cap, alpha)
    this.mean = mean
    this.cap = cap
    this.least = cap * exp(logRatio)
    this.power = 1 / alpha
    this.beyond = exp(alpha * logRatio)
    // E[X²] = least²·α/(α − 2)·(1 − r^(α − 2))/(1 − r^α), with its limit at α = 2.
    const share = Math.abs(alpha - 2) < 1e-9 ? -2 * logRatio : (alpha * -expm1((alpha - 2) * logRatio)) / (alpha - 2)
    const secondMoment = (this.least * this.least * share) / -expm1(alpha * logRatio)
    this.variance = Math.max(0, secondMoment - mean * mean)
  }

  sample(random: Random): number {
    const tail = this.beyond + (1 - this.beyond) * random.uniform()
    return Math.min(this.cap, this.least * pow(tail, -this.power))
  }
}

/** ln(least/cap) such that the mean is `share` of the cap: the mean grows with the ratio, from 0 to the cap. */
function boundedLogRatio(share: number, alpha: number): number {
  let low = log(share) - log(alpha / (alpha - 1)) - 1
  let high = 0
  for (let i = 0; i < 100; i++) {
    const middle = 0.5 * (low + high)
    const mean = (exp(middle) * alpha * expm1((alpha - 1) * middle)) / ((alpha - 1) * expm1(alpha * middle))
    if (mean < share) low = middle
    else high = middle
  }
  return 0.5 * (low + high)
}

/** What the parameters of {@link boundedPareto} keep to. */
export const PARETO_RULES = [{ field: 'capMs', is: 'at-least', other: 'meanMs' }] as const satisfies readonly Rule[]

/** The Pareto distribution given that it is at most `capMs`, with the least value chosen so that the mean is `meanMs`. */
export function boundedPareto(meanMs: number, alpha: number, capMs: number): Distribution {
  requireAlpha(alpha)
  requireMean(meanMs)
  requireNumber('capMs', capMs, { max: Number.MAX_VALUE })
  requireRules(PARETO_RULES, { capMs, meanMs })
  // So near the cap that the two can no longer be told apart.
  return meanMs === 0 || meanMs > capMs * (1 - 1e-9) ? constant(meanMs) : new BoundedPareto(meanMs, alpha, capMs)
}
