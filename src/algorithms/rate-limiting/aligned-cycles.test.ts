import { describe, expect, it } from 'vitest'
import { AlignedCycles } from './aligned-cycles'
import { REFUSED } from './rate-limiting'

const make = (limit: number, timeoutMs: number) => new AlignedCycles({ limit, periodMs: 100, timeoutMs })

describe('aligned cycles', () => {
  it('brings its permits at the start of each cycle and does not save them up', () => {
    const limiter = make(2, 0)
    expect([0, 10, 20, 100, 100, 100].map((now) => limiter.decide(now))).toEqual([0, 0, REFUSED, 0, 0, REFUSED])
    limiter.decide(1000)
    expect(limiter.available()).toBe(1)
  })

  it('lets events wait for permits of later cycles, up to the timeout', () => {
    const limiter = make(2, 250)
    const waits = Array.from({ length: 7 }, () => limiter.decide(0))
    expect(waits).toEqual([0, 0, 100, 100, 200, 200, REFUSED])
    expect(limiter.available()).toBe(-4)
  })

  it('a wait equal to the timeout is allowed', () => {
    expect(make(1, 100).decide(0, 2)).toBe(100)
    expect(make(1, 99).decide(0, 2)).toBe(REFUSED)
  })

  it('says when permits will be free, whatever the timeout', () => {
    const limiter = make(2, 0)
    limiter.decide(30, 2)
    expect(limiter.retryAfterMs(30)).toBe(70)
    expect(limiter.retryAfterMs(30, 3)).toBe(Infinity)
    expect(limiter.remaining(100)).toBe(2)
  })

  it('an earlier time takes no permits away', () => {
    const limiter = make(2, 0)
    limiter.decide(500)
    expect([limiter.decide(100), limiter.decide(100)]).toEqual([0, REFUSED])
    expect(limiter.retryAfterMs(100)).toBe(500)
  })
})
