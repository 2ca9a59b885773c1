import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { SourceHash } from './source-hash'

const random = new SequentialRandom(1)

function owner(balancer: SourceHash, clientAddress: number): number {
  return balancer.pick(0, { clientAddress, clientPort: 0, key: 0 }, random)
}

describe('source hash', () => {
  it('maps addresses in order over equal backends', () => {
    const balancer = new SourceHash(false, new BackendList([...'abc']))
    expect([0, 1, 2, 3, 0xffffffff].map((address) => owner(balancer, address))).toEqual([0, 1, 2, 0, 0])
  })

  it('keeps an address with its backend whatever the port', () => {
    const balancer = new SourceHash(false, new BackendList([...'abc']))
    const first = balancer.pick(0, { clientAddress: 77, clientPort: 1, key: 1 }, random)
    expect(balancer.pick(9, { clientAddress: 77, clientPort: 2, key: 2 }, random)).toBe(first)
  })

  it('spreads addresses that share their low bits only when avalanched', () => {
    const addresses = Array.from({ length: 400 }, (_, i) => i * 4)
    const used = (isAvalanched: boolean) => {
      const balancer = new SourceHash(isAvalanched, new BackendList([...'abcd']))
      return new Set(addresses.map((address) => owner(balancer, address))).size
    }
    expect(used(false)).toBe(1)
    expect(used(true)).toBe(4)
  })
})
