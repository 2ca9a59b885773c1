import { describe, expect, it } from 'vitest'
import { SmoothWarmingUp } from './smooth-warming-up'

/** [ms] times at which 40 requests that come all at once happen. */
function times(limiter: SmoothWarmingUp, from: number): number[] {
  return Array.from({ length: 40 }, () => from + limiter.decide(from))
}

describe('smooth limiter with warm-up', () => {
  it('starts cold factor times as slow and is at its rate after the warm-up', () => {
    const limiter = new SmoothWarmingUp({ permitsPerSecond: 10, warmupMs: 2000, coldFactor: 3 })
    const gaps = times(limiter, 0).map((time, i, all) => time - (all[i - 1] ?? 0))
    expect(gaps[1]).toBeGreaterThan(280)
    expect(gaps[1]).toBeLessThan(300)
    expect(gaps.at(-1)).toBe(100)
    // The dear half of the store, W/(p + 3p)·2 = 10 permits, takes the warm-up time to come down.
    expect(times(new SmoothWarmingUp({ permitsPerSecond: 10, warmupMs: 2000, coldFactor: 3 }), 0)[10]).toBeCloseTo(
      2000,
      2,
    )
  })

  it('is cold again after as long an idle time', () => {
    const limiter = new SmoothWarmingUp({ permitsPerSecond: 10, warmupMs: 2000, coldFactor: 3 })
    const first = times(limiter, 0)
    const again = times(limiter, 100_000)
    expect(again[10]! - again[0]!).toBeCloseTo(first[10]! - first[0]!, 2)
  })
})
