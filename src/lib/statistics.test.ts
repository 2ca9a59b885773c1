import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParamError } from './errors'
import { SequentialRandom } from './random'
import { incompleteBeta, normalTail } from './special-functions'
import { loadState, saveState } from './state'
import {
  batchMeansInterval,
  decay,
  emaStep,
  meanInterval,
  normalQuantile,
  percentileRanks,
  studentFactor,
  studentQuantile,
  tauOfHalfLife,
  Welford,
  wilsonInterval,
} from './statistics'
import { normal } from './ziggurat'

/** Expected values below come from SciPy 1.x (stats.norm, stats.t, stats.binom, special.betainc). */
function expectRelative(actual: number, expected: number, tolerance = 1e-12): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(Math.abs(expected) * tolerance)
}

function welford(values: readonly number[]): Welford {
  const result = new Welford()
  for (const value of values) result.add(value)
  return result
}

describe('Welford', () => {
  it('gives mean and unbiased variance, null where there are too few', () => {
    const empty = new Welford()
    expect([empty.count, empty.mean, empty.variance, empty.standardDeviation]).toEqual([0, null, null, null])
    expect([welford([4]).mean, welford([4]).variance]).toEqual([4, null])
    expect(welford([2, 4, 4, 4, 5, 5, 7, 9]).mean).toBe(5)
    expect(welford([2, 4, 4, 4, 5, 5, 7, 9]).variance).toBeCloseTo(32 / 7, 12)
    expect(welford([1, 3]).standardDeviation).toBeCloseTo(Math.SQRT2, 12)
  })

  it('does not cancel far from zero', () => {
    expect(welford([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]).variance).toBe(30)
  })

  it('merging equals adding everything to one', () => {
    const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 30 })
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const merged = welford(a)
        merged.merge(welford(b))
        const whole = welford([...a, ...b])
        expect(merged.count).toBe(whole.count)
        expect(merged.mean ?? 0).toBeCloseTo(whole.mean ?? 0, 9)
        expect(merged.variance ?? 0).toBeCloseTo(whole.variance ?? 0, 6)
      }),
      { seed: 4 },
    )
  })

  it('survives save and load, and clear', () => {
    const saved = welford([1, 2, 9])
    const restored = welford([5])
    loadState(restored, saveState(saved))
    expect(restored).toEqual(saved)
    restored.clear()
    expect(restored).toEqual(new Welford())
  })
})

describe('quantiles', () => {
  it.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798409],
    [1e-6, -4.753424308822899],
    [0.001, -3.090232306167813],
    [0.025, -1.9599639845400545],
    [0.3, -0.5244005127080409],
    [0.5, 0],
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.999999, 4.753424308817087],
  ])('the normal distribution is below its quantile with probability %d', (p, expected) => {
    expectRelative(normalQuantile(p), expected, 1e-12)
  })

  it.each([
    [-2, 0.9772498680518208],
    [0, 0.5],
    [0.5, 0.3085375387259869],
    [1, 0.15865525393145707],
    [2.9, 0.0018658133003840375],
    [3.1, 0.0009676032132183563],
    [6, 9.865876450376946e-10],
    [10, 7.61985302416047e-24],
    [30, 4.906713927147908e-198],
    [50, 0],
  ])('the normal tail beyond %d is right', (x, expected) => {
    expectRelative(normalTail(x), expected, 2e-12)
  })

  it.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 2, 4.302652729749462],
    [0.975, 4, 2.7764451051977934],
    [0.975, 9, 2.262157162798205],
    [0.975, 30, 2.0422724563012378],
    [0.975, 1000, 1.9623390808264083],
    [0.95, 3, 2.3533634348018233],
    [0.995, 7, 3.4994832973504924],
    [0.9995, 2, 31.599054576445365],
    [0.6, 5, 0.2671808657041451],
    [0.5, 5, 0],
    [0.025, 9, -2.2621571627982053],
    [0.975, 2.5, 3.5746548420036817],
    [0.999999, 1, 318309.88617359026],
    [0.975, 1e12, 1.959963984540054],
  ])("Student's distribution is below its quantile with probability %d for %d degrees", (p, degrees, expected) => {
    expectRelative(studentQuantile(p, degrees), expected, 1e-9)
  })

  it('the two-sided factor is the quantile of the middle', () => {
    expect(studentFactor(9)).toBe(studentQuantile(0.975, 9))
    expect(studentFactor(7, 0.99)).toBe(studentQuantile(0.995, 7))
  })

  it.each([
    [0.3, 2, 3, 0.3483],
    [0.9, 0.5, 0.5, 0.7951672353008665],
    [0.01, 10, 0.5, 1.770034965528571e-21],
    [0.999, 50, 2, 0.9987659096068829],
    [0.5, 500, 480, 0.26135600646786494],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
  ])('the incomplete beta function at %d for %d and %d', (x, a, b, expected) => {
    expectRelative(incompleteBeta(x, a, b), expected, 1e-10)
  })

  it.each([0, 1, -0.1, 1.1, Number.NaN])('a quantile for probability %d is refused', (p) => {
    expect(() => normalQuantile(p)).toThrow(ParamError)
    expect(() => studentQuantile(p, 3)).toThrow(ParamError)
  })

  it('no degrees of freedom are refused', () => {
    expect(() => studentQuantile(0.9, 0)).toThrow(ParamError)
  })
})

describe('intervals', () => {
  it('Wilson: nothing known without trials, ends exact for all or none', () => {
    expect(wilsonInterval(0, 0)).toEqual({ lower: 0, upper: 1 })
    expect(wilsonInterval(0, 10).lower).toBe(0)
    expect(wilsonInterval(10, 10).upper).toBe(1)
    expect(() => wilsonInterval(11, 10)).toThrow(ParamError)
    expect(() => wilsonInterval(1, 10, 1)).toThrow(ParamError)
  })

  it('a mean of independent values has the Student interval', () => {
    expect(meanInterval([])).toEqual({ mean: null, halfWidth: null })
    expect(meanInterval([3])).toEqual({ mean: 3, halfWidth: null })
    expect(meanInterval([7, 7, 7])).toEqual({ mean: 7, halfWidth: 0 })
    const { mean, halfWidth } = meanInterval([1, 2, 3, 4, 5])
    expect(mean).toBe(3)
    expectRelative(halfWidth ?? 0, 2.7764451051977934 * Math.sqrt(2.5 / 5), 1e-9)
  })

  it('intervals of 95 % cover the truth in about 95 of 100 samples', () => {
    const random = new SequentialRandom(31)
    let covered = 0
    const samples = 2000
    for (let i = 0; i < samples; i++) {
      const { mean, halfWidth } = meanInterval(Array.from({ length: 5 }, () => 10 + normal(random)))
      if (mean !== null && halfWidth !== null && Math.abs(mean - 10) <= halfWidth) covered++
    }
    expect(Math.abs(covered / samples - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / samples))
  })

  it('batch means see correlation that a plain interval misses', () => {
    const random = new SequentialRandom(3)
    const values: number[] = []
    let level = 0
    for (let i = 0; i < 20_000; i++) {
      level = 0.95 * level + normal(random)
      values.push(level)
    }
    const batched = batchMeansInterval(values)
    const plain = meanInterval(values)
    expect(batched.mean).toBeCloseTo(plain.mean ?? 0, 9)
    // The variance of the mean is (1 + 0.95)/(1 − 0.95) = 39 times that of independent values.
    const ratio = ((batched.halfWidth ?? 0) / (plain.halfWidth ?? 1)) ** 2 / 39
    expect(ratio).toBeGreaterThan(0.4)
    expect(ratio).toBeLessThan(2.5)
  })

  it('batch means leave the odd values at the front out, and have no half-width below one value a batch', () => {
    expect(batchMeansInterval([100, 1, 1, 3, 3], 2).mean).toBe(2)
    expect(batchMeansInterval([1, 2, 3], 20)).toEqual({ mean: 2, halfWidth: null })
    expect(() => batchMeansInterval([1, 2, 3], 1)).toThrow(ParamError)
  })

  it.each([
    [10, 50, 0.95, { lower: 2, upper: 9 }],
    [100, 50, 0.95, { lower: 40, upper: 61 }],
    [100, 90, 0.95, { lower: 84, upper: 96 }],
    [100, 99, 0.95, null],
    [1000, 99, 0.95, { lower: 983, upper: 997 }],
    [1000, 99.9, 0.95, null],
    [5, 50, 0.9, { lower: 1, upper: 5 }],
    [5, 50, 0.95, null],
    [400, 95, 0.99, { lower: 368, upper: 391 }],
    [0, 50, 0.95, null],
  ])('with %d values the %d th percentile at confidence %d lies between ranks %j', (n, p, confidence, expected) => {
    expect(percentileRanks(n, p, confidence)).toEqual(expected)
  })

  it('a million values need few steps and give ranks near the percentile', () => {
    const ranks = percentileRanks(1_000_000, 99)
    const half = 1.96 * Math.sqrt(1e6 * 0.99 * 0.01)
    expect(Math.abs((ranks?.lower ?? 0) - (990_000 - half))).toBeLessThan(3)
    expect(Math.abs((ranks?.upper ?? 0) - (990_000 + half))).toBeLessThan(3)
    expect(() => percentileRanks(10, 100)).toThrow(ParamError)
  })
})

describe('averages that forget', () => {
  it('a step moves by the weight', () => {
    expect(emaStep(10, 20, 0.1)).toBe(11)
    expect(emaStep(10, 20, 1)).toBe(20)
    expect(emaStep(10, 20, 0)).toBe(10)
  })

  it('half is left after the half-life, all when no time or less has passed', () => {
    expect(decay(1000, tauOfHalfLife(1000))).toBeCloseTo(0.5, 14)
    expect(decay(0, 10)).toBe(1)
    expect(decay(-5, 10)).toBe(1)
    expect(decay(Infinity, 10)).toBe(0)
  })
})
