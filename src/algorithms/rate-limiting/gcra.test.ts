import { describe, expect, it } from 'vitest'
import { Gcra } from './gcra'
import { REFUSED } from './rate-limiting'

describe('GCRA', () => {
  it('lets maxBurst + 1 pass at once, then one an interval', () => {
    const limiter = new Gcra({ periodMs: 100, maxBurst: 2 })
    expect([0, 0, 0, 0, 99, 100].map((now) => limiter.decide(now))).toEqual([0, 0, 0, REFUSED, REFUSED, 0])
  })

  it('answers as the source does', () => {
    const limiter = new Gcra({ periodMs: 1000, maxBurst: 1 })
    const answers = [limiter.rateLimit(0, 1), limiter.rateLimit(0, 0), limiter.rateLimit(0, 2), limiter.rateLimit(0, 3)]
    expect(answers).toEqual([
      { isLimited: false, limit: 2, remaining: 1, resetAfterMs: 1000, retryAfterMs: -1 },
      { isLimited: false, limit: 2, remaining: 1, resetAfterMs: 1000, retryAfterMs: -1 },
      { isLimited: true, limit: 2, remaining: 1, resetAfterMs: 1000, retryAfterMs: 1000 },
      { isLimited: true, limit: 2, remaining: 2, resetAfterMs: 0, retryAfterMs: -1 },
    ])
  })

  it('keeps exact sums of intervals that are no whole milliseconds', () => {
    const limiter = new Gcra({ periodMs: 0.1, maxBurst: 9 })
    for (let i = 0; i < 10_000; i++) expect(limiter.decide(i / 10)).toBe(0)
    expect(limiter.remaining(1000)).toBe(10)
  })

  it.each([1.7e12, 2 ** 33, 1e15])('answers at %s ms as it does at 0', (late) => {
    const early = new Gcra({ periodMs: 10, maxBurst: 1 })
    const limiter = new Gcra({ periodMs: 10, maxBurst: 1 })
    for (let now = 0; now < 500; now += 1 + (now % 7)) {
      expect(limiter.retryAfterMs(late + now)).toBe(early.retryAfterMs(now))
      expect(limiter.rateLimit(late + now, 1)).toEqual(early.rateLimit(now, 1))
    }
  })

  it('remembers its schedule over half a year', () => {
    const limiter = new Gcra({ periodMs: 1e9, maxBurst: 19 })
    limiter.decide(5, 20)
    expect(limiter.retryAfterMs(1e10, 20)).toBe(1e10 + 5)
    expect([2e10 + 4, 2e10 + 5, 4e10 + 4, 4e10 + 5].map((now) => limiter.decide(now, 20))).toEqual([
      REFUSED,
      0,
      REFUSED,
      0,
    ])
  })

  it('an earlier time is as far from the schedule as it says', () => {
    const limiter = new Gcra({ periodMs: 100, maxBurst: 0 })
    limiter.decide(1000)
    expect(limiter.retryAfterMs(500)).toBe(600)
  })
})
