import { describe, expect, it } from 'vitest'
import { warningsOf } from '../../design/warnings'
import { crash, figuresOf, type Options, quorum, stored } from '../../simulation/testing/copies'
import { type DesignParts, designOf, reportOf, steadyService } from '../../simulation/testing/designs'

const CHAIN = { type: 'chain-replication', replicas: 3 }
const HINTS = { type: 'hinted-handoff' }
const WRITES = { readShare: 0 }
const READS = { readShare: 1 }

/** The store with something between it and the source. */
function behind(front: DesignParts['blocks'][number], options: Options = {}): DesignParts {
  const parts = stored(options)
  const [, ...toCopies] = parts.connections
  return {
    ...parts,
    blocks: [...parts.blocks, front],
    connections: [
      `source > ${front.id}`,
      { id: 'to-store', from: front.id, to: 'store', params: { timeoutMs: null } },
      ...toCopies,
    ],
  }
}

const warnings = (parts: DesignParts) => warningsOf(designOf(parts)).map(({ message }) => message)

describe('a replicated store when things go otherwise', () => {
  it('keeps the hints it has when limits change, and is told no newer ones beyond them', () => {
    const away: Options = { source: WRITES, faults: [crash(3, 0, 30_000)], store: { handoff: HINTS } }
    const change = (value: unknown) => [{ atMs: 10_000, path: 'blocks.store.params.handoff', value }]
    expect(figuresOf({ ...away, changes: change({ ...HINTS, capacity: 5 }) })['hints']).toBe(50)
    expect(figuresOf({ ...away, changes: change({ ...HINTS, ttlMs: 0 }) })['hints']).toBe(0)
    expect(figuresOf({ ...away, changes: change(null) })['hints']).toBe(0)
  })

  it('sends nothing while it is crashed, and knows afterwards what the chain has not got', () => {
    const parts = stored({
      source: { ...WRITES, arrivals: { type: 'trace', atMs: [100] } },
      store: { scheme: CHAIN, handoff: HINTS },
      faults: [{ atMs: 102, forMs: 5000, target: 'store', type: 'crash' }],
      durationMs: 1000,
    })
    const { blocks, requests } = reportOf(parts)
    expect(requests.byCause).toMatchObject({ unreachable: 1 })
    expect([1, 2, 3].map((copy) => blocks[`copy-${copy}`]?.['writes'])).toEqual([1, 0, 0])
    expect(blocks['store']?.['hints']).toBe(3)
  })

  it('refuses what it cannot do, and is no right choice for it', () => {
    const sells = behind(
      steadyService('shop', 1, { workers: 100, plan: [{ type: 'optimistic', store: 'to-store', counter: 'stock' }] }),
    )
    expect(warnings(sells)).toContain(
      '"to-store" leads to "Store", a replicated store, which cannot do what this step asks',
    )
    const { requests, blocks } = reportOf(sells)
    expect(requests.completed).toBe(0)
    expect(requests.byCause.error).toBe(requests.offered)
    expect(blocks['store']).toMatchObject({ reads: 0, writes: 0 })
  })

  it.each([{ source: READS }, { source: WRITES }])(
    'lets copies take as long for a batch as a database does: $source',
    ({ source }) => {
      const plan = [{ type: 'call', to: 'to-store', times: 10, batch: true }]
      const app = steadyService('app', 0, { workers: 100, plan })
      const { requests } = reportOf(behind(app, { source, database: { batchCost: 0.5 } }))
      expect(requests.latencyMs.mean).toBeCloseTo(5 * (1 + 0.5 * 9), 6)
    },
  )

  it('holds the keys that its copies hold, so that caches in front of it are not stale for what is not there', () => {
    const cached = (filter: unknown) => {
      const front = { id: 'cache', kind: 'cache', params: { mode: 'read-through', absentTtlMs: 1000, filter } }
      const parts = behind(front, { database: { keys: 10 }, source: READS })
      expect(warnings(parts)).toEqual([])
      return reportOf(parts).blocks['cache']
    }
    expect(cached(null)).toMatchObject({ staleReads: 0 })
    // Four of five keys are not there.
    expect(cached({ type: 'bloom-filter', expected: 100, falsePositives: 0.01 })?.['filtered']).toBeGreaterThan(1400)
  })

  it('confirms a write by as many copies as were wanted when it began, however copies are kept by then', () => {
    const toQuorum = [
      { atMs: 5000, path: 'blocks.store.params.scheme', value: quorum(3, 2, 2) },
      { atMs: 5000, path: 'blocks.source.params.readShare', value: 1 },
    ]
    const { staleReads } = figuresOf({
      source: { ...WRITES, arrivals: { type: 'poisson', ratePerSecond: 2000 }, keys: { type: 'uniform', count: 1000 } },
      store: { scheme: CHAIN, handoff: HINTS },
      changes: toQuorum,
      durationMs: 8000,
    })
    expect(staleReads).toBe(0)
  })

  it('does not take a refusal by its own breaker for a sign of life', () => {
    const breaker = { type: 'consecutive-failures', failures: 1, openMs: 60_000, trials: 1 }
    const { connections } = reportOf(
      stored({
        store: { suspectMs: 5000 },
        connection: { breaker, retry: { type: 'fixed', attempts: 2, delayMs: 10 } },
        faults: [crash(3, 5000, 30_000)],
      }),
    )
    // 500 before the crash, and hardly any after it.
    expect(connections['store-copy-3']?.calls).toBeLessThan(520)
  })

  it('lets a spare stand in at once where a copy fails in the middle of a write', () => {
    const scheme = { type: 'sloppy-quorum', replicas: 3, spares: 1, writeAnswers: 3, readAnswers: 1 }
    const options: Options = { copies: 4, store: { scheme }, source: WRITES, faults: [crash(3, 5000, 30_000)] }
    expect(figuresOf(options)).toMatchObject({ unavailable: 0 })
  })

  it('does not count what a connection falls back on as kept', () => {
    const connection = { fallback: { type: 'default-value' } }
    const faults = [crash(2, 0, 30_000), crash(3, 0, 30_000)]
    expect(figuresOf({ source: WRITES, connection, faults })).toMatchObject({ writes: 0 })
  })

  it('reads from what is then the end of a chain when the end is away', () => {
    const { blocks } = reportOf(
      stored({ store: { scheme: CHAIN, suspectMs: 0 }, source: READS, faults: [crash(3, 0, 30_000)] }),
    )
    expect(blocks['copy-1']).toMatchObject({ reads: 0 })
    expect(blocks['copy-2']?.['reads']).toBeGreaterThan(1900)
  })

  it('draws the same for the same call, whatever else is under way', () => {
    const meanMs = (valueMs: number) =>
      reportOf(
        stored({
          database: { readTime: { type: 'exponential', meanMs: 10 }, writeTime: { type: 'exponential', meanMs: 10 } },
          connection: { timeoutMs: null, latency: { type: 'constant', valueMs } },
        }),
      ).requests.latencyMs.mean ?? 0
    expect(meanMs(150) - meanMs(0)).toBeCloseTo(300, 6)
  })

  it('is odd with copies that others call, that lag, or that come back into a chain with gaps', () => {
    const parts = stored({})
    expect(warnings({ ...parts, connections: [...parts.connections, { from: 'source', to: 'copy-2' }] })).toEqual([
      '"Copy 2" is a copy of "Store" and called over another connection, too, whose writes have other numbers',
    ])
    expect(warnings(stored({ database: { readReplicas: 1 } }))).toHaveLength(3)
    expect(warnings(stored({ store: { scheme: CHAIN } }))).toEqual([
      'a copy of "Store" that was away comes back into the chain without what it missed',
    ])
    expect(warnings(stored({ store: { scheme: CHAIN, handoff: HINTS } }))).toEqual([])
  })
})
