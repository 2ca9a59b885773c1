/** What each scheme can still do when nodes are down, and how often a read misses the latest write. */
import { replicationSchemes } from '../../../algorithms/replication/registry'
import { type ReplicationScheme, UNAVAILABLE } from '../../../algorithms/replication/replication'
import { SequentialRandom } from '../../../lib/random'
import { field, integer } from '../../../lib/schema'
import type { LinesChart, Series } from '../chart'
import { type Chosen, figure, made, percent } from './figure'

const inputs = {
  replicas: field(1, 'Replicas', 'Copies of each value.', integer('count', 3, { min: 1, max: 9 })),
  writeAnswers: field(2, 'Answers to a write', 'That it waits for.', integer('count', 2, { min: 1, max: 9 })),
  readAnswers: field(3, 'Answers to a read', 'That it waits for.', integer('count', 2, { min: 1, max: 9 })),
} as const

/** Shares of nodes that are down. */
const DOWN = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5]
const TRIALS = 1500

export const replication = figure({
  id: 'replicas',
  family: 'replication',
  title: 'With nodes down',
  caption:
    'Each node is down with the same probability. More answers make reads surer to see the latest write, and less often possible.',
  inputs,
  members: replicationSchemes,
  fitted: ['replicas', 'writeAnswers', 'readAnswers'],
  fit: (member, { replicas, writeAnswers, readAnswers }) => {
    const alike = {
      replicas,
      writeAnswers: Math.min(replicas, writeAnswers),
      readAnswers: Math.min(replicas, readAnswers),
      confirmations: Math.min(replicas - 1, writeAnswers - 1),
    }
    return Object.fromEntries(Object.entries(alike).filter(([name]) => name in member.fields))
  },
  run({ chosen, seed }) {
    const rows = chosen.map((one) => ({ one, results: DOWN.map((down) => operate(one, down, seed)) }))
    const chart = (title: string, label: string, pick: (result: Availability) => number): LinesChart => ({
      kind: 'lines',
      title,
      x: { label: 'nodes down', unit: 'share', min: 0, max: 0.5 },
      y: { label, unit: 'share', min: 0, max: 1 },
      series: rows.map(({ one, results }): Series => {
        const points = results.map((result, i): [number, number] => [DOWN[i] ?? 0, pick(result)])
        return { label: one.member.label, id: one.member.id, points }
      }),
    })
    return [
      chart('Writes that can be made', 'writes', ({ writes }) => writes),
      chart('Reads that can be made', 'reads', ({ reads }) => reads),
      {
        kind: 'table',
        title: 'A read right after a write, before the slower replicas have it',
        columns: ['Scheme', 'Replicas', 'Write waits for', 'Read waits for', 'Misses the write, all up'],
        rows: rows.map(({ one, results }) => {
          const scheme = made<ReplicationScheme>(one)
          return {
            id: one.member.id,
            cells: [
              one.member.label,
              String(scheme.replicas),
              String(scheme.writeAnswers),
              String(scheme.readAnswers),
              percent(results[0]?.stale ?? 0),
            ],
          }
        }),
      },
    ]
  },
})

interface Availability {
  readonly writes: number
  readonly reads: number
  /** Share of reads that see none of the replicas that had the write when it was answered. */
  readonly stale: number
}

function operate(chosen: Chosen, down: number, seed: number): Availability {
  const scheme = made<ReplicationScheme>(chosen)
  const random = new SequentialRandom(seed, 18)
  const size = scheme.replicas
  const isUp = new Int32Array(size)
  const contacted = new Int32Array(size)
  let [writes, reads, pairs, stale] = [0, 0, 0, 0]
  for (let trial = 0; trial < TRIALS; trial++) {
    for (let node = 0; node < size; node++) isUp[node] = random.uniform() < down ? 0 : 1
    const written = scheme.plan(true, isUp, random, contacted)
    // The first that answer hold the value when the write is answered; a chain answers from its end.
    const answered = written === UNAVAILABLE ? [] : holders(scheme, contacted.slice(0, written), random)
    const read = scheme.plan(false, isUp, random, contacted)
    if (written !== UNAVAILABLE) writes++
    if (read !== UNAVAILABLE) reads++
    if (written === UNAVAILABLE || read === UNAVAILABLE) continue
    pairs++
    const asked = firstAnswers(contacted.slice(0, read), scheme.readAnswers, random)
    if (!asked.some((node) => answered.includes(node))) stale++
  }
  return { writes: writes / TRIALS, reads: reads / TRIALS, stale: pairs === 0 ? 0 : stale / pairs }
}

function holders(scheme: ReplicationScheme, contacted: Int32Array, random: SequentialRandom): number[] {
  if (scheme.isChained) return [...contacted]
  // Where one leads, it is contacted first and always has the value.
  return [contacted[0] ?? 0, ...firstAnswers(contacted.slice(1), scheme.writeAnswers - 1, random)]
}

/** The nodes that answer first, in an order of chance. */
function firstAnswers(nodes: Int32Array, count: number, random: SequentialRandom): number[] {
  const left = [...nodes]
  const first: number[] = []
  while (first.length < count && left.length > 0)
    first.push(...left.splice(Math.floor(random.uniform() * left.length), 1))
  return first
}
