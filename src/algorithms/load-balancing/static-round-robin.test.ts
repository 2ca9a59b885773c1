import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { StaticRoundRobin } from './static-round-robin'

const key = { clientAddress: 0, clientPort: 0, key: 0 }
const random = new SequentialRandom(1)

function letters(balancer: StaticRoundRobin, count: number): string {
  return Array.from({ length: count }, () => 'abc'[balancer.pick(0, key, random)]).join('')
}

describe('static round robin', () => {
  it('walks the table of the weights', () => {
    expect(letters(new StaticRoundRobin(new BackendList([...'abc'], [5, 1, 1])), 14)).toBe('aaabaacaaabaac')
  })

  it('divides weights by what they have in common', () => {
    expect(letters(new StaticRoundRobin(new BackendList([...'ab'], [200, 100])), 6)).toBe(
      letters(new StaticRoundRobin(new BackendList([...'ab'], [2, 1])), 6),
    )
  })

  it('starts over when its place is gone', () => {
    const backends = new BackendList([...'abc'])
    const balancer = new StaticRoundRobin(backends)
    expect(letters(balancer, 2)).toBe('ab')
    backends.eligible[1] = 0
    backends.eligible[2] = 0
    expect(letters(balancer, 2)).toBe('aa')
  })
})
