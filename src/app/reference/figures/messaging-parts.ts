/** What stands beside queues: duplicates, offsets, replicas, topics and relays. */
import { consumerOffsets } from '../../../algorithms/messaging/consumer-offsets'
import { deduplicationWindow } from '../../../algorithms/messaging/deduplication-window'
import { outboxRelay } from '../../../algorithms/messaging/outbox-relay'
import { replicatedPartition } from '../../../algorithms/messaging/replicated-partition'
import { topicFilter } from '../../../algorithms/messaging/topic-filter'
import { outbox } from '../../../algorithms/transactions/outbox'
import { SequentialRandom } from '../../../lib/random'
import { field, number } from '../../../lib/schema'
import type { Series, TimelineChart } from '../chart'
import { counted, duration, exponential, figure, made, type Of, poisson, quantile } from './figure'

/** [ms] */
const UNTIL = 20_000

const repeating = {
  ratePerSecond: field(1, 'Messages', 'That are sent for the first time.', number('1/s', 4, { min: 0.5, max: 20 })),
  repeats: field(2, 'Sent again', 'Share of messages that the sender repeats.', number('share', 0.4, { max: 1 })),
  laterMs: field(3, 'After', 'On average.', number('ms', 3000, { min: 10, max: 20_000 })),
} as const

export const duplicates = figure({
  id: 'duplicates',
  family: 'messaging',
  title: 'Messages that come twice',
  caption: 'A repetition within the window is dropped; one that comes later is taken for a new message.',
  inputs: repeating,
  members: [deduplicationWindow],
  fit: () => ({ windowMs: 4000 }),
  run({ values, chosen, seed }) {
    return chosen.map((one): TimelineChart => {
      const window = made<Of<typeof deduplicationWindow>>(one)
      const random = new SequentialRandom(seed, 40)
      const events = poisson(values.ratePerSecond, UNTIL, seed).flatMap((at, id) => {
        const isRepeated = random.uniform() < values.repeats
        return [
          { at, id, isFirst: true },
          ...(isRepeated ? [{ at: at + exponential(random.uniform(), values.laterMs), id, isFirst: false }] : []),
        ]
      })
      events.sort((a, b) => a.at - b.at)
      const at: Record<'ok' | 'cancel' | 'fail', number[]> = { ok: [], cancel: [], fail: [] }
      for (const event of events) {
        if (event.at > UNTIL) break
        const isTaken = window.accept(event.at, event.id)
        at[!isTaken ? 'cancel' : event.isFirst ? 'ok' : 'fail'].push(event.at)
      }
      return {
        kind: 'timeline',
        x: { label: 'time', unit: 'ms', min: 0, max: UNTIL },
        rows: [
          {
            label: 'Taken',
            id: one.member.id,
            marks: [{ tone: 'ok', at: at.ok }],
            summary: counted(at.ok.length, 'message'),
          },
          {
            label: 'Dropped',
            marks: [{ tone: 'cancel', at: at.cancel }],
            summary: counted(at.cancel.length, 'repetition'),
          },
          {
            label: 'Taken twice',
            marks: [{ tone: 'fail', at: at.fail }],
            summary: counted(at.fail.length, 'repetition'),
          },
        ],
        legend: [],
      }
    })
  },
})

const reading = {
  ratePerSecond: field(1, 'Published', 'Messages that come.', number('1/s', 20, { min: 1, max: 100 })),
  reads: field(2, 'Read', 'Messages that the consumer can handle.', number('1/s', 25, { min: 1, max: 100 })),
  commitMs: field(3, 'Commits every', 'Time between two commits.', number('ms', 3000, { min: 50, max: 10_000 })),
  crashMs: field(
    4,
    'Consumer dies after',
    'Another takes over at the committed offset.',
    number('ms', 11_000, { max: 20_000 }),
  ),
} as const

export const offsets = figure({
  id: 'offsets',
  family: 'messaging',
  title: 'What was read, and what was committed',
  caption:
    'When the consumer dies, another one begins at the committed offset: what lies between is handed out a second time.',
  inputs: reading,
  members: [consumerOffsets],
  run({ values, chosen, seed }) {
    return chosen.map((one) => {
      const group = made<Of<typeof consumerOffsets>>(one)
      const arrivals = poisson(values.ratePerSecond, UNTIL, seed)
      const lines: Record<'end' | 'read' | 'committed', [number, number][]> = { end: [], read: [], committed: [] }
      let [end, allowed, isMoved] = [0, 0, false]
      for (let now = 0; now <= UNTIL; now += 100) {
        while ((arrivals[end] ?? Infinity) <= now) end++
        allowed += values.reads / 10
        allowed -= group.poll(end, Math.floor(allowed))
        allowed = Math.min(allowed, values.reads)
        if (now % values.commitMs < 100 && now >= values.commitMs) group.commit()
        if (!isMoved && now >= values.crashMs) {
          group.reassign()
          isMoved = true
        }
        lines.end.push([now, end])
        lines.read.push([now, group.position])
        lines.committed.push([now, group.committed])
      }
      return {
        kind: 'lines' as const,
        title: `${counted(group.redelivered, 'message')} handed out twice`,
        x: { label: 'time', unit: 'ms' as const, min: 0, max: UNTIL },
        y: { label: 'offset', unit: 'count' as const, min: 0, max: Math.max(1, end) },
        series: [
          { label: 'read', id: one.member.id, points: lines.read },
          { label: 'committed', points: lines.committed, isStepped: true },
          { label: 'end of the log', points: lines.end, isReference: true },
        ],
      }
    })
  },
})

const following = {
  ratePerSecond: field(1, 'Written', 'Messages.', number('1/s', 20, { min: 1, max: 50 })),
  slow: field(
    2,
    'The last follower is behind by',
    'Time that its fetches take.',
    number('ms', 2500, { min: 50, max: 8000 }),
  ),
  failMs: field(3, 'Leader dies after', 'Another one takes over.', number('ms', 12_000, { max: 20_000 })),
} as const

export const replicas = figure({
  id: 'high-water',
  family: 'messaging',
  title: 'How far each replica is, and how far consumers may read',
  caption:
    'Consumers read up to the high-water mark: what every replica in sync has. A follower that stays behind for too long no longer counts, and no longer holds it up.',
  inputs: following,
  members: [replicatedPartition],
  fit: () => ({ lagTimeMs: 4000 }),
  run({ values, chosen, seed }) {
    return chosen.map((one) => {
      const partition = made<Of<typeof replicatedPartition>>(one)
      const size = Number(one.params['replicas'])
      const arrivals = poisson(values.ratePerSecond, UNTIL, seed)
      const ends: [number, number][][] = Array.from({ length: size }, () => [])
      const mark: [number, number][] = []
      const history: number[] = []
      let [next, isDead] = [0, false]
      for (let now = 0; now <= UNTIL; now += 100) {
        while ((arrivals[next] ?? Infinity) <= now) partition.append(arrivals[next++] ?? now, true)
        if (!isDead && now >= values.failMs) {
          partition.fail(now, partition.leader)
          isDead = true
        }
        history.push(partition.leader < 0 ? 0 : partition.end(partition.leader))
        for (let replica = 0; replica < size; replica++) {
          const lag = replica === size - 1 && size > 1 ? values.slow : 200
          const seen = history[Math.max(0, history.length - 1 - Math.round(lag / 100))] ?? 0
          partition.fetched(now, replica, now < lag ? 0 : seen)
          ends[replica]?.push([now, partition.end(replica)])
        }
        mark.push([now, partition.highWaterMark])
      }
      return {
        kind: 'lines' as const,
        title: `${partition.inSyncCount(UNTIL)} in sync at the end, ${counted(partition.lost, 'message')} lost`,
        x: { label: 'time', unit: 'ms' as const, min: 0, max: UNTIL },
        y: { label: 'offset', unit: 'count' as const, min: 0, max: Math.max(1, ...ends.flat().map(([, end]) => end)) },
        bands: [{ from: values.failMs, to: UNTIL, tone: 'slow' as const, label: 'first leader dead' }],
        series: [
          ...ends.map((points, i): Series => ({ label: `replica ${i}`, points })),
          { label: 'high-water mark', id: one.member.id, points: mark, isReference: true },
        ],
      }
    })
  },
})

const TOPICS = [
  'orders',
  'orders/eu',
  'orders/eu/paid',
  'orders/us/paid',
  'stock/eu',
  'stock/eu/low/shoes',
  '/orders',
  'orders/',
]

export const topics = figure({
  id: 'topics',
  family: 'messaging',
  title: 'Which topics a subscription gets',
  caption: 'Set the filter: + stands for one level, # at the end for all that follow.',
  inputs: {},
  isFixed: true,
  members: [topicFilter],
  fit: () => ({ filter: 'orders/+/paid' }),
  run: ({ chosen }) =>
    chosen.map((one) => {
      const filter = made<Of<typeof topicFilter>>(one)
      return {
        kind: 'table' as const,
        columns: ['Topic', String(one.params['filter'])],
        rows: TOPICS.map((topic) => {
          return { cells: [topic, filter.matches(topic) ? { text: 'wanted', tone: 'ok' as const } : 'not wanted'] }
        }),
      }
    }),
})

const relaying = {
  ratePerSecond: field(1, 'Events', 'Committed with business data.', number('1/s', 6, { min: 0.5, max: 50 })),
  brokerDownMs: field(
    2,
    'Broker down for',
    'From the 6th second on nothing can be published.',
    number('ms', 4000, { max: 12_000 }),
  ),
} as const

export const relay = figure({
  id: 'relay',
  family: 'messaging',
  title: 'From the outbox to the broker',
  caption:
    'Events wait in the outbox until the next poll, or until the broker is back. None is lost, and none overtakes another.',
  inputs: relaying,
  members: [outboxRelay],
  run({ values, chosen, seed }) {
    return chosen.map((one): TimelineChart => {
      const relayed = made<Of<typeof outboxRelay>>(one)(0)
      const table = outbox.create({})
      const events = poisson(values.ratePerSecond, UNTIL, seed)
      const sent: number[] = []
      const delays: number[] = []
      let next = 0
      for (let now = relayed.nextPollAt(); now <= UNTIL; now = relayed.nextPollAt()) {
        for (; (events[next] ?? Infinity) <= now; next++) table.finishTransaction(next, true)
        const isDown = now >= 6000 && now < 6000 + values.brokerDownMs
        relayed.poll(now, table, (id) => {
          if (isDown) return false
          sent.push(now)
          delays.push(now - (events[id] ?? now))
          return true
        })
        if (relayed.nextPollAt() <= now) break
      }
      delays.sort((a, b) => a - b)
      return {
        kind: 'timeline',
        x: { label: 'time', unit: 'ms', min: 0, max: UNTIL },
        rows: [
          { label: 'Committed', marks: [{ tone: 'plain', at: events }], summary: counted(events.length, 'event') },
          {
            label: 'Published',
            id: one.member.id,
            marks: [{ tone: 'ok', at: sent }],
            summary: `${sent.length}, after p50 ${duration(quantile(delays, 0.5))}`,
          },
        ],
        bands: [{ from: 6000, to: 6000 + values.brokerDownMs, tone: 'fail', label: 'broker down' }],
        legend: [],
      }
    })
  },
})
