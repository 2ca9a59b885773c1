import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { HaproxyLeastConnections } from './haproxy-least-connections'

const key = { clientAddress: 0, clientPort: 0, key: 0 }
const random = new SequentialRandom(1)

describe("HAProxy's least connections", () => {
  it('uses the one untouched for longest among idle ones', () => {
    const backends = new BackendList([...'abc'])
    const balancer = new HaproxyLeastConnections(backends)
    const seen = [1, 2, 3, 4].map((now) => {
      const index = balancer.pick(now, key, random)
      backends.start(balancer, now, index)
      backends.finish(balancer, now, index)
      return index
    })
    expect(seen).toEqual([0, 1, 2, 0])
  })

  it('prefers an idle backend of little weight to a busy one of much', () => {
    const backends = new BackendList([...'ab'], [100, 1])
    backends.inFlight[0] = 1
    expect(new HaproxyLeastConnections(backends).pick(0, key, random)).toBe(1)
  })

  it('counts the call to come in the load of a busy backend', () => {
    const backends = new BackendList([...'ab'], [3, 1])
    backends.inFlight.splice(0, 2, 4, 1)
    // (4 + 1)/3 is less than (1 + 1)/1, though 4/3 is more than 1/1.
    expect(new HaproxyLeastConnections(backends).pick(0, key, random)).toBe(0)
  })
})
