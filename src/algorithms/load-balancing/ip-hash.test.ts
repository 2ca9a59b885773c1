import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { IpHash } from './ip-hash'

const random = new SequentialRandom(1)

function owner(balancer: IpHash, clientAddress: number): number {
  return balancer.pick(0, { clientAddress, clientPort: 0, key: 0 }, random)
}

describe('ip hash', () => {
  it('sends a whole /24 network to one backend', () => {
    const balancer = new IpHash(new BackendList([...'abc']))
    for (let network = 0; network < 50; network++) {
      const base = 0x0a000000 + network * 256
      const owners = [0, 1, 100, 255].map((host) => owner(balancer, base + host))
      expect(new Set(owners).size).toBe(1)
    }
  })

  it('moves only the networks of a backend that is down', () => {
    const backends = new BackendList([...'abcd'])
    const balancer = new IpHash(backends)
    const networks = Array.from({ length: 500 }, (_, i) => i * 256)
    const before = networks.map((address) => owner(balancer, address))
    backends.eligible[1] = 0
    networks.forEach((address, i) => {
      const after = owner(balancer, address)
      if (before[i] === 1) expect(after).not.toBe(1)
      else expect(after).toBe(before[i])
    })
  })
})
