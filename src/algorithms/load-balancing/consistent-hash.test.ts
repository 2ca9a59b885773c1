import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { ConsistentHash } from './consistent-hash'
import { HashRing } from './hash-ring'
import { utf8 } from './key-bytes'
import { NO_BACKEND } from './load-balancing'

const random = new SequentialRandom(1)

describe('consistent hash', () => {
  it('hashes the decimal text of the key and the dotted text of the address', () => {
    const names = Array.from({ length: 9 }, (_, i) => `node-${i}`)
    const byKey = new ConsistentHash(160, 'key', new BackendList(names))
    const byAddress = new ConsistentHash(160, 'client-address', new BackendList(names))
    const of = (text: string) => byKey.pickFor(utf8(text), text.length)
    for (const key of [0, 7, 10, 123456789, Number.MAX_SAFE_INTEGER])
      expect(byKey.pick(0, { clientAddress: 0, clientPort: 0, key }, random)).toBe(of(`${key}`))
    const call = { clientAddress: 0xc0a8010a, clientPort: 0, key: 0 }
    expect(byAddress.pick(0, call, random)).toBe(of('192.168.1.10'))
  })

  it('shares more evenly with more points', () => {
    const largest = (vnodes: number) => {
      const balancer = new ConsistentHash(
        vnodes,
        'key',
        new BackendList(Array.from({ length: 10 }, (_, i) => `node-${i}`)),
      )
      const counts = new Array<number>(10).fill(0)
      for (let key = 0; key < 20_000; key++)
        counts[balancer.pick(0, { clientAddress: 0, clientPort: 0, key: key * 7919 }, random)]!++
      return Math.max(...counts) / 2000
    }
    expect(largest(1)).toBeGreaterThan(1.8)
    expect(largest(1000)).toBeLessThan(1.35)
  })
})

describe('a hash ring', () => {
  const ring = new HashRing()
  ring.build([30, 10, 20, 10], [0, 1, 2, 3], 'last')

  it.each([
    [0, 3],
    [10, 3],
    [11, 2],
    [20, 2],
    [30, 0],
    [31, 3],
    [0xffffffff, 3],
  ])('a hash of %d belongs to owner %d', (hash, owner) => {
    expect(ring.ownerOf(hash)).toBe(owner)
  })

  it('keeps the first or the last of points with the same hash', () => {
    const first = new HashRing()
    first.build([10, 10], [1, 3], 'first')
    expect(first.size).toBe(1)
    expect(first.ownerOf(5)).toBe(1)
  })

  it('has no owner when it is empty', () => {
    expect(new HashRing().ownerOf(5)).toBe(NO_BACKEND)
  })
})
