/**
 * The samplers behind distributions.ts: one class per shape, parameters turned into what a draw needs at construction.
 *
 * Units: [ms]; variances [ms²]. Cost: 5–60 ns a draw, no allocation. Sources are named at each class.
 */
import type { Distribution } from './distributions'
import { ParamError, requireNumber } from './errors'
import { exp, log, log1p, pow } from './math'
import type { Random } from './random'
import { type Rule, requireRules } from './rules'
import { logGamma } from './special-functions'
import { exponential, normal } from './ziggurat'

class Constant implements Distribution {
  readonly mean: number
  readonly variance = 0

  constructor(value: number) {
    this.mean = value
  }

  sample(_random: Random): number {
    return this.mean
  }
}

/** Always `valueMs`. Takes no draw. */
export function constant(valueMs: number): Distribution {
  return new Constant(requireNumber('valueMs', valueMs, { min: 0, max: Number.MAX_VALUE }))
}

/** Checks a mean: 0 and more, finite. */
export function requireMean(meanMs: number): number {
  return requireNumber('meanMs', meanMs, { min: 0, max: Number.MAX_VALUE })
}

function requireCv(cv: number, min: number): number {
  return requireNumber('cv', cv, { min, max: 1000 })
}

class Exponential implements Distribution {
  readonly mean: number
  readonly variance: number

  constructor(mean: number) {
    this.mean = mean
    this.variance = mean * mean
  }

  sample(random: Random): number {
    return this.mean * exponential(random)
  }
}

/** P(X > x) = e^(−x/mean). */
export function exponentialTimes(meanMs: number): Distribution {
  return new Exponential(requireMean(meanMs))
}

class Uniform implements Distribution {
  readonly mean: number
  readonly variance: number
  private readonly min: number
  private readonly width: number

  constructor(min: number, max: number) {
    this.min = min
    this.width = max - min
    this.mean = min + this.width / 2
    this.variance = (this.width * this.width) / 12
  }

  sample(random: Random): number {
    return this.min + this.width * random.uniform()
  }
}

/** What the limits of {@link uniform} keep to. */
export const UNIFORM_RULES = [{ field: 'maxMs', is: 'at-least', other: 'minMs' }] as const satisfies readonly Rule[]

/** Uniform between the limits; a constant when they are equal. */
export function uniform(minMs: number, maxMs: number): Distribution {
  requireNumber('minMs', minMs, { min: 0, max: Number.MAX_VALUE })
  requireNumber('maxMs', maxMs, { max: Number.MAX_VALUE })
  requireRules(UNIFORM_RULES, { minMs, maxMs })
  return new Uniform(minMs, maxMs)
}

class Lognormal implements Distribution {
  readonly mean: number
  readonly variance: number
  private readonly mu: number
  private readonly sigma: number

  constructor(mean: number, cv: number) {
    const sigmaSquared = log1p(cv * cv)
    this.mean = mean
    this.variance = mean * mean * cv * cv
    this.mu = log(mean) - sigmaSquared / 2
    this.sigma = Math.sqrt(sigmaSquared)
  }

  sample(random: Random): number {
    return exp(this.mu + this.sigma * normal(random))
  }
}

/** e^(μ + σZ) with σ² = ln(1 + cv²), μ = ln mean − σ²/2. */
export function lognormal(meanMs: number, cv: number): Distribution {
  requireCv(cv, 0)
  return requireMean(meanMs) === 0 || cv === 0 ? new Constant(meanMs) : new Lognormal(meanMs, cv)
}

/** Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3), 2000. */
class Gamma implements Distribution {
  readonly mean: number
  readonly variance: number
  private readonly scale: number
  private readonly d: number
  private readonly c: number
  /** 1/shape when the shape is below 1: the draw of shape + 1 is multiplied by U to this power. Otherwise 0. */
  private readonly boost: number

  constructor(mean: number, cv: number) {
    const shape = 1 / (cv * cv)
    this.mean = mean
    this.variance = mean * mean * cv * cv
    this.scale = mean / shape
    this.boost = shape < 1 ? 1 / shape : 0
    this.d = (shape < 1 ? shape + 1 : shape) - 1 / 3
    this.c = 1 / Math.sqrt(9 * this.d)
  }

  sample(random: Random): number {
    const { d, c } = this
    for (;;) {
      const x = normal(random)
      const root = 1 + c * x
      if (root <= 0) continue
      const v = root * root * root
      const u = random.uniform()
      const square = x * x
      if (u < 1 - 0.0331 * square * square || log(u) < 0.5 * square + d * (1 - v + log(v))) {
        const value = d * v * this.scale
        // U^(1/shape) as e^(−E/shape): an exponential has no smallest value, a 32-bit uniform has.
        return this.boost === 0 ? value : value * exp(-this.boost * exponential(random))
      }
    }
  }
}

/** Gamma of shape 1/cv². */
export function gammaTimes(meanMs: number, cv: number): Distribution {
  requireCv(cv, 0)
  // A variance so small that the shape overflows 2^53 is no variance.
  return requireMean(meanMs) === 0 || cv < 1e-8 ? new Constant(meanMs) : new Gamma(meanMs, cv)
}

class Weibull implements Distribution {
  readonly mean: number
  readonly variance: number
  private readonly scale: number
  private readonly power: number

  constructor(mean: number, cv: number) {
    const shape = weibullShape(cv)
    this.mean = mean
    this.variance = mean * mean * cv * cv
    this.power = 1 / shape
    this.scale = mean / exp(logGamma(1 + this.power))
  }

  sample(random: Random): number {
    return this.scale * pow(exponential(random), this.power)
  }
}

/** scale · E^(1/shape), the shape found from cv. */
export function weibull(meanMs: number, cv: number): Distribution {
  requireCv(cv, 0)
  return requireMean(meanMs) === 0 || cv === 0 ? new Constant(meanMs) : new Weibull(meanMs, cv)
}

/** The shape k with Γ(1 + 2/k)/Γ(1 + 1/k)² = 1 + cv², by bisection over 1/k; cv falls as k grows. */
function weibullShape(cv: number): number {
  // For large k the extreme-value limit cv = π/(√6·k); the difference of logarithms would lose its digits there.
  if (cv < 1e-3) return Math.PI / (Math.sqrt(6) * cv)
  const target = log1p(cv * cv)
  let low = 1e-4
  let high = 50
  for (let i = 0; i < 100; i++) {
    const middle = 0.5 * (low + high)
    if (logGamma(1 + 2 * middle) - 2 * logGamma(1 + middle) < target) low = middle
    else high = middle
  }
  return 2 / (low + high)
}

/** Source: Whitt, "Approximating a point process by a renewal process, I", Oper. Res. 30(1), 1982, balanced means. */
class Hyperexponential implements Distribution {
  readonly mean: number
  readonly variance: number
  private readonly shareOfShort: number
  private readonly shortMean: number
  private readonly longMean: number

  constructor(mean: number, cv: number) {
    const square = cv * cv
    const p = 0.5 * (1 + Math.sqrt((square - 1) / (square + 1)))
    this.mean = mean
    this.variance = mean * mean * square
    this.shareOfShort = p
    this.shortMean = mean / (2 * p)
    this.longMean = mean / (2 * (1 - p))
  }

  sample(random: Random): number {
    const mean = random.uniform() < this.shareOfShort ? this.shortMean : this.longMean
    return mean * exponential(random)
  }
}

/** Exponential with one of two means, each kind being half of the total time. */
export function hyperexponential(meanMs: number, cv: number): Distribution {
  requireCv(cv, 1)
  return new Hyperexponential(requireMean(meanMs), cv)
}

class Empirical implements Distribution {
  readonly mean: number
  readonly variance: number
  private readonly values: Float64Array

  constructor(values: readonly number[]) {
    this.values = Float64Array.from(values)
    let sum = 0
    for (const value of values) sum += value
    this.mean = sum / values.length
    let squares = 0
    for (const value of values) squares += (value - this.mean) * (value - this.mean)
    this.variance = squares / values.length
  }

  sample(random: Random): number {
    return this.values[Math.floor(random.uniform() * this.values.length)]!
  }
}

/** One of the values with equal probability; values that occur twice are twice as likely. */
export function empirical(valuesMs: readonly number[]): Distribution {
  if (valuesMs.length === 0) throw new ParamError('valuesMs', '[]', 'a list of at least one time')
  for (const value of valuesMs) requireNumber('valuesMs', value, { min: 0, max: Number.MAX_VALUE })
  return new Empirical(valuesMs)
}
