import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BinaryHeapTimers } from './binary-heap'
import { HierarchicalWheelTimers } from './hierarchical-wheel'
import type { Timers } from './timers'

function firings(subject: Timers, until: number): [number, number][] {
  const list: [number, number][] = []
  subject.advance(until, (id, firedAt) => list.push([id, firedAt]))
  return list
}

const tasks = fc.array(fc.nat(3000), { maxLength: 60 })

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
