/** Lessons about locks: those that end too early, those who wait for them, and whether there should be any. */
import {
  constant,
  designFrom,
  exponential,
  instant,
  type Params,
  type PlainBlock,
  type PlainDesign,
  source,
  sourceOf,
  station,
} from '../published/parts'
import type { Lesson } from './lesson'

/** What there is to sell in {@link sale}. */
export const TICKETS = 1000

/** How many come at once to {@link queueUp}. */
export const CROWD = 100

/** What writers of {@link hotRow} do with the row before they write it takes this long on average [ms]. */
export const WORK_MS = 10

/** Who writes the row of each variant of the lesson about it. */
export const WRITERS = [2, 20, 20] as const

function database(id: string, counters: Params, params: Params): PlainBlock {
  return { id, kind: 'database', params: { connections: 100, counters, ...params } }
}

function lock(id: string, params: Params): PlainBlock {
  return { id, kind: 'lock-server', params }
}

/** More buyers than tickets. One in forty takes longer over a ticket than the lease of the lock that it is taken under. */
function sale(name: string, guard: Params, step: Params = {}): PlainDesign {
  return designFrom({
    name,
    seconds: 40,
    blocks: [
      source(60, { readShare: 0 }, 'buyers'),
      station('shop', 64, constant(2), {
        replicas: 3,
        plan: [
          {
            type: 'critical',
            lock: 'shop-guard',
            store: 'shop-tickets',
            counter: 'stock',
            work: { type: 'lognormal', meanMs: 12, cv: 0.5 },
            ...step,
          },
        ],
      }),
      lock('guard', { waiting: 'watch', leaseMs: 30, maxWaitMs: 60_000, ...guard }),
      database('tickets', { stock: TICKETS }, { readTime: constant(1), writeTime: constant(2) }),
    ],
    connections: { 'buyers > shop': {}, 'shop > guard': {}, 'shop > tickets': {} },
  })
}

/** A crowd who all come at the same moment for the same lock, and are told when it is free. */
function queueUp(name: string, variant: string): PlainDesign {
  return designFrom({
    name,
    seconds: 20,
    blocks: [
      sourceOf({ type: 'trace', atMs: Array<number>(CROWD).fill(0) }, { readShare: 0 }, 'crowd'),
      instant('doors', {
        plan: [
          { type: 'critical', lock: 'doors-guard', store: 'doors-seats', counter: 'seats', work: exponential(50) },
        ],
      }),
      lock('guard', { variant: { type: variant }, waiting: 'watch', maxWaitMs: 60_000 }),
      database('seats', { seats: 1000 }, { readTime: constant(1), writeTime: constant(2) }),
    ],
    connections: { 'crowd > doors': {}, 'doors > guard': {}, 'doors > seats': {} },
  })
}

/** Writers who change one row over and over, without a pause. */
function hotRow(name: string, writers: number, isLocked: boolean): PlainDesign {
  const update = { store: 'writers-row', counter: 'stock', work: exponential(WORK_MS) }
  const atOnce = constant(0)
  const guard = lock('guard', { waiting: 'watch', leaseMs: 60_000, maxWaitMs: 60_000, serviceTime: atOnce })
  return designFrom({
    name,
    seconds: 30,
    warmup: 5,
    blocks: [
      sourceOf({ type: 'closed', users: writers, thinkTime: atOnce }, { readShare: 0 }),
      instant('writers', {
        plan: [isLocked ? { type: 'critical', lock: 'writers-guard', ...update } : { type: 'optimistic', ...update }],
      }),
      ...(isLocked ? [guard] : []),
      database('row', { stock: 1_000_000 }, { readTime: atOnce, writeTime: atOnce }),
    ],
    connections: {
      'clients > writers': { retry: { type: 'fixed', attempts: 100, delayMs: 0 } },
      ...(isLocked ? { 'writers > guard': {} } : {}),
      'writers > row': {},
    },
  })
}

export const LOCKING: readonly Lesson[] = [
  {
    id: 's16',
    name: 'A flash sale under a lock that expires',
    summary:
      'Some who buy take longer than their lock lasts, and tickets are sold twice; what counts is the check at the store.',
    variants: [
      { label: 'blind release', design: sale('Flash sale, locks deleted blindly', { release: 'blind' }) },
      { label: 'checked release', design: sale('Flash sale, locks of owners', { release: 'checked' }) },
      { label: 'fencing', design: sale('Flash sale, fencing tokens', { release: 'blind' }, { fenced: true }) },
      {
        label: 'atomic decrement',
        design: sale('Flash sale, atomic decrement', { release: 'blind' }, { write: 'atomic-decrement' }),
      },
    ],
  },
  {
    id: 's18',
    name: 'Who is woken when a lock is free',
    summary:
      'A hundred wait for the same lock. Where all of them watch it, each release wakes everybody; where each watches the one before it, a release wakes one.',
    variants: [
      { label: 'herd', design: queueUp('A hundred waiters, herd', 'zookeeper-herd') },
      { label: 'in sequence', design: queueUp('A hundred waiters, in sequence', 'zookeeper') },
    ],
  },
  {
    id: 's43',
    name: 'One row that everybody writes',
    summary:
      'Optimistic writers begin again when another was quicker: two of them a third of the time, twenty most of the time. Under a lock no work is in vain, but only one works at a time.',
    variants: [
      { label: 'optimistic, 2', design: hotRow('Two optimistic writers of a row', WRITERS[0], false) },
      { label: 'optimistic, 20', design: hotRow('Twenty optimistic writers of a row', WRITERS[1], false) },
      { label: 'locked, 20', design: hotRow('Twenty writers of a row, locked', WRITERS[2], true) },
    ],
  },
]
