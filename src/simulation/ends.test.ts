import { describe, expect, it } from 'vitest'
import { Run } from './run'
import { designOf, poissonSource, steadyService } from './testing/designs'

const patient = (from: string, to: string) => ({ from, to, params: { timeoutMs: null } })

describe('a run that ends before its time', () => {
  it('names the block at which it got stuck, and why', () => {
    const run = new Run(
      designOf({
        blocks: [
          poissonSource(50),
          steadyService('first', 5, { workers: 1, queue: { capacity: null } }),
          steadyService('second', 5, { workers: 1 }),
        ],
        connections: [patient('source', 'first'), patient('first', 'second'), patient('second', 'first')],
      }),
    )
    run.finish()
    const { outcome, invariants } = run.report(0)
    expect(outcome).toBe('stuck')
    expect(invariants.at(-1)).toMatchObject({ id: 'stuck', target: 'second', holds: false, isEngineCheck: false })
    expect(invariants.at(-1)?.detail).toMatch(/requests are in flight/)
  })

  it('names the block that was at work when the events ran out, and how many there were', () => {
    const design = designOf({
      blocks: [poissonSource(100), steadyService('slow', 50, { workers: 1 })],
      connections: [patient('source', 'slow')],
    })
    const run = new Run(design, { eventBudget: 500 })
    run.finish()
    const { outcome, events, invariants } = run.report(0)
    expect([outcome, events]).toEqual(['event-budget', 500])
    expect(invariants.at(-1)).toMatchObject({
      id: 'event-budget',
      target: 'slow',
      detail: '500 events were not enough',
    })
  })
})
