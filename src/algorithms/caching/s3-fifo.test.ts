import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { ABSENT } from './caching'
import { S3Fifo } from './s3-fifo'

const random = new SequentialRandom(1)

/** Small queue of 2, main queue of 8, 9 ghosts. */
const create = (threshold = 2) => new S3Fifo({ small: 0.2, ghost: 0.9, threshold }, 10)

function fill(cache: S3Fifo, from: number, to: number): void {
  for (let key = from; key < to; key++) cache.insert(key, random)
}

const holds = (cache: S3Fifo, key: number) => cache.peek(key) !== ABSENT

describe('S3-FIFO', () => {
  it('evicts keys seen once in the order in which they came', () => {
    const cache = create()
    fill(cache, 0, 13)
    expect([0, 1, 2, 3].map((key) => holds(cache, key))).toEqual([false, false, false, true])
  })

  it.each([
    [2, 1, false],
    [2, 2, true],
    [1, 1, true],
  ])('with threshold %i keeps a key used %i times: %s', (threshold, uses, isKept) => {
    const cache = create(threshold)
    fill(cache, 0, 10)
    for (let n = 0; n < uses; n++) cache.lookup(0)
    fill(cache, 10, 15)
    expect(holds(cache, 0)).toBe(isKept)
  })

  it('takes a ghost into the main queue, where a scan does not reach it', () => {
    const cache = create()
    fill(cache, 0, 11)
    expect(holds(cache, 0)).toBe(false)
    cache.insert(0, random)
    fill(cache, 100, 150)
    expect(holds(cache, 0)).toBe(true)
  })

  it('forgets ghosts beyond their number', () => {
    const cache = create()
    fill(cache, 0, 20)
    cache.insert(0, random)
    fill(cache, 100, 150)
    expect(holds(cache, 0)).toBe(false)
  })

  it('works for a cache of one key', () => {
    const cache = new S3Fifo({ small: 0.1, ghost: 0.9, threshold: 2 }, 1)
    fill(cache, 0, 3)
    cache.lookup(2)
    cache.lookup(2)
    cache.insert(9, random)
    expect([cache.size, holds(cache, 9)]).toEqual([1, true])
  })
})
