import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { FAILURE, REJECTED, SUCCESS } from './circuit-breaking'
import { GradualRamp } from './gradual-ramp'

const always = { uint32: () => 0, uniform: () => 1e-9 }
const params = { failureRate: 0.5, minimumCalls: 4, windowMs: 1000, openMs: 500, steps: 4, stepMs: 100, trials: 2 }

function opened(): GradualRamp {
  const breaker = new GradualRamp(params)
  for (let i = 0; i < 4; i++) breaker.record(0, breaker.admit(0, always), FAILURE, 0)
  return breaker
}

describe('gradual ramp', () => {
  it('lets a share of the calls through that grows step by step to all', () => {
    const breaker = opened()
    expect([breaker.admit(500, always), breaker.share()]).toEqual([REJECTED, 0])
    const shares: number[] = []
    for (let step = 0; step < 5; step++) {
      const now = 501 + step * 100
      for (let i = 0; i < 2; i++) breaker.record(now, breaker.admit(now, always), SUCCESS, 0)
      shares.push(breaker.share())
    }
    expect(shares).toEqual([0.25, 0.5, 0.75, 1, 1])
    expect(breaker.describe(1000)).toEqual({ state: 'closed' })
  })

  it('lets about that share through', () => {
    const breaker = opened()
    const random = new SequentialRandom(1)
    const admitted = Array.from({ length: 4000 }, () => breaker.admit(501, random)).filter((t) => t !== REJECTED).length
    expect(admitted / 4000).toBeGreaterThan(0.22)
    expect(admitted / 4000).toBeLessThan(0.28)
  })

  it('a step waits for its results', () => {
    const breaker = opened()
    breaker.record(501, breaker.admit(501, always), SUCCESS, 0)
    breaker.admit(5000, always)
    expect(breaker.describe(5000)).toEqual({ state: 'half-open', passed: 0, needed: 4 })
  })

  it('opens again as soon as a step has enough results and too many failures', () => {
    const breaker = opened()
    breaker.record(501, breaker.admit(501, always), SUCCESS, 0)
    breaker.record(510, breaker.admit(502, always), FAILURE, 8)
    expect(breaker.describe(510)).toEqual({ state: 'open', untilMs: 1010 })
  })

  it('does not count results of calls admitted before it opened', () => {
    const breaker = new GradualRamp(params)
    const late = [breaker.admit(0, always), breaker.admit(0, always)]
    for (let i = 0; i < 4; i++) breaker.record(0, breaker.admit(0, always), FAILURE, 0)
    breaker.admit(501, always)
    for (const ticket of late) breaker.record(502, ticket, FAILURE, 502)
    expect(breaker.describe(502).state).toBe('half-open')
  })
})
