import { describe, expect, it } from 'vitest'
import { type CallResult, FAILURE, SUCCESS } from './circuit-breaking'
import { TwoStepBreaker } from './two-step-breaker'

const trip = { type: 'ratio', failureRate: 0.5, minimumCalls: 4 } as const

function call(breaker: TwoStepBreaker, now: number, result: CallResult): void {
  breaker.record(now, breaker.admit(now), result, 0)
}

describe('two-step breaker', () => {
  it('clears its counts strictly after the interval', () => {
    const breaker = new TwoStepBreaker({ trip, openMs: 10, trials: 1, intervalMs: 100, bucketMs: Infinity })
    for (let i = 0; i < 3; i++) call(breaker, 50, FAILURE)
    breaker.refresh(100)
    expect(breaker.counts()).toEqual([3, 0, 3, 0, 0, 3])
    breaker.refresh(100.1)
    expect(breaker.counts()).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('rolls over buckets, the interval rounded up to whole ones', () => {
    const breaker = new TwoStepBreaker({ trip, openMs: 10, trials: 1, intervalMs: 95, bucketMs: 20 })
    call(breaker, 0, SUCCESS)
    call(breaker, 25, FAILURE)
    breaker.refresh(99)
    expect(breaker.counts().slice(0, 3)).toEqual([2, 1, 1])
    breaker.refresh(100)
    expect(breaker.counts().slice(0, 3)).toEqual([1, 0, 1])
    breaker.refresh(1000)
    expect(breaker.counts().slice(0, 3)).toEqual([0, 0, 0])
  })

  it('a result counts in the bucket of its call, and not at all once that has left', () => {
    const breaker = new TwoStepBreaker({ trip, openMs: 10, trials: 1, intervalMs: 40, bucketMs: 20 })
    const early = breaker.admit(0)
    const late = breaker.admit(0)
    breaker.record(25, early, SUCCESS, 25)
    expect(breaker.counts().slice(0, 3)).toEqual([2, 1, 0])
    breaker.record(45, late, FAILURE, 45)
    expect(breaker.counts().slice(0, 3)).toEqual([0, 0, 0])
  })

  it('opens at the rate, and only with enough requests, on a failure', () => {
    const breaker = new TwoStepBreaker({ trip, openMs: 10, trials: 1, intervalMs: Infinity, bucketMs: Infinity })
    for (const result of [FAILURE, FAILURE, SUCCESS] as const) call(breaker, 0, result)
    expect(breaker.describe(0).state).toBe('closed')
    call(breaker, 0, SUCCESS)
    expect(breaker.describe(0).state).toBe('closed')
    call(breaker, 0, FAILURE)
    expect(breaker.describe(0).state).toBe('open')
  })
})
