/**
 * Every block, policy and fault in one design, put together at random: no run may throw, hang, lose count or go out of range.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Run } from './run'
import { type DesignParts, designOf } from './testing/designs'

const constant = (valueMs: number) => ({ type: 'constant', valueMs })
const exponential = (meanMs: number) => ({ type: 'exponential', meanMs })
const chance = (percent: number) => fc.integer({ min: 0, max: 99 }).map((n) => n < percent)

const latency = fc.constantFrom(constant(0), constant(3), constant(20), exponential(5))
const work = fc.constantFrom(constant(0), constant(5), exponential(8))
const queue = fc.record({
  discipline: fc.constantFrom('fifo', 'lifo', 'adaptive-lifo', 'priority'),
  capacity: fc.constantFrom(null, 2, 20),
})
const arrivals = fc.constantFrom(
  { type: 'poisson', ratePerSecond: 100 },
  { type: 'constant', ratePerSecond: 50 },
  { type: 'closed', users: 5, thinkTime: exponential(10) },
)
/** Every attempt ends, by its timeout if not before: a run that is stuck is then a defect. */
const policies = fc.record({
  latency,
  loss: fc.constantFrom(0, 0, 0.05),
  timeoutMs: fc.constantFrom(15, 50, 500),
  cancellation: fc.boolean(),
  propagateDeadline: fc.boolean(),
  retry: fc.constantFrom(null, { type: 'fixed', attempts: 3, delayMs: 10 }, { type: 'full-jitter' }),
  breaker: fc.constantFrom(
    null,
    { type: 'consecutive-failures', failures: 3, openMs: 100 },
    { type: 'rolling-rate', minimumCalls: 5, windowMs: 500, openMs: 100, trials: 2 },
  ),
  limiter: fc.constantFrom(
    null,
    { type: 'token-bucket', ratePerSecond: 50, burst: 5 },
    { type: 'leaky-bucket-shaper' },
  ),
  bulkhead: fc.constantFrom(
    null,
    { type: 'semaphore', maxInFlight: 3 },
    { type: 'pool', maxInFlight: 2, maxWaiting: 3, maxWaitMs: 20 },
  ),
  scope: fc.constantFrom('replica', 'connection', 'target'),
  learnedTimeout: fc.constantFrom(null, null, { type: 'ema-timeout' }),
  retryBudget: fc.constantFrom(null, { type: 'finagle' }, { type: 'grpc-throttle' }),
  retryWrites: fc.boolean(),
  doNotRetry: fc.boolean(),
  heedLevel: fc.constantFrom(null, { type: 'upstream-level', staleMs: 50 }),
  hedge: fc.constantFrom(
    null,
    null,
    { type: 'percentile', attempts: 3 },
    { type: 'fixed-delay', delayMs: 5 },
    { type: 'tied' },
  ),
  fallback: fc.constantFrom(null, null, { type: 'default-value' }, { type: 'stale-answer', capacity: 3 }),
  link: fc.constantFrom(null, null, { type: 'link', bytesPerSecond: 1_000_000 }),
  limitBy: fc.constantFrom('all', 'client', 'route'),
})

const admission = fc.constantFrom(
  null,
  null,
  { type: 'codel' },
  { type: 'queue-timeout', shortMs: 2, longMs: 10 },
  { type: 'aimd' },
  { type: 'dagor', windowMs: 50 },
  { type: 'bulkhead', maxConcurrent: 3 },
  { type: 'red', minThreshold: 1, maxThreshold: 5 },
)
const slowdown = fc.constantFrom(null, { type: 'universal-scalability' }, { type: 'memory-pressure', room: 3 })
const sharing = fc.constantFrom('dedicated', 'processor-sharing')
const microBatch = fc.constantFrom(null, null, { size: 3, delayMs: 4 }, { size: 2, delayMs: 0 })
const batchCost = fc.constantFrom(1, 0.1)
const idempotency = fc.constantFrom(
  null,
  { type: 'count-only' },
  { type: 'key-table' },
  { type: 'key-table', by: 'request', capacity: 3, ttlMs: 100 },
)
const dropOptional = fc.constantFrom(null, { aboveQueue: 1 })
const pauses = fc.constantFrom(null, null, { every: exponential(100), lasting: exponential(20) })
/** What decides how a service works, beyond queue and workers. */
const working = { admission, slowdown, sharing, microBatch, batchCost, idempotency, dropOptional, pauses }

const cached = fc.record({
  type: fc.constant('cached'),
  cache: fc.constant('a-c'),
  origin: fc.constant('a-d'),
  onWrite: fc.constantFrom('update-then-delete', 'delete-then-update', 'delayed-double-delete', 'update-then-update'),
  stage: fc.constantFrom(null, 1),
})
const published = fc.record({ type: fc.constant('publish'), to: fc.constant('a-q'), optional: fc.boolean() })
const called = fc.record({
  type: fc.constant('call'),
  to: fc.constant('a-b'),
  times: fc.constantFrom(1, 3),
  parallel: fc.boolean(),
  batch: fc.boolean(),
  probability: fc.constantFrom(1, 0.5),
  stage: fc.constantFrom(null, 1),
})
const critical = fc.record({
  type: fc.constant('critical'),
  lock: fc.constant('a-l'),
  store: fc.constant('a-d'),
  work,
  when: fc.constant('writes'),
  fenced: fc.boolean(),
  write: fc.constantFrom('read-then-write', 'atomic-decrement'),
})
const optimistic = fc.record({ type: fc.constant('optimistic'), store: fc.constant('a-d'), work })
const plan = fc
  .tuple(cached, published, called, critical, optimistic)
  .chain((steps) => fc.subarray<{ type: string }>([...steps], { minLength: 1 }))

const CONNECTIONS = ['s-g', 'g-lb', 'lb-a', 'a-b', 'a-c', 'a-d', 'a-q', 'a-l', 'c-d']

const fault = fc
  .record({
    atMs: fc.integer({ min: 0, max: 1000 }),
    forMs: fc.constantFrom(0, 10, 100, 400),
    type: fc.constantFrom('crash', 'pause', 'slow', 'error', 'clock-jump', 'cold-cache', 'partition'),
    target: fc.constantFrom('a', 'b', 'c', 'd', 'q', 'l', 'w', 'lb', 'g'),
    replica: fc.constantFrom(null, 0),
    cut: fc.constantFrom(...CONNECTIONS),
    times: fc.constantFrom({}, {}, { mtbfMs: 40, mttrMs: 10 }),
  })
  .map(({ cut, times, ...rest }) => {
    const one = { ...rest, ...times }
    if (one.type === 'partition') return { ...one, target: cut, replica: null }
    return one.type === 'cold-cache' ? { ...one, target: 'c', replica: null } : one
  })

const change = fc
  .oneof(
    plan.map((value) => ({ path: 'blocks.a.params.plan', value: value as unknown })),
    fc.constantFrom<{ path: string; value: unknown }>(
      { path: 'blocks.a.params.replicas', value: 1 },
      { path: 'blocks.a.params.replicas', value: 4 },
      { path: 'blocks.a.params.workers', value: 1 },
      { path: 'blocks.a.params.blocking', value: false },
      { path: 'blocks.d.params.readReplicas', value: 0 },
      { path: 'blocks.d.params.readReplicas', value: 3 },
      { path: 'blocks.d.params.rowLocks', value: true },
      { path: 'blocks.a.params.sharing', value: 'processor-sharing' },
      { path: 'blocks.a.params.sharing', value: 'dedicated' },
      { path: 'blocks.a.params.microBatch', value: { size: 5, delayMs: 3 } },
      { path: 'blocks.b.params.microBatch', value: null },
      { path: 'blocks.a.params.pauses', value: null },
      { path: 'blocks.d.params.pauses', value: { every: constant(50), lasting: constant(10) } },
      { path: 'blocks.a.params.idempotency', value: null },
      { path: 'blocks.a.params.idempotency', value: { type: 'key-table' } },
      { path: 'blocks.lb.params.outlierEjection', value: { consecutiveFailures: 1 } },
      { path: 'blocks.d.params.microBatch', value: null },
      { path: 'blocks.a.params.admission', value: null },
      { path: 'blocks.d.params.admission', value: { type: 'vegas' } },
      { path: 'blocks.q.params.visibilityMs', value: 50 },
      { path: 'blocks.q.params.capacity', value: 1 },
      { path: 'blocks.w.params.replicas', value: 3 },
      { path: 'blocks.l.params.waiting', value: 'watch' },
      { path: 'blocks.c.params.capacity', value: 2 },
      { path: 'blocks.c.params.mode', value: 'read-through' },
      { path: 'blocks.c.params.mode', value: 'write-behind' },
      { path: 'connections.a-d.params.breaker', value: { type: 'rolling-rate' } },
      { path: 'connections.a-b.params.scope', value: 'connection' },
      { path: 'connections.lb-a.params.bulkhead', value: null },
      { path: 'connections.a-d.params.hedge', value: null },
      { path: 'connections.a-b.params.hedge', value: { type: 'fixed-delay', delayMs: 2 } },
      { path: 'blocks.s.params.arrivals', value: { type: 'constant', ratePerSecond: 80 } },
    ),
  )
  .chain((one) => fc.integer({ min: 0, max: 1000 }).map((atMs) => ({ atMs, ...one })))

const blocks = fc
  .record({
    source: fc.record({ arrivals, deadlineMs: fc.constantFrom(null, 100) }),
    a: fc.record({
      replicas: fc.integer({ min: 1, max: 3 }),
      workers: fc.constantFrom(1, 4),
      blocking: fc.boolean(),
      serviceTime: work,
      queue,
      plan,
      ...working,
    }),
    b: fc.record({
      replicas: fc.constantFrom(1, 2),
      workers: fc.constantFrom(1, 4),
      serviceTime: work,
      queue,
      ...working,
    }),
    c: fc.record({
      ttlMs: fc.constantFrom(null, 50),
      mode: fc.constantFrom('cache-aside', 'read-through', 'write-through', 'write-behind'),
      writeBatch: fc.constantFrom(1, 3),
      writeDelayMs: fc.constantFrom(0, 30),
    }),
    d: fc.record({
      connections: fc.constantFrom(1, 5),
      rowLocks: fc.boolean(),
      readReplicas: fc.constantFrom(0, 2),
      queue,
      admission,
      slowdown,
      microBatch,
      batchCost,
      pauses,
    }),
    q: fc.record({
      capacity: fc.constantFrom(null, 3),
      whenFull: fc.constantFrom('reject', 'block'),
      visibilityMs: fc.constantFrom(20, 200),
      maxReceives: fc.constantFrom(null, 2),
    }),
    l: fc.record({
      leaseMs: fc.constantFrom(5, 100),
      waiting: fc.constantFrom('poll', 'watch'),
      release: fc.constantFrom('checked', 'blind'),
      maxWaitMs: fc.constantFrom(0, 50, 1000),
      variant: fc
        .constantFrom('redis-simple', 'redis-fair', 'redlock', 'zookeeper', 'etcd-lease')
        .map((type) => ({ type })),
    }),
    w: fc.record({
      workers: fc.integer({ min: 1, max: 3 }),
      serviceTime: work,
      replicas: fc.constantFrom(1, 2),
      ...working,
    }),
    g: fc.record({ admission }),
    lb: fc.record({ outlierEjection: fc.constantFrom(null, { consecutiveFailures: 2, baseEjectionMs: 100 }) }),
  })
  .map(({ source, a, b, c, d, q, l, w, g, lb }) => [
    {
      id: 's',
      kind: 'traffic-source',
      params: { readShare: 0.5, keys: { type: 'zipf', count: 20, exponent: 1 }, ...source },
    },
    { id: 'g', kind: 'api-gateway', params: g },
    { id: 'lb', kind: 'load-balancer', params: lb },
    { id: 'a', kind: 'service', params: a },
    { id: 'b', kind: 'service', params: b },
    { id: 'c', kind: 'cache', params: { capacity: 5, ...c } },
    { id: 'd', kind: 'database', params: { counters: { stock: 20 }, ...d } },
    { id: 'q', kind: 'message-queue', params: q },
    { id: 'l', kind: 'lock-server', params: l },
    { id: 'w', kind: 'service', params: w },
  ])

const connections = fc
  .tuple(fc.tuple(...CONNECTIONS.map(() => policies)), latency, chance(20))
  .map(([all, delivery, isLossy]) => [
    ...CONNECTIONS.map((id, i) => {
      const [from = '', to = ''] = id.split('-')
      return { id, from, to, params: all[i]! }
    }),
    { id: 'q-w', from: 'q', to: 'w', params: { latency: delivery, loss: isLossy ? 0.05 : 0 } },
  ])

const design: fc.Arbitrary<DesignParts> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1_000_000 }),
    blocks,
    connections,
    faults: fc.array(fault, { maxLength: 5 }),
    changes: fc.array(change, { maxLength: 3 }),
  })
  .map(({ faults, changes, ...parts }) => ({
    ...parts,
    scenario: { durationMs: 1000, drainMs: 60_000, faults, changes },
  }))

/** What is wrong with a finished run, in words. */
function complaints(run: Run): string[] {
  const report = run.report(0)
  const list = report.invariants
    .filter((one) => !one.holds && (one.isEngineCheck || one.id === 'stuck'))
    .map((one) => `${one.id} at ${one.target}: ${one.detail}`)
  if (report.outcome !== 'completed') list.push(report.outcome)
  const { offered, completed, failed, inFlight } = report.requests
  if (offered !== completed + failed + inFlight) list.push('requests do not add up')
  for (const [id, block] of Object.entries(report.blocks)) {
    for (const [name, value] of Object.entries(block)) {
      if (typeof value !== 'number') continue
      if (!(value >= 0)) list.push(`${id}.${name} is ${value}`)
      if (name.endsWith('tilisation') && value > 1 + 1e-9) list.push(`${id}.${name} is ${value}`)
    }
  }
  return list
}

it('survives any mix of faults, policies and changes, and keeps its accounts', () => {
  let events = 0
  fc.assert(
    fc.property(design, (parts) => {
      const run = new Run(designOf(parts), { eventBudget: 2_000_000 })
      run.finish()
      events += run.engine.events
      expect(complaints(run)).toEqual([])
    }),
    { seed: 20_261_121, numRuns: 150 },
  )
  expect(events).toBeGreaterThan(100_000)
}, 60_000)

it('comes to the same result by shortcuts as the long way round, whatever the mix', () => {
  const plain = {
    heedLevel: null,
    retry: null,
    breaker: null,
    limiter: null,
    bulkhead: null,
    hedge: null,
    propagateDeadline: false,
  }
  const eased = fc.tuple(design, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 })).map(([parts, eases]) => ({
    ...parts,
    connections: parts.connections.map((one, i) =>
      typeof one === 'object' && eases[i] ? { ...one, params: { ...one.params, ...plain } } : one,
    ),
  }))
  fc.assert(
    fc.property(eased, (parts) => {
      const digests = [true, false].map((takesShortcuts) => {
        const run = new Run(designOf(parts), { eventBudget: 2_000_000, takesShortcuts })
        run.finish()
        return run.report(0).digest
      })
      expect(digests[1]).toBe(digests[0])
    }),
    { seed: 20_261_123, numRuns: 50 },
  )
}, 60_000)

it('goes on after being restored exactly as it would have, whatever the mix', () => {
  fc.assert(
    fc.property(design, fc.integer({ min: 1, max: 999 }), (parts, atMs) => {
      const straight = new Run(designOf(parts), { eventBudget: 2_000_000 })
      straight.advance(atMs, Infinity)
      fc.pre(straight.outcome === null)
      const restored = new Run(designOf(parts), { eventBudget: 2_000_000 })
      restored.load(straight.save())
      straight.finish()
      restored.finish()
      expect(restored.report(0).digest).toBe(straight.report(0).digest)
    }),
    { seed: 20_261_122, numRuns: 50 },
  )
}, 60_000)
