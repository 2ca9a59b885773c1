import { describe, expect, it } from 'vitest'
import { FAILURE_RUN, FAILURES, RollingCounts, SUCCESS_RUN, SUCCESSES } from './rolling-counts'

describe('rolling counts', () => {
  it('a run that spans the ring loses what leaves with the oldest bucket', () => {
    const counts = new RollingCounts(3)
    for (let age = 0; age < 3; age++) {
      counts.grow(age)
      counts.outcome(FAILURES, age)
      counts.outcome(FAILURES, age)
    }
    expect(counts.totals[FAILURE_RUN]).toBe(6)
    counts.grow(3)
    expect([counts.totals[FAILURES], counts.totals[FAILURE_RUN]]).toEqual([4, 4])
  })

  it('a run that began in a younger bucket is kept whole', () => {
    const counts = new RollingCounts(2)
    counts.outcome(FAILURES, 0)
    counts.outcome(SUCCESSES, 0)
    counts.grow(1)
    counts.outcome(FAILURES, 1)
    counts.outcome(SUCCESSES, 1)
    counts.grow(2)
    expect([counts.totals[SUCCESSES], counts.totals[SUCCESS_RUN]]).toEqual([1, 1])
  })

  it('ignores ages that are not in the ring', () => {
    const counts = new RollingCounts(2)
    counts.grow(5)
    for (const age of [3, 6]) counts.outcome(FAILURES, age)
    expect(counts.totals[FAILURES]).toBe(0)
    counts.grow(1)
    expect(counts.age).toBe(5)
  })
})
