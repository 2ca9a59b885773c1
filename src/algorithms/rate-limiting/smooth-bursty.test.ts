import { describe, expect, it } from 'vitest'
import { SmoothBursty } from './smooth-bursty'

describe('smooth bursty', () => {
  it('lets the first request through whatever its size, and makes the next one pay', () => {
    const limiter = new SmoothBursty({ permitsPerSecond: 5 })
    expect([limiter.decide(0, 100), limiter.decide(0, 1)]).toEqual([0, 20_000])
  })

  it('saves up no more than a second', () => {
    const limiter = new SmoothBursty({ permitsPerSecond: 5 })
    const waits = [limiter.decide(0), limiter.decide(60_000, 5), limiter.decide(60_000, 1), limiter.decide(60_000, 1)]
    expect(waits).toEqual([0, 0, 0, 200])
  })

  it('tries for a time, the end of it included', () => {
    const limiter = new SmoothBursty({ permitsPerSecond: 2 })
    limiter.decide(0)
    expect([limiter.tryAcquire(0, 1, 499), limiter.tryAcquire(0, 1, 500)]).toEqual([false, true])
    expect(limiter.retryAfterMs(0)).toBe(1000)
    expect([limiter.tryAcquire(999.9, 1, 5000), limiter.tryAcquire(2000, 1, -5)]).toEqual([true, true])
  })

  it('an earlier time waits longer', () => {
    const limiter = new SmoothBursty({ permitsPerSecond: 10 })
    limiter.decide(1000, 11)
    expect(limiter.decide(500)).toBe(600)
  })
})
