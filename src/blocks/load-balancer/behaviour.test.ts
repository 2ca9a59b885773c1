import { describe, expect, it } from 'vitest'
import { balancers } from '../../algorithms/load-balancing/registry'
import { Run } from '../../simulation/run'
import {
  constantSource,
  designOf,
  poissonSource,
  reportOf,
  savedAt,
  steadyService,
} from '../../simulation/testing/designs'

function balanced(
  algorithm: string,
  options: { faults?: unknown[]; healthCheck?: unknown; replicas?: number; durationMs?: number } = {},
) {
  return reportOf({
    scenario: { durationMs: options.durationMs ?? 40_000, faults: options.faults ?? [] },
    blocks: [
      poissonSource(200),
      {
        id: 'balancer',
        kind: 'load-balancer',
        params: { algorithm: { type: algorithm }, healthCheck: options.healthCheck ?? null },
      },
      {
        id: 'pool',
        kind: 'service',
        params: { replicas: options.replicas ?? 4, workers: 1, serviceTime: { type: 'exponential', meanMs: 10 } },
      },
    ],
    connections: ['source > balancer', 'balancer > pool'],
  })
}

const SLOW = [{ atMs: 0, forMs: 60_000, target: 'pool', type: 'slow', factor: 6, replica: 0 }]
const DEAD = [{ atMs: 10_000, forMs: 60_000, target: 'pool', type: 'crash', replica: 1 }]

describe('LoadBalancer', () => {
  it('adds nothing of its own to a call', () => {
    const { blocks } = balanced('round-robin')
    expect(blocks['balancer']?.meanWaitMs).toBe(0)
    expect(blocks['balancer']?.meanSojournMs).toBeCloseTo(blocks['pool']?.meanSojournMs ?? 0, 1)
  })

  it('suffers from one slow replica in turn, and much less when it looks at what is in flight', () => {
    const p99 = (algorithm: string) => balanced(algorithm, { faults: SLOW }).requests.latencyMs.p99 ?? Infinity
    const inTurn = p99('round-robin')
    expect(p99('least-connections')).toBeLessThan(inTurn / 3)
    expect(p99('power-of-two-choices')).toBeLessThan(inTurn / 3)
  })

  it('keeps sending to a dead replica without health checks, and stops with them', () => {
    const without = balanced('round-robin', { faults: DEAD })
    expect(without.requests.byCause.unreachable / without.requests.offered).toBeCloseTo(0.75 * 0.25, 1)
    const check = { type: 'active', intervalMs: 500, timeoutMs: 200, unhealthyAfter: 3, healthyAfter: 2 }
    const withChecks = balanced('round-robin', { faults: DEAD, healthCheck: check })
    expect(withChecks.requests.byCause.unreachable).toBeLessThan(120)
    expect(withChecks.requests.byCause.unreachable).toBeGreaterThan(30)
    expect(withChecks.blocks['balancer']?.['backends']).toBe(3)
  })

  it('follows replicas that come and go while it runs', () => {
    const change = (atMs: number, value: number) => ({ atMs, path: 'blocks.pool.params.replicas', value })
    const { requests, blocks } = reportOf({
      scenario: { durationMs: 30_000, changes: [change(5000, 2), change(10_000, 6), change(20_000, 3)] },
      blocks: [
        poissonSource(200),
        { id: 'balancer', kind: 'load-balancer', params: { algorithm: { type: 'least-connections' } } },
        {
          id: 'pool',
          kind: 'service',
          params: { replicas: 4, workers: 1, serviceTime: { type: 'exponential', meanMs: 6 } },
        },
      ],
      connections: ['source > balancer', { from: 'balancer', to: 'pool' }],
    })
    expect(requests.failed).toBe(0)
    expect(blocks['balancer']?.['backends']).toBe(3)
    // 1.2 servers' worth of work over 4, 2, 6 and 3 servers for 5, 5, 10 and 10 of 30 seconds.
    expect(blocks['pool']?.utilisation).toBeCloseTo(1.2 / ((4 * 5 + 2 * 5 + 6 * 10 + 3 * 10) / 30), 1)
  })

  /** Requests that two services behind a balancer get, of 1000 in ten seconds; they have so many replicas. */
  function parted(algorithm: string, replicas: [number, number], changes: unknown[]): (number | undefined)[] {
    const { connections } = reportOf({
      scenario: { changes },
      blocks: [
        constantSource(100),
        { id: 'balancer', kind: 'load-balancer', params: { algorithm: { type: algorithm } } },
        { id: 'blue', kind: 'service', params: { replicas: replicas[0] } },
        { id: 'green', kind: 'service', params: { replicas: replicas[1] } },
      ],
      connections: ['source > balancer', 'balancer > blue', 'balancer > green'],
    })
    return ['balancer-blue', 'balancer-green'].map((id) => Math.round((connections[id]?.calls ?? 0) / 10))
  }

  it('follows replicas that change from one service to another at the same time', () => {
    const change = (id: string, value: number) => ({ atMs: 5000, path: `blocks.${id}.params.replicas`, value })
    expect(parted('round-robin', [4, 1], [])).toEqual([80, 20])
    expect(parted('round-robin', [4, 1], [change('blue', 1), change('green', 4)])).toEqual([50, 50])
  })

  it('follows shares that change while it runs', () => {
    const change = { atMs: 5000, path: 'connections.balancer-green.params.share', value: 4 }
    expect(parted('smooth-weighted-round-robin', [1, 1], [change])).toEqual([35, 65])
  })

  it.each([
    ['another replica comes', 'blocks.pool.params.replicas', 4],
    ['one goes', 'blocks.pool.params.replicas', 2],
    ['shares change', 'connections.balancer-pool.params.share', 3],
  ])('leaves a replica ejected when %s', (_, path, value) => {
    const scenario = {
      faults: [{ atMs: 0, forMs: 1000, target: 'pool', replica: 1, type: 'error', probability: 1 }],
      changes: [{ atMs: 2000, path, value }],
    }
    const { blocks, requests } = reportOf({
      scenario,
      blocks: [
        constantSource(100),
        { id: 'balancer', kind: 'load-balancer', params: { outlierEjection: {} } },
        steadyService('pool', 1, { replicas: 3 }),
      ],
      connections: ['source > balancer', 'balancer > pool'],
    })
    expect(requests.failed).toBe(5)
    expect(blocks['balancer']?.['ejected']).toBe(1)
  })

  it('knows what is still out at a replica that went and came back', () => {
    const change = (atMs: number, value: number) => ({ atMs, path: 'blocks.pool.params.replicas', value })
    const parts = {
      scenario: { changes: [change(505, 1), change(515, 2)] },
      blocks: [
        constantSource(100),
        { id: 'balancer', kind: 'load-balancer', params: { algorithm: { type: 'least-connections' } } },
        {
          id: 'pool',
          kind: 'service',
          params: { replicas: 2, workers: 5, queue: { capacity: 0 }, serviceTime: { type: 'constant', valueMs: 89 } },
        },
      ],
      connections: ['source > balancer', 'balancer > pool'],
    }
    // Nine are at work at any time, for which there are five places on either side.
    expect(reportOf(parts).requests.failed).toBe(0)
    const straight = new Run(designOf(parts))
    straight.advance(512, Infinity)
    const restored = new Run(designOf(parts))
    restored.load(straight.save())
    straight.finish()
    restored.finish()
    expect(restored.report(0).digest).toBe(straight.report(0).digest)
  })

  it.each(balancers.map(({ id }) => id))('with outlier ejection takes a failing replica out of %s', (type) => {
    const parts = (outlierEjection: unknown) => ({
      scenario: {
        durationMs: 20_000,
        faults: [{ atMs: 0, forMs: 60_000, target: 'pool', type: 'error', probability: 1, replica: 0 }],
      },
      blocks: [
        poissonSource(200, { keys: { type: 'uniform', count: 1000 } }),
        { id: 'balancer', kind: 'load-balancer', params: { algorithm: { type }, outlierEjection } },
        {
          id: 'pool',
          kind: 'service',
          params: { replicas: 4, workers: 10, serviceTime: { type: 'exponential', meanMs: 10 } },
        },
      ],
      connections: ['source > balancer', 'balancer > pool'],
    })
    const without = reportOf(parts(null))
    const ejecting = parts({ consecutiveFailures: 5, baseEjectionMs: 30_000 })
    const { requests, blocks } = reportOf(ejecting)
    expect(without.requests.failed).toBeGreaterThan(500)
    expect(without.blocks['balancer']).not.toHaveProperty('ejected')
    expect(blocks['balancer']?.['ejected']).toBe(1)
    // Five in a row, and what was under way at the time.
    expect(requests.failed).toBeLessThan(25)
    const { straight, restored } = savedAt(ejecting, 5000)
    expect(restored.digest).toBe(straight.digest)
  })

  it('leaves replicas alone whose calls were called off because another was faster', () => {
    const hedge = { type: 'fixed-delay', attempts: 2, delayMs: 0 }
    const outlierEjection = { consecutiveFailures: 2, baseEjectionMs: 60_000 }
    const { requests, blocks } = reportOf({
      blocks: [
        constantSource(100),
        { id: 'balancer', kind: 'load-balancer', params: { outlierEjection } },
        {
          id: 'pool',
          kind: 'service',
          params: { replicas: 4, workers: 100, serviceTime: { type: 'exponential', meanMs: 20 } },
        },
      ],
      connections: [
        { from: 'source', to: 'balancer', params: { cancellation: true, hedge } },
        { from: 'balancer', to: 'pool', params: { cancellation: true } },
      ],
    })
    expect(requests.failed).toBe(0)
    expect(blocks['balancer']?.['ejected']).toBe(0)
  })

  it('says that nobody is left', () => {
    const all = [{ atMs: 5000, forMs: 60_000, target: 'pool', type: 'crash' }]
    const { requests, blocks } = balanced('round-robin', {
      faults: all,
      healthCheck: { type: 'active', intervalMs: 200, timeoutMs: 100, unhealthyAfter: 1, healthyAfter: 1 },
    })
    expect(requests.byCause['no-backend']).toBe(blocks['balancer']?.['noBackend'])
    expect(requests.byCause['no-backend']).toBeGreaterThan(6000)
  })

  it('is restored as it stood before it had noticed a change of replicas', () => {
    const straight = new Run(
      designOf({
        scenario: { changes: [{ atMs: 5010, path: 'blocks.pool.params.replicas', value: 5 }] },
        blocks: [
          constantSource(10),
          { id: 'balancer', kind: 'load-balancer', params: { algorithm: { type: 'smooth-weighted-round-robin' } } },
          { id: 'pool', kind: 'service', params: { replicas: 2 } },
        ],
        connections: ['source > balancer', 'balancer > pool'],
      }),
    )
    straight.advance(5050, Infinity)
    const restored = new Run(straight.design)
    restored.load(straight.save())
    straight.finish()
    restored.finish()
    expect(restored.report(0).blocks['balancer']?.['backends']).toBe(5)
    expect(restored.report(0).digest).toBe(straight.report(0).digest)
  })
})
