import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { HaproxyRoundRobin } from './haproxy-round-robin'

const key = { clientAddress: 0, clientPort: 0, key: 0 }
const random = new SequentialRandom(1)

function letters(balancer: HaproxyRoundRobin, count: number): string {
  return Array.from({ length: count }, () => 'abcd'[balancer.pick(0, key, random)]).join('')
}

function count(text: string, letter: string): number {
  return [...text].filter((other) => other === letter).length
}

describe("HAProxy's round robin", () => {
  it.each([
    [[5, 1, 1], 'aaabaac'],
    [[3, 2, 1], 'abacab'],
    [[1, 1, 1], 'abc'],
  ])('serves weights %j in the order %s', (weights, cycle) => {
    expect(letters(new HaproxyRoundRobin(new BackendList([...'abc'], weights)), 4 * cycle.length)).toBe(cycle.repeat(4))
  })

  it('keeps the shares over a long time', () => {
    const seen = letters(new HaproxyRoundRobin(new BackendList([...'abcd'], [7, 5, 3, 1])), 16 * 100)
    expect(['a', 'b', 'c', 'd'].map((letter) => count(seen, letter))).toEqual([700, 500, 300, 100])
  })

  it('goes on by weight without one that is down, and gives it no backlog when it returns', () => {
    const backends = new BackendList([...'abc'])
    const balancer = new HaproxyRoundRobin(backends)
    letters(balancer, 4)
    backends.eligible[0] = 0
    const without = letters(balancer, 100)
    expect([count(without, 'a'), count(without, 'b'), count(without, 'c')]).toEqual([0, 50, 50])
    backends.eligible[0] = 1
    expect(Math.abs(count(letters(balancer, 90), 'a') - 30)).toBeLessThan(3)
  })
})
