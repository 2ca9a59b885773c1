import { describe, expect, it } from 'vitest'
import {
  constantSource,
  type DesignParts,
  poissonSource,
  reportOf,
  savedAt,
  steadyService,
} from '../../simulation/testing/designs'

describe('ApiGateway', () => {
  it('routes by the longest matching prefix, and to the first connection otherwise', () => {
    const { connections } = reportOf({
      blocks: [
        constantSource(100, { paths: ['/orders', '/orders/archive/1', '/other'].map((path) => ({ path, weight: 1 })) }),
        { id: 'gate', kind: 'api-gateway' },
        ...['first', 'orders', 'archive'].map((id) => steadyService(id, 1)),
      ],
      connections: [
        'source > gate',
        { from: 'gate', to: 'first', params: { route: '/nothing' } },
        { from: 'gate', to: 'orders', params: { route: '/orders' } },
        { from: 'gate', to: 'archive', params: { route: '/orders/archive' } },
      ],
    })
    const calls = Object.values(connections).map((connection) => connection.calls)
    expect(calls.slice(1).reduce((sum, count) => sum + count, 0)).toBe(calls[0])
    for (const count of calls.slice(1)) expect(count / (calls[0] ?? 1)).toBeCloseTo(1 / 3, 1)
  })

  it('follows prefixes that change while it runs', () => {
    const change = (id: string, value: string) => ({ atMs: 5000, path: `connections.gate-${id}.params.route`, value })
    const { connections } = reportOf({
      scenario: { changes: [change('old', '/before'), change('new', '/orders')] },
      blocks: [
        constantSource(100, { paths: [{ path: '/orders', weight: 1 }] }),
        { id: 'gate', kind: 'api-gateway' },
        steadyService('old', 1),
        steadyService('new', 1),
      ],
      connections: [
        'source > gate',
        { from: 'gate', to: 'old', params: { route: '/orders' } },
        { from: 'gate', to: 'new', params: { route: '/after' } },
      ],
    })
    expect(connections['gate-old']?.calls).toBe(499)
    expect(connections['gate-new']?.calls).toBe(500)
  })

  it('refuses what the limiter refuses before it takes a worker', () => {
    const { requests, blocks } = reportOf({
      blocks: [
        constantSource(100),
        {
          id: 'gate',
          kind: 'api-gateway',
          params: { limiter: { type: 'token-bucket', ratePerSecond: 30, burst: 30 } },
        },
        steadyService('app', 1),
      ],
      connections: ['source > gate', 'gate > app'],
    })
    expect(blocks['gate']?.['limited']).toBe(requests.byCause['rate-limited'])
    expect(blocks['gate']?.rejected).toBe(requests.byCause['rate-limited'])
    expect(requests.completed).toBeGreaterThanOrEqual(325)
    expect(requests.completed).toBeLessThanOrEqual(332)
  })

  /** Requests that a small limit lets through in ten seconds. */
  const completed = (limitBy: string, source: { clients: number; usersPerClient?: number }) =>
    reportOf({
      blocks: [
        poissonSource(100, source),
        {
          id: 'gate',
          kind: 'api-gateway',
          params: { limiter: { type: 'token-bucket', ratePerSecond: 5, burst: 10 }, limitBy },
        },
        steadyService('app', 1),
      ],
      connections: ['source > gate', 'gate > app'],
    }).requests.completed

  it('can give each client a limit of its own', () => {
    expect(completed('all', { clients: 50 })).toBeLessThan(65)
    expect(completed('client', { clients: 50 })).toBeGreaterThan(900)
  })

  it('tells users apart who share an address', () => {
    const crowded = { clients: 2, usersPerClient: 25 }
    expect(completed('client', crowded)).toBeLessThan(130)
    expect(completed('user', crowded)).toBeGreaterThan(900)
    expect(completed('user', { clients: 2 })).toBe(completed('client', { clients: 2 }))
  })

  it('lets nothing in after its delay that was lost in a crash meanwhile', () => {
    const { requests, blocks } = reportOf({
      scenario: { durationMs: 1000, faults: [{ atMs: 120, forMs: 0, target: 'gate', type: 'crash' }] },
      blocks: [
        { id: 'source', kind: 'traffic-source', params: { arrivals: { type: 'trace', atMs: [0, 1, 2, 3] } } },
        { id: 'gate', kind: 'api-gateway', params: { limiter: { type: 'leaky-bucket-shaper', rate: 10, slack: 0 } } },
        steadyService('app', 1),
      ],
      connections: [
        { from: 'source', to: 'gate', params: { latency: { type: 'constant', valueMs: 50 } } },
        'gate > app',
      ],
    })
    // The second would come in at 150 ms, while the news of its loss is still on the way back.
    expect(requests).toMatchObject({ completed: 1, failed: 3, byCause: { unreachable: 3 } })
    expect(blocks['app']?.arrivals).toBe(1)
  })

  it('answers reads again from its cache, when it has one', () => {
    const { blocks, connections } = reportOf({
      blocks: [
        poissonSource(200, { keys: { type: 'uniform', count: 10 } }),
        { id: 'gate', kind: 'api-gateway', params: { cache: { type: 'response-cache', ttlMs: 60_000 } } },
        steadyService('app', 1),
      ],
      connections: ['source > gate', 'gate > app'],
    })
    expect(connections['gate-app']?.calls).toBeLessThan(30)
    expect(Number(blocks['gate']?.['cacheHits'])).toBeGreaterThan(1800)
  })

  it('is busy for its own service time only', () => {
    const { blocks } = reportOf({
      blocks: [
        constantSource(100),
        { id: 'gate', kind: 'api-gateway', params: { workers: 1, serviceTime: { type: 'constant', valueMs: 2 } } },
        steadyService('app', 100, { workers: 100 }),
      ],
      connections: ['source > gate', 'gate > app'],
    })
    expect(blocks['gate']?.utilisation).toBeCloseTo(0.2, 2)
    expect(blocks['gate']?.meanWaitMs).toBe(0)
  })

  it('counts together with other gateways where the store is shared, and not otherwise', () => {
    const pair = (limiter: { [key: string]: unknown }, limitBy = 'all'): DesignParts => ({
      scenario: { durationMs: 10_000, faults: [{ atMs: 4500, forMs: 10, target: 'left', type: 'crash' }] },
      blocks: [
        constantSource(800, { clients: 1 }),
        { id: 'left', kind: 'api-gateway', params: { limiter, limitBy } },
        { id: 'right', kind: 'api-gateway', params: { limiter, limitBy } },
        steadyService('app', 1, { workers: 100 }),
      ],
      connections: ['source > left', 'source > right', 'left > app', 'right > app'],
    })
    const passed = (parts: DesignParts) => reportOf(parts).blocks['app']?.arrivals ?? 0
    const shared = { type: 'shared-store', limit: 100, windowMs: 1000 }
    expect(passed(pair(shared))).toBe(1000)
    expect(passed(pair(shared, 'client'))).toBe(1000)
    expect(passed(pair({ type: 'fixed-window', limit: 100, windowMs: 1000 }))).toBeGreaterThan(1900)
    // Several read the same value before it is written back.
    expect(passed(pair({ ...shared, update: 'read-then-write', writeDelayMs: 10 }))).toBeGreaterThan(2000)
    const { straight, restored } = savedAt(pair(shared), 5050)
    expect(restored.digest).toBe(straight.digest)
  })
})
