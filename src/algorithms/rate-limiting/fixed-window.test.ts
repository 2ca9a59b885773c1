import { describe, expect, it } from 'vitest'
import { FixedWindow } from './fixed-window'
import { REFUSED } from './rate-limiting'

const make = (anchor: 'first-hit' | 'aligned', limit = 2, windowMs = 100) =>
  new FixedWindow({ limit, windowMs, anchor })

describe('fixed window', () => {
  it('from the first event: a window ends one length after it, the end outside', () => {
    const limiter = make('first-hit')
    expect([130, 140, 150, 229.9, 230].map((now) => limiter.decide(now))).toEqual([0, 0, REFUSED, REFUSED, 0])
    expect(limiter.windowEndMs()).toBe(330)
  })

  it('from the first event: those of weight 0 put off the beginning of the window', () => {
    const limiter = make('first-hit')
    limiter.decide(0, 0)
    limiter.decide(40, 0)
    expect(limiter.windowEndMs()).toBe(140)
    limiter.decide(60)
    limiter.decide(80, 0)
    limiter.decide(90)
    expect(limiter.windowEndMs()).toBe(160)
    expect(limiter.decide(159)).toBe(REFUSED)
  })

  it('on the clock: windows are multiples of the length', () => {
    const limiter = make('aligned')
    expect([130, 140, 150, 199.9, 200].map((now) => limiter.decide(now))).toEqual([0, 0, REFUSED, REFUSED, 0])
    expect(limiter.windowEndMs()).toBe(300)
  })

  it('on the clock: holds the limit at times that rounding puts beside a boundary', () => {
    for (let k = 1; k < 3000; k++) {
      const limiter = make('aligned', 2, 16.7)
      for (const now of [k * 16.7 * (1 - Number.EPSILON / 2), k * 16.7]) {
        const admitted = [1, 2, 3, 4].filter(() => limiter.decide(now) === 0)
        expect(admitted.length).toBeLessThanOrEqual(2)
      }
    }
  })

  it('lets twice the limit pass around a boundary', () => {
    const limiter = make('aligned', 5)
    const admitted = Array.from({ length: 20 }, (_, i) => limiter.decide(i < 10 ? 99 : 100)).filter((d) => d === 0)
    expect(admitted).toHaveLength(10)
  })

  it.each([
    ['first-hit', REFUSED],
    ['aligned', 0],
  ] as const)('%s: a refused event of weight 2 leaves the last place to %s', (anchor, expected) => {
    const limiter = make(anchor)
    limiter.decide(0)
    expect(limiter.decide(0, 2)).toBe(REFUSED)
    expect(limiter.decide(0)).toBe(expected)
  })

  it.each(['first-hit', 'aligned'] as const)('%s: an earlier time counts into the current window', (anchor) => {
    const limiter = make(anchor)
    limiter.decide(200)
    expect([limiter.decide(50), limiter.decide(50)]).toEqual([0, REFUSED])
    expect(limiter.retryAfterMs(50)).toBe(250)
  })

  it('says when to come again, and never for more than the limit', () => {
    const limiter = make('first-hit')
    limiter.decide(10, 2)
    expect(limiter.retryAfterMs(30)).toBe(80)
    expect(limiter.retryAfterMs(110)).toBe(0)
    expect(limiter.retryAfterMs(30, 3)).toBe(Infinity)
    expect([limiter.remaining(30), limiter.remaining(110)]).toEqual([0, 2])
  })
})
