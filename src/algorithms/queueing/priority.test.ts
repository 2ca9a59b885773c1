import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Priority } from './priority'
import { EMPTY } from './queueing'

describe('priority', () => {
  it('serves the highest first and equals in order of arrival', () => {
    const queue = new Priority()
    const pushes: [item: number, priority: number][] = [
      [1, 0],
      [2, 5],
      [3, 5],
      [4, -1.5],
      [5, Number.POSITIVE_INFINITY],
      [6, Number.NaN],
      [7, 5],
    ]
    for (const [item, priority] of pushes) queue.push(0, item, priority, 0)
    expect(pushes.map(() => queue.pop(0))).toEqual([5, 2, 3, 7, 1, 4, 6])
  })

  it('equals a stable sort, also with pops in between', () => {
    const step = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant('pop' as const))
    const property = fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const queue = new Priority()
      let naive: { item: number; priority: number }[] = []
      steps.forEach((what, item) => {
        if (what === 'pop') {
          const best = naive.reduce<(typeof naive)[number] | undefined>(
            (first, other) => (first && first.priority >= other.priority ? first : other),
            undefined,
          )
          naive = naive.filter((other) => other !== best)
          expect(queue.pop(item)).toBe(best?.item ?? EMPTY)
        } else {
          queue.push(item, item, what, 0)
          naive.push({ item, priority: what })
        }
        expect(queue.length).toBe(naive.length)
      })
    })
    fc.assert(property, { seed: 5, numRuns: 200 })
  })
})
