/** Clients that take turns under a lease, one of whom pauses while it holds the lock. */
import { FencingRegister } from '../../../algorithms/locking/fencing-register'
import { HELD, type LockTable, type QueueingLockTable } from '../../../algorithms/locking/locking'
import { lockTables } from '../../../algorithms/locking/registry'
import { SequentialRandom } from '../../../lib/random'
import { field, integer, number } from '../../../lib/schema'
import type { Span, TimelineRow, Tone } from '../chart'
import { type Chosen, figure, made } from './figure'

const inputs = {
  clients: field(1, 'Clients', 'That want the lock again and again.', integer('count', 3, { min: 1, max: 8 })),
  leaseMs: field(
    2,
    'Lease',
    'After this the lock is free, whoever held it.',
    number('ms', 1000, { min: 100, max: 5000 }),
  ),
  workMs: field(3, 'Work takes', 'Between taking the lock and writing.', number('ms', 400, { min: 10, max: 3000 })),
  pauses: field(
    4,
    'Pauses',
    'Share of holders that pause before they write, as for a garbage collection.',
    number('share', 0.25, { max: 1 }),
  ),
  pauseMs: field(
    5,
    'A pause takes',
    'Longer than the lease is what matters.',
    number('ms', 1500, { min: 0, max: 5000 }),
  ),
} as const

type Values = { readonly [name in keyof typeof inputs]: number }

/** [ms] */
const UNTIL = 12_000
const RESOURCE = 1
/** [ms] time between two attempts of one that was refused. */
const ASKS_EVERY = 50

export const locking = figure({
  id: 'locks',
  family: 'locking',
  title: 'A holder that pauses',
  caption:
    'Stretches are the times in which a client believes that it holds the lock. A pause that outlasts the lease makes two believe it at once; the store then refuses the write with the older token. Without that check the older write would win.',
  inputs,
  members: lockTables,
  fit: (member) => ('lockDelayMs' in member.fields ? { lockDelayMs: 500 } : {}),
  run({ values, chosen, seed }) {
    const isAlone = chosen.length === 1
    return [
      {
        kind: 'timeline',
        x: { label: 'time', unit: 'ms', min: 0, max: UNTIL },
        rows: chosen.flatMap((one) => {
          const result = compete(made<LockTable>(one), values, seed)
          return isAlone ? [storeRow(one, result), ...clientRows(result, values)] : [storeRow(one, result)]
        }),
        legend: [
          { tone: 'accent', is: 'span', word: 'one client believes that it holds the lock' },
          { tone: 'fail', is: 'span', word: 'two do' },
          { tone: 'ok', is: 'mark', word: 'write taken' },
          { tone: 'fail', is: 'mark', word: 'write with an old token refused' },
        ],
      },
    ]
  },
})

interface Turn {
  readonly client: number
  readonly from: number
  readonly to: number
  readonly isTaken: boolean
}

interface Client {
  owner: number
  token: number
  takenAt: number
  wakesAt: number
}

/** Lets clients compete. What a client does follows from its own draws, so that all tables see the same clients. */
function compete(locks: LockTable, values: Values, seed: number): Turn[] {
  const store = new FencingRegister()
  const turns: Turn[] = []
  let owners = 0
  const clients = Array.from({ length: values.clients }, (_, i): Client & { random: SequentialRandom } => {
    return { owner: 0, token: HELD, takenAt: 0, wakesAt: i * 20, random: new SequentialRandom(seed, 200 + i) }
  })
  for (let now = 0; now < UNTIL; now += 10) {
    clients.forEach((client, i) => {
      if (client.wakesAt > now) return
      if (client.token !== HELD) {
        turns.push({ client: i, from: client.takenAt, to: now, isTaken: store.write(RESOURCE, client.token) })
        locks.release(now, RESOURCE, client.owner)
        client.owner = 0
        client.token = HELD
        client.wakesAt = now + 100
        return
      }
      client.owner ||= ++owners
      client.token = locks.acquire(now, RESOURCE, client.owner, values.leaseMs)
      client.takenAt = now
      client.wakesAt = now + (client.token === HELD ? ASKS_EVERY : holdingMs(values, client.random))
    })
    wake(locks, clients, now)
  }
  return turns
}

/** Tells those whose turn it is, where the table knows who waits. */
function wake(locks: LockTable, clients: readonly Client[], now: number): void {
  if (!('toWake' in locks) || locks.holder(now, RESOURCE) !== 0) return
  const owner = (locks as QueueingLockTable).toWake(now, RESOURCE, 0)
  const client = clients.find((one) => one.owner === owner && one.token === HELD)
  if (client && owner !== 0) client.wakesAt = Math.min(client.wakesAt, now + 10)
}

function holdingMs({ workMs, pauses, pauseMs }: Values, random: SequentialRandom): number {
  const work = workMs * (0.5 + random.uniform())
  return work + (random.uniform() < pauses ? pauseMs : 0)
}

function storeRow({ member }: Chosen, turns: readonly Turn[]): TimelineRow {
  const spans = believed(turns)
  const refused = turns.filter(({ isTaken }) => !isTaken).length
  return {
    label: member.label,
    id: member.id,
    spans,
    marks: marksOf(turns),
    summary: `${turns.length - refused} taken, ${refused} refused`,
  }
}

function clientRows(turns: readonly Turn[], { clients }: Values): TimelineRow[] {
  return Array.from({ length: clients }, (_, client): TimelineRow => {
    const own = turns.filter((turn) => turn.client === client)
    return {
      label: `Client ${client + 1}`,
      spans: own.map(({ from, to }) => ({ from, to, tone: 'accent' })),
      marks: marksOf(own),
      summary: `${own.length} turns`,
    }
  })
}

function marksOf(turns: readonly Turn[]): NonNullable<TimelineRow['marks']> {
  return [
    { tone: 'ok', at: turns.filter(({ isTaken }) => isTaken).map(({ to }) => to) },
    { tone: 'fail', at: turns.filter(({ isTaken }) => !isTaken).map(({ to }) => to) },
  ]
}

/** Stretches in which one, and in which several believe that they hold the lock. */
function believed(turns: readonly Turn[]): Span[] {
  const edges = turns.flatMap(({ from, to }) => [
    { at: from, by: 1 },
    { at: to, by: -1 },
  ])
  edges.sort((a, b) => a.at - b.at || a.by - b.by)
  const spans: Span[] = []
  let holders = 0
  let since = 0
  for (const { at, by } of edges) {
    const tone: Tone = holders > 1 ? 'fail' : 'accent'
    if (holders > 0 && at > since) spans.push({ from: since, to: at, tone })
    holders += by
    since = at
  }
  return spans
}
