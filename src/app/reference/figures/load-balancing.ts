/** Who gets the calls, and who has to move when a backend leaves. */
import { BackendList } from '../../../algorithms/load-balancing/backend-list'
import type { AnyBalancerMember, Balancer, RoutingKey } from '../../../algorithms/load-balancing/load-balancing'
import { balancers } from '../../../algorithms/load-balancing/registry'
import { SequentialRandom } from '../../../lib/random'
import { choice, field, integer, number } from '../../../lib/schema'
import { Zipf } from '../../../lib/zipf'
import type { Segment } from '../chart'
import { defaultsFor } from '../defaults'
import { type Chosen, duration, exponential, figure, percent, poisson, quantile } from './figure'

/** [ms] mean time of a call at a backend of full speed. */
const SERVICE_MS = 10

const inputs = {
  backends: field(1, 'Backends', 'How many.', integer('count', 5, { min: 2, max: 12 })),
  weight: field(2, 'Weight of the first', 'All others weigh 1.', number('factor', 1, { min: 0.5, max: 5 })),
  slowness: field(3, 'The last is slower', 'By this factor.', number('factor', 1.5, { min: 1, max: 10 })),
  load: field(4, 'Load', 'Of what the backends could do together.', number('share', 0.6, { min: 0.1, max: 0.95 })),
  clients: field(
    5,
    'Clients',
    'Different addresses, some busier than others.',
    integer('count', 200, { min: 1, max: 10_000, scale: 'log' }),
  ),
} as const

type Values = { readonly [name in keyof typeof inputs]: number }

export const shares = figure({
  id: 'balancers',
  family: 'load-balancing',
  title: 'Who gets the calls',
  caption:
    'Calls of 10 ms on average, one at a time at each backend. Each bar is divided as the calls are; at its end how long calls took. A slow backend shows who looks at the load and who does not.',
  inputs,
  members: balancers,
  run({ values, chosen, seed }) {
    return [{ kind: 'shares', rows: chosen.map((one) => serve(one, values, seed)) }]
  },
})

function balancerOf({ member, params }: Chosen, backends: BackendList): Balancer {
  return (member as AnyBalancerMember).create(params as never, backends)
}

function backendsOf(count: number, weight: number): BackendList {
  const names = Array.from({ length: count }, (_, i) => `10.0.0.${i + 1}:80`)
  return new BackendList(names, [weight])
}

/** Runs calls against first-come-first-served backends and tells who got them. */
function serve(chosen: Chosen, values: Values, seed: number) {
  const { backends: count, slowness, clients } = values
  const speeds = Array.from({ length: count }, (_, i) => (i === count - 1 ? 1 / slowness : 1))
  const rate = ((values.load * 1000) / SERVICE_MS) * speeds.reduce((sum, speed) => sum + speed, 0)
  const backends = backendsOf(count, values.weight)
  const balancer = balancerOf(chosen, backends)
  const random = new SequentialRandom(seed, 4)
  const zipf = new Zipf(clients, 0.8)
  const freeAt = new Float64Array(count)
  const got = new Float64Array(count)
  const open: { at: number; index: number; tookMs: number }[] = []
  const took: number[] = []
  const arrivals = poisson(rate, (4000 / rate) * 1000, seed)
  for (const now of arrivals) {
    const { key, work } = call(zipf.sample(random), random)
    finishUntil(now)
    const index = balancer.pick(now, key, random)
    if (index < 0) continue
    const start = Math.max(now, freeAt[index] ?? 0)
    const end = start + work / (speeds[index] ?? 1)
    freeAt[index] = end
    got[index] = (got[index] ?? 0) + 1
    backends.start(balancer, now, index)
    insert({ at: end, index, tookMs: end - now })
    took.push(end - now)
  }

  function finishUntil(now: number): void {
    for (let first = open[0]; first && first.at <= now; first = open[0]) {
      open.shift()
      backends.finish(balancer, first.at, first.index, first.tookMs)
    }
  }

  function insert(one: (typeof open)[number]): void {
    let at = open.length
    while (at > 0 && (open[at - 1]?.at ?? 0) > one.at) at--
    open.splice(at, 0, one)
  }

  took.sort((a, b) => a - b)
  return {
    label: chosen.member.label,
    id: chosen.member.id,
    segments: [...got].map((value, i): Segment => ({ label: backendLabel(i, count, slowness), value, tone: 'accent' })),
    summary: `p50 ${duration(quantile(took, 0.5))}, p99 ${duration(quantile(took, 0.99))}`,
  }
}

function backendLabel(index: number, count: number, slowness: number): string {
  return index === count - 1 && slowness > 1 ? `${index + 1} (slow)` : String(index + 1)
}

function call(client: number, random: SequentialRandom): { key: RoutingKey; work: number } {
  const clientAddress = (0x0a000000 + Math.imul(client + 1, 2654435) + client) >>> 0
  return {
    key: { clientAddress, clientPort: 1024 + (random.uint32() % 60_000), key: client },
    work: exponential(random.uniform(), SERVICE_MS),
  }
}

const leaving = {
  backends: field(1, 'Backends', 'Before one leaves.', integer('count', 8, { min: 2, max: 50 })),
  keys: field(2, 'Keys', 'How many are asked for.', integer('count', 2000, { min: 100, max: 20_000, scale: 'log' })),
  leaves: field(
    3,
    'Leaves',
    'Which one.',
    choice(
      [
        { id: 'first', number: 1, label: 'the first' },
        { id: 'last', number: 2, label: 'the last' },
      ],
      'first',
    ),
  ),
} as const

const MOVES = [
  { tone: 'ok', word: 'stay' },
  { tone: 'slow', word: 'move, because their backend is gone' },
  { tone: 'fail', word: 'move without need' },
] as const

export const moves = figure({
  id: 'moved-keys',
  family: 'load-balancing',
  title: 'A backend leaves',
  caption:
    'Each key is placed, then a backend is taken out and each key is placed again. A balancer that holds keys together moves only those that it must. Where the same key asks twice and gets two answers, there is nothing to move.',
  inputs: leaving,
  isFixed: true,
  members: balancers.filter(followsKeys),
  run({ values, chosen }) {
    const rows = chosen.map((one) => {
      const moved = moveKeys(one, values)
      const segments = MOVES.map(({ tone, word }, i): Segment => ({ label: word, value: moved[i] ?? 0, tone }))
      return {
        label: one.member.label,
        id: one.member.id,
        segments,
        summary: `${percent((moved[2] ?? 0) / values.keys)} without need`,
      }
    })
    return [{ kind: 'shares', rows, legend: MOVES.map(({ tone, word }) => ({ tone, is: 'span', word })) }]
  },
})

/** Whether a balancer gives the same key to the same backend, found out by asking it. */
function followsKeys(member: (typeof balancers)[number]): boolean {
  const random = new SequentialRandom(1, 5)
  const chosen: Chosen = { member, params: defaultsFor(member.fields) }
  const balancer = balancerOf(chosen, backendsOf(7, 1))
  const first = Array.from({ length: 40 }, (_, i) => balancer.pick(0, keyOf(i), random))
  const again = Array.from({ length: 40 }, (_, i) => balancer.pick(0, keyOf(i), random))
  return new Set(first).size > 1 && first.every((index, i) => index === again[i])
}

function keyOf(index: number): RoutingKey {
  const mixed = Math.imul(index + 1, 0x9e3779b1) >>> 0
  return { clientAddress: mixed, clientPort: 1024 + (mixed % 60_000), key: index }
}

/** Keys that stay, that move because they must, and that move without need. */
function moveKeys(
  chosen: Chosen,
  { backends: count, keys, leaves }: { backends: number; keys: number; leaves: string },
): number[] {
  const random = new SequentialRandom(1, 6)
  const backends = backendsOf(count, 1)
  const balancer = balancerOf(chosen, backends)
  const before = Array.from({ length: keys }, (_, i) => balancer.pick(0, keyOf(i), random))
  const gone = leaves === 'first' ? 0 : count - 1
  backends.eligible[gone] = 0
  const moved = [0, 0, 0]
  for (let i = 0; i < keys; i++) {
    const now = balancer.pick(1, keyOf(i), random)
    const kind = now === before[i] ? 0 : before[i] === gone ? 1 : 2
    moved[kind] = (moved[kind] ?? 0) + 1
  }
  return moved
}
