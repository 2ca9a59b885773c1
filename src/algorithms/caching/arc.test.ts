import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { Arc } from './arc'
import { ArcWhole } from './arc-whole'
import { ABSENT, type Eviction } from './caching'

const random = new SequentialRandom(1)

function access(cache: Eviction, key: number): boolean {
  if (cache.lookup(key) !== ABSENT) return true
  cache.insert(key, random)
  return false
}

const holds = (cache: Eviction, key: number) => cache.peek(key) !== ABSENT

describe('ARC', () => {
  it('keeps keys used twice through a scan', () => {
    const cache = new Arc(8)
    for (let key = 0; key < 4; key++) {
      access(cache, key)
      access(cache, key)
    }
    for (let key = 100; key < 140; key++) access(cache, key)
    expect([0, 1, 2, 3].map((key) => holds(cache, key))).toEqual([true, true, true, true])
  })

  it('gives more room to recency after it evicted too early from there', () => {
    const cache = new Arc(4)
    for (const key of [1, 1, 2, 2, 3, 4, 5]) access(cache, key)
    expect(holds(cache, 3)).toBe(false)
    expect(access(cache, 3)).toBe(false)
    for (const key of [6, 7]) access(cache, key)
    expect([holds(cache, 1), holds(cache, 7), cache.size]).toEqual([false, true, 4])
  })

  it('gets no hits on a scan around more keys than it holds', () => {
    const cache = new Arc(10)
    let hits = 0
    for (let i = 0; i < 1000; i++) if (access(cache, i % 11)) hits++
    expect(hits).toBe(0)
  })

  it('with whole steps gets some', () => {
    const cache = new ArcWhole(10)
    let hits = 0
    for (let i = 0; i < 1000; i++) if (access(cache, i % 11)) hits++
    expect(hits).toBeGreaterThan(0)
  })
})
