/** The caller's policies on a connection, each against what it must do to the numbers. */
import { describe, expect, it } from 'vitest'
import { constantSource, type DesignParts, poissonSource, reportOf, steadyService } from './testing/designs'

type Params = { [key: string]: unknown }

/** A source, a service and the connection between them. */
function pair(
  wire: Params,
  service: Params = {},
  more: Partial<DesignParts> & { source?: Params; rate?: number } = {},
) {
  const { source, rate, ...parts } = more
  return reportOf({
    blocks: [poissonSource(rate ?? 100, source), { id: 'callee', kind: 'service', params: service }],
    connections: [{ id: 'wire', from: 'source', to: 'callee', params: wire }],
    ...parts,
  })
}

const EXPONENTIAL = { type: 'exponential', meanMs: 10 }
const MANY = { workers: 1000 }

describe('hedging', () => {
  it('after a fixed time answers with the earlier of two: P(T > t) = P(X > t) P(X > t − h)', () => {
    const hedge = { type: 'fixed-delay', delayMs: 10, attempts: 2 }
    const { requests, connections } = pair(
      { hedge },
      { ...MANY, serviceTime: EXPONENTIAL },
      { rate: 500, scenario: { durationMs: 60_000 } },
    )
    // The mean is ∫ P(T > t) dt = (1 − e^−1) · 10 + e^−1 · 5 for rate 1/10 and h = 10.
    const mean = 10 * (1 - Math.exp(-1)) + 5 * Math.exp(-1)
    expect(requests.latencyMs.mean).toBeGreaterThan(mean * 0.97)
    expect(requests.latencyMs.mean).toBeLessThan(mean * 1.03)
    const wire = connections['wire']!
    expect(wire.hedges / wire.calls).toBeCloseTo(Math.exp(-1), 1)
    expect(wire.attempts).toBe(wire.calls + wire.hedges)
    expect(wire.wasted).toBe(wire.hedges)
  })

  it('after the 95th percentile costs about one call in twenty and shortens the tail', () => {
    const service = { ...MANY, serviceTime: { type: 'lognormal', meanMs: 10, cv: 3 } }
    const scenario = { durationMs: 60_000 }
    const plain = pair({}, service, { rate: 300, scenario })
    const hedged = pair({ hedge: { type: 'percentile', percentile: 0.95 } }, service, { rate: 300, scenario })
    const { hedges, calls } = hedged.connections['wire']!
    expect(hedges / calls).toBeGreaterThan(0.03)
    expect(hedges / calls).toBeLessThan(0.07)
    expect(hedged.requests.latencyMs.p999).toBeLessThan((plain.requests.latencyMs.p999 ?? 0) * 0.6)
  })

  it.each([
    ['fixed-delay', { delayMs: 3, attempts: 2 }],
    ['tied', { delayMs: 3 }],
  ])('%s passes by the replica that has the first copy', (type, more) => {
    const paused = [{ atMs: 1000, forMs: 8000, target: 'callee', replica: 0, type: 'pause' }]
    const { requests } = pair(
      { hedge: { type, ...more }, timeoutMs: 500, cancellation: true },
      { ...MANY, replicas: 2, serviceTime: { type: 'constant', valueMs: 1 } },
      { rate: 500, scenario: { faults: paused } },
    )
    expect(requests.failed).toBe(0)
  })

  it('sends the next copy at once when one has failed, and fails when all have', () => {
    const hedge = { type: 'fixed-delay', delayMs: 1000, attempts: 3 }
    const dead = [{ atMs: 0, forMs: 10_000, target: 'callee', type: 'crash' }]
    const { requests, connections } = pair({ hedge }, {}, { scenario: { faults: dead } })
    const wire = connections['wire']!
    expect(requests.byCause.unreachable).toBe(requests.offered)
    expect(wire.attempts).toBe(wire.calls * 3)
    expect(requests.failureLatencyMs.max).toBe(0)
  })

  it('calls the slower of two tied copies off before it is worked on', () => {
    const run = (hedge: Params | null) =>
      pair(
        { hedge, cancellation: hedge !== null },
        { replicas: 2, workers: 1, serviceTime: EXPONENTIAL },
        { rate: 140, scenario: { durationMs: 120_000 } },
      )
    const plain = run(null)
    const tied = run({ type: 'tied', delayMs: 0 })
    expect(tied.requests.latencyMs.mean).toBeLessThan((plain.requests.latencyMs.mean ?? 0) * 0.9)
    // Without latency the other copy is always called off in time, so no work is done twice.
    expect(tied.blocks['callee']!.utilisation).toBeLessThan(plain.blocks['callee']!.utilisation * 1.02 + 0.02)
    expect(tied.connections['wire']!.wastedMs).toBeCloseTo(0, 6)
    const untied = run({ type: 'fixed-delay', delayMs: 0 })
    expect(untied.connections['wire']!.wastedMs).toBeGreaterThan(10_000)
  })
})

describe('tied copies that wait at one replica', () => {
  it('are not taken into one batch, even when the deadline of both is over', () => {
    const hedge = { type: 'tied', delayMs: 1 }
    const { requests, blocks } = reportOf({
      blocks: [
        {
          id: 'source',
          kind: 'traffic-source',
          params: { arrivals: { type: 'trace', atMs: [0, 0] }, deadlineMs: 20 },
        },
        steadyService('callee', 100, { workers: 1, microBatch: { size: 3, delayMs: 0 } }),
      ],
      connections: [{ id: 'wire', from: 'source', to: 'callee', params: { hedge, propagateDeadline: true } }],
    })
    expect(requests.byCause.deadline).toBe(2)
    expect(blocks['callee']?.arrivals).toBe(3)
    // Both copies of the second request wait, from 0 and from 1 ms to 20 ms.
    expect((blocks['callee']?.meanQueueLength ?? 0) * 10_000).toBeCloseTo(39, 6)
  })
})

describe('retrying', () => {
  const FAILING = [{ atMs: 0, forMs: 60_000, target: 'callee', type: 'error', probability: 1 }]
  const retry = { type: 'fixed', attempts: 4, delayMs: 1 }

  it('stops at its budget', () => {
    const scenario = { durationMs: 60_000, faults: FAILING }
    const free = pair({ retry }, MANY, { scenario }).connections['wire']!
    const held = pair({ retry, retryBudget: { type: 'finagle' } }, MANY, { scenario }).connections['wire']!
    expect(free.amplification).toBeCloseTo(4, 1)
    // The budget of 20 % of calls, and the fixed allowance of 10 a second, against 100 calls a second.
    expect(held.amplification).toBeGreaterThan(1.2)
    expect(held.amplification).toBeLessThan(1.35)
  })

  it('multiplies over three layers, and does not when a layer says when to stop', () => {
    const layered = (doNotRetry: boolean) => {
      const params = { retry, doNotRetry, timeoutMs: null }
      return reportOf({
        scenario: { durationMs: 20_000, faults: FAILING },
        blocks: [
          constantSource(10),
          ...['a', 'b'].map((id) => steadyService(id, 0, { workers: 1000 })),
          steadyService('callee', 0, MANY),
        ],
        connections: [
          { id: 'one', from: 'source', to: 'a', params },
          { id: 'two', from: 'a', to: 'b', params },
          { id: 'three', from: 'b', to: 'callee', params },
        ],
      })
    }
    const multiplied = layered(false)
    expect(multiplied.blocks['callee']!.arrivals).toBe(multiplied.requests.offered * 64)
    const stopped = layered(true)
    expect(stopped.blocks['callee']!.arrivals).toBe(stopped.requests.offered * 4)
    expect(stopped.requests.byCause.error).toBe(stopped.requests.offered)
  })

  it('leaves writes alone where only reads may be repeated', () => {
    const { connections, requests } = pair({ retry, retryWrites: false }, MANY, {
      source: { readShare: 0.5 },
      scenario: { durationMs: 60_000, faults: FAILING },
    })
    expect(connections['wire']!.attempts / requests.offered).toBeCloseTo((4 + 1) / 2, 1)
  })
})

describe("Envoy's retry budget", () => {
  const retryBudget = { type: 'envoy', share: 0.2, minConcurrency: 3 }
  const retry = { type: 'fixed', attempts: 4, delayMs: 1 }
  const work = { ...MANY, serviceTime: { type: 'constant', valueMs: 10 } }
  const failing = { type: 'error', target: 'callee', atMs: 10_000, forMs: 10_000, probability: 1 }
  const slow = { type: 'slow', target: 'callee', atMs: 0, forMs: 5000, factor: 100 }
  const amplification = (wire: Params, faults: readonly Params[]) => {
    const { connections } = pair(
      { retry, retryBudget, ...wire },
      { ...work },
      { rate: 300, scenario: { durationMs: 20_000, warmupMs: 10_000, faults } },
    )
    const { attempts, calls } = connections['wire']!
    return attempts / calls
  }

  it('forgets attempts that were given up by the callers of the caller', () => {
    const chain = (faults: readonly Params[]) =>
      reportOf({
        scenario: { durationMs: 20_000, warmupMs: 10_000, faults: [...faults, { ...failing, target: 'callee' }] },
        blocks: [
          poissonSource(300),
          { id: 'middle', kind: 'service', params: { ...MANY, plan: [{ type: 'call', to: 'wire' }] } },
          { id: 'callee', kind: 'service', params: work },
        ],
        connections: [
          { from: 'source', to: 'middle', params: { timeoutMs: 100, cancellation: true } },
          { id: 'wire', from: 'middle', to: 'callee', params: { retry, retryBudget, timeoutMs: 5000 } },
        ],
      }).connections['wire']!
    const after = chain([slow])
    const alone = chain([])
    expect(after.attempts / after.calls).toBeCloseTo(alone.attempts / alone.calls, 1)
    expect(alone.attempts / alone.calls).toBeLessThan(2.5)
  })

  it('forgets copies that lost', () => {
    const hedge = { type: 'fixed-delay', delayMs: 5, attempts: 2 }
    const plain = amplification({}, [failing])
    expect(amplification({ hedge }, [failing])).toBeLessThan(2 * plain)
  })

  it('forgets retries that were granted and then refused by the caller itself', () => {
    const breaker = { type: 'consecutive-failures' }
    const early = { ...failing, atMs: 0, forMs: 5000 }
    const some = { ...failing, probability: 0.1 }
    const before = amplification({ breaker }, [early, some])
    expect(before).toBeCloseTo(amplification({ breaker }, [some]), 1)
    expect(before).toBeGreaterThan(1.05)
  })
})

describe('a learned timeout', () => {
  it('gives up early after answers have been slow', () => {
    const slow = [{ atMs: 20_000, forMs: 20_000, target: 'callee', type: 'slow', factor: 40 }]
    const run = (learnedTimeout: Params | null) =>
      pair(
        { timeoutMs: 500, learnedTimeout },
        { ...MANY, serviceTime: { type: 'constant', valueMs: 10 } },
        { scenario: { durationMs: 60_000, faults: slow } },
      )
    const fixed = run(null)
    const learned = run({ type: 'ema-timeout', normalMs: 60, limitMs: 250, maxMs: 500 })
    expect(fixed.connections['wire']!.timeouts).toBe(0)
    // Answers of 400 ms push the average over the limit; from then on all are given up at 250 ms.
    expect(learned.connections['wire']!.timeouts).toBeGreaterThan(1800)
    expect(learned.requests.failureLatencyMs.p50).toBeGreaterThan(245)
    expect(learned.requests.failureLatencyMs.p50).toBeLessThan(260)
  })
})

describe('a fallback', () => {
  const dead = {
    scenario: { durationMs: 20_000, faults: [{ atMs: 10_000, forMs: 10_000, target: 'callee', type: 'crash' }] },
  }

  it('answers with a default value, and the failures stay visible on the connection', () => {
    const { requests, connections } = pair({ fallback: { type: 'default-value' } }, {}, dead)
    const { failed, fallbacks } = connections['wire']!
    expect(requests.failed).toBe(0)
    expect(failed).toBeGreaterThan(900)
    expect(fallbacks).toBe(failed)
  })

  it('answers reads with the last answer for their key, as long as it is young enough', () => {
    const source = { keys: { type: 'uniform', count: 10 }, readShare: 0.5 }
    const run = (maxAgeMs: number | null) =>
      pair({ fallback: { type: 'stale-answer', maxAgeMs } }, {}, { ...dead, source })
    const any = run(null)
    const { failed, fallbacks } = any.connections['wire']!
    expect(fallbacks / failed).toBeCloseTo(0.5, 1)
    expect(any.requests.failed).toBe(failed - fallbacks)
    const young = run(1000)
    expect(young.connections['wire']!.fallbacks / failed).toBeLessThan(0.07)
    expect(young.connections['wire']!.fallbacks).toBeGreaterThan(10)
  })

  /** Reads of one key over a wire that is cut for a while, in which the key is written past it. */
  function cutOff(callee: string, fallback: Params) {
    const asking = (id: string, atMs: number[], readShare: number) => ({
      ...{ id, kind: 'traffic-source' },
      params: { arrivals: { type: 'trace', atMs }, readShare, keys: { type: 'uniform', count: 1 } },
    })
    return reportOf({
      scenario: { durationMs: 1000, faults: [{ atMs: 50, forMs: 400, target: 'wire', type: 'partition' }] },
      blocks: [
        asking('reader', [0, 100, 220, 300, 400, 500], 1),
        asking('writer', [250], 0),
        steadyService('shop', 1),
        { id: 'db', kind: 'database', params: { writeTime: { type: 'constant', valueMs: 5 } } },
      ],
      connections: [
        { id: 'wire', from: 'reader', to: callee, params: { timeoutMs: 50, fallback } },
        { id: 'writes', from: 'writer', to: 'db' },
        'shop > db',
      ],
    })
  }

  it.each(['db', 'shop'])(
    'counts old answers of the %s as stale reads, for reads that began after a write',
    (callee) => {
      const { connections, invariants } = cutOff(callee, { type: 'stale-answer' })
      expect(connections['wire']).toMatchObject({ fallbacks: 4, staleReads: 2 })
      expect(invariants).toContainEqual({
        ...{ id: 'staleReads', target: 'wire', holds: false, isEngineCheck: false },
        detail: '2 stale reads',
      })
    },
  )

  it('has no stale reads to count where it does not answer with old answers', () => {
    const { connections, invariants } = cutOff('db', { type: 'default-value' })
    expect(connections['wire']).toMatchObject({ fallbacks: 4 })
    expect(connections['wire']).not.toHaveProperty('staleReads')
    expect(invariants.filter(({ target }) => target === 'wire')).toEqual([])
  })

  it('has no old answer for what a cache is asked about itself', () => {
    const { connections, requests } = reportOf({
      scenario: { faults: [{ type: 'crash', target: 'cache', atMs: 5000, forMs: 5000 }] },
      blocks: [
        poissonSource(100, { keys: { type: 'uniform', count: 10 } }),
        {
          id: 'shop',
          kind: 'service',
          params: { ...MANY, plan: [{ type: 'cached', cache: 'aside', origin: 'store' }] },
        },
        { id: 'cache', kind: 'cache' },
        { id: 'db', kind: 'database' },
      ],
      connections: [
        'source > shop',
        { id: 'aside', from: 'shop', to: 'cache', params: { fallback: { type: 'stale-answer' } } },
        { id: 'store', from: 'shop', to: 'db' },
      ],
    })
    expect(connections['aside']!.failed).toBeGreaterThan(100)
    expect(connections['aside']!.fallbacks).toBe(0)
    expect(requests.failed).toBe(0)
  })
})

describe('bandwidth', () => {
  it('makes messages follow one another, in each direction by itself', () => {
    const link = { type: 'link', bytesPerSecond: 1_000_000, requestBytes: 1000, replyBytes: 5000 }
    const { requests } = reportOf({
      blocks: [constantSource(100), steadyService('callee', 0, MANY)],
      connections: [{ id: 'wire', from: 'source', to: 'callee', params: { link } }],
    })
    // 1 ms there, 5 ms back, and nobody in the way at one request in 10 ms.
    expect(requests.latencyMs.mean).toBeCloseTo(6, 9)
  })

  it('is a queue: an M/D/1 wait at half the capacity', () => {
    const link = { type: 'link', bytesPerSecond: 1_000_000, requestBytes: 0, replyBytes: 5000 }
    const { requests } = pair(
      { link, timeoutMs: null },
      { ...MANY, serviceTime: { type: 'constant', valueMs: 0 } },
      { rate: 100, scenario: { durationMs: 600_000 } },
    )
    // Service 5 ms, utilisation 0.5: wait ρ s / (2 (1 − ρ)) = 2.5 ms.
    expect(requests.latencyMs.mean).toBeGreaterThan(7.3)
    expect(requests.latencyMs.mean).toBeLessThan(7.7)
  })
})

describe('a rate limit', () => {
  it('that counts in a shared store is one for all replicas of the caller', () => {
    const limited = (type: string, more: Params) =>
      reportOf({
        blocks: [
          poissonSource(200),
          { id: 'caller', kind: 'service', params: { ...MANY, replicas: 4, plan: [{ type: 'call', to: 'wire' }] } },
          { id: 'callee', kind: 'service', params: MANY },
        ],
        connections: [
          'source > caller',
          { id: 'wire', from: 'caller', to: 'callee', params: { limiter: { type, ...more } } },
        ],
      }).connections['wire']?.attempts
    expect(limited('shared-store', { limit: 10, windowMs: 1000 })).toBe(100)
    expect(limited('fixed-window', { limit: 10, windowMs: 1000 })).toBe(400)
  })

  it('can be one for each client address', () => {
    const limiter = { type: 'token-bucket', ratePerSecond: 5, burst: 1 }
    const run = (limitBy: string) =>
      pair({ limiter, limitBy }, MANY, { source: { clients: 10 }, scenario: { durationMs: 60_000 } }).requests.completed
    expect(run('all') / 60).toBeCloseTo(5, 0)
    expect(run('client') / 60).toBeGreaterThan(30)
    expect(run('client') / 60).toBeLessThan(50)
  })
})

describe('a pool', () => {
  it('lets calls wait for their turn, and refuses those that have waited too long or find the line full', () => {
    const run = (maxWaiting: number, maxWaitMs: number) =>
      reportOf({
        blocks: [
          { ...constantSource(0), params: { arrivals: { type: 'trace', atMs: [1, 1, 1, 1, 1] }, readShare: 1 } },
          steadyService('callee', 10, MANY),
        ],
        connections: [
          {
            id: 'wire',
            from: 'source',
            to: 'callee',
            params: { bulkhead: { type: 'pool', maxInFlight: 1, maxWaiting, maxWaitMs } },
          },
        ],
      }).requests
    const patient = run(10, 1000)
    expect(patient.completed).toBe(5)
    expect(patient.latencyMs.max).toBeCloseTo(50, 9)
    expect(run(2, 1000)).toMatchObject({ completed: 3, byCause: { 'bulkhead-full': 2 } })
    const hasty = run(10, 25)
    expect(hasty).toMatchObject({ completed: 3, byCause: { 'bulkhead-full': 2 } })
    expect(hasty.failureLatencyMs.max).toBeCloseTo(25, 9)
  })
})

describe('a bulkhead that is changed while calls wait', () => {
  const pool = (maxInFlight: number) => ({ type: 'pool', maxInFlight, maxWaiting: 10, maxWaitMs: 60_000 })
  /** Four requests at nearly the same time, each of 1,000 ms of work, and a change at 500 ms. */
  const slowest = (before: Params, after: Params | null) => {
    const arrivals = { type: 'trace', atMs: [0, 1, 2, 3] }
    const { requests } = reportOf({
      scenario: { changes: [{ atMs: 500, path: 'connections.wire.params.bulkhead', value: after }] },
      blocks: [{ id: 'source', kind: 'traffic-source', params: { arrivals } }, steadyService('callee', 1000)],
      connections: [{ id: 'wire', from: 'source', to: 'callee', params: { bulkhead: before, timeoutMs: null } }],
    })
    expect(requests.completed).toBe(4)
    return requests.latencyMs.max
  }

  it('lets them go when there are more places, or no bulkhead any more', () => {
    expect(slowest(pool(1), pool(2))).toBeCloseTo(2500 - 3, 6)
    expect(slowest(pool(1), pool(4))).toBeCloseTo(1500 - 1, 6)
    expect(slowest(pool(1), null)).toBeCloseTo(1500 - 1, 6)
  })

  it('lets nobody go before there are fewer in flight than there are places', () => {
    expect(slowest(pool(2), pool(1))).toBeCloseTo(3000 - 2, 0)
    expect(slowest(pool(2), pool(2))).toBeCloseTo(2000 - 2, 6)
  })
})

describe('a bulkhead that is kept apart', () => {
  /** One hot key in three requests of four, whose work never ends; three places. */
  const isolated = (isolateBy: string, more: Partial<DesignParts> = {}) =>
    reportOf({
      blocks: [
        poissonSource(100, { keys: { type: 'hot', count: 1000, hotShare: 0.75 }, clients: 1 }),
        { id: 'callee', kind: 'service', params: { ...MANY, serviceTime: { type: 'constant', valueMs: 100 } } },
      ],
      connections: [
        {
          id: 'wire',
          from: 'source',
          to: 'callee',
          params: { bulkhead: { type: 'semaphore', maxInFlight: 3 }, isolateBy },
        },
      ],
      ...more,
    }).requests

  it('by key leaves the others their places when one is hot', () => {
    const apart = isolated('key')
    const together = isolated('all')
    // Offered are 7.5 of the hot key and 2.5 of others at a time: three places are Erlang's loss of each group by itself.
    const lost = (load: number, places: number): number => {
      let loss = 1
      for (let k = 1; k <= places; k++) loss = (load * loss) / (k + load * loss)
      return loss
    }
    expect((apart.byCause['bulkhead-full'] ?? 0) / apart.offered).toBeCloseTo(0.75 * lost(7.5, 3), 1)
    expect((together.byCause['bulkhead-full'] ?? 0) / together.offered).toBeCloseTo(lost(10, 3), 1)
    expect(isolated('client').byCause).toEqual(together.byCause)
  })

  it('counts what is in flight anew when that changes', () => {
    const changes = ['key', 'all', 'user', 'all'].map((value, i) => ({
      atMs: 1000 * (i + 1),
      path: 'connections.wire.params.isolateBy',
      value,
    }))
    const scenario = { warmupMs: 5000, durationMs: 10_000 }
    const changed = isolated('all', { scenario: { ...scenario, changes } })
    const together = isolated('all', { scenario })
    expect(changed.failed / changed.offered).toBeCloseTo(together.failed / together.offered, 1)
  })

  it('refuses those who wait when places are shared out otherwise', () => {
    const scopes = ['connection', 'replica'].map((value, i) => ({
      atMs: 2000 * (i + 1) + 1,
      path: 'connections.wire.params.scope',
      value,
    }))
    const { requests } = reportOf({
      scenario: { durationMs: 10_000, changes: scopes },
      blocks: [
        poissonSource(30),
        { id: 'caller', kind: 'service', params: { ...MANY, replicas: 2, plan: [{ type: 'call', to: 'wire' }] } },
        steadyService('callee', 100, MANY),
      ],
      connections: [
        'source > caller',
        {
          id: 'wire',
          from: 'caller',
          to: 'callee',
          params: { bulkhead: { type: 'pool', maxInFlight: 1, maxWaiting: 50, maxWaitMs: 60_000 } },
        },
      ],
    })
    expect(requests.byCause['bulkhead-full']).toBeGreaterThan(20)
    expect(requests.completed).toBeGreaterThan(150)
    expect(requests.inFlight).toBe(0)
  })
})

describe('a breaker for each replica of the callee', () => {
  it('passes over the replica that fails and leaves the others alone', () => {
    const run = (scope: string) =>
      pair(
        { scope, breaker: { type: 'consecutive-failures', failures: 3, openMs: 60_000 } },
        { replicas: 4, workers: 100, serviceTime: { type: 'constant', valueMs: 1 } },
        {
          scenario: {
            durationMs: 30_000,
            faults: [{ atMs: 0, forMs: 30_000, target: 'callee', type: 'crash', replica: 2 }],
          },
        },
      )
    const target = run('target')
    expect(target.requests.failed).toBe(3)
    expect(target.connections['wire']!.breaker).toMatchObject({
      state: 'open',
      transitions: [{ from: 'closed', to: 'open', caller: 0, target: 2 }],
    })
    // One breaker for all never sees three failures in a row: the other replicas answer in between.
    expect(run('replica').requests.failed).toBeGreaterThan(600)
  })
})

describe('heeding the level of the callee', () => {
  const OVERLOADED = {
    workers: 1,
    serviceTime: EXPONENTIAL,
    queue: { capacity: 1000 },
    admission: { type: 'dagor', windowMs: 100 },
  }
  const load = { rate: 200, source: { clients: 10_000 }, scenario: { durationMs: 60_000, warmupMs: 10_000 } }

  it('keeps back at the caller what the callee would refuse, and the callee works as much', () => {
    const plain = pair({}, OVERLOADED, load)
    const heeding = pair({ heedLevel: { type: 'upstream-level' } }, OVERLOADED, load)
    expect(plain.blocks['callee']!.rejected).toBeGreaterThan(0.4 * plain.requests.offered)
    expect(heeding.blocks['callee']!.rejected).toBeLessThan(0.1 * plain.blocks['callee']!.rejected)
    expect(heeding.requests.byCause.shed).toBeGreaterThan(0.4 * heeding.requests.offered)
    expect(heeding.requests.completed).toBeGreaterThan(0.9 * plain.requests.completed)
  })

  it('does nothing where the callee has no levels', () => {
    const scenario = { durationMs: 10_000 }
    const plain = pair({}, { ...OVERLOADED, admission: null }, { ...load, scenario })
    const heeding = pair(
      { heedLevel: { type: 'upstream-level' } },
      { ...OVERLOADED, admission: null },
      { ...load, scenario },
    )
    expect(heeding.requests.completed).toBe(plain.requests.completed)
    expect(heeding.requests.byCause.shed).toBe(plain.requests.byCause.shed)
  })
})
