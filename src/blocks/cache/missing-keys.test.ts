import { describe, expect, it } from 'vitest'
import { bloomFalsePositivesApproximately, guavaBloomSize } from '../../algorithms/sketches/bloom-filter'
import { type DesignParts, poissonSource, reportOf, savedAt } from '../../simulation/testing/designs'

type Params = { [key: string]: unknown }

const constant = (valueMs: number) => ({ type: 'constant', valueMs })
const filterFor = (expected: number, falsePositives = 0.01) => ({ type: 'bloom-filter', expected, falsePositives })

/** Requests for the key 0 at these times. */
function asked(id: string, atMs: number[], params: Params = {}) {
  const keys = { type: 'uniform', count: 1 }
  return { id, kind: 'traffic-source', params: { arrivals: { type: 'trace', atMs }, keys, readShare: 1, ...params } }
}

const writes = (atMs: number[]) => asked('writer', atMs, { readShare: 0 })

function store(params: Params) {
  const times = { readTime: constant(1), writeTime: constant(1) }
  return { id: 'store', kind: 'database', params: { connections: 50, ...times, ...params } }
}

function near(params: Params) {
  return { id: 'near', kind: 'cache', params: { serviceTime: constant(0), ttlMs: null, ...params } }
}

/** Sources in front of a cache in front of a store that holds nothing, unless told otherwise. */
function fronted(sources: DesignParts['blocks'], cache: Params, data: Params = {}): DesignParts {
  return {
    scenario: { durationMs: 1000 },
    blocks: [...sources, near({ mode: 'read-through', ...cache }), store({ keys: 0, ...data })],
    connections: [...sources.map(({ id }) => `${id} > near`), 'near > store'],
  }
}

/** The same with a service that has the cache beside. */
function aside(sources: DesignParts['blocks'], cache: Params, data: Params = {}, step: Params = {}): DesignParts {
  const plan = [{ type: 'cached', cache: 'to-near', origin: 'to-store', ...step }]
  return {
    scenario: { durationMs: 1000 },
    blocks: [
      ...sources,
      { id: 'app', kind: 'service', params: { serviceTime: constant(0), plan } },
      near(cache),
      store({ keys: 0, ...data }),
    ],
    connections: [
      ...sources.map(({ id }) => `${id} > app`),
      { id: 'to-near', from: 'app', to: 'near' },
      { id: 'to-store', from: 'app', to: 'store' },
    ],
  }
}

const SETTINGS = [
  ['in front of the store', fronted],
  ['beside the store', aside],
] as const

describe.each(SETTINGS)('a key that is not there, with a cache %s', (_, around) => {
  const reads = [0, 100, 200, 300]

  it('is asked for at the store each time, and is a good answer', () => {
    const { blocks, requests } = reportOf(around([asked('reader', reads)], {}))
    expect(requests).toMatchObject({ completed: 4, failed: 0 })
    expect(blocks['store']).toMatchObject({ reads: 4, absentReads: 4 })
    // A service that has the cache beside puts nothing into it.
    expect(blocks['near']).toMatchObject({ arrivals: 4, hits: 0, misses: 4, entries: 0 })
    expect(blocks['near']).not.toHaveProperty('filtered')
  })

  it('is kept as not there for a time of its own where that is wished', () => {
    const { blocks } = reportOf(around([asked('reader', reads)], { absentTtlMs: 150 }))
    expect(blocks['store']?.['absentReads']).toBe(2)
    expect(blocks['near']).toMatchObject({ hits: 2, misses: 2, entries: 1, staleReads: 0 })
  })

  it('is there once it was written, and kept like any other', () => {
    const sources = [asked('reader', reads), writes([150])]
    const { blocks } = reportOf(around(sources, { absentTtlMs: 1000 }))
    expect(blocks['store']).toMatchObject({ reads: 2, absentReads: 1 })
    expect(blocks['near']).toMatchObject({ hits: 2, misses: 2, staleReads: 0 })
  })

  it('does not get past a filter until it is written', () => {
    const sources = [asked('reader', reads), writes([150])]
    const { blocks } = reportOf(around(sources, { filter: filterFor(100) }))
    expect(blocks['store']).toMatchObject({ reads: 1, absentReads: 0 })
    expect(blocks['near']).toMatchObject({ filtered: 2, falsePositives: 0, hits: 1, misses: 1, staleReads: 0 })
  })

  it('is known to a filter that is loaded after it was written elsewhere', () => {
    const { blocks, connections, ...parts } = around([asked('reader', [100])], { filter: filterFor(100) })
    const past = { from: 'writer', to: 'store' }
    const report = reportOf({ ...parts, blocks: [...blocks, writes([50])], connections: [...connections, past] })
    expect(report.blocks['near']).toMatchObject({ filtered: 0, misses: 1, staleReads: 0 })
  })

  it('is said not to be there by a filter that did not see it written, which is stale', () => {
    const { blocks, connections, ...parts } = around([asked('reader', reads)], { filter: filterFor(100) })
    const past = { from: 'writer', to: 'store' }
    const report = reportOf({ ...parts, blocks: [...blocks, writes([150])], connections: [...connections, past] })
    expect(report.blocks['near']).toMatchObject({ filtered: 4, staleReads: 2 })
  })
})

describe('a filter in front of a cache', () => {
  const HELD = 2000

  /** Share of the reads of keys that are not there which get through; keys are asked for once or twice at most. */
  function letThrough(expected: number): number {
    const asking = poissonSource(5000, { keys: { type: 'uniform', count: 1_000_000 } })
    const { blocks } = reportOf({
      ...fronted([asking], { filter: filterFor(expected, 0.05) }, { keys: HELD }),
      scenario: { durationMs: 10_000 },
    })
    const found = blocks['near'] as unknown as { filtered: number; falsePositives: number }
    expect(blocks['store']?.['absentReads']).toBe(found.falsePositives)
    return found.falsePositives / (found.filtered + found.falsePositives)
  }

  it.each([HELD, HELD / 2])('made for %i keys lets the share through by mistake that theory gives', (expected) => {
    const { m, k } = guavaBloomSize(expected, 0.05)
    const found = letThrough(expected)
    const isNear = (theory: number) => Math.abs(found / theory - 1) < 0.08
    expect(isNear(bloomFalsePositivesApproximately(m, k, HELD))).toBe(true)
    // One bit for each key instead of k, and a filter that never fills up.
    expect(isNear(bloomFalsePositivesApproximately(m, k, HELD / k))).toBe(false)
    expect(isNear(0.05)).toBe(expected === HELD)
  })

  it('stops nothing that the store holds', () => {
    const parts = fronted([poissonSource(2000, { keys: { type: 'uniform', count: HELD } })], {}, { keys: HELD })
    const free = reportOf(parts).blocks['near']
    const filtered = reportOf(fronted(parts.blocks.slice(0, 1), { filter: filterFor(10, 0.5) }, { keys: HELD }))
    expect(filtered.blocks['near']).toMatchObject({ hits: free?.['hits'], misses: free?.['misses'], filtered: 0 })
  })

  it('lets everything through where the store does not say what it holds', () => {
    const { blocks } = reportOf(fronted([asked('reader', [0, 1])], { filter: filterFor(10) }, { keys: null }))
    expect(blocks['near']).toMatchObject({ filtered: 0, hits: 1, misses: 1 })
  })

  it('learns from a service that puts what it has written into the cache', () => {
    const sources = [asked('reader', [0, 100]), writes([50])]
    const { blocks } = reportOf(aside(sources, { filter: filterFor(10) }, {}, { onWrite: 'update-then-update' }))
    expect(blocks['near']).toMatchObject({ filtered: 1, hits: 1, staleReads: 0 })
  })

  it('knows of a write from the moment when it is sent on', () => {
    const { connections, ...parts } = fronted([writes([100]), asked('reader', [50, 115])], { filter: filterFor(10) })
    const far = { from: 'near', to: 'store', params: { latency: constant(10) } }
    // Written at 111 ms, which the cache hears of 10 ms later.
    const { blocks } = reportOf({ ...parts, connections: [...connections.slice(0, 2), far] })
    expect(blocks['near']).toMatchObject({ filtered: 1, misses: 1, staleReads: 0 })
  })

  it.each(['read-through', 'write-behind'])(
    'with %s learns of a write that was on its way when it was changed',
    (mode) => {
      const stranger = asked('stranger', [106], { keys: { type: 'uniform', count: 1_000_000 } })
      const sources = [asked('reader', [200]), writes([100]), stranger]
      const { connections, ...parts } = fronted(sources, { mode, writeDelayMs: 0, filter: filterFor(10) })
      const far = { from: 'near', to: 'store', params: { latency: constant(10) } }
      const changes = [{ atMs: 105, path: 'blocks.near.params.filter.expected', value: 50 }]
      const scenario = { durationMs: 1000, changes }
      const { blocks } = reportOf({ ...parts, scenario, connections: [...connections.slice(0, 3), far] })
      expect(blocks['near']).toMatchObject({ filtered: 1, staleReads: 0 })
    },
  )

  it('counts from the end of the warm-up', () => {
    const parts = fronted([asked('reader', [0, 100])], { filter: filterFor(10) })
    const { blocks } = reportOf({ ...parts, scenario: { durationMs: 1000, warmupMs: 50 } })
    expect(blocks['near']).toMatchObject({ filtered: 1 })
  })

  it('is loaded anew when the store holds more', () => {
    const changes = [{ atMs: 150, path: 'blocks.store.params.keys', value: 5 }]
    const parts = fronted([asked('reader', [0, 100, 200])], { filter: filterFor(10) })
    const { blocks } = reportOf({ ...parts, scenario: { durationMs: 1000, changes } })
    expect(blocks['near']).toMatchObject({ filtered: 2, misses: 1 })
  })

  it('knows what waits to be written later, and what was written through it, after it was changed', () => {
    const changes = [{ atMs: 20, path: 'blocks.near.params.filter.expected', value: 50 }]
    const cache = { mode: 'write-behind', writeDelayMs: 100, capacity: 1, filter: filterFor(10) }
    const parts = fronted([writes([10]), asked('reader', [5, 30, 300])], cache)
    const { blocks } = reportOf({ ...parts, scenario: { durationMs: 1000, changes } })
    expect(blocks['near']).toMatchObject({ filtered: 1, hits: 2, staleReads: 0 })
  })

  it('outlives a crash', () => {
    const faults = [{ atMs: 50, forMs: 10, target: 'near', type: 'crash' }]
    const parts = fronted([writes([10]), asked('reader', [5, 30, 100])], { filter: filterFor(10) })
    const { blocks } = reportOf({ ...parts, scenario: { durationMs: 1000, faults } })
    expect(blocks['near']).toMatchObject({ filtered: 1, staleReads: 0 })
  })

  it('goes on after being restored as it would have', () => {
    const source = poissonSource(500, { readShare: 0.9, keys: { type: 'uniform', count: 1000 } })
    const parts = fronted([source], { filter: filterFor(300), absentTtlMs: 20 }, { keys: 300 })
    const { straight, restored } = savedAt(parts, 500)
    expect(Number(straight.blocks['near']?.['filtered'])).toBeGreaterThan(100)
    expect(restored.digest).toBe(straight.digest)
  })
})

describe('a key that is not there', () => {
  it('is not there for longer on a copy that lags behind', () => {
    const readers = asked('reader', [0, 150, 300])
    const { blocks } = reportOf({
      scenario: { durationMs: 1000 },
      blocks: [readers, writes([100]), store({ keys: 0, readReplicas: 1, replicaLag: constant(100) })],
      connections: ['reader > store', 'writer > store'],
    })
    expect(blocks['store']).toMatchObject({ absentReads: 2, staleReads: 1 })
  })

  it('is not kept by a gateway', () => {
    const { blocks } = reportOf({
      scenario: { durationMs: 1000 },
      blocks: [
        asked('reader', [0, 100, 200]),
        { id: 'gateway', kind: 'api-gateway', params: { cache: {} } },
        store({ keys: 0 }),
      ],
      connections: ['reader > gateway', 'gateway > store'],
    })
    expect(blocks['store']?.['absentReads']).toBe(3)
    expect(blocks['gateway']?.['cacheHits']).toBe(0)
  })

  it('is not counted where all keys are there', () => {
    const { blocks } = reportOf(fronted([asked('reader', [0])], {}, { keys: null }))
    expect(blocks['store']).not.toHaveProperty('absentReads')
  })
})
