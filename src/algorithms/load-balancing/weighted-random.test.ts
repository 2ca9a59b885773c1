import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { WeightedRandom } from './weighted-random'

const key = { clientAddress: 0, clientPort: 0, key: 0 }

describe('weighted random choice', () => {
  it('gives shares in proportion to the weights of the eligible', () => {
    const backends = new BackendList([...'abcd'], [6, 3, 1, 5])
    backends.eligible[3] = 0
    const balancer = new WeightedRandom(backends)
    const random = new SequentialRandom(8)
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 50_000; i++) counts[balancer.pick(0, key, random)]!++
    for (const [i, expected] of [30_000, 15_000, 5000, 0].entries())
      expect(Math.abs(counts[i]! - expected)).toBeLessThan(550)
  })

  it('stays within the backends at both ends of the draw', () => {
    const balancer = new WeightedRandom(new BackendList([...'abc'], [0.1, 0.2, 0.7]))
    const draw = (uniform: number) => balancer.pick(0, key, { uniform: () => uniform, uint32: () => 0 })
    expect(draw(Number.MIN_VALUE)).toBe(0)
    expect(draw(1 - Number.EPSILON / 2)).toBe(2)
  })
})
