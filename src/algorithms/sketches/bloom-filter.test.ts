import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { BloomFilter, bloomFalsePositivesApproximately, guavaBloomSize } from './bloom-filter'

describe('Bloom filter', () => {
  it('never denies a key that was added', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 200 }), (keys) => {
        const filter = new BloomFilter(50, 0.1)
        for (const key of keys) filter.add(key)
        expect(keys.filter((key) => !filter.mightContain(key))).toEqual([])
      }),
      { seed: 5 },
    )
  })

  it.each([
    [1000, 0.1],
    [10_000, 0.01],
    [50_000, 0.001],
  ])('full with %d keys it takes about a share of %d of absent keys for present', (expected, share) => {
    const filter = new BloomFilter(expected, share)
    for (let key = 0; key < expected; key++) filter.add(key)
    const trials = 200_000
    let wrong = 0
    for (let key = 0; key < trials; key++) if (filter.mightContain(1e9 + key)) wrong++
    const theory = bloomFalsePositivesApproximately(filter.m, filter.k, expected)
    const error = 4 * Math.sqrt((theory * (1 - theory)) / trials)
    // Half full by design, and the fill of one filter varies: a tenth more is allowed for that.
    expect(Math.abs(wrong / trials - theory)).toBeLessThan(error + 0.1 * theory)
    expect(Math.abs(wrong / trials - 1.6 * theory)).toBeGreaterThan(error + 0.1 * theory)
    expect(Math.abs(filter.fill() - (1 - Math.exp((-filter.k * expected) / filter.m)))).toBeLessThan(0.01)
  })

  it('has at least one bit and one hash, and at most a GiBit', () => {
    expect(guavaBloomSize(1, 0.99)).toEqual({ m: 0, k: 1 })
    expect(new BloomFilter(1, 0.99).m).toBe(1)
    expect(() => new BloomFilter(1e9, 0.001)).toThrow(ParamError)
    expect(() => new BloomFilter(10, 0)).toThrow(ParamError)
    expect(() => new BloomFilter(10, 1)).toThrow(ParamError)
  })

  it('an empty filter denies everything', () => {
    expect(new BloomFilter(10, 0.1).mightContain(0)).toBe(false)
  })
})
