import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import type { Fields } from '../../lib/schema'
import { loadState, saveState } from '../../lib/state'
import type { FailureDetector } from './failure-detection'
import { failureDetectors } from './registry'

describe.each(failureDetectors)('failure detector $id', (member) => {
  const create = member.create as (params: unknown) => FailureDetector
  const defaults = numbersOf(member.fields)
  const intervals = fc.array(fc.double({ min: 1, max: 1900, noNaN: true }), { minLength: 1, maxLength: 40 })

  /** A detector that heard a heartbeat at 0 and after each interval, and the time of the last. */
  const afterBeats = (gaps: number[]) => {
    const detector = create(defaults)
    let now = 0
    detector.heartbeat(now)
    for (const gap of gaps) {
      now += gap
      detector.heartbeat(now)
    }
    return { detector, now }
  }

  it('suspects nobody before the first heartbeat', () => {
    const detector = create(defaults)
    expect([detector.suspicion(1e9), detector.isSuspected(1e9), detector.suspectedAt()]).toEqual([0, false, Infinity])
  })

  it('trusts a node that was just heard', () => {
    const { detector, now } = afterBeats([1000, 1000, 1000])
    expect(detector.isSuspected(now)).toBe(false)
  })

  it('suspects more the longer the silence lasts, and in the end for good', () => {
    fc.assert(
      fc.property(
        intervals,
        fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { maxLength: 20 }),
        (gaps, steps) => {
          const { detector, now } = afterBeats(gaps)
          let at = now
          let before = detector.suspicion(at)
          for (const step of steps) {
            at += step
            const suspicion = detector.suspicion(at)
            expect(suspicion).toBeGreaterThanOrEqual(before)
            before = suspicion
          }
          expect(detector.isSuspected(now + 1e6)).toBe(true)
        },
      ),
      { seed: 7, numRuns: 60 },
    )
  })

  it('foretells when it will suspect', () => {
    fc.assert(
      fc.property(intervals, (gaps) => {
        const { detector } = afterBeats(gaps)
        const at = detector.suspectedAt()
        expect(detector.isSuspected(at - 0.001)).toBe(false)
        expect(detector.isSuspected(at + 0.001)).toBe(true)
      }),
      { seed: 8, numRuns: 60 },
    )
  })

  it('goes on from a saved state as if nothing had happened', () => {
    const { detector, now } = afterBeats([900, 1100, 5, 1000])
    const copy = create(defaults)
    loadState(copy, saveState(detector))
    for (const part of [detector, copy]) part.heartbeat(now + 700)
    expect(copy.suspectedAt()).toBe(detector.suspectedAt())
    expect(copy.suspicion(now + 2000)).toBe(detector.suspicion(now + 2000))
  })

  it('does not suspect when the clock goes back or stands still', () => {
    const { detector, now } = afterBeats([1000])
    detector.heartbeat(now)
    expect(detector.isSuspected(now)).toBe(false)
    expect(detector.isSuspected(now - 5000)).toBe(false)
    detector.heartbeat(now - 5000)
    expect(detector.isSuspected(now - 5000)).toBe(false)
  })

  it('refuses parameters that are no numbers or not positive where they must be', () => {
    for (const name of Object.keys(defaults)) {
      expect(() => create({ ...defaults, [name]: Number.NaN })).toThrow(ParamError)
      expect(() => create({ ...defaults, [name]: -1 })).toThrow(ParamError)
    }
  })
})

/** The defaults of fields that are all numbers. */
function numbersOf(fields: Fields): Record<string, number> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { schema }]) => [name, schema.kind === 'number' ? schema.default : Number.NaN]),
  )
}
