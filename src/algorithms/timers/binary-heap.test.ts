import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BinaryHeapTimers } from './binary-heap'
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
