import { describe, expect, it } from 'vitest'
import checkout from '../../design/examples/checkout.json'
import { parseDesign } from '../../design/schema'
import { traceRequests } from '../../simulation/traces/search'
import type { TraceAttempt } from '../../simulation/traces/trace'
import { sequenceDiagram } from './sequence-diagram'

const { design } = parseDesign(checkout)

const ATTEMPT: TraceAttempt = {
  replica: 0,
  sentMs: 100,
  arrivedMs: 102,
  beganMs: 102,
  leftMs: 110,
  endMs: 112,
  outcome: 'ok',
  calls: [],
}

function diagramOf(attempts: TraceAttempt[], outcome = 'ok'): string {
  const call = { connection: 'c', from: 'clients', to: 'gate', startMs: 100, endMs: 400, outcome } as const
  return sequenceDiagram(design, {
    ...{ ordinal: 6, source: 'clients', isWrite: true, key: 1, startMs: 100, endMs: 400, outcome },
    calls: [{ ...call, decidedBy: 'callee', attempts }],
  })
}

describe('the sequence diagram of a request', () => {
  it('has an arrow for the call and one for the answer, with times since the beginning', () => {
    const text = diagramOf([ATTEMPT])
    expect(text).toContain('accTitle: Request 7 of')
    expect(text).toContain('  b0->>b1: call +0')
    expect(text).toContain('  b1-->>b0: ok +12')
  })

  it('crosses out what never arrives and what nobody waits for any more', () => {
    const lost = { ...ATTEMPT, arrivedMs: null, beganMs: null, leftMs: null, endMs: 200, outcome: 'timeout' }
    const late = { ...ATTEMPT, sentMs: 200, arrivedMs: 202, leftMs: 350, endMs: 300, outcome: 'timeout' }
    const text = diagramOf([lost, late])
    expect(text).toContain('b0-xb1: attempt 1')
    expect(text).toMatch(
      /Note over b0: timeout \+100.*\n.*b0->>b1: attempt 2.*\n.*Note over b0: timeout.*\n.*b1--xb0: too late/,
    )
  })

  it('says so when a policy of the caller let nothing out', () => {
    expect(diagramOf([], 'breaker-open')).toContain('Note over b0: breaker open, not sent +300')
  })

  it('draws a request of the example from its gateway down to the database', () => {
    const [trace] = traceRequests(design, { by: 'every', every: 100, count: 1 })
    if (trace === undefined) throw new Error('the example has no requests')
    const text = sequenceDiagram(design, trace)
    expect(text.match(/->>/g)?.length).toBeGreaterThan(5)
    for (const block of ['Gateway', 'Orders', 'Orders db']) expect(text).toContain(` as ${block}\n`)
  })
})
