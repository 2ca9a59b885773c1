import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadState, saveState } from '../lib/state'
import { EventQueue } from './event-queue'

/** Takes everything in order. */
function drain(queue: EventQueue): [number, number, number][] {
  const taken: [number, number, number][] = []
  while (queue.take(Infinity)) taken.push([queue.time, queue.code, queue.a])
  return taken
}

describe('EventQueue', () => {
  it('gives events in the order of time', () => {
    const queue = new EventQueue()
    for (const time of [5, 1, 4, 2, 3]) queue.push(time, 0, time, 0)
    expect(drain(queue).map(([time]) => time)).toEqual([1, 2, 3, 4, 5])
  })

  it('gives events of equal time in the order in which they were scheduled, across heap, lanes and now', () => {
    const queue = new EventQueue()
    const lane = queue.createLane(7)
    queue.push(7, 0, 1, 0)
    queue.pushLane(lane, 0, 0, 2, 0)
    queue.push(7, 0, 3, 0)
    queue.pushLane(lane, 0, 0, 4, 0)
    expect(queue.take(Infinity)).toBe(true)
    expect(queue.time).toBe(7)
    queue.pushNow(7, 0, 5, 0)
    queue.push(7, 0, 6, 0)
    expect(drain(queue).map(([, , a]) => a)).toEqual([2, 3, 4, 5, 6])
  })

  it('takes nothing at or after the limit', () => {
    const queue = new EventQueue()
    queue.push(3, 0, 0, 0)
    expect(queue.take(3)).toBe(false)
    expect(queue.take(3.0001)).toBe(true)
    expect(queue.time).toBe(3)
  })

  it('never lets an event at infinity happen', () => {
    const queue = new EventQueue()
    queue.push(Infinity, 0, 0, 0)
    expect(queue.take(Infinity)).toBe(false)
    expect(queue.size).toBe(0)
  })

  it('skips lane entries whose generation has moved on', () => {
    const queue = new EventQueue()
    const generation = new Int32Array(8)
    const lane = queue.createLane(5, { isCurrent: (record, known) => generation[record] === known })
    for (let record = 0; record < 8; record++) queue.pushLane(lane, record, 1, record, 0)
    for (const done of [0, 1, 2, 4, 7]) generation[done] = 1
    expect(drain(queue).map(([time, , record]) => [time, record])).toEqual([
      [8, 3],
      [10, 5],
      [11, 6],
    ])
  })

  it('equals a sorted list for any mixture of scheduling and taking, and after being saved and loaded', () => {
    const command = fc.record({
      what: fc.constantFrom('push', 'push', 'lane3', 'lane8', 'now', 'next', 'next', 'reload'),
      delay: fc.integer({ min: 0, max: 5 }),
    })
    fc.assert(
      fc.property(fc.array(command, { maxLength: 400 }), (commands) => {
        const build = () => {
          const queue = new EventQueue()
          return { queue, lanes: [queue.createLane(3), queue.createLane(8)] as const }
        }
        let { queue, lanes } = build()
        const model: { time: number; id: number }[] = []
        let now = 0
        for (const [id, { what, delay }] of commands.entries()) {
          if (what === 'push') queue.push(now + delay, 0, id, 0)
          if (what === 'lane3') queue.pushLane(lanes[0], now, 0, id, 0)
          if (what === 'lane8') queue.pushLane(lanes[1], now, 0, id, 0)
          if (what === 'now') queue.pushNow(now, 0, id, 0)
          const after = { push: delay, lane3: 3, lane8: 8, now: 0, next: -1, reload: -1 }[what] ?? -1
          if (after >= 0) model.push({ time: now + after, id })
          if (what === 'reload') {
            const state = saveState(queue)
            ;({ queue, lanes } = build())
            loadState(queue, state)
          }
          if (what !== 'next') continue
          model.sort((a, b) => a.time - b.time || a.id - b.id)
          const expected = model.shift()
          expect(queue.take(Infinity)).toBe(expected !== undefined)
          if (expected) {
            expect([queue.time, queue.a]).toEqual([expected.time, expected.id])
            now = queue.time
          }
        }
        model.sort((a, b) => a.time - b.time || a.id - b.id)
        expect(drain(queue).map(([, , id]) => id)).toEqual(model.map(({ id }) => id))
      }),
      { seed: 11, numRuns: 300 },
    )
  })

  it('keeps its order through growth of heap and lanes', () => {
    const queue = new EventQueue()
    const lane = queue.createLane(1000)
    for (let i = 0; i < 5000; i++) {
      queue.push((i * 7919) % 5000, 0, i, 0)
      queue.pushLane(lane, i, 0, i, 0)
    }
    const times = drain(queue).map(([time]) => time)
    expect(times).toHaveLength(10_000)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })
})
