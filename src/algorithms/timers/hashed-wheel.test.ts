import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BinaryHeapTimers } from './binary-heap'
import { HashedWheelTimers } from './hashed-wheel'
import type { Timers } from './timers'

function firings(subject: Timers, until: number): [number, number][] {
  const list: [number, number][] = []
  subject.advance(until, (id, firedAt) => list.push([id, firedAt]))
  return list
}

const tasks = fc.array(fc.nat(3000), { maxLength: 60 })

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
