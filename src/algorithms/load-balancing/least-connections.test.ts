import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { LeastConnections } from './least-connections'

const key = { clientAddress: 0, clientPort: 0, key: 0 }
const random = new SequentialRandom(1)

describe('least connections', () => {
  it('picks the smallest number of calls in flight for the weight', () => {
    const backends = new BackendList([...'abc'], [1, 2, 4])
    const balancer = new LeastConnections(backends)
    backends.inFlight.splice(0, 3, 1, 1, 3)
    expect(balancer.pick(0, key, random)).toBe(1)
    backends.inFlight.splice(0, 3, 1, 2, 3)
    expect(balancer.pick(0, key, random)).toBe(2)
  })

  it('takes turns among equals instead of always using the first', () => {
    const balancer = new LeastConnections(new BackendList([...'abc']))
    expect([1, 2, 3, 4].map(() => balancer.pick(0, key, random))).toEqual([0, 1, 2, 0])
  })

  it('shares equal ratios by weight', () => {
    const balancer = new LeastConnections(new BackendList([...'ab'], [3, 1]))
    expect([1, 2, 3, 4].map(() => balancer.pick(0, key, random))).toEqual([0, 0, 1, 0])
  })
})
