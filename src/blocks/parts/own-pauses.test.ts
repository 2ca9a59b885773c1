import { describe, expect, it } from 'vitest'
import { Run } from '../../simulation/run'
import { constantSource, type DesignParts, designOf, poissonSource, reportOf } from '../../simulation/testing/designs'

type Params = { [key: string]: unknown }

const constant = (valueMs: number) => ({ type: 'constant', valueMs })
/** Stands still from 1,000 to 1,300 ms, and so on every 1,300 ms. */
const REGULAR = { every: constant(1000), lasting: constant(300) }

/** One request to a service of 10 ms that pauses by itself. */
function latencyOf(atMs: number, faults: Params[] = [], service: Params = {}): number {
  const parts: DesignParts = {
    scenario: { durationMs: 5000, faults },
    blocks: [
      { id: 'source', kind: 'traffic-source', params: { arrivals: { type: 'trace', atMs: [atMs] }, readShare: 1 } },
      { id: 'app', kind: 'service', params: { serviceTime: constant(10), pauses: REGULAR, ...service } },
      { id: 'behind', kind: 'service', params: { serviceTime: constant(20) } },
    ],
    connections: [
      { from: 'source', to: 'app', params: { timeoutMs: null } },
      { from: 'app', to: 'behind', params: { timeoutMs: 1000 } },
    ],
  }
  if (!service['plan']) {
    parts.blocks.pop()
    parts.connections.pop()
  }
  return reportOf(parts).requests.latencyMs.max ?? Number.NaN
}

const pause = (atMs: number, forMs: number) => ({ atMs, forMs, target: 'app', type: 'pause' })

describe('pauses of a block by itself', () => {
  it('stop everything at the replica, which then goes on for what was left', () => {
    expect(latencyOf(500)).toBeCloseTo(10, 6)
    expect(latencyOf(995)).toBeCloseTo(310, 6)
    expect(latencyOf(1100)).toBeCloseTo(210, 6)
    expect(latencyOf(2299)).toBeCloseTo(310, 6)
  })

  it('and pauses by faults last as long as either does', () => {
    expect(latencyOf(1100, [pause(1200, 500)])).toBeCloseTo(610, 6)
    expect(latencyOf(1100, [pause(1150, 50)])).toBeCloseTo(210, 6)
    expect(latencyOf(950, [pause(900, 200)])).toBeCloseTo(360, 6)
  })

  it('keep answers waiting that come in the meantime', () => {
    const plan = [{ type: 'call', to: 'app-behind' }]
    expect(latencyOf(985, [], { plan })).toBeCloseTo(315, 6)
  })

  it('come to each replica by itself, and disturb no other draw', () => {
    const run = (pauses: unknown) =>
      reportOf({
        scenario: { durationMs: 60_000 },
        blocks: [
          poissonSource(100),
          { id: 'app', kind: 'service', params: { replicas: 2, workers: 50, serviceTime: constant(1), pauses } },
        ],
        connections: ['source > app'],
      }).requests
    const exponential = (meanMs: number) => ({ type: 'exponential', meanMs })
    const pausing = run({ every: exponential(1000), lasting: exponential(1000) })
    expect(pausing.offered).toBe(run(null).offered)
    // Half of the calls come while their own replica stands still; were both still together, the median would be the same.
    expect(pausing.latencyMs.p50).toBeLessThan(300)
    expect(pausing.latencyMs.mean).toBeGreaterThan(300)
    expect(pausing.latencyMs.mean).toBeLessThan(700)
  })

  it('can begin, change and end while the run goes on', () => {
    const change = (atMs: number, value: unknown) => ({ atMs, path: 'blocks.app.params.pauses', value })
    const { requests } = reportOf({
      scenario: {
        durationMs: 10_000,
        changes: [change(2500, REGULAR), change(3600, null), change(5000, { ...REGULAR, lasting: constant(100) })],
      },
      blocks: [constantSource(100), { id: 'app', kind: 'service', params: { workers: 100, serviceTime: constant(1) } }],
      connections: ['source > app'],
    })
    // Still from 3,500 to 3,600 ms, then for 100 ms after each second from 6,000 ms on.
    expect(requests.latencyMs.max).toBeCloseTo(101, 6)
    expect(requests.completed).toBe(requests.offered)
  })

  it.each(['service', 'database'])('of a %s are saved and restored', (kind) => {
    const pauses = { every: { type: 'exponential', meanMs: 200 }, lasting: { type: 'exponential', meanMs: 200 } }
    const params = kind === 'service' ? { replicas: 3, pauses } : { readReplicas: 2, pauses }
    const parts: DesignParts = {
      scenario: { durationMs: 5000, faults: [{ atMs: 1000, forMs: 1000, target: 'app', type: 'pause', replica: 0 }] },
      blocks: [poissonSource(100), { id: 'app', kind, params }],
      connections: ['source > app'],
    }
    for (const atMs of [900, 1500, 2500, 3500]) {
      const straight = new Run(designOf(parts))
      straight.advance(atMs, Infinity)
      const restored = new Run(straight.design)
      restored.load(straight.save())
      straight.finish()
      restored.finish()
      expect(restored.report(0).digest).toBe(straight.report(0).digest)
    }
  })
})
