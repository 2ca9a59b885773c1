import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { SourceAddressAndPort } from './source-address-and-port'

const random = new SequentialRandom(1)

describe('source address and port', () => {
  it('keeps one connection together and spreads the connections of one client', () => {
    const balancer = new SourceAddressAndPort(new BackendList([...'abcd']))
    const owner = (clientPort: number) => balancer.pick(0, { clientAddress: 5, clientPort, key: 0 }, random)
    expect(owner(4000)).toBe(owner(4000))
    const counts = [0, 0, 0, 0]
    for (let port = 1024; port < 65_536; port++) counts[owner(port)]!++
    for (const count of counts) expect(count / (65_536 - 1024)).toBeCloseTo(1 / 4, 1)
  })

  it('fills its 256 buckets by weight', () => {
    const balancer = new SourceAddressAndPort(new BackendList([...'ab'], [3, 1]))
    let first = 0
    for (let port = 0; port < 65_536; port++)
      if (balancer.pick(0, { clientAddress: 9, clientPort: port, key: 0 }, random) === 0) first++
    expect(first / 65_536).toBeCloseTo(3 / 4, 1)
  })

  it('reaches backends for which no bucket was left', () => {
    const backends = new BackendList(Array.from({ length: 300 }, (_, i) => `n${i}`))
    backends.eligible.fill(0)
    backends.eligible[299] = 1
    const call = { clientAddress: 1, clientPort: 1, key: 0 }
    expect(new SourceAddressAndPort(backends).pick(0, call, random)).toBe(299)
  })
})
