import { describe, expect, it } from 'vitest'
import { REFUSED } from './rate-limiting'
import { SharedCounter, SharedStoreLimiter } from './shared-store'

const params = { limit: 10, windowMs: 1000, writeDelayMs: 5 } as const

/** How many of 100 events, one a millisecond over five gateways in turn, pass. */
function admitted(update: 'increment' | 'read-then-write'): number {
  const counter = new SharedCounter()
  const gateways = Array.from({ length: 5 }, () => new SharedStoreLimiter({ ...params, update }, counter))
  let count = 0
  for (let now = 0; now < 100; now++) if (gateways[now % 5]!.decide(now) === 0) count++
  return count
}

describe('shared store', () => {
  it('holds the limit over all gateways when they increment', () => {
    expect(admitted('increment')).toBe(10)
  })

  it('loses counts when they read, then write', () => {
    // Five events read the same value before the first write of them lands, and each writes the same next one.
    expect(admitted('read-then-write')).toBe(50)
  })

  it('without delay the race is gone', () => {
    const limiter = new SharedStoreLimiter({ ...params, update: 'read-then-write', writeDelayMs: 0 })
    const count = Array.from({ length: 20 }, () => limiter.decide(0)).filter((answer) => answer === 0).length
    expect(count).toBe(10)
  })

  it('begins each window at zero, with no writes of the old one', () => {
    const limiter = new SharedStoreLimiter({ ...params, limit: 1, update: 'read-then-write' })
    limiter.decide(998)
    expect(limiter.decide(1000)).toBe(0)
    expect(limiter.remaining(1003)).toBe(1)
    expect(limiter.remaining(1005)).toBe(0)
  })

  it('an earlier time counts into the current window', () => {
    const limiter = new SharedStoreLimiter({ ...params, limit: 1, update: 'increment' })
    limiter.decide(1500)
    expect(limiter.decide(500)).toBe(REFUSED)
    expect(limiter.retryAfterMs(500)).toBe(1500)
  })
})
