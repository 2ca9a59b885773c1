/** Consumers that are slower than the visibility timeout allows, and how a group divides partitions. */
import { type MessageStore, NO_MESSAGE, type PartitionAssignor } from '../../../algorithms/messaging/messaging'
import { messageStores, partitionAssignors } from '../../../algorithms/messaging/registry'
import { SequentialRandom } from '../../../lib/random'
import { choice, field, integer, number } from '../../../lib/schema'
import type { Cell, Chart, Span, TimelineRow } from '../chart'
import { type Chosen, counted, exponential, figure, made, poisson } from './figure'

/** [ms] */
const UNTIL = 12_000

const consuming = {
  ratePerSecond: field(1, 'Published', 'Messages that come.', number('1/s', 5, { min: 0.5, max: 20 })),
  consumers: field(2, 'Consumers', 'Each handles one message at a time.', integer('count', 4, { min: 1, max: 8 })),
  handlingMs: field(
    3,
    'Handling takes',
    'On average; some take much longer.',
    number('ms', 500, { min: 10, max: 3000 }),
  ),
  visibilityMs: field(
    4,
    'Hidden for',
    'A received message that was not acknowledged comes back after this.',
    number('ms', 1200, { min: 100, max: 10_000 }),
  ),
  crashes: field(
    5,
    'Crash',
    'Share of messages in whose handling the consumer dies.',
    number('share', 0.05, { max: 1 }),
  ),
} as const

export const visibility = figure({
  id: 'consumers',
  family: 'messaging',
  title: 'Slow consumers',
  caption:
    'Work that outlasts the visibility timeout is handed out a second time while the first consumer still works on it; its late acknowledgement counts for nothing.',
  inputs: consuming,
  members: messageStores,
  fitted: ['visibilityMs'],
  fit: (_, { visibilityMs }) => ({ visibilityMs }),
  run: ({ values, chosen, seed }) => chosen.map((one) => consume(one, values, seed)),
})

interface Consumer {
  handle: number
  startedAt: number
  endsAt: number
  crashes: boolean
  readonly spans: Span[]
}

function consume(chosen: Chosen, values: { readonly [name in keyof typeof consuming]: number }, seed: number): Chart {
  const store = made<MessageStore>(chosen)
  const random = new SequentialRandom(seed, 15)
  const arrivals = poisson(values.ratePerSecond, UNTIL, seed)
  const consumers = Array.from({ length: values.consumers }, (): Consumer => {
    return { handle: NO_MESSAGE, startedAt: 0, endsAt: 0, crashes: false, spans: [] }
  })
  let published = 0
  for (let now = 0; now < UNTIL; now += 10) {
    while ((arrivals[published] ?? Infinity) <= now) store.publish(now, published, arrivals[published++] ?? now)
    for (const consumer of consumers) {
      if (consumer.handle !== NO_MESSAGE && consumer.endsAt <= now) finish(store, consumer)
      if (consumer.handle === NO_MESSAGE && consumer.endsAt <= now) receive(store, consumer, now)
    }
  }

  function receive(from: MessageStore, consumer: Consumer, now: number): void {
    consumer.handle = from.receive(now)
    if (consumer.handle === NO_MESSAGE) return
    consumer.startedAt = now
    consumer.endsAt = now + exponential(random.uniform(), values.handlingMs)
    consumer.crashes = random.uniform() < values.crashes
  }

  const rows = consumers.map(({ spans }, i): TimelineRow => {
    return { label: `Consumer ${i + 1}`, spans, summary: counted(spans.length, 'message') }
  })
  return {
    kind: 'timeline',
    title: `${chosen.member.label}: ${counted(published, 'message')}, ${store.redelivered} handed out again, ${store.deadLettered} dead`,
    x: { label: 'time', unit: 'ms', min: 0, max: UNTIL },
    rows,
    legend: [
      { tone: 'ok', is: 'span', word: 'handled and acknowledged' },
      { tone: 'slow', is: 'span', word: 'handled, but too late to acknowledge' },
      { tone: 'fail', is: 'span', word: 'the consumer died' },
    ],
  }
}

function finish(store: MessageStore, consumer: Consumer): void {
  const { startedAt: from, endsAt: to, crashes, handle } = consumer
  const isTaken = !crashes && store.acknowledge(to, handle)
  consumer.spans.push({ from, to, tone: crashes ? 'fail' : isTaken ? 'ok' : 'slow' })
  consumer.handle = NO_MESSAGE
  // One that died is back after a while.
  if (crashes) consumer.endsAt = to + 500
}

const dividing = {
  partitions: field(1, 'Partitions', 'Of one topic.', integer('count', 10, { min: 1, max: 20 })),
  members: field(2, 'Members', 'Of the group, at first.', integer('count', 3, { min: 1, max: 8 })),
  change: field(
    3,
    'Then',
    'What changes.',
    choice(
      [
        { id: 'leaves', number: 1, label: 'the first member leaves' },
        { id: 'joins', number: 2, label: 'a member joins' },
      ],
      'leaves',
    ),
  ),
} as const

export const partitions = figure({
  id: 'partitions',
  family: 'messaging',
  title: 'Who reads which partition, before and after',
  caption:
    'Letters are members of the group. A partition that changes hands has to be stopped, and read on by another, so fewer changes are better; so is an even share.',
  inputs: dividing,
  isFixed: true,
  members: partitionAssignors,
  run({ values, chosen }) {
    const before = Array.from({ length: values.members }, (_, i) => i)
    const after = values.change === 'leaves' ? before.slice(1) : [...before, values.members]
    const columns = ['Assignor', 'Members', ...Array.from({ length: values.partitions }, (_, i) => String(i)), 'Moved']
    return [
      {
        kind: 'table',
        columns,
        rows: chosen.flatMap((one) => {
          const assignor = made<PartitionAssignor>(one)
          const first = assignor.assign(values.partitions, before, [])
          const second = assignor.assign(values.partitions, after, first)
          const moved = second.filter((owner, i) => owner !== first[i]).length
          return [
            { id: one.member.id, cells: [one.member.label, names(before), ...first.map(nameOf), ''] },
            {
              id: one.member.id,
              cells: ['', names(after), ...second.map((owner, i) => changed(owner, first[i])), String(moved)],
            },
          ]
        }),
      },
    ]
  },
})

function nameOf(member: number): string {
  return member < 0 ? '–' : String.fromCharCode(65 + member)
}

function names(members: readonly number[]): string {
  return members.map(nameOf).join(' ')
}

function changed(owner: number, before: number | undefined): Cell {
  return owner === before ? nameOf(owner) : { text: nameOf(owner), tone: 'slow' }
}
