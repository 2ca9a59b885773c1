import { describe, expect, it } from 'vitest'
import { type CallResult, FAILURE, IGNORED, REJECTED, SUCCESS } from './circuit-breaking'
import { RollingRate } from './rolling-rate'

const params = {
  failureRate: 0.5,
  minimumCalls: 4,
  windowMs: 1000,
  openMs: 500,
  trials: 3,
  slowCallMs: 100,
  slowCallRate: 0.75,
}

function call(breaker: RollingRate, now: number, result: CallResult, durationMs = 0): void {
  breaker.record(now, breaker.admit(now), result, durationMs)
}

function opened(more: { trials?: number; successes?: number } = {}): RollingRate {
  const breaker = new RollingRate({ ...params, ...more })
  for (let i = 0; i < 4; i++) call(breaker, 0, FAILURE)
  return breaker
}

describe('rolling error rate', () => {
  it('opens at the rate, once there are enough results, on whatever result', () => {
    const breaker = new RollingRate(params)
    for (const result of [FAILURE, FAILURE, SUCCESS] as const) call(breaker, 0, result)
    expect(breaker.describe(0).state).toBe('closed')
    call(breaker, 0, SUCCESS)
    expect(breaker.describe(0)).toEqual({ state: 'open', untilMs: 500 })
  })

  it('forgets results that have left the window', () => {
    const breaker = new RollingRate(params)
    for (let i = 0; i < 3; i++) call(breaker, 50, FAILURE)
    call(breaker, 1000, FAILURE)
    expect(breaker.describe(1000).state).toBe('closed')
    expect(breaker.counts(1000).buffered).toBe(1)
  })

  it.each([
    [100, 'closed'],
    [100.1, 'open'],
  ])('calls of %d ms leave it %s: slow is longer than the threshold', (durationMs, state) => {
    const breaker = new RollingRate(params)
    call(breaker, 0, SUCCESS, 0)
    for (let i = 0; i < 3; i++) call(breaker, 0, SUCCESS, durationMs)
    expect(breaker.describe(0).state).toBe(state)
  })

  it('without a slow-call threshold nothing is slow', () => {
    const breaker = new RollingRate({ ...params, slowCallMs: null })
    for (let i = 0; i < 10; i++) call(breaker, 0, SUCCESS, 1e12)
    expect(breaker.describe(0).state).toBe('closed')
  })

  it.each([
    [[SUCCESS, FAILURE, SUCCESS] as const, 'closed'],
    [[FAILURE, SUCCESS, FAILURE] as const, 'open'],
  ])('waits for all trials: %j makes it %s', (results, state) => {
    const breaker = opened()
    const tickets = results.map(() => breaker.admit(501))
    expect(breaker.admit(501)).toBe(REJECTED)
    for (const [i, result] of results.entries()) {
      expect(breaker.describe(502).state).toBe('half-open')
      breaker.record(502, tickets[i]!, result, 1)
    }
    expect(breaker.describe(502).state).toBe(state)
  })

  it('stays open up to and at the end of its time', () => {
    const breaker = opened()
    expect(breaker.admit(500)).toBe(REJECTED)
    expect(breaker.admit(500.001)).not.toBe(REJECTED)
  })

  it('gives the permit of an ignored trial back', () => {
    const breaker = opened()
    const tickets = [1, 2, 3].map(() => breaker.admit(501))
    breaker.record(502, tickets[0]!, IGNORED, 1)
    expect([breaker.admit(502) !== REJECTED, breaker.admit(502)]).toEqual([true, REJECTED])
  })

  it('does not count results of calls admitted before the last change of state', () => {
    const breaker = new RollingRate(params)
    const late = [1, 2, 3].map(() => breaker.admit(0))
    for (let i = 0; i < 4; i++) call(breaker, 0, FAILURE)
    breaker.admit(501)
    for (const ticket of late) breaker.record(502, ticket, SUCCESS, 502)
    expect(breaker.describe(502)).toEqual({ state: 'half-open', passed: 0, needed: 3 })
  })

  it.each([
    ['two successes', [SUCCESS, FAILURE, SUCCESS], 'closed'],
    ['too few left to succeed', [FAILURE, SUCCESS, FAILURE, FAILURE], 'open'],
    ['neither yet', [FAILURE, FAILURE, SUCCESS], 'half-open'],
  ] as const)('with two of four trials needed, after %s', (_, results, state) => {
    const breaker = opened({ trials: 4, successes: 2 })
    for (const result of results) call(breaker, 501, result)
    expect(breaker.describe(501).state).toBe(state)
  })
})
