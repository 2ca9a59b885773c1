import { describe, expect, it } from 'vitest'
import { type CallResult, FAILURE, SUCCESS } from './circuit-breaking'
import { SustainedBreach } from './sustained-breach'

function make(): SustainedBreach {
  return new SustainedBreach({
    failureRate: 0.5,
    minimumCalls: 4,
    windowMs: 1000,
    sustainMs: 3000,
    openMs: 500,
    trials: 2,
  })
}

/** One call each 100 ms in [from, to). */
function calls(breaker: SustainedBreach, from: number, to: number, result: CallResult): void {
  for (let now = from; now < to; now += 100) breaker.record(now, breaker.admit(now), result, 0)
}

describe('sustained breach', () => {
  it('opens with the first result that finds the rate too high for long enough', () => {
    const breaker = make()
    // The fourth failure, at 300, starts the clock.
    calls(breaker, 0, 3300, FAILURE)
    expect(breaker.describe(3200).state).toBe('closed')
    calls(breaker, 3300, 3301, FAILURE)
    expect(breaker.describe(3300)).toEqual({ state: 'open', untilMs: 3800 })
  })

  it('a good moment in between starts the clock again', () => {
    const breaker = make()
    calls(breaker, 0, 2000, FAILURE)
    calls(breaker, 2000, 3000, SUCCESS)
    calls(breaker, 3000, 6000, FAILURE)
    expect(breaker.describe(6000).state).toBe('closed')
    calls(breaker, 6000, 7000, FAILURE)
    expect(breaker.describe(7000).state).toBe('open')
  })

  it('too few calls stop the clock', () => {
    const breaker = make()
    calls(breaker, 0, 1000, FAILURE)
    for (let now = 2000; now < 20_000; now += 1500) calls(breaker, now, now + 1, FAILURE)
    expect(breaker.describe(20_000).state).toBe('closed')
  })
})
