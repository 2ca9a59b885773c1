import { describe, expect, it } from 'vitest'
import { type DesignParts, reportOf, savedAt } from '../../simulation/testing/designs'

type Params = { [key: string]: unknown }

const constant = (valueMs: number) => ({ type: 'constant', valueMs })

function asked(id: string, atMs: number[], params: Params = {}) {
  return {
    id,
    kind: 'traffic-source',
    params: { arrivals: { type: 'trace', atMs }, keys: ONE_KEY, readShare: 1, ...params },
  }
}

const ONE_KEY = { type: 'uniform', count: 1 }

/** Reads of one key through a cache in front of a store that takes 10 ms. */
function fronted(
  sources: ReturnType<typeof asked>[],
  more: { cache?: Params; to?: { [id: string]: Params } } & Partial<DesignParts> = {},
): DesignParts {
  const { cache = {}, to = {}, ...parts } = more
  return {
    scenario: { durationMs: 1000 },
    blocks: [
      ...sources,
      {
        id: 'pages',
        kind: 'cache',
        params: { mode: 'read-through', singleFlight: true, ttlMs: 100, serviceTime: constant(0), ...cache },
      },
      { id: 'store', kind: 'database', params: { connections: 50, readTime: constant(10), writeTime: constant(1) } },
    ],
    connections: [
      ...sources.map(({ id }) => ({
        id: `${id}-pages`,
        from: id,
        to: 'pages',
        params: { timeoutMs: null, ...to[id] },
      })),
      { id: 'pages-store', from: 'pages', to: 'store', params: { timeoutMs: null } },
    ],
    ...parts,
  }
}

describe('single flight', () => {
  it('lets one of those who miss a key ask, and answers all of them with what it brings', () => {
    const { blocks, requests } = reportOf(fronted([asked('source', [0, 3, 9, 11, 500])]))
    expect(blocks['pages']).toMatchObject({ misses: 4, joined: 2, hits: 1, staleReads: 0 })
    expect(blocks['store']?.['reads']).toBe(2)
    expect(requests).toMatchObject({ completed: 5, failed: 0 })
    expect(requests.latencyMs.max).toBe(10)
  })

  it('leaves everyone to ask for himself when it is off, and counts nothing', () => {
    const { blocks } = reportOf(fronted([asked('source', [0, 3, 9, 11])], { cache: { singleFlight: false } }))
    expect(blocks['store']?.['reads']).toBe(3)
    expect(blocks['pages']).not.toHaveProperty('joined')
  })

  it('shares a failure like an answer', () => {
    const faults = [{ atMs: 0, forMs: 100, target: 'store', type: 'error', probability: 1 }]
    const scenario = { durationMs: 1000, faults }
    const { requests, blocks } = reportOf(fronted([asked('source', [0, 5, 200])], { scenario }))
    expect(requests).toMatchObject({ completed: 1, failed: 2 })
    expect(blocks['store']?.arrivals).toBe(2)
  })

  it('lets the next ask when the one who asked is called off, and forgets who waited when they are', () => {
    const impatient = { timeoutMs: 5, cancellation: true }
    const sources = [asked('leaver', [0, 2]), asked('stayer', [3])]
    const { blocks, connections } = reportOf(fronted(sources, { to: { leaver: impatient } }))
    expect(connections['leaver-pages']?.timeouts).toBe(2)
    // The second to come takes over at 5 ms and leaves at 7; then the last asks and has its answer at 17 ms.
    expect(blocks['store']?.arrivals).toBe(3)
    expect(connections['stayer-pages']?.ok).toBe(1)
    expect(blocks['pages']).toMatchObject({ meanSojournMs: 14, joined: 2 })
  })

  it('starts anew once the key was written', () => {
    const sources = [asked('source', [0, 5, 8]), asked('writer', [2], { readShare: 0 })]
    const { blocks } = reportOf(fronted(sources, { cache: { mode: 'write-through', ttlMs: 1 } }))
    expect(blocks['store']).toMatchObject({ reads: 2, writes: 1 })
    expect(blocks['pages']).toMatchObject({ joined: 1, staleReads: 0 })
  })

  it('counts who waited for an answer that was out of date when they came', () => {
    const parts = fronted([asked('source', [0, 18])])
    parts.blocks.push(asked('editor', [16], { readShare: 0 }))
    // The store reads until 15 ms, is written at 17 ms, and its answer arrives at 20 ms.
    parts.connections = [
      { id: 'source-pages', from: 'source', to: 'pages', params: { timeoutMs: null } },
      { id: 'pages-store', from: 'pages', to: 'store', params: { timeoutMs: null, latency: constant(5) } },
      { id: 'editor-store', from: 'editor', to: 'store', params: { timeoutMs: null } },
    ]
    expect(reportOf(parts).blocks['pages']).toMatchObject({ joined: 1, staleReads: 1 })
  })

  it('forgets everyone in a crash, and goes on afterwards', () => {
    const scenario = { durationMs: 1000, faults: [{ atMs: 5, forMs: 10, target: 'pages', type: 'crash' }] }
    const { requests, blocks } = reportOf(fronted([asked('source', [0, 3, 100, 104])], { scenario }))
    expect(requests.byCause.unreachable).toBe(2)
    expect(requests.completed).toBe(2)
    expect(blocks['pages']).toMatchObject({ joined: 2 })
  })

  it('goes on after being saved and restored in the middle of a fetch', () => {
    const parts = fronted([asked('source', [0, 3, 9, 11, 500])])
    const { straight, restored } = savedAt(parts, 4)
    expect(restored.digest).toBe(straight.digest)
    expect(restored.blocks['pages']).toMatchObject({ joined: 2 })
  })
})
