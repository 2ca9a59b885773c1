import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CountWindow, TimeWindow } from './outcome-window'

const result = fc.record({ gap: fc.integer({ min: 0, max: 40 }), isFailure: fc.boolean(), isSlow: fc.boolean() })
const results = fc.array(result, { maxLength: 120 })

describe('windows of results', () => {
  it('the last n agree with a list', () => {
    fc.assert(
      fc.property(results, fc.integer({ min: 1, max: 9 }), (steps, size) => {
        const window = new CountWindow(size)
        for (const [i, { isFailure, isSlow }] of steps.entries()) {
          window.record(0, isFailure, isSlow)
          const held = steps.slice(Math.max(0, i + 1 - size), i + 1)
          expect([window.total, window.failed, window.slow]).toEqual([
            held.length,
            held.filter((each) => each.isFailure).length,
            held.filter((each) => each.isSlow).length,
          ])
        }
      }),
      { seed: 30, numRuns: 60 },
    )
  })

  it('the last buckets of time agree with a list', () => {
    fc.assert(
      fc.property(results, fc.integer({ min: 1, max: 6 }), (steps, buckets) => {
        const window = new TimeWindow(10, buckets)
        const all: { bucket: number; isFailure: boolean; isSlow: boolean }[] = []
        let now = 0
        for (const { gap, isFailure, isSlow } of steps) {
          now += gap
          const bucket = Math.floor(now / 10)
          all.push({ bucket, isFailure, isSlow })
          window.record(now, isFailure, isSlow)
          const held = all.filter((each) => each.bucket > bucket - buckets)
          expect([window.total, window.failed, window.slow]).toEqual([
            held.length,
            held.filter((each) => each.isFailure).length,
            held.filter((each) => each.isSlow).length,
          ])
        }
      }),
      { seed: 31, numRuns: 60 },
    )
  })

  it('an earlier time counts into the newest bucket', () => {
    const window = new TimeWindow(10, 2)
    window.record(100, true, false)
    window.record(0, true, false)
    expect([window.total, window.failed]).toEqual([2, 2])
    window.advance(115)
    expect(window.total).toBe(2)
    window.advance(120)
    expect(window.total).toBe(0)
  })
})
