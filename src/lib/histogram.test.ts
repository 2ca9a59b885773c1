import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BUCKETS, Histogram } from './histogram'
import { SequentialRandom } from './random'
import { loadState, saveState } from './state'
import { exponential } from './ziggurat'

const SEED = { seed: 20 }
const BOUND = 1 / 128

function of(values: readonly number[]): Histogram {
  const histogram = new Histogram()
  for (const value of values) histogram.record(value)
  return histogram
}

/** Nearest-rank percentile of the values themselves, in exact arithmetic for these p. */
function exactPercentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((p * 1000 * sorted.length) / 100_000) - 1)]!
}

describe('Histogram', () => {
  it('is empty at first', () => {
    const histogram = new Histogram()
    expect(histogram.count).toBe(0)
    expect(histogram.sum).toBe(0)
    expect([histogram.mean, histogram.min, histogram.max]).toEqual([null, null, null])
    expect(histogram.percentile(50)).toBeNull()
    expect(histogram.valueAtRank(1)).toBeNull()
    expect([...histogram.buckets()]).toEqual([])
  })

  it('keeps count, sum, mean, least and largest exactly', () => {
    const histogram = of([3, 1.25, 100, 0])
    expect(histogram.count).toBe(4)
    expect(histogram.sum).toBe(104.25)
    expect(histogram.mean).toBe(26.0625)
    expect(histogram.min).toBe(0)
    expect(histogram.max).toBe(100)
  })

  it('buckets touch, rise, and hold their lower edge but not their upper', () => {
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const lower = Histogram.lowerEdge(bucket)
      const upper = Histogram.upperEdge(bucket)
      expect(Histogram.bucketOf(lower)).toBe(bucket)
      if (bucket < BUCKETS - 1) {
        expect(Histogram.lowerEdge(bucket + 1)).toBe(upper)
        expect(Histogram.bucketOf(upper)).toBe(bucket + 1)
      }
      if (bucket > 0) expect((upper - lower) / 2).toBeLessThanOrEqual(lower * BOUND)
    }
  })

  it('record and bucketOf agree at every edge and beyond the range', () => {
    for (const value of [-1, -0, 0, 1e-9, 0.0009765624, 0.0009765625, 1, 1.9999, 2, 1e9, 2 ** 30, 1e300, Infinity]) {
      const histogram = of([value])
      expect(histogram.counts[Histogram.bucketOf(value)]).toBe(1)
    }
    expect(Histogram.bucketOf(Infinity)).toBe(BUCKETS - 1)
    expect(Histogram.bucketOf(2 ** 30)).toBe(BUCKETS - 1)
    expect(Histogram.bucketOf(-5)).toBe(0)
  })

  it('covers a microsecond to a billion milliseconds within 64 KiB', () => {
    expect(Histogram.bucketOf(0.001)).toBeGreaterThan(0)
    expect(Histogram.bucketOf(1e9)).toBeLessThan(BUCKETS - 1)
    expect(new Histogram().counts.byteLength).toBeLessThanOrEqual(65_536)
  })

  it('ignores NaN', () => {
    const histogram = of([Number.NaN])
    expect(histogram.count).toBe(0)
    expect(histogram.percentile(50)).toBeNull()
  })

  it('every percentile is within the bound of the nearest rank', () => {
    const percentiles = [0, 1, 25, 50, 90, 99, 99.9, 100]
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.001, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 200 }),
        (values) => {
          const histogram = of(values)
          for (const p of percentiles) {
            const exact = exactPercentile(values, p)
            expect(Math.abs(histogram.percentile(p)! - exact)).toBeLessThanOrEqual(exact * BOUND)
          }
        },
      ),
      SEED,
    )
  })

  it('takes the smallest value that enough values do not exceed', () => {
    const histogram = of(Array.from({ length: 1000 }, (_, i) => i + 1))
    for (const [p, rank] of [
      [50, 500],
      [99, 990],
      [99.9, 999],
      [99.99, 1000],
    ] as const) {
      expect(Math.abs(histogram.percentile(p)! - rank)).toBeLessThanOrEqual(rank * BOUND)
      expect(Histogram.bucketOf(histogram.percentile(p)!)).toBe(Histogram.bucketOf(rank))
    }
    expect(of([1, 2, 3, 4]).percentile(50)).toBeCloseTo(2, 1)
    expect(of([1, 2, 3, 4]).percentile(50.1)).toBeCloseTo(3, 1)
  })

  it('0 and 100 are the least and the largest, and a single value is given back exactly', () => {
    const histogram = of([5.123, 17.77])
    expect(histogram.percentile(0)).toBe(5.123)
    expect(histogram.percentile(-3)).toBe(5.123)
    expect(histogram.percentile(100)).toBe(17.77)
    expect(of([3.3333]).percentile(50)).toBe(3.3333)
    expect(of([0]).percentile(99)).toBe(0)
  })

  it('a percentile of an exponential is what it should be', () => {
    const random = new SequentialRandom(6)
    const histogram = new Histogram()
    for (let i = 0; i < 200_000; i++) histogram.record(10 * exponential(random))
    expect(Math.abs(histogram.percentile(99)! / (10 * Math.log(100)) - 1)).toBeLessThan(0.02)
    expect(Math.abs(histogram.percentile(50)! / (10 * Math.LN2) - 1)).toBeLessThan(0.02)
  })

  it('merging equals recording everything in one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000)), fc.array(fc.nat(100_000)), (a, b) => {
        const merged = of(a)
        merged.merge(of(b))
        expect(saveState(merged)).toEqual(saveState(of([...a, ...b])))
      }),
      SEED,
    )
  })

  it('clear forgets everything', () => {
    const histogram = of([1, 2, 3])
    histogram.clear()
    expect(saveState(histogram)).toEqual(saveState(new Histogram()))
  })

  it('lists its buckets from the lowest and counts up to a value', () => {
    const histogram = of([0, 1, 1, 500])
    expect([...histogram.buckets()].map(({ lower, count }) => [lower, count])).toEqual([
      [0, 1],
      [1, 2],
      [500, 1],
    ])
    expect(histogram.countUpTo(0)).toBe(1)
    expect(histogram.countUpTo(1)).toBe(3)
    expect(histogram.countUpTo(499)).toBe(3)
    expect(histogram.countUpTo(Infinity)).toBe(4)
  })

  it('a restored histogram goes on as the saved one', () => {
    const saved = of([1, 2, 3, 1e12, -1])
    const restored = of([9])
    loadState(restored, saveState(saved))
    for (const histogram of [saved, restored]) histogram.record(7)
    expect(restored).toEqual(saved)
  })
})
