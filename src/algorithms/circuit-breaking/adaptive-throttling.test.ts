import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { AdaptiveThrottling, dropProbability } from './adaptive-throttling'
import { FAILURE, IGNORED, REJECTED, SUCCESS } from './circuit-breaking'

const params = { k: 2, windowMs: 1000, buckets: 10, minimumCalls: 10 }

function filled(accepted: number, refused: number): AdaptiveThrottling {
  const breaker = new AdaptiveThrottling(params)
  for (let i = 0; i < accepted; i++) breaker.record(0, 0, SUCCESS, 0)
  for (let i = 0; i < refused; i++) breaker.record(0, 0, FAILURE, 0)
  return breaker
}

describe('adaptive throttling', () => {
  it.each([
    [10, 0, 0],
    [10, 10, 0],
    [10, 30, 20 / 41],
    [0, 9, 0],
    [0, 10, 10 / 11],
  ])('%d accepted and %d refused: drops with probability %d', (accepted, refused, probability) => {
    expect(filled(accepted, refused).probabilityAt(0)).toBeCloseTo(probability, 12)
  })

  it('never drops with a negative probability', () => {
    expect(dropProbability(2, 10, 100)).toBe(0)
  })

  it('counts what it drops, and nothing that is ignored', () => {
    const breaker = filled(0, 100)
    const random = { uint32: () => 0, uniform: () => 1e-9 }
    expect(breaker.admit(0, random)).toBe(REJECTED)
    expect(breaker.counts(0)).toEqual({ requests: 101, accepts: 0 })
    breaker.record(0, 0, IGNORED, 0)
    expect(breaker.counts(0).requests).toBe(101)
  })

  it('forgets what is older than its window', () => {
    const breaker = filled(0, 100)
    expect(breaker.probabilityAt(999)).toBeGreaterThan(0)
    expect(breaker.probabilityAt(1000)).toBe(0)
    expect(breaker.describe(1000)).toEqual({ state: 'closed' })
  })

  it('describes how many accepted calls would end the throttling', () => {
    const breaker = filled(10, 30)
    breaker.probabilityAt(0)
    expect(breaker.describe(0)).toEqual({ state: 'half-open', passed: 10, needed: 20 })
  })

  it('draws only while it throttles', () => {
    const random = new SequentialRandom(1)
    const before = new SequentialRandom(1).uint32()
    filled(100, 0).admit(0, random)
    expect(random.uint32()).toBe(before)
  })
})
