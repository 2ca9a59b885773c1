/**
 * Work spread over many servers: fan-out and its tail, fork and join, and the power of choices.
 *
 * Units: as in queueing-theory.ts: rates per unit of time, times in that unit. Counts are whole and ≥ 1. Randomness: none.
 */
import { expm1, log, log1p, pow } from './math'
import { mm1 } from './queueing-theory'

/** Harmonic number of order m: Σₖ₌₁..n 1/kᵐ, the smallest terms first. Cost: O(n). */
export function harmonic(n: number, order: 1 | 2 = 1): number {
  let sum = 0
  for (let k = n; k >= 1; k--) sum += order === 1 ? 1 / k : 1 / (k * k)
  return sum
}

/** The slowest of n independent exponential times of a common mean. */
export interface SlowestOf {
  /** mean·H(n), H the {@link harmonic} number. */
  readonly mean: number
  /** [time²] mean²·Σ 1/k². */
  readonly variance: number
  /** The time within which all n are done with chance p in [0, 1): −mean·ln(1 − p^(1/n)). */
  readonly percentile: (p: number) => number
}

/** Mean, variance and percentiles of {@link SlowestOf}. Source: Rényi's representation of order statistics (1953). */
export function slowestExponential(n: number, mean: number): SlowestOf {
  return {
    mean: mean * harmonic(n),
    variance: mean * mean * harmonic(n, 2),
    // 1 − p^(1/n) without cancellation when n is large.
    percentile: (p) => (p === 0 ? 0 : -mean * log(-expm1(log(p) / n))),
  }
}

/**
 * Chance that at least one of n independent calls is slow when each is with chance p: 1 − (1 − p)ⁿ.
 * Source: Dean and Barroso, The tail at scale (2013).
 */
export function anySlow(n: number, p: number): number {
  return p >= 1 ? 1 : -expm1(n * log1p(-p))
}

/** The percentile [0..1] that each of n independent calls must meet for all to meet it with chance `target`: target^(1/n). */
export function perCallQuantile(n: number, target: number): number {
  return pow(target, 1 / n)
}

/**
 * Fork-join over two M/M/1 servers, both of which get every job: mean time until both parts are done, (12 − ρ)/8·1/(μ − λ).
 * Exact. Source: Flatto and Hahn (1984); Nelson and Tantawi, Approximate analysis of fork/join synchronization (1988).
 */
export function forkJoinOfTwo(lambda: number, mu: number): number {
  return ((12 - lambda / mu) / 8) * mm1(lambda, mu).response
}

/**
 * Fork-join over n ≥ 2 M/M/1 servers: about (H(n)/H(2) + 4/11·(1 − H(n)/H(2))·ρ) times {@link forkJoinOfTwo}.
 * Bound: exact for n = 2; for n up to 32 its authors found it within 5 % of simulations. Source: Nelson and Tantawi (1988).
 */
export function forkJoin(lambda: number, mu: number, n: number): number {
  const ratio = harmonic(n) / harmonic(2)
  return (ratio + ((4 * (1 - ratio)) / 11) * (lambda / mu)) * forkJoinOfTwo(lambda, mu)
}

/**
 * Mean field of the power of d choices: share of infinitely many servers that hold at least k jobs, ρ^((dᵏ − 1)/(d − 1)).
 * For d = 1 it is ρᵏ. Range 0 ≤ ρ < 1. Source: Mitzenmacher (1996); Vvedenskaya, Dobrushin and Karpelevich (1996).
 */
export function choicesAtLeast(rho: number, d: number, k: number): number {
  let exponent = 0
  for (let i = 0; i < k; i++) exponent = exponent * d + 1
  return exponent === 0 ? 1 : pow(rho, exponent)
}

/**
 * Mean response under the power of d choices in the mean field: Σₖ₌₁.. ρ^((dᵏ − d)/(d − 1))/μ, which grows only like
 * ln(1/(1 − ρ))/ln d as ρ goes to 1. d = 1 is M/M/1; infinite from ρ = 1 on. Cost: O(log(1/(1 − ρ))/log d).
 */
export function choicesResponse(lambda: number, mu: number, d: number): number {
  const rho = lambda / mu
  if (d === 1 || rho >= 1) return mm1(lambda, mu).response
  let sum = 1
  let exponent = 0
  for (let term = rho; term > 1e-17; ) {
    exponent = (exponent + 1) * d
    term = pow(rho, exponent)
    sum += term
  }
  return sum / mu
}
