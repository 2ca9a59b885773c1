import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { RandomChoice } from './random'

const key = { clientAddress: 0, clientPort: 0, key: 0 }

function counts(backends: BackendList, calls: number): number[] {
  const balancer = new RandomChoice(backends)
  const random = new SequentialRandom(4)
  const result = backends.names.map(() => 0)
  for (let i = 0; i < calls; i++) result[balancer.pick(0, key, random)]!++
  return result
}

describe('random choice', () => {
  it('gives each eligible backend about the same share', () => {
    const backends = new BackendList([...'abcde'], [9, 1, 1, 1, 1])
    for (const count of counts(backends, 50_000)) expect(Math.abs(count - 10_000)).toBeLessThan(450)
  })

  it('stays uniform over the rest while some are down', () => {
    const backends = new BackendList([...'abcde'])
    backends.eligible[0] = 0
    backends.eligible[3] = 0
    const result = counts(backends, 30_000)
    expect([result[0], result[3]]).toEqual([0, 0])
    for (const i of [1, 2, 4]) expect(Math.abs(result[i]! - 10_000)).toBeLessThan(420)
  })
})
