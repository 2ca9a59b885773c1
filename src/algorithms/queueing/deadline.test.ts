import { describe, expect, it } from 'vitest'
import { Deadline } from './deadline'

describe('earliest deadline first', () => {
  it('serves the earliest deadline, equals in order of arrival, none last', () => {
    const queue = new Deadline()
    const pushes: [item: number, deadline: number][] = [
      [1, Number.POSITIVE_INFINITY],
      [2, 50],
      [3, 10],
      [4, 50],
      [5, Number.NaN],
      [6, -1],
    ]
    for (const [item, deadline] of pushes) queue.push(0, item, 99, deadline)
    expect(pushes.map(() => queue.pop(60))).toEqual([6, 3, 2, 4, 1, 5])
  })
})
