import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REFUSED } from './rate-limiting'
import { SlidingWindow } from './sliding-window'

describe('sliding window of slots', () => {
  it('counts the current slot and those before it', () => {
    const limiter = new SlidingWindow({ limit: 2, windowMs: 100, slots: 4 })
    expect([0, 30, 99, 100, 124, 125].map((now) => limiter.decide(now))).toEqual([0, 0, REFUSED, 0, REFUSED, 0])
  })

  it('with one slot is a fixed window on the clock', () => {
    const limiter = new SlidingWindow({ limit: 1, windowMs: 100, slots: 1 })
    expect([50, 99, 100].map((now) => limiter.decide(now))).toEqual([0, REFUSED, 0])
  })

  it('waits until enough slots have left', () => {
    const limiter = new SlidingWindow({ limit: 3, windowMs: 100, slots: 4 })
    for (const now of [0, 30, 60]) limiter.decide(now)
    expect([1, 2, 3, 4].map((n) => limiter.retryAfterMs(60, n))).toEqual([40, 65, 90, Infinity])
  })

  it('an earlier time counts into the latest slot', () => {
    const limiter = new SlidingWindow({ limit: 1, windowMs: 100, slots: 4 })
    limiter.decide(200)
    expect(limiter.decide(0)).toBe(REFUSED)
    expect(limiter.remaining(0)).toBe(0)
  })

  it('agrees with a list of all admitted events', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 3 }))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), fc.integer({ min: 1, max: 6 }), (steps, slots) => {
        const slotMs = 20
        const limiter = new SlidingWindow({ limit: 6, windowMs: slots * slotMs, slots })
        const admitted: { slot: number; n: number }[] = []
        let now = 0
        for (const [gap, n] of steps) {
          now += gap
          const slot = Math.floor(now / slotMs)
          const held = admitted.filter((event) => event.slot > slot - slots).reduce((sum, event) => sum + event.n, 0)
          expect(limiter.decide(now, n)).toBe(held + n <= 6 ? 0 : REFUSED)
          if (held + n <= 6) admitted.push({ slot, n })
        }
      }),
      { seed: 21, numRuns: 100 },
    )
  })
})
