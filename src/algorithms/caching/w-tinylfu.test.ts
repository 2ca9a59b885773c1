import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { ABSENT } from './caching'
import { WTinyLfu } from './w-tinylfu'

const never = { uint32: () => 1, uniform: () => 0.5 }
const always = { uint32: () => 0, uniform: () => 0 }
const create = (capacity = 100, sample = 10) => new WTinyLfu({ window: 0.01, sample }, capacity)

describe('W-TinyLFU', () => {
  it('keeps what is asked for often through a scan of new keys', () => {
    const cache = create()
    for (let round = 0; round < 4; round++) {
      for (let key = 0; key < 90; key++) if (cache.lookup(key) === ABSENT) cache.insert(key, never)
    }
    for (let key = 1000; key < 1400; key++) cache.insert(key, never)
    let kept = 0
    for (let key = 0; key < 90; key++) if (cache.peek(key) !== ABSENT) kept++
    expect(kept).toBeGreaterThan(85)
  })

  it('takes every newcomer into the window, for one newcomer at least', () => {
    const cache = create(10)
    for (let key = 0; key < 50; key++) {
      cache.insert(key, never)
      expect(cache.peek(key)).not.toBe(ABSENT)
    }
  })

  it('admits a candidate that is asked for more often than its victim', () => {
    const cache = create(4)
    for (let key = 0; key < 4; key++) cache.insert(key, never)
    for (let n = 0; n < 3; n++) cache.lookup(3)
    cache.insert(4, never)
    expect([cache.peek(3), cache.peek(0)].map((slot) => slot !== ABSENT)).toEqual([true, false])
  })

  it('lets a warm candidate in by luck, a cold one never', () => {
    const isKept = (uses: number) => {
      const cache = create(4, 1000)
      for (let key = 0; key < 4; key++) cache.insert(key, never)
      for (let n = 0; n < uses; n++) for (const key of [0, 1, 2, 3]) cache.lookup(key)
      for (const key of [0, 1, 2]) for (let n = 0; n < 4; n++) cache.lookup(key)
      cache.insert(9, always)
      return cache.peek(3) !== ABSENT
    }
    expect([isKept(1), isKept(8)]).toEqual([false, true])
  })

  it('hits more than nothing on a loop it cannot hold', () => {
    const cache = create(50)
    const random = new SequentialRandom(1)
    let hits = 0
    for (let i = 0; i < 5000; i++) {
      if (cache.lookup(i % 60) !== ABSENT) hits++
      else cache.insert(i % 60, random)
    }
    expect(hits).toBeGreaterThan(2500)
  })
})
