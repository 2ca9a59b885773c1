import { describe, expect, it } from 'vitest'
import { type ArrivalParams, createArrivals } from './arrivals'
import { SequentialRandom } from './random'

const REPLICATIONS = 300
const WINDOWS = 10
/** Beyond this many standard errors in fewer than 1 of 10,000 windows. */
const CRITICAL = 4

/** Counts in equal windows over all replications; the factor is 1 before `changeAt`, `factor` from it on. */
function counts(
  params: ArrivalParams,
  until: number,
  changeAt = until,
  factor = 1,
): { sum: number[]; squares: number } {
  const sum = new Array<number>(WINDOWS).fill(0)
  let squares = 0
  for (let replication = 0; replication < REPLICATIONS; replication++) {
    const process = createArrivals(params)
    if (!process) throw new Error('closed')
    const random = new SequentialRandom(replication, 5)
    let total = 0
    let hasChanged = false
    let t = process.nextAfter(0, random, 1)
    while (t < until) {
      if (!hasChanged && t >= changeAt) {
        hasChanged = true
        t = process.nextAfter(changeAt, random, factor)
        continue
      }
      const window = Math.floor((t / until) * WINDOWS)
      sum[window] = sum[window]! + 1
      total++
      t = process.nextAfter(t, random, hasChanged ? factor : 1)
    }
    squares += total * total
  }
  return { sum, squares }
}

/** Largest distance of a window from the expected count, in standard deviations of a Poisson number. */
function worst(sum: readonly number[], expected: (window: number) => number): number {
  return Math.max(
    ...sum.map((count, window) => {
      const mean = expected(window) * REPLICATIONS
      return mean === 0 ? (count === 0 ? 0 : Infinity) : Math.abs(count - mean) / Math.sqrt(mean)
    }),
  )
}

/** ∫ of a rate [1/s] over a window [ms] by Simpson's rule on 400 pieces: independent of the code under test. */
function area(rate: (t: number) => number, window: number, width: number): number {
  const pieces = 400
  const h = width / pieces
  let sum = 0
  for (let i = 0; i < pieces; i++) {
    const left = window * width + i * h
    sum += (rate(left) + 4 * rate(left + h / 2) + rate(left + h - 1e-9)) / 6
  }
  return (sum * h) / 1000
}

const cases: { params: ArrivalParams; rate: (t: number) => number }[] = [
  { params: { type: 'poisson', ratePerSecond: 100 }, rate: () => 100 },
  {
    params: { type: 'step', ratePerSecond: 50, toRatePerSecond: 150, atMs: 500 },
    rate: (t) => (t < 500 ? 50 : 150),
  },
  {
    params: { type: 'ramp', ratePerSecond: 20, toRatePerSecond: 200, fromMs: 200, toMs: 800 },
    rate: (t) => 20 + 180 * Math.min(1, Math.max(0, (t - 200) / 600)),
  },
  {
    params: { type: 'ramp', ratePerSecond: 200, toRatePerSecond: 0, fromMs: 200, toMs: 800 },
    rate: (t) => 200 * (1 - Math.min(1, Math.max(0, (t - 200) / 600))),
  },
  {
    params: { type: 'spike', ratePerSecond: 30, spikeRatePerSecond: 400, atMs: 400, forMs: 100 },
    rate: (t) => (t >= 400 && t < 500 ? 400 : 30),
  },
  {
    params: { type: 'wave', ratePerSecond: 100, amplitude: 0.9, periodMs: 400 },
    rate: (t) => 100 * (1 + 0.9 * Math.sin((2 * Math.PI * t) / 400)),
  },
]

describe('arrival processes', () => {
  it.each(cases)('$params.type has the expected count in every window', ({ params, rate }) => {
    const { sum } = counts(params, 1000)
    expect(worst(sum, (window) => area(rate, window, 100))).toBeLessThan(CRITICAL)
  })

  it.each(cases)('$params.type stays exact when the load factor changes half-way', ({ params, rate }) => {
    const { sum } = counts(params, 1000, 600, 2.5)
    expect(worst(sum, (window) => area(rate, window, 100) * (window < 6 ? 1 : 2.5))).toBeLessThan(CRITICAL)
  })

  it('the same check rejects a rate ten per cent off', () => {
    const { sum } = counts({ type: 'poisson', ratePerSecond: 1000 }, 1000)
    expect(worst(sum, () => 100 * 1.1)).toBeGreaterThan(CRITICAL)
    expect(worst(sum, () => 100)).toBeLessThan(CRITICAL)
  })

  it('bursty arrivals have the mean rate of their phases from the start, and more variance than Poisson', () => {
    const params: ArrivalParams = {
      type: 'bursty',
      ratePerSecond: 20,
      burstRatePerSecond: 420,
      meanBurstMs: 50,
      meanCalmMs: 150,
    }
    const { sum, squares } = counts(params, 2000)
    const total = sum.reduce((a, b) => a + b, 0)
    const mean = total / REPLICATIONS
    const variance = squares / REPLICATIONS - mean * mean
    // A quarter of the time at 420, the rest at 20: 120 per second.
    expect(Math.abs(mean - 240)).toBeLessThan(CRITICAL * Math.sqrt(variance / REPLICATIONS))
    expect(Math.sqrt(variance / REPLICATIONS)).toBeLessThan(240 * 0.02)
    // Index of dispersion of a two-state process over a window w: 1 + 2·Var(rate)·τ·(1 − τ/w·(1 − e^(−w/τ)))/mean rate,
    // with τ = 1/(1/50 + 1/150) = 37.5 ms and Var(rate) = ¼·¾·400² (per second squared).
    const tau = 0.0375
    const dispersion = 1 + (2 * 30_000 * tau * (1 - (tau / 2) * (1 - Math.exp(-2 / tau)))) / 120
    expect(variance / mean).toBeGreaterThan(dispersion * 0.7)
    expect(variance / mean).toBeLessThan(dispersion * 1.4)
  })

  it('bursty arrivals stay exact when the load factor changes half-way', () => {
    const params: ArrivalParams = {
      type: 'bursty',
      ratePerSecond: 20,
      burstRatePerSecond: 420,
      meanBurstMs: 5,
      meanCalmMs: 15,
    }
    const { sum } = counts(params, 1000, 500, 3)
    const before = sum.slice(0, 5).reduce((a, b) => a + b, 0) / REPLICATIONS
    const after = sum.slice(5).reduce((a, b) => a + b, 0) / REPLICATIONS
    expect(Math.abs(before / 60 - 1)).toBeLessThan(0.05)
    expect(Math.abs(after / 180 - 1)).toBeLessThan(0.05)
  })
})
