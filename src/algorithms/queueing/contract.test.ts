import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { loadState, saveState } from '../../lib/state'
import { EMPTY, type QueueDiscipline } from './queueing'
import { createDiscipline, QUEUE_DISCIPLINE, queueDisciplines } from './registry'

/** Random pushes and pops; returns what was popped. */
function drive(queue: QueueDiscipline, seed: number, steps: number, startAt: number): number[] {
  const random = new SequentialRandom(seed)
  const popped: number[] = []
  for (let step = 0; step < steps; step++) {
    const now = startAt + 40 * step
    if (random.uniform() < 0.55) {
      const deadline = random.uniform() < 0.2 ? Number.POSITIVE_INFINITY : now + Math.floor(random.uniform() * 10)
      queue.push(now, startAt + step, Math.floor(random.uniform() * 4), deadline)
    } else popped.push(queue.pop(now))
  }
  return popped
}

describe.each(queueDisciplines.map(({ id }) => id))('%s', (id) => {
  it('serves every item exactly once', () => {
    const queue = createDiscipline(id)
    const popped = drive(queue, 1, 3000, 0).filter((item) => item !== EMPTY)
    let left = queue.length
    while (queue.length > 0) {
      popped.push(queue.pop(1e6))
      left--
      expect(queue.length).toBe(left)
    }
    expect(new Set(popped).size).toBe(popped.length)
    expect(popped.length).toBeGreaterThan(1500)
    expect(queue.pop(1e6)).toBe(EMPTY)
  })

  it('goes on after loading as if it had never been saved', () => {
    const queue = createDiscipline(id)
    drive(queue, 2, 500, 0)
    const restored = createDiscipline(id)
    restored.push(0, 99, 1, 1)
    const state = saveState(queue)
    loadState(restored, state)
    expect(saveState(restored)).toEqual(state)
    expect(drive(restored, 3, 800, 1000)).toEqual(drive(queue, 3, 800, 1000))
  })

  it('serves the others in the same order after some were removed', () => {
    for (const later of [0, 1000]) {
      const [whole, rest] = [createDiscipline(id), createDiscipline(id)]
      for (const queue of [whole, rest]) drive(queue, 8, 900, 0)
      const isGone = (item: number) => item % 3 !== 0
      const { length } = rest
      const asked: number[] = []
      rest.removeWhere((item) => {
        asked.push(item)
        return isGone(item)
      })
      expect(new Set(asked).size).toBe(length)
      const now = 40 * 899 + later
      const expected: number[] = []
      while (whole.length > 0) expected.push(whole.pop(now))
      const served: number[] = []
      while (rest.length > 0) served.push(rest.pop(now))
      expect(served.length).toBeGreaterThan(10)
      expect(served).toEqual(expected.filter((item) => !isGone(item)))
    }
  })

  it('is empty after everything was removed, and usable', () => {
    const queue = createDiscipline(id)
    drive(queue, 9, 300, 0)
    queue.removeWhere(() => true)
    expect([queue.length, queue.pop(5)]).toEqual([0, EMPTY])
    queue.push(9, 7, 1, 1)
    expect([queue.length, queue.pop(9)]).toEqual([1, 7])
  })

  it('is empty after it was cleared, and usable', () => {
    const queue = createDiscipline(id)
    drive(queue, 4, 300, 0)
    queue.clear()
    expect([queue.length, queue.pop(5)]).toEqual([0, EMPTY])
    queue.push(9, 0, 1, 1)
    expect([queue.length, queue.pop(9)]).toEqual([1, 0])
  })

  it('survives a clock that goes backwards', () => {
    const queue = createDiscipline(id)
    drive(queue, 6, 200, 100_000)
    expect(drive(queue, 7, 200, 0).length).toBeGreaterThan(0)
  })

  it('is one of the choices', () => {
    expect(QUEUE_DISCIPLINE.options.map((option) => option.id)).toContain(id)
  })
})

describe('the registry of disciplines', () => {
  it('has unique numbers and a default among its choices', () => {
    expect(new Set(queueDisciplines.map(({ number }) => number)).size).toBe(queueDisciplines.length)
    expect(QUEUE_DISCIPLINE.default).toBe('fifo')
  })

  it('refuses an id that it does not have', () => {
    expect(() => createDiscipline('widest-first')).toThrow(RangeError)
  })
})
