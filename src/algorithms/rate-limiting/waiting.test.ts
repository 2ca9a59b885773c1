import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { justAfter, toNs, waitUntil } from './waiting'

describe('waits', () => {
  it('always reach their target, by no more than a rounding', () => {
    const time = fc.double({ min: 0, max: 1e12, noNaN: true })
    fc.assert(
      fc.property(time, time, (now, target) => {
        const wait = waitUntil(now, target)
        expect(now + wait).toBeGreaterThanOrEqual(target)
        expect(wait).toBeLessThanOrEqual(Math.max(0, target - now) + target * Number.EPSILON)
      }),
      { seed: 23 },
    )
  })

  it.each([0, 1, 1e9, 123.456, 5e-324])('just after %s is later', (time) => {
    expect(justAfter(time)).toBeGreaterThan(time)
  })

  it('nanoseconds are whole', () => {
    expect([0.1, 1 / 3, 1e9].map(toNs)).toEqual([100_000, 333_333, 1e15])
  })
})
