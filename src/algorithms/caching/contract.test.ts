import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { defaultValue, type Fields } from '../../lib/schema'
import { loadState, saveState } from '../../lib/state'
import { UNITS } from '../../lib/units'
import { ABSENT, type Eviction } from './caching'
import { zipf } from './che'
import { buildEviction, EVICTION, evictions } from './registry'

/** Keys of a skewed stream with now and then a removal, told by a negative number. */
function stream(length: number, keys: number, seed: number): number[] {
  const random = new SequentialRandom(seed)
  const popularity = zipf(keys, 0.8)
  return Array.from({ length }, () => {
    let left = random.uniform()
    let key = 0
    while (key < keys - 1 && left > popularity[key]!) left -= popularity[key++]!
    return random.uniform() < 0.05 ? -1 - key : key
  })
}

/** Applies one element of a stream; returns the slot on a hit, ABSENT otherwise. */
function apply(cache: Eviction, item: number, random: SequentialRandom): number {
  if (item < 0) {
    cache.remove(-1 - item)
    return ABSENT
  }
  const slot = cache.lookup(item)
  if (slot === ABSENT) cache.insert(item, random)
  return slot
}

const capacities = [1, 2, 7, 50]

describe.each(evictions.map((member) => [member.id, member] as const))('%s', (id, member) => {
  const fields: Fields = member.fields
  const defaults = defaultValue({ kind: 'object', fields }) as Record<string, unknown>
  const build = (capacity: number) => buildEviction({ type: id, ...defaults }, capacity)

  it('describes itself', () => {
    expect(member.source).not.toBe('')
    expect(member.formula).not.toBe('')
    for (const { schema } of Object.values(fields)) if (schema.kind === 'number') expect(UNITS).toContain(schema.unit)
    expect(new Set(Object.values(fields).map((field) => field.number)).size).toBe(Object.keys(fields).length)
  })

  it.each(capacities)('never holds more than %i keys, and every key in a slot of its own', (capacity) => {
    const cache = build(capacity)
    const random = new SequentialRandom(1)
    const held = new Set<number>()
    let most = 0
    for (const item of stream(1000, 100, 2)) {
      apply(cache, item, random)
      held.add(Math.abs(item))
      most = Math.max(most, cache.size)
    }
    expect(most).toBe(capacity)
    const slots = [...held].map((key) => cache.peek(key)).filter((slot) => slot !== ABSENT)
    expect(slots.length).toBe(cache.size)
    expect(new Set(slots).size).toBe(slots.length)
    expect(slots.every((slot) => slot >= 0 && slot < capacity)).toBe(true)
  })

  it('finds in a slot what was put there last', () => {
    const cache = build(20)
    const random = new SequentialRandom(3)
    const valueIn = new Map<number, number>()
    const lastPut = new Map<number, number>()
    for (const [i, key] of stream(2000, 60, 4).entries()) {
      if (key < 0) {
        cache.remove(-1 - key)
        continue
      }
      const slot = cache.lookup(key)
      if (slot !== ABSENT) expect(valueIn.get(slot)).toBe(lastPut.get(key))
      const filled = cache.insert(key, random)
      if (slot !== ABSENT) expect(filled).toBe(slot)
      valueIn.set(filled, i)
      lastPut.set(key, i)
    }
  })

  it('counts evictions: what came in, less what was removed, less what is held', () => {
    const cache = build(10)
    const random = new SequentialRandom(5)
    let came = 0
    let removed = 0
    for (const item of stream(2000, 40, 6)) {
      const before = cache.peek(item < 0 ? -1 - item : item) !== ABSENT
      if (item < 0 && before) removed++
      apply(cache, item, random)
      if (item >= 0 && !before && cache.peek(item) !== ABSENT) came++
    }
    expect(cache.evictions).toBeGreaterThan(0)
    expect(cache.evictions).toBe(came - removed - cache.size)
  })

  it('is not changed by peeking, nor by inserting what is held', () => {
    const plain = build(12)
    const watched = build(12)
    const plainRandom = new SequentialRandom(7)
    const watchedRandom = new SequentialRandom(7)
    for (const item of stream(500, 30, 8)) {
      expect(apply(watched, item, watchedRandom)).toBe(apply(plain, item, plainRandom))
      for (let key = 0; key < 30; key++) {
        if (watched.peek(key) !== ABSENT) expect(watched.insert(key, watchedRandom)).toBe(watched.peek(key))
      }
    }
    expect(saveState(watched)).toEqual(saveState(plain))
  })

  it('removes only what is held', () => {
    const cache = build(3)
    const random = new SequentialRandom(9)
    expect(cache.remove(1)).toBe(false)
    cache.insert(1, random)
    expect(cache.remove(1)).toBe(true)
    expect([cache.size, cache.evictions, cache.peek(1), cache.lookup(1)]).toEqual([0, 0, ABSENT, ABSENT])
  })

  it('takes the lowest and the highest key', () => {
    const cache = build(4)
    const random = new SequentialRandom(9)
    for (const key of [0, 4294967295]) {
      const slot = cache.insert(key, random)
      expect(slot).not.toBe(ABSENT)
      expect(cache.lookup(key)).toBe(slot)
    }
  })

  it.each([5, 64])('goes on after save and load as it would have, capacity %i', (capacity) => {
    const items = stream(2000, 150, 10)
    const whole = build(capacity)
    const wholeRandom = new SequentialRandom(11)
    items.slice(0, 1000).forEach((item) => {
      apply(whole, item, wholeRandom)
    })
    const copy = build(capacity)
    const copyRandom = new SequentialRandom(99)
    loadState(copy, saveState(whole))
    loadState(copyRandom, saveState(wholeRandom))
    for (const item of items.slice(1000)) {
      expect(apply(copy, item, copyRandom)).toBe(apply(whole, item, wholeRandom))
    }
    expect(saveState(copy)).toEqual(saveState(whole))
    expect([copy.size, copy.evictions]).toEqual([whole.size, whole.evictions])
  })

  it('is as new after clear', () => {
    const used = build(16)
    for (const item of stream(2000, 60, 12)) apply(used, item, new SequentialRandom(1))
    used.clear()
    expect([used.size, used.evictions]).toEqual([0, 0])
    const fresh = build(16)
    const usedRandom = new SequentialRandom(13)
    const freshRandom = new SequentialRandom(13)
    for (const item of stream(2000, 60, 14)) {
      expect(apply(used, item, usedRandom)).toBe(apply(fresh, item, freshRandom))
    }
  })

  it('costs nothing for room that is not used', () => {
    const cache = build(10_000_000)
    const random = new SequentialRandom(1)
    for (let key = 0; key < 10; key++) cache.insert(key, random)
    expect(cache.size).toBe(10)
    expect(saveState(cache).length).toBeLessThan(1000)
  })

  it.each([0, -1, 1.5, Number.NaN, 10_000_001, Infinity])('refuses capacity %s', (capacity) => {
    expect(() => build(capacity)).toThrow(ParamError)
  })

  it('refuses parameters outside their range, by name', () => {
    for (const [name, { schema }] of Object.entries(fields)) {
      if (schema.kind !== 'number') continue
      for (const value of [schema.min - 1, schema.max * 1e6 + 1, Number.NaN]) {
        const params = { type: id, ...defaults, [name]: value }
        expect(() => buildEviction(params, 10)).toThrow(expect.objectContaining({ name: 'ParamError', param: name }))
      }
    }
  })
})

describe('registry', () => {
  it('has members with different ids and numbers, LRU by default', () => {
    expect(new Set(evictions.map((member) => member.id)).size).toBe(evictions.length)
    expect(new Set(evictions.map((member) => member.number)).size).toBe(evictions.length)
    expect(EVICTION.default).toBe('lru')
  })

  it('refuses an unknown type', () => {
    expect(() => buildEviction({ type: 'best' }, 10)).toThrow(RangeError)
  })
})
