import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Gcra } from './gcra'
import { REFUSED } from './rate-limiting'
import { TokenBucket } from './token-bucket'

const make = (ratePerSecond: number, burst: number) => new TokenBucket({ ratePerSecond, burst })

describe('token bucket', () => {
  it('starts full, then admits at its rate', () => {
    const bucket = make(10, 3)
    expect([0, 0, 0, 0, 99, 100, 100].map((now) => bucket.decide(now))).toEqual([0, 0, 0, REFUSED, REFUSED, 0, REFUSED])
  })

  it('never holds more than its burst', () => {
    const bucket = make(10, 3)
    expect(bucket.tokensAt(0)).toBe(3)
    bucket.decide(0, 3)
    expect(bucket.tokensAt(1e9)).toBe(3)
  })

  it('refuses more than its burst for ever, and changes nothing by a refusal', () => {
    const bucket = make(10, 3)
    expect(bucket.decide(0, 4)).toBe(REFUSED)
    expect(bucket.retryAfterMs(0, 4)).toBe(Infinity)
    expect(bucket.tokensAt(0)).toBe(3)
  })

  it('takes an earlier time as no time passed, and then counts from there', () => {
    const bucket = make(10, 1)
    expect(bucket.decide(1000)).toBe(0)
    expect(bucket.decide(500)).toBe(REFUSED)
    expect(bucket.retryAfterMs(500)).toBe(600)
    expect(bucket.decide(500, 0)).toBe(0)
    expect(bucket.decide(600)).toBe(0)
  })

  it('never refills at rate 0', () => {
    const bucket = make(0, 1)
    expect(bucket.decide(0)).toBe(0)
    expect(bucket.decide(Infinity)).toBe(REFUSED)
    expect(bucket.retryAfterMs(0)).toBe(Infinity)
  })

  it('is full after an infinite time', () => {
    const bucket = make(1, 5)
    bucket.decide(0, 5)
    expect(bucket.tokensAt(Infinity)).toBe(5)
  })

  describe('reservations', () => {
    it('take tokens from the future and say how long to wait', () => {
      const bucket = make(10, 2)
      expect([1, 1, 1, 2].map((n) => bucket.reserve(0, n)?.delayMs)).toEqual([0, 0, 100, 300])
      expect(bucket.tokensAt(0)).toBe(-3)
    })

    it('fail, changing nothing, when the wait would be too long or the weight is above the burst', () => {
      const bucket = make(10, 2)
      bucket.decide(0, 2)
      expect(bucket.reserve(0, 1, 99)).toBeUndefined()
      expect(bucket.reserve(0, 3)).toBeUndefined()
      expect(bucket.reserve(0, 1, 100)?.delayMs).toBe(100)
    })

    it('give their tokens back when cancelled, less what was reserved after them', () => {
      const bucket = make(10, 2)
      bucket.decide(0, 2)
      const first = bucket.reserve(0, 2)!
      bucket.reserve(0, 1)
      bucket.cancel(0, first)
      expect(bucket.tokensAt(0)).toBe(-2)
      bucket.cancel(0, first)
      expect(bucket.tokensAt(0)).toBe(-1)
    })

    it('give back more than they took when a later event acts before them, as the source', () => {
      const bucket = make(10, 3)
      bucket.decide(0, 3)
      bucket.reserve(0, 1)
      const last = bucket.reserve(0, 1)!
      bucket.cancel(0, last)
      bucket.cancel(0, last)
      // 1 token at first; then 1 and the one between the latest event, now at 100 ms, and 200 ms.
      expect(bucket.tokensAt(0)).toBe(1)
      const faster = make(1, 3)
      faster.decide(0, 3)
      const slow = faster.reserve(0, 3)!
      faster.setRate(0, 100)
      faster.reserve(0, 1)
      faster.cancel(0, slow)
      expect(faster.tokensAt(0)).toBeCloseTo(-4 + 3 + 2.96, 9)
    })

    it('stay as they are when cancelled after their time', () => {
      const bucket = make(10, 1)
      bucket.decide(0)
      const reservation = bucket.reserve(0, 1)!
      bucket.cancel(101, reservation)
      expect(bucket.tokensAt(101)).toBeCloseTo(0.01, 12)
    })

    it('restore the last event when the last one is cancelled', () => {
      const bucket = make(10, 1)
      bucket.decide(0)
      const first = bucket.reserve(0, 1)!
      bucket.cancel(0, bucket.reserve(0, 1)!)
      bucket.cancel(0, first)
      expect(bucket.tokensAt(0)).toBe(0)
    })
  })

  it('changes its rate and burst from then on only', () => {
    const bucket = make(10, 10)
    bucket.decide(0, 10)
    bucket.setRate(100, 100)
    expect(bucket.tokensAt(110)).toBe(2)
    bucket.setBurst(110, 1)
    expect(bucket.tokensAt(110)).toBe(1)
  })

  it('admits exactly what GCRA of the same rate and burst admits', () => {
    const arrivals = fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 6 })), {
      maxLength: 80,
    })
    // Powers of two make all sums exact, so that rounding cannot decide.
    const rates = fc.constantFrom([125, 8], [62.5, 16], [1000 / 32, 32])
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 12 }), arrivals, ([rate, periodMs], burst, steps) => {
        const bucket = make(rate!, burst)
        const gcra = new Gcra({ periodMs: periodMs!, maxBurst: burst - 1 })
        let now = 0
        for (const [gap, n] of steps) {
          now += gap
          expect(gcra.decide(now, n)).toBe(bucket.decide(now, n))
          expect(gcra.retryAfterMs(now, n)).toBeCloseTo(bucket.retryAfterMs(now, n), 6)
          expect(gcra.remaining(now)).toBe(bucket.remaining(now))
        }
      }),
      { seed: 20, numRuns: 200 },
    )
  })
})
