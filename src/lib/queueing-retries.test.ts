import { describe, expect, it } from 'vitest'
import { ParamError } from './errors'
import { budgetedLoad, hedgedShare, layeredAttempts, retryFixedPoints, retryLoad } from './queueing-retries'

describe('what retries add', () => {
  it.each([
    [0, 3, 1, 1],
    [0.5, 1, 1, 0.5],
    [0.5, 3, 1.75, 0.875],
    [1, 4, 4, 0],
  ])('failing with chance %d, at most %d attempts', (failure, maxAttempts, attempts, success) => {
    expect(retryLoad(failure, maxAttempts)).toEqual({ attempts, success })
  })

  it('layers multiply, a budget adds, a hedge repeats the slow share', () => {
    expect(layeredAttempts(3, 4)).toBe(64)
    expect(budgetedLoad(0.25)).toBe(1.25)
    expect(hedgedShare(0.75)).toBe(0.25)
  })
})

describe('loads at which timeouts and retries balance', () => {
  const done = (x: number, mu: number, timeout: number) => x * (1 - Math.exp(-(mu - x) * timeout))

  it.each([
    [0.3, 1, 5],
    [0.5, 1, 5],
    [0.5, 1, 10],
    [40, 100, 0.05],
  ])('λ = %d, μ = %d, τ = %d: two, each of which gets λ done', (lambda, mu, timeout) => {
    const points = retryFixedPoints(lambda, mu, timeout)
    expect(points).toHaveLength(2)
    for (const x of points) expect(done(x, mu, timeout) / lambda).toBeCloseTo(1, 10)
    const [low = 0, high = 0] = points
    expect(low).toBeGreaterThan(lambda)
    expect(high).toBeLessThan(mu)
    // Between the two more is done than arrives, so that the load falls back; beyond the upper one less.
    expect(done((low + high) / 2, mu, timeout)).toBeGreaterThan(lambda)
    expect(done((high + mu) / 2, mu, timeout)).toBeLessThan(lambda)
  })

  it('matches the published table', () => {
    expect(retryFixedPoints(0.3, 1, 5)).toEqual([expect.closeTo(0.3098, 4), expect.closeTo(0.9212, 4)])
    expect(retryFixedPoints(0.6, 1, 5)).toEqual([])
    expect(retryFixedPoints(2, 1, 5)).toEqual([])
  })

  it('without arrivals the load is 0 or runs at the limit', () => {
    const [low, high] = retryFixedPoints(0, 1, 5)
    expect(low).toBeCloseTo(0, 12)
    expect(high).toBeCloseTo(1, 12)
  })

  it('refuses what is out of range', () => {
    for (const [lambda, mu, timeout] of [
      [-1, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
      [1, 1, Infinity],
    ] as const) {
      expect(() => retryFixedPoints(lambda, mu, timeout)).toThrow(ParamError)
    }
  })
})
