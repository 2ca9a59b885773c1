import { describe, expect, it } from 'vitest'
import { Run } from '../../simulation/run'
import { constantSource, type DesignParts, designOf, poissonSource, reportOf } from '../../simulation/testing/designs'

type Params = { [key: string]: unknown }

const constant = (valueMs: number) => ({ type: 'constant', valueMs })

/** A cache that writes later, in front of a slow store. */
function behind(source: DesignParts['blocks'][number], near: Params = {}, scenario: Params = {}): DesignParts {
  return {
    scenario: { durationMs: 20_000, drainMs: 60_000, ...scenario },
    blocks: [
      source,
      { id: 'near', kind: 'cache', params: { mode: 'write-behind', ttlMs: null, ...near } },
      { id: 'store', kind: 'database', params: { connections: 50, writeTime: constant(50), readTime: constant(50) } },
    ],
    connections: ['source > near', { id: 'wire', from: 'near', to: 'store' }],
  }
}

/** One write every 100 ms for five seconds, each to a key of its own. */
const WRITER = {
  id: 'source',
  kind: 'traffic-source',
  params: {
    arrivals: { type: 'trace', atMs: Array.from({ length: 50 }, (_, i) => 100 * i) },
    readShare: 0,
    keys: { type: 'uniform', count: 10_000_000 },
  },
}

describe('write-behind', () => {
  it('answers writes at once and lets the store have all of them later', () => {
    const { requests, blocks } = reportOf(behind(WRITER))
    expect(requests.latencyMs.max).toBeLessThan(1)
    expect(requests.completed).toBe(50)
    expect(blocks['store']?.['writes']).toBe(50)
    expect(blocks['near']?.['lostWrites']).toBe(0)
  })

  it('joins writes to one key that come before it is written', () => {
    const hot = { ...WRITER, params: { ...WRITER.params, keys: { type: 'uniform', count: 1 } } }
    // One write each second, the first of them a second after the first request.
    expect(reportOf(behind(hot)).blocks['store']?.['writes']).toBe(5)
    expect(reportOf(behind(hot, { writeDelayMs: 0 })).blocks['store']?.['writes']).toBe(50)
  })

  it('writes when a batch is full, however short the wait has been', () => {
    const run = new Run(designOf(behind(WRITER, { writeBatch: 4, writeDelayMs: 3_600_000 })))
    run.advance(1000, Infinity)
    // Ten came by then, at 0, 100 … 900 ms: two batches of four went out.
    run.advance(1060, Infinity)
    expect(run.report(0).blocks['store']?.['writes']).toBe(8)
    run.finish()
    expect(run.report(0).blocks['store']?.['writes']).toBe(48)
  })

  it('loses in a crash what waits, and counts it', () => {
    const crash = [{ atMs: 2550, forMs: 20, target: 'near', type: 'crash' }]
    const { requests, blocks } = reportOf(behind(WRITER, {}, { faults: crash }))
    // Batches go out a second after their first write, just before the one that comes then: those from 2.0 to 2.5 s wait.
    expect(blocks['near']?.['lostWrites']).toBe(6)
    expect(blocks['store']?.['writes']).toBe(requests.completed - 6)
    const { invariants } = reportOf(behind(WRITER, {}, { faults: crash }))
    expect(invariants.find((one) => one.id === 'lostWrites')).toMatchObject({ holds: false })
    expect(reportOf(behind(WRITER, { mode: 'write-through' })).blocks['near']).not.toHaveProperty('lostWrites')
  })

  it('keeps what the store could not take, and tries again', () => {
    const down = [{ atMs: 500, forMs: 8000, target: 'store', type: 'crash' }]
    const { requests, blocks } = reportOf(behind(WRITER, {}, { faults: down }))
    expect(requests.completed).toBe(50)
    expect(blocks['store']?.['writes']).toBe(50)
    const guarded = behind(WRITER, { writeDelayMs: 0, writeBatch: 1 }, { faults: down })
    guarded.connections[1] = {
      from: 'near',
      to: 'store',
      params: { breaker: { type: 'consecutive-failures', failures: 1, openMs: 1000 } },
    }
    expect(reportOf(guarded).blocks['store']?.['writes']).toBe(50)
  })

  it('reads what was written even when there was no room to keep it', () => {
    const readers = poissonSource(300, { readShare: 0.5, keys: { type: 'uniform', count: 20 } })
    const { blocks, requests } = reportOf(behind(readers, { capacity: 1 }))
    expect(requests.failed).toBe(0)
    expect(blocks['near']?.['staleReads']).toBe(0)
  })

  it('writes nothing while it stands still, and all of it afterwards', () => {
    const pause = [{ atMs: 900, forMs: 5000, target: 'near', type: 'pause' }]
    const { blocks } = reportOf(behind(WRITER, {}, { faults: pause }))
    expect(blocks['store']?.['writes']).toBe(50)
    expect(blocks['near']?.['lostWrites']).toBe(0)
  })

  it('gives up nothing when the mode changes', () => {
    const changes = [{ atMs: 1550, path: 'blocks.near.params.mode', value: 'write-through' }]
    expect(reportOf(behind(WRITER, { writeDelayMs: 100_000 }, { changes })).blocks['store']?.['writes']).toBe(50)
  })

  it('is saved and restored', () => {
    const faults = [{ atMs: 6000, forMs: 500, target: 'store', type: 'crash' }]
    const parts = behind(constantSource(100, { readShare: 0.3, keys: { type: 'uniform', count: 50 } }), {}, { faults })
    for (const atMs of [3010, 6200]) {
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
