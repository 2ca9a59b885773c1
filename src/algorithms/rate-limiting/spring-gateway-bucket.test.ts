import { describe, expect, it } from 'vitest'
import { REFUSED } from './rate-limiting'
import { SpringGatewayBucket } from './spring-gateway-bucket'

describe('token bucket by the second', () => {
  it('fills in steps at full seconds', () => {
    const limiter = new SpringGatewayBucket({ ratePerSecond: 2, burst: 3 })
    expect([500, 500, 999, 999, 1000, 1000, 1999].map((now) => limiter.decide(now))).toEqual([
      0,
      0,
      0,
      REFUSED,
      0,
      0,
      REFUSED,
    ])
  })

  it('waits for the full second that brings enough', () => {
    const limiter = new SpringGatewayBucket({ ratePerSecond: 2, burst: 5 })
    limiter.decide(100, 5)
    expect([1, 2, 3, 5, 6].map((n) => limiter.retryAfterMs(100, n))).toEqual([900, 900, 1900, 2900, Infinity])
  })

  it('an earlier second adds nothing and moves the clock back', () => {
    const limiter = new SpringGatewayBucket({ ratePerSecond: 1, burst: 2 })
    limiter.decide(5000, 2)
    expect(limiter.decide(3000)).toBe(REFUSED)
    expect(limiter.decide(4000)).toBe(0)
  })

  it('never fills at rate 0', () => {
    const limiter = new SpringGatewayBucket({ ratePerSecond: 0, burst: 1 })
    expect([limiter.decide(0), limiter.decide(1e9), limiter.retryAfterMs(1e9)]).toEqual([0, REFUSED, Infinity])
  })
})
