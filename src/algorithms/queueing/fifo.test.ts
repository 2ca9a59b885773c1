import { describe, expect, it } from 'vitest'
import { Fifo } from './fifo'
import { EMPTY } from './queueing'

describe('first in, first out', () => {
  it('serves in order of arrival whatever the priority and deadline', () => {
    const queue = new Fifo()
    queue.push(0, 7, 1, 50)
    queue.push(0, 8, 9, 10)
    queue.push(1, 9, 5, 30)
    expect([queue.pop(2), queue.pop(2), queue.pop(2), queue.pop(2)]).toEqual([7, 8, 9, EMPTY])
  })
})
