import { describe, expect, it } from 'vitest'
import { FAILURE } from './circuit-breaking'
import { TimeWindowBreaker } from './time-window'

describe('error rate by seconds', () => {
  it.each([
    [2000, 2],
    [1001, 2],
    [1000, 1],
  ])('a window of %d ms is %d seconds of the clock', (windowMs, seconds) => {
    const breaker = new TimeWindowBreaker({
      failureRate: 0.5,
      minimumCalls: 100,
      windowMs,
      openMs: 500,
      trials: 2,
      slowCallMs: null,
      slowCallRate: 1,
    })
    breaker.record(5999, breaker.admit(5999), FAILURE, 0)
    const end = 5000 + seconds * 1000
    expect([breaker.counts(end - 1).buffered, breaker.counts(end).buffered]).toEqual([1, 0])
  })
})
