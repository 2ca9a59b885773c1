import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { WeightedLeastConnections } from './weighted-least-connections'

const key = { clientAddress: 0, clientPort: 0, key: 0 }
const random = new SequentialRandom(1)

describe('weighted least connections', () => {
  it('sticks to the first of equals', () => {
    const balancer = new WeightedLeastConnections(new BackendList([...'abc']))
    expect([1, 2, 3].map(() => balancer.pick(0, key, random))).toEqual([0, 0, 0])
  })

  it('compares calls in flight for the weight', () => {
    const backends = new BackendList([...'ab'], [1, 3])
    backends.inFlight.splice(0, 2, 1, 2)
    expect(new WeightedLeastConnections(backends).pick(0, key, random)).toBe(1)
    backends.inFlight.splice(0, 2, 1, 3)
    expect(new WeightedLeastConnections(backends).pick(0, key, random)).toBe(0)
  })
})
