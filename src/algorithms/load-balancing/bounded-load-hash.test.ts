import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { BoundedLoadHash } from './bounded-load-hash'
import { ConsistentHash } from './consistent-hash'

const names = Array.from({ length: 8 }, (_, i) => `node-${i}`)
const random = new SequentialRandom(1)

describe('bounded-load consistent hash', () => {
  it.each([1, 1.25, 2])('with factor %d never lets one backend have more than that times the average', (loadFactor) => {
    const backends = new BackendList(names)
    const balancer = new BoundedLoadHash({ vnodes: 50, hashOn: 'key', loadFactor }, backends)
    for (let call = 1; call <= 400; call++) {
      const index = balancer.pick(0, { clientAddress: 0, clientPort: 0, key: call % 5 }, random)
      backends.start(balancer, 0, index)
      expect(backends.inFlight[index]).toBeLessThanOrEqual(Math.ceil((loadFactor * call) / names.length))
    }
  })

  it('is the plain ring while nothing is busy, and with an infinite factor always', () => {
    const backends = new BackendList(names)
    const bounded = new BoundedLoadHash({ vnodes: 160, hashOn: 'key', loadFactor: 1.25 }, backends)
    const unbounded = new BoundedLoadHash(
      { vnodes: 160, hashOn: 'key', loadFactor: Number.POSITIVE_INFINITY },
      backends,
    )
    const ring = new ConsistentHash(160, 'key', backends)
    const call = { clientAddress: 0, clientPort: 0, key: 42 }
    const owner = ring.pick(0, call, random)
    expect(bounded.pick(0, call, random)).toBe(owner)
    backends.inFlight[owner] = 10
    expect(bounded.pick(0, call, random)).not.toBe(owner)
    expect(unbounded.pick(0, call, random)).toBe(owner)
  })
})
