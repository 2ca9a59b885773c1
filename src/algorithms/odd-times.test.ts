/**
 * Every member that is given the time takes whatever it is given: the first call at any time, equal times, a clock that goes back, and
 * infinity. Answers stay legal, are the same for the same calls, and survive saving. What a member does with such times is its own.
 */
import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../lib/random'
import { loadState, saveState } from '../lib/state'
import { cheApproximation } from './caching/che'
import { singleFlight } from './caching/single-flight'
import { cacheStrategy } from './caching/strategies'
import { versionVector } from './clocks/version-vector'
import { paxos } from './consensus/paxos'
import { fencingRegister } from './locking/fencing-register'
import { consumerOffsets } from './messaging/consumer-offsets'
import { topicFilter } from './messaging/topic-filter'
import { antiEntropy } from './replication/anti-entropy'
import { readRepair } from './replication/read-repair'
import { deadlinePropagation } from './retrying/deadlines'
import { doNotRetry } from './retrying/do-not-retry'
import { bloomFilter } from './sketches/bloom-filter'
import { countMin } from './sketches/count-min'
import { ema } from './sketches/ema'
import { hdrHistogram } from './sketches/hdr-histogram'
import { merkleTree } from './sketches/merkle-tree'
import { wilsonLowerBound } from './sketches/wilson-lower-bound'
import { CHOICE_CASES } from './testing/choice-cases'
import type { Driven } from './testing/driven'
import { partCases } from './testing/part-cases'
import { branchBarrier } from './transactions/branch-barrier'
import { choreographedSaga } from './transactions/choreographed-saga'
import { outbox } from './transactions/outbox'

/** [ms] courses of time. Each begins with the first call ever. */
const COURSES: { readonly [name: string]: readonly number[] } = {
  'starts at 0 and stands still': [0, 0, 0, 0, 5],
  'starts before 0': [-1000, -999.5, -1, 0, 1],
  'starts late': [1e15, 1e15 + 1, 1e15 + 1000],
  'goes back': [1000, 500, 999, 0, -3, 2000, 1999.999, 1e6, 1],
  'jumps to infinity': [0, 10, Infinity, Infinity],
  'starts at infinity': [Infinity, Infinity],
  'comes back from infinity': [5, Infinity, 6, 7, 1e5],
}

const CASES = [...CHOICE_CASES, ...partCases()]

/** Lists whose members are never told the time. */
const TIMELESS_LISTS = [
  ...[
    'evictions',
    'backoffs',
    'timeouts',
    'partitionAssignors',
    'replicationSchemes',
    'transactionProtocols',
    'routers',
  ],
]

/** Members without time in lists of others. */
const TIMELESS = [
  bloomFilter,
  countMin,
  merkleTree,
  hdrHistogram,
  wilsonLowerBound,
  ema,
  singleFlight,
  cacheStrategy,
].map(({ id }) => id)

/** Parts that are functions of their arguments, or that time does not reach. */
const TIMELESS_PARTS = [
  ...[cheApproximation, fencingRegister, doNotRetry, deadlinePropagation, consumerOffsets, topicFilter, readRepair],
  ...[versionVector, antiEntropy, paxos, branchBarrier, choreographedSaga, outbox],
].map(({ id }) => id)

it('covers every member that is told the time', () => {
  const registries = import.meta.glob<{ readonly [name: string]: unknown }>('./*/registry.ts', { eager: true })
  const told = Object.values(registries).flatMap((exports) =>
    Object.entries(exports).flatMap(([list, value]) =>
      Array.isArray(value) && !TIMELESS_LISTS.includes(list)
        ? (value as { id?: string; formula?: string }[]).flatMap(({ id, formula }) => (formula && id ? [id] : []))
        : [],
    ),
  )
  const covered = new Set([...CASES.map(({ name }) => name), ...TIMELESS, ...TIMELESS_PARTS])
  expect(told.length).toBeGreaterThan(90)
  expect(told.filter((id) => !covered.has(id))).toEqual([])
})

describe.each(CASES)('$name', ({ create }) => {
  it.each(Object.entries(COURSES))('keeps its head when time %s', (_, course) => {
    const run = (): { answers: unknown[]; driven: Driven } => {
      const driven = create()
      const random = new SequentialRandom(9)
      return { answers: course.flatMap((now) => [...driven.round(now, random), ...driven.round(now, random)]), driven }
    }
    const first = run()
    expect(run().answers).toEqual(first.answers)
    const copies = create().state
    for (const [i, copy] of copies.entries()) {
      const saved = saveState(first.driven.state[i]!)
      loadState(copy, saved)
      expect(saveState(copy)).toEqual(saved)
    }
  })
})
