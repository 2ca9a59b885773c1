/**
 * Zipf-distributed ranks: rank r (from 0) has probability proportional to 1/(r + 1)^exponent.
 *
 * How: up to 65,536 ranks an alias table (two draws, one comparison); above that rejection-inversion, which needs no table.
 * Cost: O(1) per draw whatever the count, about 10 ns with the table and 40 ns without; no allocation.
 * Randomness: two `uint32` with the table; on average 2.3 without.
 * Source: Walker (1977) with Vose's construction (1991); Hörmann and Derflinger, "Rejection-inversion to generate variates
 * from monotone discrete distributions", ACM TOMACS 6(3), 1996, as in Apache Commons RNG. Differs: 53-bit uniforms.
 */
import { requireNumber } from './errors'
import { exp, expm1, log, log1p, pow } from './math'
import type { Random } from './random'

/** Largest count with a table: 768 KiB of it. */
const LARGEST_TABLE = 65_536
/** Terms summed one by one in the normalising constant before the integral takes over. */
const EXACT_TERMS = 1000

export class Zipf {
  private readonly count: number
  private readonly exponent: number
  /** Sum over all ranks of 1/(r + 1)^exponent; 0 until it is needed. */
  private total = 0
  private readonly threshold: Float64Array | null = null
  private readonly alias: Int32Array | null = null
  private readonly integralAtFirst: number
  private readonly integralAtLast: number
  private readonly shortcut: number

  /**
   * @param count number of ranks, 1 to 1e7.
   * @param exponent 0 (all alike) to 10. Throws: ParamError.
   */
  constructor(count: number, exponent: number) {
    this.count = requireNumber('count', count, { min: 1, max: 1e7, integer: true })
    this.exponent = requireNumber('exponent', exponent, { min: 0, max: 10 })
    this.integralAtFirst = integral(1.5, exponent) - 1
    this.integralAtLast = integral(count + 0.5, exponent)
    this.shortcut = 2 - inverseIntegral(integral(2.5, exponent) - pow(2, -exponent), exponent)
    if (count <= LARGEST_TABLE) {
      const { threshold, alias } = aliasTable(count, exponent)
      this.threshold = threshold
      this.alias = alias
    }
  }

  /** A rank, 0 to count − 1; 0 is the most frequent. */
  sample(random: Random): number {
    if (this.threshold === null) return this.sampleByInversion(random)
    const column = Math.floor(random.uniform() * this.count)
    return random.uniform() < this.threshold[column]! ? column : this.alias![column]!
  }

  /** Probability of a rank; 0 outside [0, count). */
  probability(rank: number): number {
    if (!(rank >= 0 && rank < this.count && Number.isInteger(rank))) return 0
    if (this.total === 0) this.total = generalisedHarmonic(this.count, this.exponent)
    return pow(rank + 1, -this.exponent) / this.total
  }

  private sampleByInversion(random: Random): number {
    const { integralAtFirst, integralAtLast, exponent } = this
    for (;;) {
      // 53 random bits: the last of ten million ranks can be rarer than 2^−32.
      const fraction = ((random.uint32() >>> 5) * 67108864 + (random.uint32() >>> 6) + 0.5) / 9007199254740992
      const u = integralAtLast + fraction * (integralAtFirst - integralAtLast)
      const x = inverseIntegral(u, exponent)
      const k = Math.min(this.count, Math.max(1, Math.floor(x + 0.5)))
      if (k - x <= this.shortcut || u >= integral(k + 0.5, exponent) - pow(k, -exponent)) return k - 1
    }
  }
}

/** ∫ from 1 to x of t^−exponent dt, continuous in the exponent at 1. */
function integral(x: number, exponent: number): number {
  const logX = log(x)
  const t = (1 - exponent) * logX
  // (e^t − 1)/t, by its series near 0.
  const ratio = Math.abs(t) > 1e-8 ? expm1(t) / t : 1 + t * 0.5
  return ratio * logX
}

/** Inverse of {@link integral}. */
function inverseIntegral(u: number, exponent: number): number {
  const t = Math.max(-1, u * (1 - exponent))
  // ln(1 + t)/t, by its series near 0.
  const ratio = Math.abs(t) > 1e-8 ? log1p(t) / t : 1 - t * 0.5
  return exp(ratio * u)
}

/** Sum of k^−exponent for k = 1 to count: exact terms, then the Euler–Maclaurin formula; relative error below 1e−12. */
function generalisedHarmonic(count: number, exponent: number): number {
  let sum = 0
  const exact = Math.min(count, EXACT_TERMS)
  for (let k = exact; k >= 1; k--) sum += pow(k, -exponent)
  if (count === exact) return sum
  const power = (k: number) => pow(k, -exponent)
  const slopes = (power(exact) / exact - power(count) / count) * (exponent / 12)
  return sum + integral(count, exponent) - integral(exact, exponent) + (power(count) - power(exact)) / 2 + slopes
}

/** Each column keeps itself with probability `threshold` and gives its `alias` otherwise. */
function aliasTable(count: number, exponent: number): { threshold: Float64Array; alias: Int32Array } {
  const threshold = new Float64Array(count)
  const alias = new Int32Array(count)
  let sum = 0
  for (let rank = count - 1; rank >= 0; rank--) {
    threshold[rank] = pow(rank + 1, -exponent)
    sum += threshold[rank]!
  }
  for (let rank = 0; rank < count; rank++) threshold[rank] = (threshold[rank]! * count) / sum
  // One array holds two stacks: columns with less than their share from the front, the others from the back.
  const stack = new Int32Array(count)
  let poor = 0
  let rich = count
  for (let rank = 0; rank < count; rank++) {
    if (threshold[rank]! < 1) stack[poor++] = rank
    else stack[--rich] = rank
  }
  while (poor > 0 && rich < count) {
    const receiver = stack[--poor]!
    const giver = stack[rich]!
    alias[receiver] = giver
    threshold[giver] = threshold[giver]! - (1 - threshold[receiver]!)
    if (threshold[giver]! >= 1) continue
    rich++
    stack[poor++] = giver
  }
  // What is left on either stack differs from 1 by rounding only.
  while (poor > 0) threshold[stack[--poor]!] = 1
  return { threshold, alias }
}
