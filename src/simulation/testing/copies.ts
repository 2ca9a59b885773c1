/** Replicated stores over databases for tests, and what they report. */
import { type DesignParts, poissonSource, reportOf } from './designs'

type Params = { [name: string]: unknown }

/** What is other than usual; each part adds to what there is. */
export interface Options {
  copies?: number
  store?: Params
  source?: Params
  /** Of each copy. */
  database?: Params
  connection?: Params
  faults?: Params[]
  changes?: Params[]
  durationMs?: number
}

/** A scheme of N, W and R. */
export const quorum = (n: number, w: number, r: number, more: Params = {}) => ({
  type: 'quorum-replication',
  replicas: n,
  writeAnswers: w,
  readAnswers: r,
  readsAll: false,
  ...more,
})

const STEADY = { type: 'constant', valueMs: 5 }

/** 100 calls a second for 50 keys, half of them reads, at copies that take 5 ms for each and have no queue. */
export function stored(options: Options): DesignParts {
  const copies = Array.from({ length: options.copies ?? 3 }, (_, i) => `copy-${i + 1}`)
  return {
    scenario: {
      durationMs: options.durationMs ?? 20_000,
      faults: options.faults ?? [],
      changes: options.changes ?? [],
    },
    blocks: [
      poissonSource(100, { readShare: 0.5, keys: { type: 'uniform', count: 50 }, ...options.source }),
      {
        id: 'store',
        kind: 'replicated-store',
        params: { serviceTime: { type: 'constant', valueMs: 0 }, ...options.store },
      },
      ...copies.map((id) => ({
        id,
        kind: 'database',
        params: { connections: 10_000, readTime: STEADY, writeTime: STEADY, ...options.database },
      })),
    ],
    connections: [
      { from: 'source', to: 'store', params: { timeoutMs: null } },
      ...copies.map((id) => ({ from: 'store', to: id, params: { timeoutMs: 100, ...options.connection } })),
    ],
  }
}

/** What the store reports. */
export function figuresOf(options: Options): { [name: string]: number } {
  return reportOf(stored(options)).blocks['store'] as unknown as { [name: string]: number }
}

/** A fault of a copy, counted from 1. */
export const crash = (copy: number, atMs: number, forMs: number) => ({
  atMs,
  forMs,
  target: `copy-${copy}`,
  type: 'crash',
})
