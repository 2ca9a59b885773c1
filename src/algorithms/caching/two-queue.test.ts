import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { ABSENT, type Eviction } from './caching'
import { TwoQueue } from './two-queue'
import { TwoQueuePromoting } from './two-queue-promoting'

const random = new SequentialRandom(1)
const params = { recent: 0.25, ghost: 0.5 }

function fill(cache: Eviction, from: number, to: number): void {
  for (let key = from; key < to; key++) cache.insert(key, random)
}

const holds = (cache: Eviction, key: number) => cache.peek(key) !== ABSENT

describe('2Q', () => {
  it('does not spare a key that is used on its first stay', () => {
    const cache = new TwoQueue(params, 8)
    fill(cache, 0, 8)
    for (let n = 0; n < 5; n++) cache.lookup(0)
    fill(cache, 8, 9)
    expect(holds(cache, 0)).toBe(false)
  })

  it('keeps a key that comes back soon after its first stay', () => {
    const cache = new TwoQueue(params, 8)
    fill(cache, 0, 9)
    cache.insert(0, random)
    fill(cache, 100, 140)
    expect(holds(cache, 0)).toBe(true)
  })

  it('does not know a key that comes back too late', () => {
    const cache = new TwoQueue(params, 8)
    fill(cache, 0, 14)
    cache.insert(0, random)
    fill(cache, 100, 140)
    expect(holds(cache, 0)).toBe(false)
  })

  it('gives up the least recently used of the main list while the queue has no more than its share', () => {
    const cache = new TwoQueue(params, 4)
    fill(cache, 0, 5)
    fill(cache, 0, 1)
    fill(cache, 5, 6)
    fill(cache, 1, 3)
    cache.lookup(0)
    const main = [0, 1, 2].filter((key) => holds(cache, key))
    expect(main).toContain(0)
    expect(cache.size).toBe(4)
  })
})

describe('2Q, promoting on a hit', () => {
  it('keeps a key that is used on its first stay', () => {
    const cache = new TwoQueuePromoting(params, 8)
    fill(cache, 0, 8)
    cache.lookup(0)
    fill(cache, 8, 40)
    expect(holds(cache, 0)).toBe(true)
  })
})
