import { describe, expect, it } from 'vitest'
import { breakerSpans, timesOpened } from './breaker-spans'

const mark = (atMs: number, state: number, caller = 0, connection = 3) => ({ atMs, state, caller, connection })
const CLOSED = 0
const OPEN = 1
const HALF_OPEN = 2

describe('breaker spans', () => {
  it('are closed from the start to now without transitions', () => {
    expect(breakerSpans([], 3, 100)).toEqual([{ fromMs: 0, toMs: 100, state: 'closed', callers: 0 }])
  })

  it('are none at time zero', () => {
    expect(breakerSpans([], 3, 0)).toEqual([])
  })

  it('follow one breaker through its states', () => {
    const spans = breakerSpans([mark(10, OPEN), mark(30, HALF_OPEN), mark(40, CLOSED)], 3, 100)
    expect(spans.map(({ fromMs, toMs, state }) => [fromMs, toMs, state])).toEqual([
      [0, 10, 'closed'],
      [10, 30, 'open'],
      [30, 40, 'half-open'],
      [40, 100, 'closed'],
    ])
  })

  it('are open while any replica has an open breaker, and say how many have at most', () => {
    const spans = breakerSpans([mark(10, OPEN, 0), mark(20, OPEN, 1), mark(30, CLOSED, 0), mark(40, CLOSED, 1)], 3, 50)
    expect(spans).toEqual([
      { fromMs: 0, toMs: 10, state: 'closed', callers: 0 },
      { fromMs: 10, toMs: 40, state: 'open', callers: 2 },
      { fromMs: 40, toMs: 50, state: 'closed', callers: 0 },
    ])
  })

  it('leave out other connections and what lies after now', () => {
    expect(breakerSpans([mark(10, OPEN, 0, 4), mark(60, OPEN)], 3, 50)).toHaveLength(1)
  })

  it('count openings', () => {
    expect(timesOpened([mark(1, OPEN), mark(2, HALF_OPEN), mark(3, OPEN), mark(4, OPEN, 0, 9)], 3)).toBe(2)
  })
})
