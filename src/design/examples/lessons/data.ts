/** Lessons about where data lives: leaders and copies. */
import {
  constant,
  designFrom,
  exponential,
  instant,
  type Params,
  type PlainDesign,
  source,
  sourceOf,
} from '../published/parts'
import type { Lesson } from './lesson'

/** Users who read and change their own profile; rates are of each user. */
export const PROFILES = {
  users: 100,
  readsPerSecond: 3.6,
  writesPerSecond: 0.4,
  readMs: 5,
  /** One way, between the application and the store. */
  awayMs: 0.5,
  lagsMs: [1000, 100],
} as const

function profiles(name: string, params: { [name: string]: unknown }): PlainDesign {
  const { users, readsPerSecond, writesPerSecond, readMs, awayMs } = PROFILES
  const each = readsPerSecond + writesPerSecond
  return designFrom({
    name,
    seconds: 70,
    warmup: 10,
    blocks: [
      source(users * each, { readShare: readsPerSecond / each, keys: { type: 'uniform', count: users } }, 'users'),
      instant('app'),
      {
        id: 'profiles',
        kind: 'database',
        params: { connections: 3, readTime: exponential(readMs), writeTime: exponential(10), ...params },
      },
    ],
    connections: { 'users > app': {}, 'app > profiles': { latency: constant(awayMs) } },
  })
}

function copies(name: string, lagMs: number): PlainDesign {
  return profiles(name, { readReplicas: 2, replicaLag: constant(lagMs) })
}

/** Copies of each value, how many confirm a write, and [s] when writing ends, reading begins and the last copy is back. */
export const COPIES = { copies: 3, writeAnswers: 2, turnSeconds: 30, ratePerSecond: 100, keys: 500 } as const

/** The last of three copies is away while everything is written, and back when it is read. */
function replicated(name: string, readAnswers: number, params: Params, readsAll = false): PlainDesign {
  const { copies, writeAnswers, turnSeconds, ratePerSecond, keys } = COPIES
  const ids = Array.from({ length: copies }, (_, i) => `copy-${i + 1}`)
  const atMs = turnSeconds * 1000
  const uniform = { keys: { type: 'uniform', count: keys } }
  return designFrom({
    name,
    seconds: 2 * turnSeconds,
    faults: [{ atMs: 0, forMs: atMs, target: ids.at(-1), type: 'crash' }],
    blocks: [
      sourceOf({ type: 'step', ratePerSecond, toRatePerSecond: 0, atMs }, { readShare: 0, ...uniform }, 'authors'),
      sourceOf({ type: 'step', ratePerSecond: 0, toRatePerSecond: ratePerSecond, atMs }, uniform, 'readers'),
      {
        id: 'store',
        kind: 'replicated-store',
        params: {
          scheme: { type: 'quorum-replication', replicas: copies, writeAnswers, readAnswers, readsAll },
          ...params,
        },
      },
      ...ids.map((id) => ({ id, kind: 'database', params: { readTime: exponential(4), writeTime: exponential(9) } })),
    ],
    connections: {
      'authors > store': {},
      'readers > store': {},
      ...Object.fromEntries(ids.map((id) => [`store > ${id}`, { timeoutMs: 200 }])),
    },
  })
}

/** Copies, of which one is near: [ms] one way to those and to the others, work of each, and [s] for which the others are cut off and then passed by, of how many. */
export const APART = {
  copies: 3,
  nearMs: 1,
  farMs: 30,
  workMs: 5,
  fromSeconds: 20,
  cutSeconds: 20,
  passedSeconds: 1,
  seconds: 60,
} as const

/** Two of three copies are far away, and for a while out of reach. */
function apart(name: string, answers: number): PlainDesign {
  const { copies, nearMs, farMs, workMs, fromSeconds, cutSeconds, passedSeconds, seconds } = APART
  const ids = ['near', ...Array.from({ length: copies - 1 }, (_, i) => `far-${i + 1}`)]
  const scheme = { type: 'quorum-replication', replicas: copies, writeAnswers: answers, readAnswers: answers }
  return designFrom({
    name,
    seconds,
    faults: ids.slice(1).map((id) => {
      return { atMs: fromSeconds * 1000, forMs: cutSeconds * 1000, target: `store-${id}`, type: 'partition' }
    }),
    blocks: [
      source(200, { readShare: 0.5, keys: { type: 'uniform', count: 300 } }, 'shoppers'),
      {
        id: 'store',
        kind: 'replicated-store',
        params: { scheme, suspectMs: passedSeconds * 1000, serviceTime: constant(0) },
      },
      ...ids.map((id) => ({
        id,
        kind: 'database',
        params: { readTime: constant(workMs), writeTime: constant(workMs) },
      })),
    ],
    connections: {
      'shoppers > store': {},
      ...Object.fromEntries(
        ids.map((id) => [`store > ${id}`, { timeoutMs: 200, latency: constant(id === 'near' ? nearMs : farMs) }]),
      ),
    },
  })
}

export const DATA: readonly Lesson[] = [
  {
    id: 's34',
    name: 'How many copies to ask',
    summary:
      'Two of three copies have what was written: who asks one copy reads old values, who asks two never does; hints and repair close the gap.',
    variants: [
      { label: 'ask one', design: replicated('W = 2, R = 1', 1, {}) },
      { label: 'ask two', design: replicated('W = 2, R = 2', 2, {}) },
      { label: 'hints', design: replicated('W = 2, R = 1, hints', 1, { handoff: { type: 'hinted-handoff' } }) },
      { label: 'read repair', design: replicated('W = 2, R = 1, repaired', 1, { repairs: true }, true) },
    ],
  },
  {
    id: 's45',
    name: 'Consistent, available, quick',
    summary:
      'Two of three copies are far away and cut off for a while. Two answers for everything: nothing old is read, nothing is answered while they are away, and everybody waits for the far ones. One answer: the other way round.',
    variants: [
      { label: 'two answers', design: apart('Two of three answers', 2) },
      { label: 'one answer', design: apart('One of three answers', 1) },
    ],
  },
  {
    id: 's37',
    name: 'Where has my change gone?',
    summary:
      'Each user reads and changes a profile of their own: copies that lag show it as it was before, the leader never does, but is busier.',
    variants: [
      { label: 'copies, 1 s behind', design: copies('Copies 1 s behind', PROFILES.lagsMs[0]) },
      { label: 'copies, 0.1 s behind', design: copies('Copies 0.1 s behind', PROFILES.lagsMs[1]) },
      { label: 'leader', design: profiles('All from the leader', {}) },
    ],
  },
]
