import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REFUSED } from './rate-limiting'
import { SlidingLog } from './sliding-log'

const make = (boundary: 'open' | 'closed', limit = 2) => new SlidingLog({ limit, windowMs: 100, boundary })

describe('sliding log', () => {
  it.each([
    ['open', 0],
    ['closed', REFUSED],
  ] as const)('%s: an event exactly one window old', (boundary, expected) => {
    const limiter = make(boundary)
    limiter.decide(0)
    limiter.decide(50)
    expect(limiter.decide(100)).toBe(expected)
    expect(limiter.decide(100.001)).toBe(expected === 0 ? REFUSED : 0)
  })

  it('does not log refused events', () => {
    const limiter = make('open')
    limiter.decide(0, 2)
    for (let now = 1; now < 100; now++) expect(limiter.decide(now)).toBe(REFUSED)
    expect(limiter.decide(100)).toBe(0)
  })

  it('waits until enough weight has left', () => {
    const limiter = make('open', 4)
    limiter.decide(0, 1)
    limiter.decide(10, 3)
    expect([1, 2, 4, 5].map((n) => limiter.retryAfterMs(20, n))).toEqual([80, 90, 90, Infinity])
  })

  it('an earlier time counts as the latest one', () => {
    const limiter = make('open')
    limiter.decide(200)
    limiter.decide(50)
    expect(limiter.retryAfterMs(50)).toBe(250)
    expect(limiter.decide(299)).toBe(REFUSED)
  })

  it('agrees with a list of all admitted events', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 4 }))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150 }), fc.constantFrom('open', 'closed'), (steps, boundary) => {
        const limiter = make(boundary, 20)
        const admitted: { at: number; n: number }[] = []
        let now = 0
        for (const [gap, n] of steps) {
          now += gap
          const counts = ({ at }: { at: number }) => (boundary === 'open' ? now - at < 100 : now - at <= 100)
          const held = admitted.filter(counts).reduce((sum, event) => sum + event.n, 0)
          expect(limiter.remaining(now)).toBe(20 - held)
          expect(limiter.decide(now, n)).toBe(held + n <= 20 ? 0 : REFUSED)
          if (held + n <= 20) admitted.push({ at: now, n })
        }
      }),
      { seed: 22, numRuns: 100 },
    )
  })
})
