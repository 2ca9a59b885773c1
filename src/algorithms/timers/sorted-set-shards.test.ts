import { describe, expect, it } from 'vitest'
import { SortedSetShards } from './sorted-set-shards'
import type { Timers } from './timers'

function firings(subject: Timers, until: number): [number, number][] {
  const list: [number, number][] = []
  subject.advance(until, (id, firedAt) => list.push([id, firedAt]))
  return list
}

describe('sorted sets in shards', () => {
  it('fires at the first poll that is not before the deadline, shard after shard, equal ones by id', () => {
    const sets = new SortedSetShards(2, 100, 10)
    for (const [id, delay] of [
      [4, 50],
      [2, 50],
      [1, 60],
      [3, 10],
      [6, 100],
      [8, 101],
    ] as const)
      sets.schedule(0, delay, id)
    expect(firings(sets, 99)).toEqual([])
    expect(firings(sets, 250)).toEqual([
      [2, 100],
      [4, 100],
      [6, 100],
      [3, 100],
      [1, 100],
      [8, 200],
    ])
  })

  it('takes no more than a batch from a shard, so a backlog is late by whole polls', () => {
    const sets = new SortedSetShards(2, 10, 2)
    for (let id = 0; id < 10; id++) sets.schedule(0, 1, id)
    const times = firings(sets, 1000).map(([, firedAt]) => firedAt)
    expect(times).toEqual([10, 10, 10, 10, 20, 20, 20, 20, 30, 30])
  })

  it('a poll that has passed does not come back for a task that is due at once', () => {
    const sets = new SortedSetShards(1, 100, 10)
    firings(sets, 150)
    sets.schedule(150, 0, 1)
    expect(sets.nextAt()).toBe(200)
    firings(sets, 200)
    sets.schedule(200, 0, 2)
    expect(sets.nextAt()).toBe(300)
  })
})
