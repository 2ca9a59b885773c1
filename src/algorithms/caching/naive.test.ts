import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { ABSENT, type Eviction } from './caching'
import { buildEviction } from './registry'

/** An entry of a naive model; what the numbers mean is up to the model. */
interface Entry {
  readonly key: number
  count: number
}

/** A policy written down as plainly as possible, on an array whose first entry is the newest. */
interface Model {
  use(entries: Entry[], index: number): void
  /** Index of the entry to evict; may reorder. */
  victim(entries: Entry[]): number
  place(entries: Entry[], entry: Entry): void
  /** Told before an entry is removed. */
  removed?(entries: Entry[], index: number): void
}

const toFront = (entries: Entry[], index: number) => {
  entries.unshift(...entries.splice(index, 1))
}

const atFront = (entries: Entry[], entry: Entry) => {
  entries.unshift(entry)
}

const last = (entries: Entry[]) => entries.length - 1

const lru: Model = { use: toFront, victim: last, place: atFront }

const fifo: Model = { use: () => {}, victim: last, place: atFront }

/** The array is ordered by when each entry reached its count. */
const lfu: Model = {
  use(entries, index) {
    entries[index]!.count++
    toFront(entries, index)
  },
  victim(entries) {
    const least = Math.min(...entries.map((entry) => entry.count))
    return entries.findLastIndex((entry) => entry.count === least)
  },
  place: atFront,
}

const lfuByArrival: Model = {
  use(entries, index) {
    entries[index]!.count++
  },
  victim: lfu.victim,
  place: atFront,
}

const clock = (maxCount: number): Model => ({
  use(entries, index) {
    const entry = entries[index]!
    entry.count = Math.min(maxCount, entry.count + 1)
  },
  victim(entries) {
    while (entries.at(-1)!.count > 0) {
      entries.at(-1)!.count--
      toFront(entries, entries.length - 1)
    }
    return entries.length - 1
  },
  place: atFront,
})

/** The hand is kept as the key it points to; undefined stands for the oldest. */
function sieve(): Model {
  let hand: number | undefined
  const moveOn = (entries: Entry[], index: number) => {
    hand = entries[index - 1]?.key
  }
  return {
    use(entries, index) {
      entries[index]!.count = 1
    },
    victim(entries) {
      let index = entries.findIndex((entry) => entry.key === hand)
      if (index < 0) index = entries.length - 1
      while (entries[index]!.count > 0) {
        entries[index]!.count = 0
        index = index === 0 ? entries.length - 1 : index - 1
      }
      moveOn(entries, index)
      return index
    },
    place: atFront,
    removed(entries, index) {
      if (entries[index]!.key === hand) moveOn(entries, index)
    },
  }
}

const cases: readonly (readonly [string, { readonly type: string; readonly [param: string]: unknown }, () => Model])[] =
  [
    ['lru', { type: 'lru' }, () => lru],
    ['fifo', { type: 'fifo' }, () => fifo],
    ['lfu', { type: 'lfu', ties: 'promotion' }, () => lfu],
    ['lfu, ties by arrival', { type: 'lfu', ties: 'arrival' }, () => lfuByArrival],
    ['clock, 1 bit', { type: 'clock', bits: 1 }, () => clock(1)],
    ['clock, 2 bits', { type: 'clock', bits: 2 }, () => clock(3)],
    ['sieve', { type: 'sieve' }, sieve],
  ]

const action = fc.record({ kind: fc.constantFrom('access', 'access', 'access', 'access', 'remove'), key: fc.nat(9) })

function accessModel(model: Model, entries: Entry[], capacity: number, key: number): boolean {
  const index = entries.findIndex((entry) => entry.key === key)
  if (index >= 0) {
    model.use(entries, index)
    return true
  }
  if (entries.length === capacity) entries.splice(model.victim(entries), 1)
  model.place(entries, { key, count: 0 })
  return false
}

function access(cache: Eviction, key: number, random: SequentialRandom): boolean {
  const isHit = cache.lookup(key) !== ABSENT
  if (!isHit) cache.insert(key, random)
  return isHit
}

describe.each(cases)('%s', (_name, choice, newModel) => {
  it('equals a naive list', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(action, { maxLength: 120 }), (capacity, actions) => {
        const cache = buildEviction(choice, capacity)
        const model = newModel()
        const entries: Entry[] = []
        const random = new SequentialRandom(1)
        for (const { kind, key } of actions) {
          if (kind === 'access') {
            expect(access(cache, key, random)).toBe(accessModel(model, entries, capacity, key))
          } else {
            const index = entries.findIndex((entry) => entry.key === key)
            if (index >= 0) model.removed?.(entries, index)
            if (index >= 0) entries.splice(index, 1)
            expect(cache.remove(key)).toBe(index >= 0)
          }
          const held = Array.from({ length: 10 }, (_, candidate) => candidate).filter((k) => cache.peek(k) !== ABSENT)
          expect(held).toEqual(entries.map((entry) => entry.key).sort((a, b) => a - b))
        }
      }),
      { seed: 20_240_101, numRuns: 150 },
    )
  })
})

describe('lru', () => {
  it('holds, in a larger cache, all that a smaller one holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(fc.nat(11), { maxLength: 200 }), (capacity, keys) => {
        const small = buildEviction({ type: 'lru' }, capacity)
        const large = buildEviction({ type: 'lru' }, capacity + 1)
        const random = new SequentialRandom(1)
        for (const key of keys) {
          access(small, key, random)
          access(large, key, random)
          for (let k = 0; k < 12; k++) if (small.peek(k) !== ABSENT) expect(large.peek(k)).not.toBe(ABSENT)
        }
      }),
      { seed: 7, numRuns: 100 },
    )
  })
})

describe('arc', () => {
  it('keeps its ghosts within the bounds of the paper', () => {
    const cache = buildEviction({ type: 'arc' }, 8) as unknown as {
      readonly t1: { readonly length: number }
      readonly t2: { readonly length: number }
      readonly b1: { readonly size: number }
      readonly b2: { readonly size: number }
      readonly p: number
    } & Eviction
    const random = new SequentialRandom(3)
    for (let i = 0; i < 5000; i++) {
      access(cache, Math.floor(random.uniform() * random.uniform() * 40), random)
      const recent = cache.t1.length + cache.b1.size
      expect(recent).toBeLessThanOrEqual(8)
      expect(recent + cache.t2.length + cache.b2.size).toBeLessThanOrEqual(16)
      expect(cache.p).toBeGreaterThanOrEqual(0)
      expect(cache.p).toBeLessThanOrEqual(8)
    }
  })
})
