import { describe, expect, it } from 'vitest'
import { Lifo } from './lifo'
import { EMPTY } from './queueing'

describe('last in, first out', () => {
  it('serves the newest first', () => {
    const queue = new Lifo()
    queue.push(0, 7, 1, 50)
    queue.push(0, 8, 9, 10)
    expect(queue.pop(1)).toBe(8)
    queue.push(1, 9, 0, 0)
    expect([queue.pop(2), queue.pop(2), queue.pop(2)]).toEqual([9, 7, EMPTY])
  })
})
