import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { loadState, saveState } from '../../lib/state'
import { NO_MESSAGE, NO_OWNER } from './messaging'
import { messageStores, partitionAssignors } from './registry'

describe.each(messageStores)('message store $id', (member) => {
  const create = () => member.create({ visibilityMs: 50, maxReceives: 3, capacity: 20 })

  /** Random operations; a log of everything that came back. */
  const run = (seed: number, restoreAt: number): number[] => {
    const random = new SequentialRandom(seed)
    let store = create()
    const log: number[] = []
    const handles: number[] = []
    for (let step = 0; step < 400; step++) {
      const now = step * 3
      const luck = random.uniform()
      if (step === restoreAt) {
        const copy = create()
        loadState(copy, saveState(store))
        store = copy
      }
      if (luck < 0.4) log.push(Number(store.publish(now, step, now + (random.uint32() % 30))))
      else if (luck < 0.75) {
        const handle = store.receive(now)
        if (handle !== NO_MESSAGE) handles.push(handle)
        log.push(store.idOf(handle))
      } else log.push(Number(store.acknowledge(now, handles[random.uint32() % Math.max(1, handles.length)] ?? -1)))
      expect(store.depth + store.inFlight).toBeLessThanOrEqual(20)
      log.push(store.depth, store.inFlight, store.redelivered, store.deadLettered, store.nextVisibleAt(now))
    }
    return log
  }

  it('repeats itself, also after save and load on the way', () => {
    expect(run(3, 200)).toEqual(run(3, -1))
    expect(run(3, -1)).not.toEqual(run(4, -1))
  })

  it('loses nothing: published is waiting, in flight, dead or acknowledged', () => {
    const random = new SequentialRandom(8)
    const store = create()
    let published = 0
    let acknowledged = 0
    for (let now = 0; now < 3000; now += 7) {
      if (store.publish(now, now, now)) published++
      const handle = store.receive(now)
      if (random.uniform() < 0.6 && store.acknowledge(now, handle)) acknowledged++
      expect(store.depth + store.inFlight + store.deadLettered + acknowledged).toBe(published)
    }
    expect(store.deadLettered).toBeGreaterThan(0)
  })

  it('receives when it says it can, and not before', () => {
    const store = create()
    store.publish(0, 1, 40)
    const at = store.nextVisibleAt(0)
    expect(store.receive(at - 0.001)).toBe(NO_MESSAGE)
    expect(store.receive(at)).not.toBe(NO_MESSAGE)
  })

  it('refuses a capacity of nothing', () => {
    expect(() => member.create({ visibilityMs: 1, maxReceives: 1, capacity: 0 })).toThrow(ParamError)
  })
})

describe.each(partitionAssignors)('partition assignor $id', (member) => {
  const assignor = member.create({})
  const groups = fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 8 }).map((list) => list.sort((a, b) => a - b))
  const partitions = fc.nat(25)
  /** Until nothing changes any more. */
  const settle = (n: number, members: number[], current: number[]) => {
    const first = assignor.assign(n, members, current)
    return assignor.assign(n, members, first)
  }

  it('gives every partition to a member, in shares that differ by at most one', () => {
    fc.assert(
      fc.property(partitions, groups, groups, (n, before, after) => {
        const owners = settle(n, after, settle(n, before, []))
        expect(owners.length).toBe(n)
        const shares = after.map((member) => owners.filter((owner) => owner === member).length)
        expect(shares.reduce((a, b) => a + b, 0)).toBe(n)
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
      }),
      { seed: 1, numRuns: 150 },
    )
  })

  it('changes nothing when nothing has changed', () => {
    fc.assert(
      fc.property(partitions, groups, (n, members) => {
        const owners = settle(n, members, [])
        expect(assignor.assign(n, members, owners)).toEqual(owners)
      }),
      { seed: 2, numRuns: 100 },
    )
  })

  it('leaves all without owner when nobody is there', () => {
    expect(assignor.assign(3, [], [1, 2, 3])).toEqual([NO_OWNER, NO_OWNER, NO_OWNER])
  })
})
