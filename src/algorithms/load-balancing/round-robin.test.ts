import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { NO_BACKEND } from './load-balancing'
import { RoundRobin } from './round-robin'

const key = { clientAddress: 0, clientPort: 0, key: 0 }
const random = new SequentialRandom(1)

function picks(balancer: RoundRobin, count: number): number[] {
  return Array.from({ length: count }, () => balancer.pick(0, key, random))
}

describe('round robin', () => {
  it('starts with the first and goes round', () => {
    expect(picks(new RoundRobin(new BackendList(['a', 'b', 'c'])), 7)).toEqual([0, 1, 2, 0, 1, 2, 0])
  })

  it('passes over backends that may not be picked and lets them back in at their place', () => {
    const backends = new BackendList(['a', 'b', 'c'])
    const balancer = new RoundRobin(backends)
    backends.eligible[1] = 0
    expect(picks(balancer, 4)).toEqual([0, 2, 0, 2])
    backends.eligible[1] = 1
    expect(picks(balancer, 3)).toEqual([0, 1, 2])
  })

  it('ignores weights', () => {
    expect(picks(new RoundRobin(new BackendList(['a', 'b'], [9, 1])), 4)).toEqual([0, 1, 0, 1])
  })

  it('has nobody to pick from an empty list', () => {
    expect(picks(new RoundRobin(new BackendList([])), 1)).toEqual([NO_BACKEND])
  })
})
