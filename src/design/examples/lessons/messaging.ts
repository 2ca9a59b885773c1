/** Lessons about messages: repeats after a rebalance, messages that fail for ever, queues without an end and the order in which they are emptied. */
import {
  call,
  constant,
  crowd,
  designFrom,
  exponential,
  type Params,
  type PlainDesign,
  source,
  sourceOf,
  station,
} from '../published/parts'
import type { Lesson } from './lesson'

/** [1/s] what comes to {@link poisoned}, what its worker can do, and how much of what comes fails for ever [share]. */
export const POISONED = { rate: 30, capacity: 50, share: 0.05, deliveries: 5 } as const

/** [1/s] what {@link bursting} and {@link stale} can do, and what comes for so long [s] where it is more. */
export const BURST = { capacity: 100, rate: 200, seconds: 10, usualRate: 50, bound: 100 } as const
export const STALE = { capacity: 100, rate: 150, seconds: 60 } as const

/** [1/s] what comes to {@link stalled}, how many members share it, and [s] between commits and until one of them stands still. */
export const STALLED = { rate: 120, members: 3, commitSeconds: 5, atSeconds: 24 } as const

/** One of three members stands still for longer than its session lasts. */
function stalled(name: string, stream: Params, idempotency: Params): PlainDesign {
  return designFrom({
    name,
    seconds: 60,
    faults: [{ atMs: STALLED.atSeconds * 1000, forMs: 30_000, target: 'ledger', replica: 0, type: 'pause' }],
    blocks: [
      source(STALLED.rate, { readShare: 0, keys: { type: 'uniform', count: 10_000 } }, 'payments'),
      { id: 'events', kind: 'event-stream', params: { commitMs: STALLED.commitSeconds * 1000, ...stream } },
      station('ledger', 2, constant(30), { replicas: STALLED.members, idempotency }),
    ],
    connections: { 'payments > events': {}, 'events > ledger': {} },
  })
}

/** One message in twenty is a write, and the ledger that it needs refuses it every time. */
function poisoned(name: string, maxReceives: number | null): PlainDesign {
  return designFrom({
    name,
    seconds: 150,
    warmup: 90,
    faults: [{ atMs: 0, forMs: 300_000, target: 'ledger', type: 'error', probability: 1 }],
    blocks: [
      source(POISONED.rate, { readShare: 1 - POISONED.share }, 'shops'),
      { id: 'jobs', kind: 'message-queue', params: { capacity: null, visibilityMs: 1000, maxReceives } },
      station('worker', 1, constant(1000 / POISONED.capacity), { plan: [call('worker-ledger', { when: 'writes' })] }),
      crowd('ledger', constant(0)),
    ],
    connections: { 'shops > jobs': {}, 'jobs > worker': {}, 'worker > ledger': {} },
  })
}

/** Ten seconds of twice what a consumer can do. */
function bursting(name: string, capacity: number | null, retry: Params | null): PlainDesign {
  return designFrom({
    name,
    seconds: 60,
    blocks: [
      sourceOf(
        {
          type: 'spike',
          ratePerSecond: BURST.usualRate,
          spikeRatePerSecond: BURST.rate,
          atMs: 10_000,
          forMs: BURST.seconds * 1000,
        },
        { readShare: 0 },
        'producers',
      ),
      { id: 'jobs', kind: 'message-queue', params: { capacity } },
      station('consumer', 1, constant(1000 / BURST.capacity)),
    ],
    connections: { 'producers > jobs': { retry }, 'jobs > consumer': {} },
  })
}

/** Half as many messages again as a consumer can do. */
function stale(name: string, order: string): PlainDesign {
  return designFrom({
    name,
    seconds: STALE.seconds,
    blocks: [
      source(STALE.rate, { readShare: 0 }, 'sensors'),
      { id: 'readings', kind: 'message-queue', params: { capacity: null, order } },
      station('display', 1, exponential(1000 / STALE.capacity)),
    ],
    connections: { 'sensors > readings': {}, 'readings > display': {} },
  })
}

export const MESSAGING: readonly Lesson[] = [
  {
    id: 's13',
    name: 'Payments that come twice',
    summary:
      'A consumer stands still, others take over its partitions and begin at what was committed: what was done since is done twice, unless somebody remembers.',
    variants: [
      { label: 'commit now and then', design: stalled('Rebalance, commit every 5 s', {}, { type: 'count-only' }) },
      {
        label: 'commit each event',
        design: stalled('Rebalance, each event committed', { commitMs: null }, { type: 'count-only' }),
      },
      { label: 'idempotency keys', design: stalled('Rebalance, idempotency keys', {}, { type: 'key-table' }) },
    ],
  },
  {
    id: 's14',
    name: 'Messages that fail for ever',
    summary:
      'One message in twenty can never be done; delivered again and again they take the worker from all others, until there is a limit.',
    variants: [
      { label: 'unlimited', design: poisoned('Poison messages, delivered for ever', null) },
      { label: 'dead letters', design: poisoned('Poison messages, dead after five deliveries', POISONED.deliveries) },
    ],
  },
  {
    id: 's15',
    name: 'A queue that says no',
    summary:
      'A burst of twice what can be done: without a bound everything waits and nobody is told; with one the producers wait, and know.',
    variants: [
      { label: 'unbounded', design: bursting('Burst, unbounded queue', null, null) },
      {
        label: 'bounded, at once',
        design: bursting('Burst, bounded queue', BURST.bound, { type: 'fixed', attempts: 20, delayMs: 0 }),
      },
      {
        label: 'bounded, backoff',
        design: bursting('Burst, bounded queue and backoff', BURST.bound, {
          type: 'full-jitter',
          attempts: 20,
          baseMs: 100,
          capMs: 5000,
        }),
      },
    ],
  },
  {
    id: 's03b',
    name: 'Fresh messages or all of them',
    summary:
      'More messages come than can be done. Oldest first, all of them are late; newest first, as many are done, nearly all of them at once, and the others are left.',
    variants: [
      { label: 'oldest first', design: stale('Overloaded queue, oldest first', 'fifo') },
      { label: 'newest first', design: stale('Overloaded queue, newest first', 'lifo') },
    ],
  },
]
