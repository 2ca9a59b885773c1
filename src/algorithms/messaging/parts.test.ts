import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { loadState, saveState } from '../../lib/state'
import { ConsumerOffsets } from './consumer-offsets'
import { cooperativeAssignor } from './cooperative-assignor'
import { DeduplicationWindow } from './deduplication-window'
import { NO_OWNER } from './messaging'
import { OutboxRelay } from './outbox-relay'
import { rangeAssignor } from './range-assignor'
import { NO_LEADER, ReplicatedPartition } from './replicated-partition'
import { roundRobinAssignor } from './round-robin-assignor'
import { assignSticky } from './sticky-assignor'
import { TopicFilter } from './topic-filter'

describe('partition assignment', () => {
  it.each([
    { n: 7, members: [1, 2, 3], range: [1, 1, 1, 2, 2, 3, 3], roundRobin: [1, 2, 3, 1, 2, 3, 1] },
    { n: 2, members: [1, 2, 3], range: [1, 2], roundRobin: [1, 2] },
    { n: 4, members: [5], range: [5, 5, 5, 5], roundRobin: [5, 5, 5, 5] },
  ])('of $n partitions to $members', ({ n, members, range, roundRobin }) => {
    expect(rangeAssignor.create({}).assign(n, members, [])).toEqual(range)
    expect(roundRobinAssignor.create({}).assign(n, members, [])).toEqual(roundRobin)
  })

  it('is sticky: moves no more than balance asks for', () => {
    const groups = fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(fc.nat(12), groups, fc.array(fc.nat(9), { maxLength: 12 }), (n, list, current) => {
        const members = [...list].sort((a, b) => a - b)
        const owners = assignSticky(n, members, current)
        const moved = owners.filter(
          (owner, p) => members.includes(current[p] ?? NO_OWNER) && owner !== current[p],
        ).length
        const share = Math.floor(n / members.length)
        const owned = members
          .map((m) => current.slice(0, n).filter((owner) => owner === m).length)
          .sort((a, b) => b - a)
        // At best the n mod m members that own most keep one more than the others.
        const least = owned.reduce(
          (sum, own, rank) => sum + Math.max(0, own - share - (rank < n % members.length ? 1 : 0)),
          0,
        )
        expect(moved).toBe(least)
      }),
      { seed: 4, numRuns: 200 },
    )
  })

  it('cooperates: what moves belongs to nobody for one round', () => {
    const assignor = cooperativeAssignor.create({})
    const before = [1, 1, 1, 2, 2, 2]
    const first = assignor.assign(6, [1, 2, 3], before)
    expect(first).toEqual([1, 1, NO_OWNER, 2, 2, NO_OWNER])
    expect(assignor.assign(6, [1, 2, 3], first)).toEqual([1, 1, 3, 2, 2, 3])
    expect(assignor.assign(6, [1], before)).toEqual([1, 1, 1, 1, 1, 1])
  })
})

describe('DeduplicationWindow', () => {
  it('refuses an id again until exactly the end of its window', () => {
    const window = new DeduplicationWindow({ windowMs: 100, capacity: 10 })
    expect([0, 50, 99.9, 100, 150].map((now) => window.accept(now, 7))).toEqual([true, false, false, true, false])
    expect([window.duplicates, window.size]).toEqual([3, 1])
  })

  it('forgets the oldest beyond its capacity, and nothing when the clock goes back', () => {
    const window = new DeduplicationWindow({ windowMs: 100, capacity: 2 })
    for (const id of [1, 2, 3]) window.accept(10, id)
    const copy = new DeduplicationWindow({ windowMs: 100, capacity: 2 })
    loadState(copy, saveState(window))
    expect([copy.accept(0, 3), copy.accept(0, 2), copy.accept(0, 1)]).toEqual([false, false, true])
  })

  it('lets everything through with a window of 0, and each id once with an infinite one', () => {
    const none = new DeduplicationWindow({ windowMs: 0, capacity: 5 })
    expect([none.accept(0, 1), none.accept(0, 1)]).toEqual([true, true])
    const always = new DeduplicationWindow({ windowMs: Infinity, capacity: 5 })
    expect([always.accept(0, 1), always.accept(1e12, 1)]).toEqual([true, false])
    expect(() => new DeduplicationWindow({ windowMs: -1, capacity: 5 })).toThrow(ParamError)
  })
})

describe('ConsumerOffsets', () => {
  it('delivers again what was read and not committed', () => {
    const offsets = new ConsumerOffsets()
    expect([offsets.poll(10, 6), offsets.poll(10, 6), offsets.poll(10, 6)]).toEqual([6, 4, 0])
    offsets.commit(4)
    expect([offsets.lag(10), offsets.reassign(), offsets.position, offsets.redelivered]).toEqual([6, 6, 4, 6])
    offsets.commit(8)
    expect(offsets.committed).toBe(4)
    const copy = new ConsumerOffsets()
    loadState(copy, saveState(offsets))
    copy.poll(10, 100)
    copy.commit()
    expect([copy.committed, copy.lag(10)]).toEqual([10, 0])
  })

  it('counts what retention took before it was read', () => {
    const offsets = new ConsumerOffsets()
    offsets.poll(10, 3)
    expect([offsets.truncate(5), offsets.position, offsets.committed, offsets.truncate(2)]).toEqual([2, 5, 5, 0])
  })
})

describe('ReplicatedPartition', () => {
  const params = { replicas: 3, minInSync: 2, lagTimeMs: 100, allowsUnclean: false }

  it('moves the high-water mark with the slowest replica in sync', () => {
    const partition = new ReplicatedPartition(params)
    expect([partition.append(0, true), partition.append(0, true)]).toEqual([1, 2])
    partition.fetched(10, 1, 2)
    expect(partition.highWaterMark).toBe(0)
    partition.fetched(20, 2, 1)
    expect(partition.highWaterMark).toBe(1)
    expect([partition.inSyncCount(100), partition.inSyncCount(101)]).toEqual([3, 2])
    partition.fetched(101, 1, 2)
    expect(partition.highWaterMark).toBe(2)
  })

  it('refuses fully acknowledged writes with too few in sync, and takes others', () => {
    const partition = new ReplicatedPartition(params)
    partition.fail(0, 1)
    partition.fail(0, 2)
    expect([partition.append(0, true), partition.append(0, false)]).toEqual([-1, 1])
  })

  it('loses nothing below the high-water mark by a clean election', () => {
    const partition = new ReplicatedPartition(params)
    for (let i = 0; i < 5; i++) partition.append(0, true)
    partition.fetched(1, 1, 3)
    partition.fetched(1, 2, 4)
    const mark = partition.highWaterMark
    expect([mark, partition.fail(2, 0)]).toEqual([3, 1])
    expect([partition.end(1), partition.highWaterMark, partition.lost]).toEqual([3, 3, 2])
    expect([partition.recover(3, 0), partition.end(0)]).toEqual([1, 3])
  })

  it.each([
    { allowsUnclean: false, leader: NO_LEADER, lost: 0 },
    { allowsUnclean: true, leader: 1, lost: 2 },
  ])(
    'with unclean election $allowsUnclean ends with leader $leader and $lost lost',
    ({ allowsUnclean, leader, lost }) => {
      const partition = new ReplicatedPartition({ ...params, replicas: 2, minInSync: 1, allowsUnclean })
      partition.append(0, true)
      partition.append(0, true)
      partition.inSyncCount(500)
      expect(partition.fail(500, 0)).toBe(leader)
      expect(partition.lost).toBe(lost)
      if (allowsUnclean) return
      expect([partition.append(500, false), partition.recover(600, 0), partition.highWaterMark]).toEqual([-1, 0, 2])
    },
  )

  it('goes on from a saved state', () => {
    const partition = new ReplicatedPartition(params)
    partition.append(0, true)
    partition.fetched(1, 1, 1)
    const copy = new ReplicatedPartition(params)
    loadState(copy, saveState(partition))
    for (const part of [partition, copy]) part.fetched(2, 2, 1)
    expect([copy.highWaterMark, partition.highWaterMark]).toEqual([1, 1])
  })

  it.each([{ replicas: 0 }, { minInSync: 4 }, { lagTimeMs: -1 }])('refuses %o', (wrong) => {
    expect(() => new ReplicatedPartition({ ...params, ...wrong })).toThrow(ParamError)
  })
})

describe('TopicFilter', () => {
  it.each([
    ['a/b', 'a/b', true],
    ['a/b', 'a/b/c', false],
    ['a/b', 'a', false],
    ['a/+', 'a/b', true],
    ['a/+', 'a', false],
    ['a/+', 'a/', true],
    ['+/+', '/a', true],
    ['a/#', 'a', true],
    ['a/#', 'a/b/c', true],
    ['#', 'a/b', true],
    ['#', '$system/a', false],
    ['+/a', '$system/a', false],
    ['$system/#', '$system/a', true],
  ])('%s matches %s: %s', (filter, topic, isMatch) => {
    expect(new TopicFilter(filter).matches(topic)).toBe(isMatch)
  })

  it.each(['', 'a/#/b', 'a+', 'a/b#'])('refuses %o', (filter) => {
    expect(() => new TopicFilter(filter)).toThrow(ParamError)
  })
})

describe('OutboxRelay', () => {
  it('publishes in order, in batches, and stops at a refusal until the next poll', () => {
    const rows = [1, 2, 3, 4]
    const source = { next: () => rows[0] ?? -1, markSent: () => void rows.shift() }
    const relay = new OutboxRelay(0, { pollMs: 100, batchSize: 3 })
    const published: number[] = []
    const publish = (id: number) => {
      if (id === 2 && published.length === 1 && relay.nextPollAt() === 100) return false
      published.push(id)
      return true
    }
    expect([relay.poll(0, source, publish), relay.poll(99, source, publish)]).toEqual([1, 0])
    const copy = new OutboxRelay(0, { pollMs: 100, batchSize: 3 })
    loadState(copy, saveState(relay))
    expect(copy.nextPollAt()).toBe(100)
    expect([relay.poll(100, source, publish), relay.poll(200, source, publish)]).toEqual([3, 0])
    expect(published).toEqual([1, 2, 3, 4])
    expect(() => new OutboxRelay(0, { pollMs: 0, batchSize: 1 })).toThrow(ParamError)
  })
})
