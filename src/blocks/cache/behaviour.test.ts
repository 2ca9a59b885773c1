import { describe, expect, it } from 'vitest'
import { poissonSource, reportOf, steadyService } from '../../simulation/testing/designs'

const STORE = {
  id: 'store',
  kind: 'database',
  params: { connections: 50, readTime: { type: 'constant', valueMs: 2 }, writeTime: { type: 'constant', valueMs: 2 } },
}

/** Reads and writes of a few keys through a service that keeps a cache beside its store. */
function aside(onWrite: string, readShare: number, more: { [key: string]: unknown } = {}) {
  return reportOf({
    scenario: { durationMs: 60_000 },
    blocks: [
      poissonSource(500, { readShare, keys: { type: 'uniform', count: 20 } }),
      steadyService('app', 0.1, {
        workers: 500,
        plan: [{ type: 'cached', cache: 'to-cache', origin: 'to-store', onWrite, ...more }],
      }),
      {
        id: 'near',
        kind: 'cache',
        params: { capacity: 100, ttlMs: null, serviceTime: { type: 'exponential', meanMs: 1 } },
      },
      STORE,
    ],
    connections: [
      'source > app',
      { id: 'to-cache', from: 'app', to: 'near' },
      { id: 'to-store', from: 'app', to: 'store' },
    ],
  })
}

describe('Cache', () => {
  it('beside the store takes every read but the first of each key', () => {
    const { blocks } = aside('update-then-delete', 1)
    expect(blocks['near']).toMatchObject({ staleReads: 0, entries: 20 })
    expect(blocks['store']?.['reads']).toBe(blocks['near']?.['misses'])
    expect(blocks['near']?.['misses']).toBeLessThan(60)
  })

  it.each(['read-through', 'write-through', 'write-behind'])(
    'that fetches by itself (%s) is not asked past by a step that would fetch, too',
    (mode) => {
      for (const singleFlight of [false, true]) {
        const { blocks } = reportOf({
          scenario: { durationMs: 20_000 },
          blocks: [
            poissonSource(500, { readShare: 0.9, keys: { type: 'uniform', count: 20 } }),
            steadyService('app', 0.1, { plan: [{ type: 'cached', cache: 'app-near', origin: 'app-store' }] }),
            { id: 'near', kind: 'cache', params: { mode, singleFlight } },
            STORE,
          ],
          connections: ['source > app', 'app > near', 'app > store', 'near > store'],
        })
        const { misses, joined } = blocks['near'] as { [figure: string]: unknown }
        expect(Number(misses)).toBeGreaterThan(100)
        // Neither keys that were never written, whose version is 0, nor others are read twice.
        expect(Number(blocks['store']?.['reads'])).toBe(Number(misses) - Number(joined ?? 0))
      }
    },
  )

  it('goes stale more often when the entry is deleted before the update than after it', () => {
    const before = Number(aside('delete-then-update', 0.9).blocks['near']?.['staleReads'])
    const after = Number(aside('update-then-delete', 0.9).blocks['near']?.['staleReads'])
    const twice = Number(aside('delayed-double-delete', 0.9, { secondDeleteMs: 20 }).blocks['near']?.['staleReads'])
    expect(before).toBeGreaterThan(2 * after)
    expect(twice).toBeLessThan(before / 2)
  })

  it('forgets an entry at the end of its life', () => {
    const run = (ttlMs: number | null) =>
      reportOf({
        scenario: { durationMs: 20_000 },
        blocks: [
          {
            id: 'source',
            kind: 'traffic-source',
            params: {
              arrivals: { type: 'constant', ratePerSecond: 10 },
              readShare: 1,
              keys: { type: 'uniform', count: 1 },
            },
          },
          { id: 'near', kind: 'cache', params: { mode: 'read-through', ttlMs } },
          STORE,
        ],
        connections: ['source > near', 'near > store'],
      }).blocks['near']
    expect(run(null)?.['misses']).toBe(1)
    expect(run(1000)?.['misses']).toBeGreaterThanOrEqual(17)
    expect(run(1000)?.['misses']).toBeLessThanOrEqual(20)
  })

  it('in front of the store answers writes itself and keeps what was written, or drops it', () => {
    const run = (mode: string) =>
      reportOf({
        scenario: { durationMs: 30_000 },
        blocks: [
          poissonSource(200, { readShare: 0.5, keys: { type: 'uniform', count: 50 } }),
          { id: 'near', kind: 'cache', params: { mode, ttlMs: null } },
          STORE,
        ],
        connections: ['source > near', 'near > store'],
      })
    const through = run('write-through')
    const dropping = run('read-through')
    expect(through.requests.failed).toBe(0)
    expect(Number(through.blocks['near']?.['misses'])).toBeLessThan(60)
    expect(Number(dropping.blocks['near']?.['misses'])).toBeGreaterThan(1000)
  })

  it('counts evictions on from where they were when it is emptied', () => {
    const evictions = (faults: { [key: string]: unknown }[]) =>
      Number(
        reportOf({
          scenario: { durationMs: 20_000, faults },
          blocks: [
            poissonSource(500, { keys: { type: 'uniform', count: 40 } }),
            { id: 'near', kind: 'cache', params: { mode: 'read-through', ttlMs: null, capacity: 10 } },
            STORE,
          ],
          connections: ['source > near', 'near > store'],
        }).blocks['near']?.['evictions'],
      )
    const undisturbed = evictions([])
    const emptied = evictions([{ atMs: 19_000, forMs: 0, target: 'near', type: 'cold-cache' }])
    expect(undisturbed).toBeGreaterThan(5000)
    expect(emptied).toBeGreaterThan(undisturbed * 0.99)
  })

  it('is empty after a crash and after a cold start', () => {
    const misses = (type: string) =>
      Number(
        reportOf({
          scenario: {
            durationMs: 20_000,
            faults: [{ atMs: 10_000, forMs: 0, target: 'near', type: 'cold-cache' }].map((fault) => ({
              ...fault,
              type,
              forMs: type === 'crash' ? 1 : 0,
            })),
          },
          blocks: [
            poissonSource(500, { keys: { type: 'uniform', count: 40 } }),
            { id: 'near', kind: 'cache', params: { mode: 'read-through', ttlMs: null } },
            STORE,
          ],
          connections: ['source > near', 'near > store'],
        }).blocks['near']?.['misses'],
      )
    expect(misses('cold-cache')).toBeGreaterThanOrEqual(80)
    expect(misses('crash')).toBeGreaterThanOrEqual(80)
    expect(misses('slow')).toBeLessThan(60)
  })
})
