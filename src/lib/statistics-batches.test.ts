import { describe, expect, it } from 'vitest'
import { Histogram } from './histogram'
import { SequentialRandom } from './random'
import { loadState, saveState } from './state'
import { meanInterval, percentileRanks } from './statistics'
import { correlatedPercentile, isCorrelated, lagOneCorrelation, SampleBatches } from './statistics-batches'
import { exponential } from './ziggurat'

function filled(values: readonly number[]): { batches: SampleBatches; whole: Histogram } {
  const batches = new SampleBatches()
  const whole = new Histogram()
  for (const value of values) {
    batches.add(value)
    whole.record(value)
  }
  return { batches, whole }
}

function exponentials(seed: number, n: number): number[] {
  const random = new SequentialRandom(seed)
  return Array.from({ length: n }, () => 10 * exponential(random))
}

describe('the correlation of neighbours', () => {
  it('is that of the textbook', () => {
    // Around the mean of 3 the products are 2, 0, 0, 2 and the squares 4, 1, 0, 1, 4.
    expect(lagOneCorrelation([1, 2, 3, 4, 5])).toBeCloseTo(0.4, 12)
    expect(lagOneCorrelation([1, -1, 1, -1])).toBeCloseTo(-0.75, 12)
    expect(lagOneCorrelation([7, 7, 7])).toBeNull()
    expect(lagOneCorrelation([])).toBeNull()
  })

  it('is told from chance about as often as it should be', () => {
    let alarms = 0
    for (let seed = 0; seed < 400; seed++) {
      if (isCorrelated(lagOneCorrelation(exponentials(seed, 40)), 40)) alarms++
    }
    expect(alarms).toBeGreaterThan(400 * 0.01)
    expect(alarms).toBeLessThan(400 * 0.09)
    expect(isCorrelated(null, 20)).toBe(false)
  })
})

describe('an interval from batches', () => {
  it('needs 1,280 values', () => {
    const { batches, whole } = filled(exponentials(1, 1279))
    expect(batches.intervals(whole)).toMatchObject({ batches: 0, problem: 'too-few-samples', mean: null })
    const enough = filled(exponentials(1, 1280))
    expect(enough.batches.intervals(enough.whole)).toMatchObject({ batches: 20, batchSize: 64, problem: null })
  })

  it('keeps between 20 and 40 batches of equal size', () => {
    for (const n of [1280, 2000, 5000, 40_000]) {
      const { batches, whole } = filled(exponentials(2, n))
      const found = batches.intervals(whole)
      expect(found.batches).toBeGreaterThanOrEqual(20)
      expect(found.batches).toBeLessThan(40)
      expect(found.batches * found.batchSize).toBeLessThanOrEqual(n)
    }
  })

  /** Twenty batches, the values of each around a level of its own. */
  function levels(means: readonly number[]): number[] {
    return means.flatMap((mean) => Array.from({ length: 64 }, (_, i) => mean + (i % 2 === 0 ? 0.5 : -0.5)))
  }

  it('of the mean is that of the batch means where these are independent and not skewed', () => {
    const means = Array.from({ length: 20 }, (_, i) => 10 + (i % 2 === 0 ? 1 : -1))
    const { batches, whole } = filled(levels(means))
    const { mean, halfWidth } = meanInterval(means)
    const found = batches.intervals(whole).mean
    expect(found?.lower).toBeCloseTo((mean ?? 0) - (halfWidth ?? 0), 9)
    expect(found?.upper).toBeCloseTo((mean ?? 0) + (halfWidth ?? 0), 9)
  })

  it('of the mean reaches further where batches are skewed, and to that side', () => {
    // One batch in ten is slow: mean 11.8, variance 583.2 / 19, skewness 2.888 in twenty batches.
    const means = Array.from({ length: 20 }, (_, i) => (i === 4 || i === 14 ? 28 : 10))
    const { batches, whole } = filled(levels(means))
    const error = Math.sqrt(583.2 / 19 / 20)
    const beta = 2.8879 / (6 * Math.sqrt(20))
    const end = (t: number) => (Math.cbrt(1 + 6 * beta * (t - beta)) - 1) / (2 * beta)
    const found = batches.intervals(whole)
    expect(found.correlation).toBeLessThan(0)
    expect(found.mean?.lower).toBeCloseTo(11.8 - end(2.093024) * error, 3)
    expect(found.mean?.upper).toBeCloseTo(11.8 - end(-2.093024) * error, 3)
    expect(found.mean!.upper - 11.8).toBeGreaterThan(1.4 * (11.8 - found.mean!.lower))
  })

  it('of the mean is wider by what neighbours still have in common', () => {
    // Pairs of equal batches: ten products of 1 and nine of −1 among twenty squares, which is not yet beyond chance.
    const means = Array.from({ length: 20 }, (_, i) => 10 + (i % 4 < 2 ? 1 : -1))
    const { batches, whole } = filled(levels(means))
    const found = batches.intervals(whole)
    expect(found.problem).toBeNull()
    expect(found.correlation).toBeCloseTo(0.05, 9)
    const r = 0.05 + 1 / 20
    const { halfWidth } = meanInterval(means)
    expect((found.mean!.upper - found.mean!.lower) / 2).toBeCloseTo(halfWidth! * Math.sqrt((1 + r) / (1 - r)), 9)
  })

  it('says that batches are correlated when the series wanders', () => {
    const random = new SequentialRandom(4)
    let level = 100
    const wandering = Array.from({ length: 4000 }, () => {
      level += exponential(random) - 1
      return Math.max(0, level)
    })
    const { batches, whole } = filled(wandering)
    const found = batches.intervals(whole)
    expect(found.problem).toBe('correlated')
    expect([found.mean, ...found.percentiles]).toEqual([null, null, null, null])
    expect(found.correlation).toBeGreaterThan(0.3)
  })

  it('has none for a percentile of too few samples', () => {
    const { batches, whole } = filled(exponentials(5, 2500))
    const [p50, p90, p99] = batches.intervals(whole).percentiles
    expect(p50).not.toBeNull()
    expect(p90).not.toBeNull()
    expect(p99).toBeNull()
    // The largest of n values lies above the 99th percentile with 97.5 % from n = 368 on.
    expect(percentileRanks(367, 99)).toBeNull()
    expect(percentileRanks(368, 99)).not.toBeNull()
  })

  it('is given for so many values beyond the percentile, whatever the error', () => {
    const { whole: some } = filled(exponentials(8, 19_900))
    const { whole: enough } = filled(exponentials(8, 20_000))
    // 199 values beyond: enough where they are worth fifty independent ones.
    expect(correlatedPercentile(some, 99, { time: 3.9, batches: 10 })).not.toBeNull()
    expect(correlatedPercentile(some, 99, { time: 4, batches: 10 })).toBeNull()
    for (const time of [10, 100, 10_000]) {
      expect(correlatedPercentile(enough, 99, { time, batches: 10 })?.lower).toBeLessThan(enough.percentile(99)!)
    }
  })

  it('ends at the last of the values where the error leads beyond', () => {
    const { whole } = filled(exponentials(9, 20_000))
    const found = correlatedPercentile(whole, 99, { time: 400, batches: 10 })
    expect(found?.upper).toBe(whole.max)
    expect(correlatedPercentile(whole, 50, { time: 1e6, batches: 10 })).toEqual({ lower: whole.min, upper: whole.max })
  })

  it('of a percentile is never narrower than for independent values', () => {
    const values = exponentials(6, 2000)
    const { whole } = filled(values)
    const sorted = [...values].sort((a, b) => a - b)
    const ranks = percentileRanks(2000, 90) ?? { lower: 1, upper: 1 }
    const found = correlatedPercentile(whole, 90, { time: 0.001, batches: 20 })
    expect(found?.lower).toBeLessThanOrEqual(sorted[ranks.lower - 1] ?? 0)
    expect(found?.upper).toBeGreaterThanOrEqual(sorted[ranks.upper - 1] ?? 0)
    expect((found?.upper ?? 0) / (sorted[ranks.upper - 1] ?? 1)).toBeLessThan(1.017)
  })

  it('is a single point where all values are the same', () => {
    const { batches, whole } = filled(Array.from({ length: 1280 }, () => 4))
    const found = batches.intervals(whole)
    expect(found.mean).toEqual({ lower: 4, upper: 4 })
    expect(found.percentiles[0]).toEqual({ lower: 4, upper: 4 })
    expect(found.correlation).toBeNull()
  })

  it('goes on from a saved state as if nothing had been', () => {
    const values = exponentials(7, 3001)
    const { batches, whole } = filled(values)
    const half = filled(values.slice(0, 1234)).batches
    const restored = new SampleBatches()
    loadState(restored, saveState(half))
    for (const value of values.slice(1234)) restored.add(value)
    expect(restored.intervals(whole)).toEqual(batches.intervals(whole))
    expect(saveState(restored)).toEqual(saveState(batches))
  })
})
