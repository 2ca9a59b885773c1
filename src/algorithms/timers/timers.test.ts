import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BinaryHeapTimers } from './binary-heap'
import { HashedWheelTimers } from './hashed-wheel'
import { HierarchicalWheelTimers } from './hierarchical-wheel'
import { SortedSetShards } from './sorted-set-shards'
import type { Timers } from './timers'

function firings(subject: Timers, until: number): [number, number][] {
  const list: [number, number][] = []
  subject.advance(until, (id, firedAt) => list.push([id, firedAt]))
  return list
}

const tasks = fc.array(fc.nat(3000), { maxLength: 60 })

describe('binary heap', () => {
  it('fires at the deadline, equal ones in the order of scheduling', () => {
    const heap = new BinaryHeapTimers()
    for (const [id, delay] of [
      [1, 5],
      [2, 3],
      [3, 5],
      [4, 3],
    ] as const)
      heap.schedule(0, delay, id)
    expect(firings(heap, 4)).toEqual([
      [2, 3],
      [4, 3],
    ])
    expect(firings(heap, 5)).toEqual([
      [1, 5],
      [3, 5],
    ])
  })

  it('orders as a sorted list, whatever is cancelled', () => {
    fc.assert(
      fc.property(tasks, fc.array(fc.nat(60)), (delays, cancelled) => {
        const heap = new BinaryHeapTimers()
        delays.forEach((delay, id) => {
          heap.schedule(0, delay, id)
        })
        for (const id of cancelled) heap.cancel(id)
        const expected = delays
          .map((delay, id): [number, number] => [id, delay])
          .filter(([id]) => !cancelled.includes(id))
          .sort(([a, x], [b, y]) => x - y || a - b)
        expect(firings(heap, Infinity)).toEqual(expected)
      }),
      { seed: 1 },
    )
  })
})

describe('hashed wheel', () => {
  it.each([
    [0, 100],
    [99, 100],
    [100, 200],
    [101, 200],
    [799, 800],
    [800, 900],
    [12_345, 12_400],
  ])('with ticks of 100 ms a delay of %d fires at %d', (delay, at) => {
    const wheel = new HashedWheelTimers(100, 8)
    wheel.schedule(0, delay, 1)
    expect(firings(wheel, at - 0.001)).toEqual([])
    expect(firings(wheel, at)).toEqual([[1, at]])
  })

  it('fires in the order of the heap when deadlines are counted in ticks', () => {
    fc.assert(
      fc.property(tasks, fc.constantFrom(1, 4, 64), (delays, size) => {
        const wheel = new HashedWheelTimers(50, size)
        const heap = new BinaryHeapTimers()
        delays.forEach((delay, id) => {
          wheel.schedule(0, delay, id)
          heap.schedule(0, (Math.floor(delay / 50) + 1) * 50, id)
        })
        expect(firings(wheel, 1e6)).toEqual(firings(heap, 1e6))
      }),
      { seed: 2 },
    )
  })

  it('rounds its size up to a power of two: 9 buckets behave as 16', () => {
    const [nine, sixteen] = [new HashedWheelTimers(10, 9), new HashedWheelTimers(10, 16)]
    for (const wheel of [nine, sixteen]) for (let id = 0; id < 50; id++) wheel.schedule(0, id * 13, id)
    expect(firings(nine, 1e4)).toEqual(firings(sixteen, 1e4))
    expect(nine.work).toBe(sixteen.work)
  })

  it('tasks of later rounds cost a look each round', () => {
    const wheel = new HashedWheelTimers(1, 8)
    wheel.schedule(0, 8 * 100, 1)
    for (let now = 1; now <= 400; now++) wheel.advance(now, () => undefined)
    expect(wheel.work).toBeGreaterThanOrEqual(50 * 2)
  })

  it('crosses a long stretch without tasks in few steps', () => {
    const wheel = new HashedWheelTimers(1, 8)
    wheel.schedule(0, 3_600_000, 1)
    expect(firings(wheel, 1e7)).toEqual([[1, 3_600_001]])
    expect(wheel.work).toBeLessThan(20)
  })
})

describe('hierarchical wheel', () => {
  it.each([
    [9, 0],
    [10, 10],
    [19, 10],
    [399, 390],
    [4000, 4000],
    [123_456, 123_450],
  ])('with ticks of 10 ms a delay of %d fires at %d', (delay, at) => {
    const wheel = new HierarchicalWheelTimers(10, 20, 0)
    wheel.schedule(0, delay, 1)
    expect(firings(wheel, at - 0.001)).toEqual([])
    expect(firings(wheel, at)).toEqual([[1, at]])
  })

  it('fires at the same times as the heap when deadlines are cut to ticks', () => {
    fc.assert(
      fc.property(tasks, fc.constantFrom(2, 5, 20), (delays, size) => {
        const wheel = new HierarchicalWheelTimers(10, size, 0)
        const heap = new BinaryHeapTimers()
        delays.forEach((delay, id) => {
          wheel.schedule(0, delay, id)
          heap.schedule(0, Math.floor(delay / 10) * 10, id)
        })
        const byTimeAndId = ([a, x]: [number, number], [b, y]: [number, number]) => x - y || a - b
        expect(firings(wheel, 1e6).sort(byTimeAndId)).toEqual(firings(heap, 1e6).sort(byTimeAndId))
      }),
      { seed: 3 },
    )
  })

  it('empty ticks cost nothing', () => {
    const wheel = new HierarchicalWheelTimers(1, 20, 0)
    wheel.schedule(0, 3_600_000, 1)
    firings(wheel, 1e7)
    expect(wheel.work).toBeLessThan(30)
  })

  it('starts its clock at the given time, cut to a tick', () => {
    const wheel = new HierarchicalWheelTimers(10, 20, 1005)
    wheel.schedule(1005, 4, 1)
    wheel.schedule(1005, 10, 2)
    expect(firings(wheel, 2000)).toEqual([
      [1, 1005],
      [2, 1010],
    ])
  })
})

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
