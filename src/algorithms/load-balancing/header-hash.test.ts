import { describe, expect, it } from 'vitest'
import { BackendList } from './backend-list'
import { HeaderHash } from './header-hash'

describe('header hash', () => {
  it.each(['sdbm', 'djb2', 'wt6', 'crc32'] as const)(
    'with %s sticks to a backend and uses all of them',
    (hashFunction) => {
      for (const method of ['map-based', 'consistent'] as const) {
        const backends = new BackendList([...'abc'])
        const balancer = new HeaderHash({ method, hashFunction, avalanche: true }, backends)
        const owners = Array.from({ length: 300 }, (_, i) => {
          const bytes = Uint8Array.from(`user-${i}`, (character) => character.charCodeAt(0))
          const owner = balancer.pickFor(bytes, bytes.length)
          expect(balancer.pickFor(bytes, bytes.length)).toBe(owner)
          return owner
        })
        expect(new Set(owners).size).toBe(3)
      }
    },
  )

  it('takes the nearest point in either direction, the lower one on a tie', () => {
    const balancer = new HeaderHash(
      { method: 'consistent', hashFunction: 'sdbm', avalanche: false },
      new BackendList([...'ab']),
    )
    const owners = new Set(Array.from({ length: 64 }, (_, i) => balancer.pickByHash((i * 0x4000000) >>> 0)))
    expect(owners).toEqual(new Set([0, 1]))
  })
})
