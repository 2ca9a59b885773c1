/** Events on three nodes and how each logical clock stamps them; and clocks on the wall that are wrong. */

import { BoundedClock } from '../../../algorithms/clocks/bounded-uncertainty'
import {
  AFTER,
  BEFORE,
  CONCURRENT,
  type LogicalClockScheme,
  type Order,
  type PhysicalClock,
  SAME,
} from '../../../algorithms/clocks/clocks'
import { logicalClocks, physicalClocks } from '../../../algorithms/clocks/registry'
import { versionVector } from '../../../algorithms/clocks/version-vector'
import { SequentialRandom } from '../../../lib/random'
import { field, integer, number } from '../../../lib/schema'
import type { Cell, Chart, Series, Tone } from '../chart'
import { type Chosen, counted, figure, made, type Of } from './figure'

const stamping = {
  nodes: field(1, 'Nodes', 'That send each other messages.', integer('count', 3, { min: 2, max: 4 })),
  events: field(2, 'Events', 'In all.', integer('count', 12, { min: 2, max: 16 })),
  messages: field(3, 'Messages', 'Share of events that send one.', number('share', 0.6, { max: 1 })),
} as const

interface Event {
  readonly node: number
  readonly at: number
  /** Number of the event that sent the message received here. */
  readonly receives: number | null
}

export const logical = figure({
  id: 'stamps',
  family: 'clocks',
  title: 'Which event came first',
  caption:
    'Arrows are messages. An event happened before another if arrows and time on a node lead from it to the other. Lamport stamps order everything, also what has no order; vectors know the difference.',
  inputs: stamping,
  members: logicalClocks,
  run({ values, chosen, seed }) {
    const events = eventsOf(values, seed)
    return chosen.map((one) => chartOf(one, events, values.nodes))
  },
})

function eventsOf(
  { nodes, events: count, messages }: { nodes: number; events: number; messages: number },
  seed: number,
): Event[] {
  const random = new SequentialRandom(seed, 19)
  const events: Event[] = []
  const waiting: { node: number; from: number; sentAt: number }[] = []
  for (let at = 10; events.length < count; at += 10) {
    const due = waiting.findIndex(({ sentAt }) => at - sentAt >= 20)
    const arrives = due >= 0 ? waiting.splice(due, 1)[0] : undefined
    const node = arrives?.node ?? Math.floor(random.uniform() * nodes)
    events.push({ node, at, receives: arrives?.from ?? null })
    if (!arrives && random.uniform() < messages) {
      const to = (node + 1 + Math.floor(random.uniform() * (nodes - 1))) % nodes
      waiting.push({ node: to, from: events.length - 1, sentAt: at })
    }
  }
  return events
}

function chartOf(chosen: Chosen, events: readonly Event[], nodes: number): Chart {
  const scheme = made<LogicalClockScheme>(chosen)
  const clocks = Array.from({ length: nodes }, (_, i) => scheme.clock(i, nodes))
  const stamps: number[][] = []
  for (const { node, at, receives } of events) {
    const clock = clocks[node]
    if (!clock) continue
    if (receives === null) clock.tick(at)
    else clock.receive(at, stamps[receives] ?? [])
    stamps.push(Array.from(clock.stamp))
  }
  const { wrong, pairs } = judge(scheme, events, stamps)
  const last = (events.at(-1)?.at ?? 10) + 10
  return {
    kind: 'timeline',
    title: `${chosen.member.label}: ${counted(pairs, 'pair')} of events without an order, ${wrong} of them are given one`,
    x: { label: 'time', unit: 'ms', min: 0, max: last },
    rows: Array.from({ length: nodes }, (_, node) => {
      const own = events.flatMap((event, i) => (event.node === node ? [{ at: event.at, stamp: stamps[i] ?? [] }] : []))
      return {
        label: `Node ${node + 1}`,
        marks: [{ tone: 'ok' as const, at: own.map(({ at }) => at), labels: own.map(({ stamp }) => stamp.join('·')) }],
        summary: counted(own.length, 'event'),
      }
    }),
    legend: [],
    arrows: events.flatMap(({ node, at, receives }) => {
      const sent = receives === null ? undefined : events[receives]
      return sent ? [{ fromRow: sent.node, from: sent.at, toRow: node, to: at }] : []
    }),
  }
}

/** Pairs of events of which neither happened before the other, and how many of them the stamps put in order. */
function judge(
  scheme: LogicalClockScheme,
  events: readonly Event[],
  stamps: readonly number[][],
): { wrong: number; pairs: number } {
  const before = events.map((event, i) => {
    const known = new Set<number>()
    events.slice(0, i).forEach((earlier, j) => {
      if (earlier.node === event.node || event.receives === j) known.add(j)
    })
    return known
  })
  before.forEach((known) => {
    for (const j of [...known]) for (const k of before[j] ?? []) known.add(k)
  })
  let [pairs, wrong] = [0, 0]
  for (let i = 0; i < events.length; i++) {
    for (let j = 0; j < i; j++) {
      if (before[i]?.has(j)) continue
      pairs++
      const order = scheme.order(stamps[j] ?? [], stamps[i] ?? [])
      if (order !== CONCURRENT && (order === BEFORE || order === AFTER)) wrong++
    }
  }
  return { wrong, pairs }
}

const showing = {
  seconds: field(1, 'Seconds', 'How long.', integer('count', 120, { min: 10, max: 600 })),
} as const

export const physical = figure({
  id: 'wall-clocks',
  family: 'clocks',
  title: 'How wrong a clock is',
  caption:
    'What the clock shows, less the true time. A clock with bounded uncertainty also knows how wrong it may be; the bound grows until the next correction.',
  inputs: showing,
  isFixed: true,
  members: physicalClocks,
  run({ values, chosen }) {
    const untilMs = values.seconds * 1000
    const times = Array.from({ length: 241 }, (_, i) => (untilMs * i) / 240)
    const series = chosen.flatMap((one): Series[] => {
      const clock = made<PhysicalClock>(one)
      const { label, id } = one.member
      const off: Series = { label, id, points: times.map((now) => [now, clock.read(now) - now]) }
      if (!(clock instanceof BoundedClock)) return [off]
      const edge = (name: string, read: (now: number) => number): Series => {
        return { label: name, isReference: true, points: times.map((now) => [now, read(now) - now]) }
      }
      return [off, edge('latest', (now) => clock.latest(now)), edge('earliest', (now) => clock.earliest(now))]
    })
    const all = series.flatMap(({ points }) => points.map(([, y]) => y))
    const reach = Math.max(1, ...all.map(Math.abs)) * 1.1
    return [
      {
        kind: 'lines',
        x: { label: 'true time', unit: 'ms', min: 0, max: untilMs },
        y: { label: 'shows, less true', unit: 'ms', min: Math.min(0, ...all) < 0 ? -reach : 0, max: reach },
        series,
      },
    ]
  },
})

const meeting = {
  events: field(1, 'Events', 'Changes and meetings of two copies.', integer('count', 10, { min: 1, max: 20 })),
  changes: field(2, 'Changes', 'Share of the events.', number('share', 0.45, { max: 1 })),
} as const

export const versions = figure({
  id: 'versions',
  family: 'clocks',
  title: 'Which copy is newer',
  caption:
    'Copies are changed apart and meet now and then. The older one is replaced; two that were changed apart are in conflict, which a new value settles.',
  inputs: meeting,
  members: [versionVector],
  run: ({ values, chosen, seed }) =>
    chosen.map((one): Chart => {
      const create = made<Of<typeof versionVector>>(one)
      const copies = Array.from({ length: Math.min(6, Number(one.params['replicas'])) }, (_, i) => create(i))
      const random = new SequentialRandom(seed, 20)
      const pick = (): number => Math.floor(random.uniform() * copies.length)
      let [next, conflicts] = [1, 0]
      const rows = Array.from({ length: values.events }, (_, event) => {
        const at = pick()
        const from = (at + 1 + Math.floor(random.uniform() * Math.max(1, copies.length - 1))) % copies.length
        const [copy, other] = [copies[at], copies[from]]
        let [words, tone]: [string, Tone] = [`${at + 1} is changed`, 'ok']
        if (event === 0 || random.uniform() < values.changes || !copy || !other || copy === other) copy?.change(next++)
        else {
          const order = copy.meet(other.vector, other.value)
          words = `${at + 1} meets ${from + 1}: ${MEETINGS.get(order) ?? ''}`
          tone = order === CONCURRENT ? 'fail' : order === BEFORE ? 'accent' : 'plain'
          if (order === CONCURRENT) {
            conflicts++
            copy.reconcile(other.vector, other.value, next++)
          }
        }
        const cells = copies.map((each, i): Cell => {
          const text = Number.isNaN(each.value) ? '–' : `${valueName(each.value)} ${each.vector.join('·')}`
          return i === at ? { text, tone } : text
        })
        return { cells: [words, ...cells] }
      })
      return {
        kind: 'table',
        title: counted(conflicts, 'conflict'),
        columns: ['What happens', ...copies.map((_, i) => `Copy ${i + 1}`)],
        rows,
      }
    }),
})

const MEETINGS: ReadonlyMap<Order, string> = new Map([
  [BEFORE, 'takes it over'],
  [AFTER, 'is newer'],
  [SAME, 'the same'],
  [CONCURRENT, 'conflict, settled'],
])

function valueName(value: number): string {
  return String.fromCharCode(64 + ((value - 1) % 26) + 1)
}
