import { describe, expect, it } from 'vitest'
import { FAILURE, REJECTED, SUCCESS } from './circuit-breaking'
import { SingleTrialBreaker } from './single-trial-breaker'
import { ConsecutivePolicy, CountPolicy } from './trip-policies'

describe('policies of the single-trial breaker', () => {
  it('consecutive: opens at so many failures in a row', () => {
    const policy = new ConsecutivePolicy(2)
    expect([policy.failure(), policy.failure()]).toEqual([false, true])
    policy.success()
    expect(policy.failure()).toBe(false)
  })

  it('count: opens above the share of the last results, given enough of them', () => {
    const policy = new CountPolicy(0.5, 4, 3)
    expect([policy.failure(0), policy.failure(0), policy.failure(0)]).toEqual([false, false, true])
    policy.success(0, true)
    expect([policy.failure(0), policy.failure(0)]).toEqual([false, true])
  })

  it('a trial may pass exactly at the end of the open time', () => {
    const breaker = new SingleTrialBreaker(new ConsecutivePolicy(1), 100)
    breaker.record(0, breaker.admit(0), FAILURE, 0)
    expect([99.9, 100].map((now) => breaker.admit(now) === REJECTED)).toEqual([true, false])
    breaker.record(101, 1, SUCCESS, 1)
    expect(breaker.describe(101)).toEqual({ state: 'closed' })
  })
})
