import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { attemptDeadline, deadlineOf, fitsRetry, isPast, remainingMs } from './deadlines'
import { afterAttempt } from './do-not-retry'
import { EmaTimeout } from './ema-timeout'

describe('deadlines', () => {
  it.each([
    [0, 100, 100],
    [100, 100, 0],
    [150, 100, 0],
    [5, Infinity, Infinity],
    [Infinity, Infinity, Infinity],
  ])('at %f before %f leave %f', (now, deadline, left) => {
    expect(remainingMs(now, deadline)).toBe(left)
  })

  it('are over at exactly their time', () => {
    expect([isPast(99, 100), isPast(100, 100), isPast(5, Infinity)]).toEqual([false, true, false])
  })

  it.each([
    ['the timeout, where it is shorter', 0, 100, 30, 0, 30],
    ['what is left, where that is shorter', 0, 100, 300, 0, 100],
    ['what is left less the reserve', 0, 100, 300, 20, 80],
    ['now, where the reserve takes all', 90, 100, 300, 20, 90],
    ['the timeout, where there was no limit', 10, Infinity, 30, 5, 40],
    ['no limit, where there is none', 10, Infinity, Infinity, 0, Infinity],
  ])('give a call %s', (_what, now, parent, timeout, reserve, expected) => {
    expect(deadlineOf(now, parent, timeout, reserve)).toBe(expected)
  })

  it('bound every attempt', () => {
    expect([attemptDeadline(10, 100, 50), attemptDeadline(80, 100, 50)]).toEqual([60, 100])
  })

  it.each([
    [0, 100, 50, 50, true],
    [0, 100, 50, 51, false],
    [0, 100, 100, 0, false],
    [0, Infinity, 1e9, 1e9, true],
    [0, Infinity, Infinity, 0, false],
  ])('at %f before %f, a wait of %f and a need of %f fit: %s', (now, deadline, delay, needed, fits) => {
    expect(fitsRetry(now, deadline, delay, needed)).toBe(fits)
  })
})

describe('do-not-retry', () => {
  it.each([
    ['ok', true, 'ok'],
    ['permanent', true, 'permanent'],
    ['retriable', true, 'retry'],
    ['retriable', false, 'do-not-retry'],
    ['do-not-retry', true, 'do-not-retry'],
  ] as const)('after %s, with further attempts allowed %s, is %s', (outcome, mayRetry, expected) => {
    expect(afterAttempt(outcome, mayRetry)).toBe(expected)
  })

  it('holds three layers of four attempts at four calls, where plain retries make 64', () => {
    const callsBelow = (
      layers: number,
      isPropagated: boolean,
    ): { calls: number; outcome: ReturnType<typeof afterAttempt> } => {
      if (layers === 0) return { calls: 1, outcome: 'retriable' }
      let calls = 0
      for (let attempt = 1; ; attempt++) {
        const below = callsBelow(layers - 1, isPropagated)
        calls += below.calls
        const seen = below.outcome === 'do-not-retry' && !isPropagated ? 'retriable' : below.outcome
        const decision = afterAttempt(seen === 'retry' ? 'retriable' : seen, attempt < 4)
        if (decision !== 'retry') return { calls, outcome: decision }
      }
    }
    expect([callsBelow(3, true).calls, callsBelow(3, false).calls]).toEqual([4, 64])
  })
})

describe('EMA timeout', () => {
  const params = { normalMs: 60, limitMs: 250, maxMs: 500, window: 1 }

  it.each([
    [0, 500],
    [60, 500],
    [155, 375],
    [249, 250 + 250 / 190],
    [250, 250],
    [10_000, 250],
  ])('with an average of %f ms is %f ms', (average, expected) => {
    const timeout = new EmaTimeout(params)
    timeout.observe(average)
    expect(timeout.average).toBe(average)
    expect(timeout.timeoutMs()).toBeCloseTo(expected, 9)
  })

  it('weighs the newest by 2/(N + 1), from 0', () => {
    const timeout = new EmaTimeout({ ...params, window: 3 })
    timeout.observe(100)
    timeout.observe(200)
    expect(timeout.average).toBe(125)
  })

  it('begins at its maximum', () => {
    expect(new EmaTimeout(params).timeoutMs()).toBe(500)
  })

  it('refuses a normal time at its limit, and a maximum below it', () => {
    expect(() => new EmaTimeout({ ...params, normalMs: 250 })).toThrow(ParamError)
    expect(() => new EmaTimeout({ ...params, maxMs: 249 })).toThrow(ParamError)
    expect(() => new EmaTimeout({ ...params, maxMs: 250 })).not.toThrow()
  })
})
