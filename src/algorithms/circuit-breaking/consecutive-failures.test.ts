import { describe, expect, it } from 'vitest'
import { type CallResult, FAILURE, IGNORED, REJECTED, SUCCESS } from './circuit-breaking'
import { ConsecutiveFailures } from './consecutive-failures'

function call(breaker: ConsecutiveFailures, now: number, result: CallResult): void {
  breaker.record(now, breaker.admit(now), result, 0)
}

function opened(trials = 1): ConsecutiveFailures {
  const breaker = new ConsecutiveFailures({ failures: 3, openMs: 1000, trials })
  for (let i = 0; i < 3; i++) call(breaker, 0, FAILURE)
  return breaker
}

describe('consecutive failures', () => {
  it('opens at the third failure in a row, and a success begins the row again', () => {
    const breaker = new ConsecutiveFailures({ failures: 3, openMs: 1000, trials: 1 })
    for (const result of [FAILURE, FAILURE, SUCCESS, FAILURE, FAILURE, IGNORED] as const) call(breaker, 0, result)
    expect(breaker.describe(0).state).toBe('closed')
    call(breaker, 0, FAILURE)
    expect(breaker.describe(0)).toEqual({ state: 'open', untilMs: 1000 })
  })

  it('stays open up to and at the end of its time', () => {
    const breaker = opened()
    expect([999, 1000].map((now) => breaker.admit(now))).toEqual([REJECTED, REJECTED])
    expect(breaker.admit(1000.001)).not.toBe(REJECTED)
  })

  it('lets as many trials through as it needs successes', () => {
    const breaker = opened(2)
    const tickets = [1, 2, 3].map(() => breaker.admit(1001))
    expect(tickets[2]).toBe(REJECTED)
    breaker.record(1002, tickets[0]!, SUCCESS, 1)
    expect(breaker.describe(1002)).toEqual({ state: 'half-open', passed: 1, needed: 2 })
    breaker.record(1003, tickets[1]!, SUCCESS, 2)
    expect(breaker.describe(1003).state).toBe('closed')
  })

  it('closes after fewer successes than trials, when that is said', () => {
    const breaker = new ConsecutiveFailures({ failures: 1, openMs: 1000, trials: 5, successes: 2 })
    call(breaker, 0, FAILURE)
    call(breaker, 1001, SUCCESS)
    expect(breaker.describe(1001)).toEqual({ state: 'half-open', passed: 1, needed: 2 })
    call(breaker, 1002, SUCCESS)
    expect(breaker.describe(1002).state).toBe('closed')
    const impossible = { failures: 1, openMs: 1, trials: 2, successes: 3 }
    expect(() => new ConsecutiveFailures(impossible)).toThrow(/successes.*at most trials/)
  })

  it('opens again at the first failure of a trial, for the whole time', () => {
    const breaker = opened(5)
    call(breaker, 1500, FAILURE)
    expect(breaker.describe(1500)).toEqual({ state: 'open', untilMs: 2500 })
  })

  it('gives the place of an ignored trial back', () => {
    const breaker = opened()
    call(breaker, 1001, IGNORED)
    expect(breaker.admit(1001)).not.toBe(REJECTED)
    expect(breaker.admit(1001)).toBe(REJECTED)
  })

  it('does not count results of calls admitted before the last change of state', () => {
    const breaker = new ConsecutiveFailures({ failures: 3, openMs: 1000, trials: 1 })
    const late = breaker.admit(0)
    for (let i = 0; i < 3; i++) call(breaker, 0, FAILURE)
    const trial = breaker.admit(1001)
    breaker.record(1002, late, FAILURE, 1002)
    expect(breaker.describe(1002).state).toBe('half-open')
    breaker.record(1003, trial, SUCCESS, 2)
    breaker.record(1004, trial, FAILURE, 2)
    expect(breaker.describe(1004).state).toBe('closed')
  })

  it('an earlier time leaves it open', () => {
    const breaker = opened()
    expect(breaker.admit(-5000)).toBe(REJECTED)
  })
})
