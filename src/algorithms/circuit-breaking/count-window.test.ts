import { describe, expect, it } from 'vitest'
import { type CallResult, FAILURE, IGNORED, REJECTED, SUCCESS } from './circuit-breaking'
import { CountWindowBreaker } from './count-window'

const params = {
  failureRate: 0.5,
  minimumCalls: 100,
  windowCalls: 4,
  openMs: 500,
  trials: 2,
  slowCallMs: null,
  slowCallRate: 1,
}

function call(breaker: CountWindowBreaker, now: number, result: CallResult): void {
  breaker.record(now, breaker.admit(now), result, 0)
}

describe('error rate by count', () => {
  it('needs no more results than the window holds', () => {
    const breaker = new CountWindowBreaker(params)
    for (const result of [SUCCESS, FAILURE, SUCCESS] as const) call(breaker, 0, result)
    expect(breaker.counts(0)).toMatchObject({ buffered: 3, failed: 1, failureRate: -1 })
    call(breaker, 0, FAILURE)
    expect(breaker.describe(0).state).toBe('open')
    expect(breaker.counts(0)).toMatchObject({ buffered: 4, failed: 2, failureRate: 0.5 })
  })

  it('counts late results in the state that they arrive in', () => {
    const breaker = new CountWindowBreaker(params)
    const late = [breaker.admit(0), breaker.admit(0)]
    for (let i = 0; i < 4; i++) call(breaker, 0, FAILURE)
    breaker.admit(501)
    for (const ticket of late) breaker.record(502, ticket, SUCCESS, 502)
    expect(breaker.describe(502).state).toBe('closed')
  })

  it('takes the permit of every ignored call back half-open, those of earlier states included', () => {
    const breaker = new CountWindowBreaker(params)
    const late = [breaker.admit(0), breaker.admit(0), breaker.admit(0)]
    for (let i = 0; i < 4; i++) call(breaker, 0, FAILURE)
    breaker.admit(501)
    for (const ticket of late) breaker.record(502, ticket, IGNORED, 502)
    const admitted = [503, 503, 503, 503, 503].filter((now) => breaker.admit(now) !== REJECTED)
    expect(admitted).toHaveLength(params.trials - 1 + late.length)
  })

  it('counts the calls it refuses until the window is cleared', () => {
    const breaker = new CountWindowBreaker(params)
    for (let i = 0; i < 4; i++) call(breaker, 0, FAILURE)
    for (let i = 0; i < 3; i++) expect(breaker.admit(10)).toBe(REJECTED)
    expect(breaker.counts(10).refused).toBe(3)
    breaker.admit(501)
    expect(breaker.counts(501).refused).toBe(0)
  })
})
