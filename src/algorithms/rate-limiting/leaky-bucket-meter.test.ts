import { describe, expect, it } from 'vitest'
import { LeakyBucketMeter } from './leaky-bucket-meter'
import { REFUSED } from './rate-limiting'

const make = (burst: number, nodelay = true) => new LeakyBucketMeter({ ratePerSecond: 10, burst, nodelay })

describe('leaky bucket as a meter', () => {
  it('passes burst + 1 events at once, then one an interval', () => {
    const limiter = make(2)
    expect([0, 0, 0, 0, 99, 100, 100].map((now) => limiter.decide(now))).toEqual([
      0,
      0,
      0,
      REFUSED,
      REFUSED,
      0,
      REFUSED,
    ])
  })

  it('without nodelay holds the burst back', () => {
    const limiter = make(2, false)
    expect([0, 0, 0, 0].map((now) => limiter.decide(now))).toEqual([0, 100, 200, REFUSED])
    expect(limiter.retryAfterMs(0)).toBe(300)
    expect(limiter.remaining(0)).toBe(0)
  })

  it('does not save up idle time beyond the burst', () => {
    const limiter = make(1)
    limiter.decide(0)
    expect(limiter.remaining(1e6)).toBe(2)
  })

  it('takes a weight as so many events at once, all or none', () => {
    const limiter = make(4)
    expect([limiter.decide(0, 6), limiter.decide(0, 5), limiter.decide(0)]).toEqual([REFUSED, 0, REFUSED])
    expect([limiter.retryAfterMs(0, 5), limiter.retryAfterMs(0, 6)]).toEqual([500, Infinity])
  })

  it('an earlier time is no time passed and does not move the clock back', () => {
    const limiter = make(1)
    limiter.decide(1000)
    expect([limiter.decide(500), limiter.decide(500)]).toEqual([0, REFUSED])
    expect(limiter.decide(1099)).toBe(REFUSED)
    expect(limiter.decide(1100)).toBe(0)
  })
})
