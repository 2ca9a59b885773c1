import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import { PowerOfDChoices } from './power-of-d-choices'

const key = { clientAddress: 0, clientPort: 0, key: 0 }

describe('power of d choices', () => {
  it('with d at the number of backends always picks the least busy', () => {
    const backends = new BackendList([...'abcd'])
    backends.inFlight.splice(0, 4, 3, 9, 2, 7)
    const balancer = new PowerOfDChoices(4, backends)
    const random = new SequentialRandom(1)
    for (let i = 0; i < 100; i++) expect(balancer.pick(0, key, random)).toBe(2)
  })

  it('with d = 1 is a uniform choice', () => {
    const backends = new BackendList([...'abc'])
    backends.inFlight[0] = 50
    const balancer = new PowerOfDChoices(1, backends)
    const random = new SequentialRandom(2)
    const counts = [0, 0, 0]
    for (let i = 0; i < 9000; i++) counts[balancer.pick(0, key, random)]!++
    for (const count of counts) expect(Math.abs(count - 3000)).toBeLessThan(220)
  })

  it('with d = 3 of 5 never picks one of the two busiest', () => {
    const backends = new BackendList([...'abcde'])
    backends.inFlight.splice(0, 5, 1, 8, 2, 9, 3)
    const balancer = new PowerOfDChoices(3, backends)
    const random = new SequentialRandom(3)
    const counts = [0, 0, 0, 0, 0]
    for (let i = 0; i < 10_000; i++) counts[balancer.pick(0, key, random)]!++
    // Of the ten triples the least busy wins six, the next three, the next one.
    for (const [i, expected] of [6000, 0, 3000, 0, 1000].entries())
      expect(Math.abs(counts[i]! - expected)).toBeLessThan(250)
  })

  it('depends on the draws alone, not on the picks before', () => {
    const [fresh, used] = [1, 2].map(() => new PowerOfDChoices(2, new BackendList([...'abcdef'])))
    for (let i = 0; i < 50; i++) used!.pick(0, key, new SequentialRandom(i))
    expect(used!.pick(0, key, new SequentialRandom(77))).toBe(fresh!.pick(0, key, new SequentialRandom(77)))
  })
})
