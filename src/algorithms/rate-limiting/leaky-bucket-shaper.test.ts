import { describe, expect, it } from 'vitest'
import { LeakyBucketShaper } from './leaky-bucket-shaper'

const make = (slack: number) => new LeakyBucketShaper({ rate: 100, perMs: 1000, slack })

describe('leaky bucket as a shaper', () => {
  it('spaces events evenly', () => {
    const limiter = make(0)
    expect([0, 0, 0, 5].map((now) => limiter.decide(now))).toEqual([0, 10, 20, 25])
  })

  it.each([
    [0, [0, 10, 20]],
    [2, [0, 0, 0, 10]],
  ])('with slack %i makes up for that much idle time', (slack, waits) => {
    const limiter = make(slack)
    limiter.decide(0)
    expect(waits.map(() => limiter.decide(1000))).toEqual(waits)
  })

  it('tells how many could go at once, and when a weight could', () => {
    const limiter = make(2)
    expect([limiter.remaining(0), limiter.retryAfterMs(0, 2)]).toEqual([1, Infinity])
    limiter.decide(0)
    expect([limiter.remaining(0), limiter.remaining(1000)]).toEqual([0, 3])
    expect([1, 2, 3, 4].map((n) => limiter.retryAfterMs(0, n))).toEqual([10, 20, 30, Infinity])
  })

  it('issues at the time that it makes the caller wait for', () => {
    const limiter = make(0)
    expect([limiter.take(1), limiter.take(1)]).toEqual([1, 11])
  })

  it('issues in the present as it does at 0', () => {
    const [early, late] = [make(2), make(2)]
    for (const now of [0, 0, 3, 10, 11, 60, 60, 60, 60, 61]) expect(late.decide(1.7e12 + now)).toBe(early.decide(now))
    expect(late.take(1.7e12 + 61) - 1.7e12).toBe(early.take(61))
  })

  it('an earlier time waits longer', () => {
    const limiter = make(0)
    limiter.decide(100)
    expect(limiter.decide(50)).toBe(60)
  })
})
