import { describe, expect, it } from 'vitest'
import { Run } from '../../simulation/run'
import { constantSource, type DesignParts, designOf, reportOf } from '../../simulation/testing/designs'

type Params = { [key: string]: unknown }

const constant = (valueMs: number) => ({ type: 'constant', valueMs })
const IMPATIENT = { timeoutMs: 30, retry: { type: 'fixed', attempts: 3, delayMs: 0 } }

/** Ten writes a second to a service that takes longer than its caller waits, and writes to a store. */
function impatient(idempotency: unknown, more: Params = {}, scenario: Params = {}): DesignParts {
  return {
    scenario: { durationMs: 5000, drainMs: 60_000, ...scenario },
    blocks: [
      constantSource(10, { readShare: 0 }),
      { id: 'app', kind: 'service', params: { workers: 100, serviceTime: constant(50), idempotency, ...more } },
      { id: 'store', kind: 'database', params: { connections: 100, writeTime: constant(5) } },
    ],
    connections: [
      { from: 'source', to: 'app', params: IMPATIENT },
      { from: 'app', to: 'store', params: { timeoutMs: null } },
    ],
  }
}

function figures(parts: DesignParts) {
  const { requests, blocks } = reportOf(parts)
  return {
    offered: requests.offered,
    completed: requests.completed,
    writes: Number(blocks['store']?.['writes']),
    duplicates: blocks['app']?.['duplicates'],
    deduplicated: blocks['app']?.['deduplicated'],
  }
}

describe('idempotency keys', () => {
  it('are no figure when they are off', () => {
    const found = figures(impatient(null))
    expect(found.duplicates).toBeUndefined()
    expect(found.deduplicated).toBeUndefined()
  })

  it('counted only, tell how often retries did the work again', () => {
    const found = figures(impatient({ type: 'count-only' }))
    expect(found.deduplicated).toBe(0)
    // Each request is tried three times and never answered in time.
    expect(found.writes).toBeGreaterThan(2.9 * found.offered)
    expect(found.duplicates).toBe(found.writes - Math.ceil(found.writes / 3))
  })

  it('let a retry wait for the work that is under way, which is done once', () => {
    const found = figures(impatient({ type: 'key-table' }))
    expect(found.duplicates).toBe(0)
    expect(found.writes).toBeLessThanOrEqual(found.offered)
    // The second attempt comes after 30 ms and has the answer 25 ms later.
    expect(found.completed).toBe(found.offered)
    expect(found.deduplicated).toBeGreaterThanOrEqual(found.offered - 1)
  })

  it('answer a retry that comes later from the table, until the key is forgotten', () => {
    const late = (idempotency: Params) => {
      const parts = impatient(idempotency)
      parts.connections[0] = {
        from: 'source',
        to: 'app',
        params: { timeoutMs: 40, retry: { type: 'fixed', attempts: 2, delayMs: 500 } },
      }
      return figures(parts)
    }
    const known = late({ type: 'key-table' })
    expect(known.completed).toBe(known.offered)
    expect(known.duplicates).toBe(0)
    expect(late({ type: 'key-table', ttlMs: 100 }).duplicates).toBeGreaterThan(40)
    expect(late({ type: 'key-table', capacity: 2 }).duplicates).toBeGreaterThan(40)
  })

  it('of the request are shared by repeats further up, those of the call are not', () => {
    const through = (by: string) =>
      figures({
        ...impatient({ type: 'key-table', by }),
        blocks: [{ id: 'gateway', kind: 'api-gateway' }, ...impatient({ type: 'key-table', by }).blocks],
        connections: [
          { from: 'source', to: 'gateway', params: IMPATIENT },
          { from: 'gateway', to: 'app', params: { timeoutMs: null } },
          { from: 'app', to: 'store', params: { timeoutMs: null } },
        ],
      })
    const byCall = through('call')
    expect(byCall.writes).toBeGreaterThan(2.9 * byCall.offered)
    const byRequest = through('request')
    expect(byRequest.writes).toBeLessThanOrEqual(byRequest.offered)
    expect(byRequest.completed).toBe(byRequest.offered)
  })

  it('let the work be tried again when it has failed', () => {
    const parts = impatient(
      { type: 'key-table' },
      {},
      { faults: [{ atMs: 0, forMs: 2000, target: 'store', type: 'crash' }] },
    )
    parts.connections[0] = {
      from: 'source',
      to: 'app',
      params: { timeoutMs: null, retry: { type: 'fixed', attempts: 5, delayMs: 600 } },
    }
    const found = figures(parts)
    expect(found.completed).toBe(found.offered)
    expect(found.duplicates).toBe(0)
  })

  it('pass to the one that waits when the first is cancelled or lost', () => {
    const cancelling = impatient({ type: 'key-table' }, { serviceTime: constant(20) })
    cancelling.connections[0] = {
      from: 'source',
      to: 'app',
      params: { ...IMPATIENT, timeoutMs: 22, cancellation: true },
    }
    expect(figures(cancelling).duplicates).toBe(0)
    const crashing = impatient(
      { type: 'key-table' },
      { replicas: 2 },
      { faults: [{ atMs: 1035, forMs: 500, target: 'app', type: 'crash', replica: 0 }] },
    )
    crashing.connections[0] = {
      from: 'source',
      to: 'app',
      params: { timeoutMs: 30, retry: { type: 'fixed', attempts: 6, delayMs: 0 } },
    }
    const found = figures(crashing)
    expect(found.completed).toBe(found.offered)
    expect(found.duplicates).toBe(0)
  })

  it('make a second delivery of a message harmless', () => {
    const delivered = (idempotency: unknown, service: Params = {}) =>
      figures({
        scenario: { durationMs: 5000, drainMs: 60_000 },
        blocks: [
          constantSource(10, { readShare: 0 }),
          { id: 'jobs', kind: 'message-queue', params: { visibilityMs: 80, maxReceives: null } },
          {
            id: 'app',
            kind: 'service',
            params: { workers: 100, serviceTime: constant(100), idempotency, ...service },
          },
          { id: 'store', kind: 'database', params: { connections: 100, writeTime: constant(5) } },
        ],
        connections: ['source > jobs', 'jobs > app', 'app > store'],
      })
    expect(delivered({ type: 'count-only' }).duplicates).toBeGreaterThan(100)
    const once = delivered({ type: 'key-table' })
    expect(once.duplicates).toBe(0)
    expect(once.writes).toBeLessThanOrEqual(50)
    const batched = delivered({ type: 'key-table' }, { microBatch: { size: 5, delayMs: 30 } })
    expect(batched.duplicates).toBe(0)
    expect(batched.writes).toBeLessThanOrEqual(50)
  })

  it('are saved and restored', () => {
    const parts = impatient({ type: 'key-table' }, { replicas: 2 })
    for (const atMs of [1040, 1052, 3033]) {
      const straight = new Run(designOf(parts))
      straight.advance(atMs, Infinity)
      const restored = new Run(straight.design)
      restored.load(straight.save())
      straight.finish()
      restored.finish()
      expect(restored.report(0).digest).toBe(straight.report(0).digest)
    }
  })

  it('are shared by the copies of a hedged call', () => {
    const hedged = (idempotency: unknown) => {
      const parts = impatient(idempotency)
      const params = { timeoutMs: null, hedge: { type: 'fixed-delay', attempts: 2, delayMs: 10 } }
      return figures({ ...parts, connections: [{ from: 'source', to: 'app', params }, ...parts.connections.slice(1)] })
    }
    const without = hedged({ type: 'count-only' })
    expect(without.writes).toBeGreaterThan(1.9 * without.offered)
    const once = hedged({ type: 'key-table' })
    expect(once.writes).toBeLessThanOrEqual(once.offered)
    expect(once.duplicates).toBe(0)
    expect(once.deduplicated).toBeGreaterThanOrEqual(once.offered - 1)
  })
})
