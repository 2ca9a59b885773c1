import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { otherIndex, PowerOfTwoChoices } from './power-of-two-choices'

const key = { clientAddress: 0, clientPort: 0, key: 0 }

describe('power of two choices', () => {
  it('never picks the busiest of all, because the two are distinct', () => {
    const backends = new BackendList([...'abcd'])
    backends.inFlight.splice(0, 4, 3, 9, 2, 1)
    const balancer = new PowerOfTwoChoices(backends)
    const random = new SequentialRandom(2)
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 12_000; i++) counts[balancer.pick(0, key, random)]!++
    // Of the six pairs one is won by the second busiest, two by the next, three by the least busy.
    expect(counts[1]).toBe(0)
    for (const [i, pairs] of [
      [0, 1],
      [2, 2],
      [3, 3],
    ] as const)
      expect(Math.abs(counts[i]! - 2000 * pairs)).toBeLessThan(250)
  })

  it('breaks ties evenly', () => {
    const balancer = new PowerOfTwoChoices(new BackendList([...'ab']))
    const random = new SequentialRandom(3)
    let first = 0
    for (let i = 0; i < 10_000; i++) if (balancer.pick(0, key, random) === 0) first++
    expect(Math.abs(first - 5000)).toBeLessThan(250)
  })

  it('compares two eligible ones also when most are down', () => {
    const backends = new BackendList([...'abcdefgh'])
    backends.eligible.fill(0)
    backends.eligible[2] = 1
    backends.eligible[6] = 1
    backends.inFlight[2] = 5
    const balancer = new PowerOfTwoChoices(backends)
    const random = new SequentialRandom(5)
    for (let i = 0; i < 200; i++) expect(balancer.pick(0, key, random)).toBe(6)
  })

  it('draws the second one uniformly among the others', () => {
    const random = new SequentialRandom(6)
    const counts = [0, 0, 0, 0, 0]
    for (let i = 0; i < 8000; i++) counts[otherIndex(random, 5, 2)]!++
    expect(counts[2]).toBe(0)
    for (const i of [0, 1, 3, 4]) expect(Math.abs(counts[i]! - 2000)).toBeLessThan(200)
  })
})
