import { describe, expect, it } from 'vitest'
import { admissions } from '../../algorithms/admission/registry'
import { Run } from '../../simulation/run'
import {
  constantSource,
  type DesignParts,
  designOf,
  poissonSource,
  reportOf,
  savedAt,
} from '../../simulation/testing/designs'

type Params = { [key: string]: unknown }

const constant = (valueMs: number) => ({ type: 'constant', valueMs })

/** Requests at these times to one service, which takes 10 ms unless told otherwise. */
function at(atMs: number[], params: Params, more: Partial<DesignParts> = {}): DesignParts {
  return {
    blocks: [
      { id: 'source', kind: 'traffic-source', params: { arrivals: { type: 'trace', atMs }, readShare: 1 } },
      { id: 'app', kind: 'service', params: { workers: 1, serviceTime: constant(10), ...params } },
    ],
    connections: [{ from: 'source', to: 'app', params: { timeoutMs: null } }],
    ...more,
  }
}

/** Latencies of the requests in the order of their ends. */
function endsOf(parts: DesignParts): number[] {
  const run = new Run(designOf(parts))
  const ends: number[] = []
  const { requestLog } = run
  for (let before = 0; run.outcome === null; ) {
    run.advance(Infinity, 1)
    const done = requestLog.completed + requestLog.failed
    for (; before < done; before++) ends.push(Math.round(run.engine.now * 1e6) / 1e6)
  }
  return ends
}

/** Users who ask again as soon as they are answered. */
function closed(users: number, params: Params, durationMs = 10_000): DesignParts {
  return {
    scenario: { durationMs, warmupMs: durationMs / 10 },
    blocks: [
      {
        id: 'source',
        kind: 'traffic-source',
        params: { arrivals: { type: 'closed', users, thinkTime: constant(0) }, readShare: 1 },
      },
      { id: 'app', kind: 'service', params: { workers: users, serviceTime: constant(10), ...params } },
    ],
    connections: [{ from: 'source', to: 'app', params: { timeoutMs: null } }],
  }
}

const throughput = (parts: DesignParts) => reportOf(parts).requests.throughputPerSecond

/** Asserts that the run goes on after being restored exactly as it would have. */
function restores(parts: DesignParts, atMs: number): void {
  const { straight, restored } = savedAt(parts, atMs)
  expect(restored.digest).toBe(straight.digest)
}

describe('workers that are shared', () => {
  const shared = { sharing: 'processor-sharing' }

  it('serve all at once, each at its share', () => {
    expect(endsOf(at([0, 5], shared))).toEqual([15, 20])
    expect(endsOf(at([0, 0, 0], shared))).toEqual([30, 30, 30])
    expect(endsOf(at([0, 0, 0], { ...shared, workers: 2 }))).toEqual([15, 15, 15])
    expect(endsOf(at([0, 0], { ...shared, workers: 2 }))).toEqual([10, 10])
  })

  it('stand still in a pause and go on for what was left', () => {
    const scenario = { faults: [{ atMs: 7, forMs: 100, target: 'app', type: 'pause' }] }
    expect(endsOf(at([0, 5], shared, { scenario }))).toEqual([115, 120])
    expect(endsOf(at([0, 50], shared, { scenario }))).toEqual([113, 120])
  })

  it('go on with the work that is left when sharing begins or ends', () => {
    const change = (value: string) => ({ changes: [{ atMs: 4, path: 'blocks.app.params.sharing', value }] })
    expect(endsOf(at([0, 0], {}, { scenario: change('processor-sharing') }))).toEqual([16, 20])
    // Both are at work by then, and both go on by themselves.
    expect(endsOf(at([0, 0], shared, { scenario: change('dedicated') }))).toEqual([12, 12])
  })

  it('are at work for as long as the work takes when sharing ends', () => {
    const changes = [{ atMs: 4, path: 'blocks.app.params.sharing', value: 'dedicated' }]
    const { blocks } = reportOf(at([0, 0], shared, { scenario: { durationMs: 100, changes } }))
    // 20 ms of work, by one worker that is there for 100 ms and one that is there for both until they are done at 12 ms.
    expect(blocks['app']?.cpuUtilisation).toBeCloseTo(20 / 108, 9)
  })

  it('let in no more than there are workers and room in the queue', () => {
    const { requests } = reportOf(at([0, 0, 0, 0, 0], { ...shared, queue: { capacity: 2 } }))
    expect(requests.byCause['queue-full']).toBe(2)
    expect(requests.latencyMs.max).toBeCloseTo(30, 6)
  })

  it('give the rest their share back when one is cancelled, and count what it had as wasted', () => {
    const parts = at([0, 0], shared)
    parts.connections = [{ id: 'wire', from: 'source', to: 'app', params: { timeoutMs: 12, cancellation: true } }]
    const { requests, connections } = reportOf(parts)
    expect(requests.byCause.timeout).toBe(2)
    expect(connections['wire']?.wastedMs).toBeCloseTo(12, 6)
  })
})

describe('a slow-down under load', () => {
  it('is linear in those at work when the work starts', () => {
    for (const users of [1, 4, 10]) {
      const slowdown = { type: 'linear', perExtra: 0.1 }
      expect(throughput(closed(users, { slowdown }))).toBeCloseTo(users / (0.01 * (1 + 0.1 * (users - 1))), -1)
    }
  })

  it('follows the universal scalability law: throughput peaks and falls', () => {
    const law = (n: number) => (100 * n) / (1 + 0.05 * (n - 1) + 0.01 * n * (n - 1))
    const slowdown = { type: 'universal-scalability', contention: 0.05, coherency: 0.01 }
    const measured = [1, 5, 10, 40].map((users) => throughput(closed(users, { slowdown }, 60_000)))
    for (const [i, users] of [1, 5, 10, 40].entries()) {
      expect(Math.abs(measured[i]! / law(users) - 1)).toBeLessThan(0.01)
    }
    expect(measured[3]).toBeLessThan(measured[2]!)
  })

  it('begins when memory is full, waiting calls included', () => {
    const slowdown = { type: 'memory-pressure', room: 4, perExtra: 0.5 }
    expect(throughput(closed(4, { slowdown, workers: 1 }))).toBeCloseTo(100, -1)
    // One who has just been answered is not back yet when the next starts: 8 of 9 are there.
    expect(throughput(closed(9, { slowdown, workers: 1 }))).toBeCloseTo(100 / (1 + 0.5 * 4), -1)
  })
})

describe('batches', () => {
  it('cost what each further key costs', () => {
    const run = (batchCost: number) =>
      reportOf({
        blocks: [
          constantSource(5),
          {
            id: 'app',
            kind: 'service',
            params: { serviceTime: constant(0), plan: [{ type: 'call', to: 'wire', times: 10, batch: true }] },
          },
          { id: 'store', kind: 'service', params: { serviceTime: constant(10), batchCost } },
          { id: 'db', kind: 'database' },
        ],
        connections: ['source > app', { id: 'wire', from: 'app', to: 'store' }, 'store > db'],
      }).blocks['store']?.cpuUtilisation
    expect((run(0.1) ?? 0) / (run(1) ?? 0)).toBeCloseTo(0.19, 6)
  })

  it('are taken together when enough wait, or when the wait for more is over', () => {
    const microBatch = { size: 3, delayMs: 5, perItem: 0.1 }
    expect(endsOf(at([0, 1, 2], { microBatch }))).toEqual([14, 14, 14])
    expect(endsOf(at([0, 1], { microBatch }))).toEqual([16, 16])
    // The fourth is alone with the second worker for 5 ms.
    expect(endsOf(at([0, 1, 2, 3], { microBatch, workers: 2 }))).toEqual([14, 14, 14, 18])
    expect(endsOf(at([0, 0], { microBatch: { ...microBatch, delayMs: 0 } }))).toEqual([10, 20])
  })

  it('raise the throughput of a worker by what they save', () => {
    const microBatch = { size: 10, delayMs: 5, perItem: 0.1 }
    const report = reportOf(closed(100, { microBatch, workers: 1 }, 60_000))
    expect(Math.abs(report.requests.throughputPerSecond / (10 / 0.019) - 1)).toBeLessThan(0.01)
    expect(report.blocks['app']?.utilisation).toBeCloseTo(1, 2)
  })

  it('hold their worker until the last of their calls is done with its plan', () => {
    const run = (blocking: boolean) =>
      endsOf({
        blocks: [
          { id: 'source', kind: 'traffic-source', params: { arrivals: { type: 'trace', atMs: [0, 0, 1, 1] } } },
          {
            id: 'app',
            kind: 'service',
            params: {
              workers: 1,
              blocking,
              serviceTime: constant(10),
              microBatch: { size: 2, delayMs: 5, perItem: 0 },
            },
          },
          { id: 'store', kind: 'service', params: { serviceTime: constant(30) } },
        ],
        connections: ['source > app', 'app > store'],
      })
    expect(run(true)).toEqual([40, 40, 80, 80])
    expect(run(false)).toEqual([40, 40, 50, 50])
  })

  it('let messages be pulled for all that fit', () => {
    const report = reportOf({
      scenario: { durationMs: 20_000 },
      blocks: [
        constantSource(400, { readShare: 0 }),
        { id: 'jobs', kind: 'message-queue', params: {} },
        {
          id: 'app',
          kind: 'service',
          params: { workers: 1, serviceTime: constant(10), microBatch: { size: 10, delayMs: 50, perItem: 0 } },
        },
      ],
      connections: ['source > jobs', 'jobs > app'],
    })
    expect(Number(report.blocks['jobs']?.['acknowledged'])).toBeGreaterThan(0.98 * 8000)
  })

  it('go on for the others when one of their calls is cancelled', () => {
    const parts = at([0, 8], { microBatch: { size: 2, delayMs: 10, perItem: 0 } })
    parts.connections = [{ from: 'source', to: 'app', params: { timeoutMs: 15, cancellation: true } }]
    const { requests } = reportOf(parts)
    expect(requests.byCause.timeout).toBe(1)
    expect(requests.latencyMs.max).toBeCloseTo(10, 6)
  })
})

describe('admission', () => {
  /** Twice the load that the blocks can carry. */
  const overloaded = (kind: string, admission: Params, more: Params = {}): DesignParts => ({
    scenario: { durationMs: 20_000, warmupMs: 0, drainMs: 60_000 },
    blocks: [
      poissonSource(200, {
        priorities: [
          { priority: 1, weight: 1 },
          { priority: 8, weight: 1 },
        ],
      }),
      kind === 'service'
        ? { id: 'gated', kind, params: { workers: 1, serviceTime: constant(10), admission, ...more } }
        : kind === 'database'
          ? { id: 'gated', kind, params: { connections: 1, readTime: constant(10), admission, ...more } }
          : { id: 'gated', kind, params: { workers: 1, serviceTime: constant(10), admission, ...more } },
      { id: 'behind', kind: 'service', params: { workers: 100, serviceTime: constant(5) } },
    ],
    connections:
      kind === 'database'
        ? [{ from: 'source', to: 'gated', params: { timeoutMs: null } }]
        : [{ from: 'source', to: 'gated', params: { timeoutMs: null } }, 'gated > behind'],
  })

  describe.each(admissions.map(({ id }) => id))('by %s', (type) => {
    it.each(['service', 'database', 'api-gateway'])('accounts for every call of a %s and is saved with it', (kind) => {
      const parts = overloaded(kind, { type })
      const { requests } = reportOf(parts)
      expect(requests.completed + requests.failed).toBe(requests.offered)
      expect(requests.byCause.shed + requests.byCause['queue-full']).toBe(requests.failed)
      restores({ ...parts, scenario: { ...parts.scenario, durationMs: 4000 } }, 2500)
    })
  })

  it('bounds the calls at a replica until they are answered', () => {
    for (const blocking of [true, false]) {
      const admission = { type: 'bulkhead', maxConcurrent: 3 }
      const parts = overloaded('service', admission, { blocking, workers: 100, serviceTime: constant(1) })
      parts.blocks[2] = { id: 'behind', kind: 'service', params: { workers: 100, serviceTime: constant(99) } }
      const { requests } = reportOf(parts)
      // Three at a time for 100 ms each.
      expect(requests.throughputPerSecond).toBeGreaterThan(28)
      expect(requests.throughputPerSecond).toBeLessThanOrEqual(30)
    }
  })

  it('ends a wait at its limit even when nobody is served', () => {
    const parts = at([0, 1, 2], { serviceTime: constant(1000), admission: { type: 'queue-timeout' } })
    expect(endsOf(parts)).toEqual([101, 102, 1000])
    expect(reportOf(parts).requests.byCause.shed).toBe(2)
    const { byCause } = reportOf({
      ...parts,
      scenario: { faults: [{ atMs: 0.5, forMs: 500, target: 'app', type: 'pause' }] },
    }).requests
    expect(byCause.shed).toBe(2)
  })

  it('keeps the latency of what is served low under overload, which a queue alone does not', () => {
    const gated = reportOf(overloaded('service', { type: 'codel', targetMs: 30 })).requests
    const free = reportOf({ ...overloaded('service', { type: 'bulkhead', maxConcurrent: 1_000_000 }) }).requests
    // A worker is held for its own 10 ms and for the 5 ms behind.
    expect(gated.completed).toBeGreaterThan(0.95 * (20_000 / 15))
    expect(gated.latencyMs.p50).toBeLessThan((free.latencyMs.p50 ?? 0) / 20)
  })

  it('by two-level priority refuses the unimportant first', () => {
    const parts = overloaded('service', { type: 'dagor' })
    parts.scenario = { ...parts.scenario, durationMs: 60_000 }
    const byPriority = [0, 0]
    const run = new Run(designOf(parts))
    const { requestLog } = run
    const ended = requestLog.ended.bind(requestLog)
    requestLog.ended = (request, outcome) => {
      if (outcome === 0 && run.engine.now > 30_000) byPriority[request.priority === 8 ? 1 : 0]!++
      ended(request, outcome)
    }
    run.finish()
    expect(byPriority[1]).toBeGreaterThan(5 * byPriority[0]!)
  })

  it('starts afresh after a crash', () => {
    const scenario = { faults: [{ atMs: 50, forMs: 10, target: 'app', type: 'crash' }] }
    const params = { workers: 10, serviceTime: constant(100), admission: { type: 'bulkhead', maxConcurrent: 2 } }
    const { byCause } = reportOf(at([0, 0, 0, 70, 70, 70], params, { scenario })).requests
    expect(byCause.unreachable).toBe(2)
    expect(byCause.shed).toBe(2)
  })

  it('can be set, changed and taken away while calls are under way', () => {
    const change = (atMs: number, value: unknown) => ({ atMs, path: 'blocks.gated.params.admission', value })
    const parts = overloaded('service', { type: 'bulkhead', maxConcurrent: 5 })
    parts.scenario = {
      ...parts.scenario,
      changes: [
        change(5000, null),
        change(10_000, { type: 'bulkhead', maxConcurrent: 2 }),
        change(12_000, { type: 'aimd' }),
      ],
    }
    const { requests } = reportOf(parts)
    expect(requests.completed + requests.failed).toBe(requests.offered)
  })
})

describe('a station', () => {
  it.each([
    ['shared workers', { sharing: 'processor-sharing', workers: 2 }],
    ['micro-batches', { microBatch: { size: 4, delayMs: 20, perItem: 0.2 }, workers: 2 }],
    ['a slow-down', { slowdown: { type: 'memory-pressure', room: 3, perExtra: 0.1 } }],
  ])('with %s goes on after being restored exactly as it would have', (_, params) => {
    const parts = {
      ...at([], params, {
        scenario: { durationMs: 4000, faults: [{ atMs: 1900, forMs: 300, target: 'app', type: 'pause' }] },
      }),
    }
    parts.blocks[0] = poissonSource(120)
    for (const atMs of [1850, 2000, 3000]) restores(parts, atMs)
  })
})
