import { describe, expect, it } from 'vitest'
import { type CallResult, FAILURE, IGNORED, REJECTED, SUCCESS } from './circuit-breaking'
import { Sampling } from './sampling'

const params = { threshold: 0.5, durationMs: 1000, minimumPerSecond: 4, openMs: 500 }

function call(breaker: Sampling, now: number, result: CallResult): void {
  breaker.record(now, breaker.admit(now), result, 0)
}

describe('sampling', () => {
  it('opens above the threshold, not at it, and only on a failure', () => {
    const breaker = new Sampling(params)
    for (const result of [SUCCESS, SUCCESS, FAILURE, FAILURE] as const) call(breaker, 0, result)
    expect(breaker.describe(0).state).toBe('closed')
    call(breaker, 0, FAILURE)
    expect(breaker.describe(0)).toEqual({ state: 'open', untilMs: 500 })
  })

  it('needs the minimum rate over its duration', () => {
    const breaker = new Sampling({ ...params, minimumPerSecond: null })
    // Five failures a second at a threshold of one half are ten calls a second.
    for (let i = 0; i < 9; i++) call(breaker, 0, FAILURE)
    expect(breaker.describe(0).state).toBe('closed')
    call(breaker, 0, FAILURE)
    expect(breaker.describe(0).state).toBe('open')
  })

  it('keeps counts from before an idle time, since windows turn only with results', () => {
    const breaker = new Sampling(params)
    for (let i = 0; i < 3; i++) call(breaker, 0, FAILURE)
    call(breaker, 1e6, FAILURE)
    expect(breaker.describe(1e6).state).toBe('open')
  })

  it.each([
    [SUCCESS, 'closed'],
    [IGNORED, 'closed'],
    [FAILURE, 'open'],
  ] as const)('lets one trial through at its time; result %i makes it %s', (result, state) => {
    const breaker = new Sampling(params)
    for (let i = 0; i < 4; i++) call(breaker, 0, FAILURE)
    expect(breaker.admit(499)).toBe(REJECTED)
    const ticket = breaker.admit(500)
    expect([ticket === REJECTED, breaker.admit(500)]).toEqual([false, REJECTED])
    breaker.record(510, ticket, result, 10)
    expect(breaker.describe(510).state).toBe(state)
  })

  it('a late failure opens it again half-open, when the samples say so', () => {
    const breaker = new Sampling(params)
    const late = breaker.admit(0)
    for (let i = 0; i < 4; i++) call(breaker, 0, FAILURE)
    breaker.admit(500)
    breaker.record(600, late, FAILURE, 600)
    expect(breaker.describe(600)).toEqual({ state: 'open', untilMs: 1100 })
  })
})
