import { describe, expect, it } from 'vitest'
import { fifoHitRatio, fifoTime, lruHitRatio, lruHitRatioOf, lruTime, perfectLfuHitRatio, zipf } from './che'

describe('zipf', () => {
  it('sums to one and falls as a power of the rank', () => {
    const popularity = zipf(1000, 0.8)
    expect(popularity.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
    expect(popularity[0]! / popularity[9]!).toBeCloseTo(10 ** 0.8, 9)
  })
})

describe('characteristic time', () => {
  const popularity = zipf(200, 1)

  it('fills the cache in expectation', () => {
    const held = popularity.reduce((sum, p) => sum + (1 - Math.exp(-p * lruTime(popularity, 30))), 0)
    expect(held).toBeCloseTo(30, 9)
    const heldByFifo = popularity.reduce(
      (sum, p) => sum + (p * fifoTime(popularity, 30)) / (1 + p * fifoTime(popularity, 30)),
      0,
    )
    expect(heldByFifo).toBeCloseTo(30, 9)
  })

  it.each([
    [0, 0, 0],
    [200, Infinity, 1],
    [500, Infinity, 1],
  ])('of capacity %i is %f, with hits %f', (capacity, time, hits) => {
    expect(lruTime(popularity, capacity)).toBe(time)
    expect(fifoTime(popularity, capacity)).toBe(time)
    expect(lruHitRatio(popularity, capacity)).toBeCloseTo(hits, 12)
    expect(fifoHitRatio(popularity, capacity)).toBeCloseTo(hits, 12)
    expect(perfectLfuHitRatio(popularity, capacity)).toBeCloseTo(hits, 12)
  })

  it('leaves out keys that nobody asks for', () => {
    const some = Float64Array.of(0.5, 0.5, 0)
    expect(lruTime(some, 2)).toBe(Infinity)
    expect(lruHitRatio(some, 1)).toBeCloseTo(0.5, 12)
    expect(lruHitRatioOf(some, 1, 2)).toBe(0)
  })

  it('puts LRU above FIFO and below a perfect cache', () => {
    for (const capacity of [10, 50, 150]) {
      expect(lruHitRatio(popularity, capacity)).toBeGreaterThan(fifoHitRatio(popularity, capacity))
      expect(lruHitRatio(popularity, capacity)).toBeLessThan(perfectLfuHitRatio(popularity, capacity))
    }
  })
})
