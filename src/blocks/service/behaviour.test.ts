import { describe, expect, it } from 'vitest'
import { constantSource, poissonSource, reportOf, steadyService } from '../../simulation/testing/designs'

/** A service with this plan over two callees of 10 and 30 ms. */
function planned(
  plan: { [key: string]: unknown }[],
  service: { [key: string]: unknown } = {},
  more: { [key: string]: unknown } = {},
) {
  return reportOf({
    ...more,
    blocks: [
      constantSource(10, { readShare: 0.5 }),
      steadyService('app', 1, { workers: 100, plan, ...service }),
      steadyService('quick', 10, { workers: 100 }),
      steadyService('slow', 30, { workers: 100 }),
    ],
    connections: ['source > app', { id: 'q', from: 'app', to: 'quick' }, { id: 's', from: 'app', to: 'slow' }],
  })
}

const quick = { type: 'call', to: 'q' }
const slow = { type: 'call', to: 's' }
const FAILING = { scenario: { faults: [{ atMs: 0, forMs: 60_000, target: 'quick', type: 'error', probability: 1 }] } }

describe('Service', () => {
  it('without a plan calls every connection in order', () => {
    expect(planned([]).requests.latencyMs.mean).toBeCloseTo(41, 6)
  })

  it('runs steps in order, and those of one stage at the same time', () => {
    expect(planned([quick, slow]).requests.latencyMs.mean).toBeCloseTo(41, 6)
    expect(
      planned([
        { ...quick, stage: 1 },
        { ...slow, stage: 1 },
      ]).requests.latencyMs.mean,
    ).toBeCloseTo(31, 6)
    expect(
      planned([
        { ...quick, stage: 1 },
        { ...slow, stage: 2 },
      ]).requests.latencyMs.mean,
    ).toBeCloseTo(41, 6)
  })

  it('repeats a step one after the other, in parallel, or as one batch', () => {
    expect(planned([{ ...quick, times: 3 }]).requests.latencyMs.mean).toBeCloseTo(31, 6)
    const parallel = planned([{ ...quick, times: 3, parallel: true }])
    expect(parallel.requests.latencyMs.mean).toBeCloseTo(11, 6)
    expect(parallel.connections['q']?.calls).toBe(parallel.requests.offered * 3)
    const batch = planned([{ ...quick, times: 3, batch: true }])
    expect(batch.requests.latencyMs.mean).toBeCloseTo(31, 6)
    expect(batch.connections['q']?.calls).toBe(batch.requests.offered)
  })

  it('takes a step for reads, for writes, or by chance', () => {
    const { connections, requests } = planned([
      { ...quick, when: 'reads' },
      { ...slow, when: 'writes' },
    ])
    expect((connections['q']?.calls ?? 0) + (connections['s']?.calls ?? 0)).toBe(requests.offered)
    expect(connections['q']?.calls).toBeGreaterThan(30)
    expect(connections['s']?.calls).toBeGreaterThan(30)
    const some = planned([{ ...quick, probability: 0.3 }])
    expect((some.connections['q']?.calls ?? 0) / some.requests.offered).toBeCloseTo(0.3, 0)
  })

  it('fails with a required step and not with an optional one', () => {
    expect(planned([quick], {}, FAILING).requests.byCause.error).toBe(planned([quick], {}, FAILING).requests.offered)
    const optional = planned([{ ...quick, optional: true }, slow], {}, FAILING)
    expect(optional.requests.failed).toBe(0)
    expect(optional.connections['s']?.calls).toBe(optional.requests.offered)
    expect(planned([quick, slow], {}, FAILING).connections['s']?.calls).toBe(0)
  })

  it('skips optional steps while more wait than it may, and no others', () => {
    const plan = [{ ...quick, optional: true }, slow]
    const run = (aboveQueue: number | null) =>
      planned(
        plan,
        {
          workers: 1,
          serviceTime: { type: 'constant', valueMs: 65 },
          dropOptional: aboveQueue === null ? null : { aboveQueue },
        },
        { scenario: { durationMs: 10_000, drainMs: 60_000 } },
      )
    const never = run(null)
    expect(never.blocks['app']).not.toHaveProperty('optionalDropped')
    expect(never.connections['q']?.calls).toBe(never.connections['s']?.calls)
    // 10 a second at 105 ms each with the step, at 95 ms without it.
    const dropping = run(0)
    const dropped = Number(dropping.blocks['app']?.['optionalDropped'])
    expect(dropped).toBeGreaterThan(0)
    expect(dropping.connections['s']?.calls).toBeGreaterThanOrEqual(dropping.requests.offered - 2)
    expect((dropping.connections['q']?.calls ?? 0) + dropped - dropping.requests.offered).toBeGreaterThanOrEqual(-2)
    expect((dropping.connections['q']?.calls ?? 0) + dropped).toBeLessThanOrEqual(dropping.requests.offered)
    expect(run(1_000_000).blocks['app']?.['optionalDropped']).toBe(0)
  })

  it('holds a blocking worker until the plan is done, and an event-loop worker for its own time', () => {
    const blocking = planned([slow], { workers: 1 })
    const loop = planned([slow], { workers: 1, blocking: false })
    expect(blocking.blocks['app']?.utilisation).toBeCloseTo(0.31, 2)
    expect(blocking.blocks['app']?.cpuUtilisation).toBeCloseTo(0.01, 3)
    expect(loop.blocks['app']?.utilisation).toBeCloseTo(0.01, 3)
  })

  it('spreads direct calls over its replicas in turn', () => {
    const report = reportOf({
      blocks: [constantSource(40), steadyService('app', 90, { replicas: 4, workers: 1 })],
      connections: ['source > app'],
    })
    expect(report.requests.latencyMs.max).toBeCloseTo(90, 6)
    expect(report.blocks['app']?.utilisation).toBeCloseTo(0.9, 1)
  })

  it('finishes what a replica has that went while it stood still', () => {
    const { requests } = reportOf({
      scenario: {
        faults: [{ atMs: 1000, forMs: 1000, target: 'app', type: 'pause' }],
        changes: [{ atMs: 1500, path: 'blocks.app.params.replicas', value: 1 }],
      },
      blocks: [
        { id: 'source', kind: 'traffic-source', params: { arrivals: { type: 'trace', atMs: [1100, 1200] } } },
        steadyService('app', 50, { replicas: 2 }),
      ],
      connections: [{ from: 'source', to: 'app', params: { timeoutMs: null } }],
    })
    expect(requests).toMatchObject({ completed: 2, inFlight: 0 })
    expect(requests.latencyMs.max).toBeCloseTo(950, 6)
  })

  it('serves the newest first as LIFO, the important first with priorities', () => {
    const run = (discipline: string) =>
      reportOf({
        scenario: { durationMs: 30_000 },
        blocks: [
          poissonSource(130, {
            priorities: [
              { priority: 0, weight: 1 },
              { priority: 5, weight: 1 },
            ],
          }),
          steadyService('app', 10, { workers: 1, queue: { discipline, capacity: 200 } }),
        ],
        connections: [{ from: 'source', to: 'app', params: { timeoutMs: null } }],
      }).requests.latencyMs
    expect(run('lifo').p50).toBeLessThan((run('fifo').p50 ?? 0) / 20)
    expect(run('priority').p50).toBeLessThan((run('fifo').p50 ?? 0) / 2)
  })

  it('takes one off a counter only if nobody else has meanwhile', () => {
    // Two at a time read the same value; the slower write finds it changed, fails, and goes through when it is tried again.
    const pair = (retry: object | null) =>
      reportOf({
        blocks: [
          { id: 'source', kind: 'traffic-source', params: { arrivals: { type: 'trace', atMs: [100, 105, 300] } } },
          steadyService('app', 0, {
            workers: 10,
            plan: [{ type: 'optimistic', store: 'd', counter: 'stock', work: { type: 'constant', valueMs: 10 } }],
          }),
          { id: 'rows', kind: 'database', params: { counters: { stock: 100 } } },
        ],
        connections: [
          { id: 'a', from: 'source', to: 'app', params: { retry } },
          { id: 'd', from: 'app', to: 'rows' },
        ],
      })
    const once = pair(null)
    expect(once.requests.byCause).toMatchObject({ error: 1 })
    expect(once.requests.completed).toBe(2)
    const again = pair({ type: 'fixed', attempts: 2, delayMs: 20 })
    expect(again.requests.completed).toBe(3)
    expect(again.connections['a']?.attempts).toBe(4)
    expect(again.blocks['rows']).toMatchObject({ reads: 4, writes: 3 })
  })
})
