import { describe, expect, it } from 'vitest'
import type { Trace, TraceAttempt } from '../../simulation/traces/trace'
import { rowsOf, spanOf } from './waterfall'

const ATTEMPT: TraceAttempt = {
  replica: 0,
  sentMs: 100,
  arrivedMs: 102,
  beganMs: 110,
  leftMs: 130,
  endMs: 132,
  outcome: 'ok',
  calls: [],
}

function traceOf(attempts: TraceAttempt[], more: Partial<Trace['calls'][number]> = {}): Trace {
  const call = {
    connection: 'c',
    from: 'a',
    to: 'b',
    startMs: 100,
    endMs: 132,
    outcome: 'ok',
    decidedBy: 'callee',
  } as const
  return {
    ...{ ordinal: 0, source: 'a', isWrite: false, key: 1, startMs: 100, endMs: 132, outcome: 'ok' },
    calls: [{ ...call, attempts, ...more }],
  }
}

describe('a waterfall', () => {
  it('shows network, waiting and work in turn', () => {
    const [row] = rowsOf(traceOf([ATTEMPT]))
    expect(row?.stretches).toEqual([
      { is: 'network', fromMs: 100, toMs: 102 },
      { is: 'waiting', fromMs: 102, toMs: 110 },
      { is: 'work', fromMs: 110, toMs: 130 },
      { is: 'network', fromMs: 130, toMs: 132 },
    ])
  })

  it('shows what was done after nobody listened any more, and the pause before the next attempt', () => {
    const late = { ...ATTEMPT, endMs: 120, outcome: 'timeout' }
    const second = { ...ATTEMPT, sentMs: 125, arrivedMs: 126, beganMs: 126, leftMs: 130, endMs: 132 }
    const trace = traceOf([late, second])
    const [first, next] = rowsOf(trace)
    expect(first?.stretches.at(-1)).toEqual({ is: 'unheard', fromMs: 120, toMs: 130 })
    expect(next?.stretches[0]).toEqual({ is: 'pause', fromMs: 120, toMs: 125 })
    expect(next).toMatchObject({ attempt: 2, attempts: 2 })
    expect(spanOf(trace)).toEqual({ startMs: 100, endMs: 132 })
  })

  it('has a row for a call that was refused before it was tried', () => {
    const [row] = rowsOf(traceOf([], { outcome: 'breaker-open', decidedBy: 'own policy', endMs: 100 }))
    expect(row).toMatchObject({ attempt: 0, outcome: 'breaker-open', note: 'refused by the caller', stretches: [] })
  })

  it('puts the calls of an attempt below it', () => {
    const inner = traceOf([ATTEMPT]).calls
    expect(rowsOf(traceOf([{ ...ATTEMPT, calls: inner }])).map(({ depth }) => depth)).toEqual([0, 1])
  })
})
