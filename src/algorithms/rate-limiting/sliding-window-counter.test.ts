import { describe, expect, it } from 'vitest'
import { REFUSED } from './rate-limiting'
import { SlidingWindowCounter } from './sliding-window-counter'

const make = (limit: number, estimate: 'whole' | 'fraction' = 'whole') =>
  new SlidingWindowCounter({ limit, windowMs: 60_000, estimate })

/** 42 events in one window and 18 in the next, of which 15 s have passed. */
function published(estimate: 'whole' | 'fraction'): SlidingWindowCounter {
  const limiter = make(50, estimate)
  limiter.decide(60_000, 42)
  limiter.decide(120_000, 8)
  limiter.decide(135_000, 10)
  return limiter
}

describe('sliding window counter', () => {
  it('weighs the previous window by what is left of it, in whole events', () => {
    // 42 · 0.75 + 18 = 49.5
    expect(published('whole').remaining(135_000)).toBe(1)
    expect(published('whole').decide(135_000)).toBe(0)
  })

  it('refuses the same event when the fraction counts', () => {
    expect(published('fraction').decide(135_000)).toBe(REFUSED)
  })

  it('forgets a window after an idle one', () => {
    const limiter = make(5)
    limiter.decide(0, 5)
    expect(limiter.remaining(120_000)).toBe(5)
  })

  it.each([1.1, 333.3, 1000 / 3])('carries the count over into the next window of %s ms', (windowMs) => {
    for (let window = 1; window < 50; window++) {
      const limiter = new SlidingWindowCounter({ limit: 10, windowMs, estimate: 'whole' })
      limiter.decide((window - 0.5) * windowMs, 10)
      expect(limiter.remaining((window + 0.05) * windowMs)).toBe(1)
      expect(limiter.decide((window + 0.05) * windowMs, 2)).toBe(REFUSED)
    }
  })

  it('waits until the previous window has faded', () => {
    const limiter = make(10)
    limiter.decide(0, 10)
    expect(limiter.retryAfterMs(0, 11)).toBe(Infinity)
    expect(limiter.decide(60_000)).toBe(REFUSED)
    const wait = limiter.retryAfterMs(60_000)
    expect(limiter.decide(60_000 + wait - 0.01)).toBe(REFUSED)
    expect(limiter.decide(60_000 + wait)).toBe(0)
  })

  it('an earlier time stays in the current window, where the previous one weighs more', () => {
    const limiter = make(10)
    limiter.decide(0, 5)
    limiter.decide(60_000)
    expect(limiter.remaining(30_000)).toBe(2)
  })
})
