import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { SmoothWeightedRoundRobin } from './smooth-weighted-round-robin'

const key = { clientAddress: 0, clientPort: 0, key: 0 }
const random = new SequentialRandom(1)

function letters(balancer: SmoothWeightedRoundRobin, count: number): string {
  return Array.from({ length: count }, () => 'abcdef'[balancer.pick(0, key, random)]).join('')
}

describe('smooth weighted round robin', () => {
  it.each([
    [[5, 1, 1], 'aabacaa'],
    [[1, 1, 1], 'abc'],
    [[2, 1], 'aba'],
    [[0, 1, 0], 'b'],
    [[0.5, 0.5], 'ab'],
  ])('spreads weights %j as %s, over and over', (weights, cycle) => {
    const backends = new BackendList([...'abcdef'].slice(0, weights.length), weights)
    expect(letters(new SmoothWeightedRoundRobin(backends), cycle.length * 3)).toBe(cycle.repeat(3))
  })

  it('picks each backend its weight in times in every full cycle, wherever it starts', () => {
    const weights = [7, 3, 2, 1]
    const balancer = new SmoothWeightedRoundRobin(new BackendList([...'abcd'], weights))
    letters(balancer, 5)
    for (let cycle = 0; cycle < 20; cycle++) {
      const seen = letters(balancer, 13)
      weights.forEach((weight, i) => {
        expect([...seen].filter((letter) => letter === 'abcd'[i]).length).toBe(weight)
      })
    }
  })

  it('takes turns among backends of weight 0 when no other is eligible', () => {
    const backends = new BackendList([...'abc'], [3, 0, 0])
    const balancer = new SmoothWeightedRoundRobin(backends)
    expect(letters(balancer, 3)).toBe('aaa')
    backends.eligible[0] = 0
    expect(letters(balancer, 4)).toBe('bcbc')
  })
})
