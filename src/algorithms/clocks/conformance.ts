/** Adapters from the vector files of the clocks family to its members. */
import { CaseCheck, type ConformanceAdapter } from '../conformance'
import type { Stamp } from './clocks'
import { HybridLogicalClock } from './hybrid-logical'
import { LamportClock } from './lamport'
import { mergeVectors, orderVectors } from './vector'

interface LamportCase {
  id?: string
  events: [op: string, node: string, stamp?: number][]
  expect: number[]
}

interface VectorCase {
  id?: string
  a: string
  b: string
  order: string
  merge: Record<string, number>
}

interface HybridCase {
  id?: string
  events?: ['local' | 'recv', number, [number, number]?][]
  expect?: [number, number][]
  rows?: [number, string, [number, number] | null, [number, number]][]
}

const lamportAdapter: ConformanceAdapter = {
  vectors: 'clock_lamport',
  members: ['lamport'],
  run: (file) =>
    (file['cases'] as LamportCase[]).map(({ id, events, expect }, index) => {
      const check = new CaseCheck(id ?? `case ${index}`)
      const clocks = new Map<string, LamportClock>()
      events.forEach(([op, node, stamp], step) => {
        const clock = clocks.get(node) ?? new LamportClock()
        clocks.set(node, clock)
        if (op === 'recv') clock.receive(0, [stamp ?? Number.NaN])
        else if (op === 'local' || op === 'send') clock.tick(0)
        else check.fail(`step ${step}: unknown event ${op}`)
        check.equal(`step ${step}`, clock.time, expect[step])
      })
      return check.result()
    }),
}

/** "A:2,C:1" as counts by the index of the node in `nodes`, which grows as names appear. */
function parseVector(text: string, nodes: string[]): number[] {
  const counts: number[] = []
  for (const part of text.split(',').filter((entry) => entry.trim() !== '')) {
    const [name = '', count] = part.split(':').map((piece) => piece.trim())
    if (!nodes.includes(name)) nodes.push(name)
    counts[nodes.indexOf(name)] = Number(count)
  }
  return Array.from(counts, (count) => count ?? 0)
}

const ORDER_NAMES = new Map([
  [-1, 'Before'],
  [0, 'Same'],
  [1, 'After'],
  [2, 'Concurrent'],
])

const vectorAdapter: ConformanceAdapter = {
  vectors: 'clock_vector_akka',
  members: ['vector-clock'],
  run: (file) =>
    (file['cases'] as VectorCase[]).map(({ id, a, b, order, merge }, index) => {
      const check = new CaseCheck(id ?? `case ${index}`)
      const nodes: string[] = []
      const left = parseVector(a, nodes)
      const right = parseVector(b, nodes)
      check.equal('order', ORDER_NAMES.get(orderVectors(left, right)), order)
      const merged = new Float64Array(nodes.length)
      merged.set(left)
      mergeVectors(merged, right)
      const names = [...nodes].sort()
      check.equal(
        'merge',
        names.map((name) => [name, merged[nodes.indexOf(name)]]),
        Object.entries(merge).sort(([x], [y]) => (x < y ? -1 : 1)),
      )
      return check.result()
    }),
}

const hybridAdapter: ConformanceAdapter = {
  vectors: 'clock_hlc',
  members: ['hybrid-logical'],
  run: (file) =>
    (file['cases'] as HybridCase[]).map((entry, index) => {
      const check = new CaseCheck(entry.id ?? `case ${index}`)
      const clock = new HybridLogicalClock()
      if (entry.events && entry.expect) {
        entry.events.forEach(([op, now, stamp], step) => {
          if (op === 'recv') clock.receive(now, stamp ?? [Number.NaN, Number.NaN])
          else clock.tick(now)
          check.equal(`step ${step}`, Array.from(clock.stamp), entry.expect?.[step])
        })
      } else if (entry.rows) {
        entry.rows.forEach(([now, op, stamp, expected], step) => {
          clock.tick(now)
          if (op === 'RECV') mergeAndTick(clock, now, stamp ?? [Number.NaN, Number.NaN])
          check.equal(`row ${step}`, Array.from(clock.stamp), expected)
        })
      } else return { id: entry.id ?? `case ${index}`, status: 'unread', message: 'neither events nor rows' }
      return check.result()
    }),
}

/** A receive row of the merging variant: the stamp is merged, then the clock is read once more. */
function mergeAndTick(clock: HybridLogicalClock, now: number, stamp: Stamp): void {
  clock.merge(stamp)
  clock.tick(now)
}

export const adapters: ConformanceAdapter[] = [lamportAdapter, vectorAdapter, hybridAdapter]
