import { describe, expect, it } from 'vitest'
import { type CallResult, FAILURE, IGNORED, REJECTED, SUCCESS } from './circuit-breaking'
import { Hystrix } from './hystrix'

const params = { failureRate: 0.5, minimumCalls: 4, windowMs: 1000, buckets: 10, openMs: 300, snapshotMs: 100 }

function call(breaker: Hystrix, now: number, result: CallResult): void {
  breaker.record(now, breaker.admit(now), result, 0)
}

function opened(): Hystrix {
  const breaker = new Hystrix(params)
  for (let i = 0; i < 4; i++) call(breaker, 10, FAILURE)
  breaker.admit(100)
  return breaker
}

describe('Hystrix', () => {
  it('opens at the next look, not at the failure', () => {
    const breaker = new Hystrix(params)
    for (let i = 0; i < 10; i++) call(breaker, 10, FAILURE)
    expect(breaker.admit(99)).toBe(0)
    expect(breaker.admit(100)).toBe(REJECTED)
    expect(breaker.describe(100)).toEqual({ state: 'open', untilMs: 400 })
  })

  it('makes up for looks that fell due, each as of its own time', () => {
    const breaker = new Hystrix(params)
    // Too few failures among the calls, until the successes of the first bucket leave the window at 1000.
    for (let i = 0; i < 8; i++) call(breaker, 0, SUCCESS)
    for (let i = 0; i < 5; i++) call(breaker, 950, FAILURE)
    expect(breaker.admit(1250)).toBe(REJECTED)
    expect(breaker.describe(1250)).toEqual({ state: 'open', untilMs: 1300 })
  })

  it('does not open below the minimum or the rate', () => {
    const breaker = new Hystrix(params)
    for (const result of [FAILURE, FAILURE, SUCCESS, SUCCESS, SUCCESS] as const) call(breaker, 10, result)
    expect(breaker.admit(100)).toBe(0)
    const few = new Hystrix(params)
    for (let i = 0; i < 3; i++) call(few, 10, FAILURE)
    expect(few.admit(100)).toBe(0)
  })

  it('lets one trial through, strictly after its time', () => {
    const breaker = opened()
    expect([400, 401, 402].map((now) => breaker.admit(now))).toEqual([REJECTED, 0, REJECTED])
  })

  it.each([
    [SUCCESS, { state: 'closed' }],
    [FAILURE, { state: 'open', untilMs: 710 }],
    [IGNORED, { state: 'open', untilMs: 710 }],
  ] as const)('a trial that ends as %i makes it %j', (result, state) => {
    const breaker = opened()
    breaker.record(410, breaker.admit(401), result, 9)
    expect(breaker.describe(410)).toEqual(state)
  })

  it('forgets what it counted when it closes', () => {
    const breaker = opened()
    breaker.record(410, breaker.admit(401), SUCCESS, 9)
    expect(breaker.admit(500)).toBe(0)
  })
})
