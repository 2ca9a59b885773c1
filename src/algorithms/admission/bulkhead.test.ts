import { describe, expect, it } from 'vitest'
import { EMPTY } from '../queueing/queueing'
import { Bulkhead, GRANTED, REFUSED, WAITING } from './bulkhead'

describe('bulkhead', () => {
  it('refuses at once when it is full and nobody may wait', () => {
    const bulkhead = new Bulkhead(2, 0)
    expect([1, 2, 3].map((id) => bulkhead.acquire(0, id))).toEqual([GRANTED, GRANTED, REFUSED])
    expect(bulkhead.release(1)).toBe(EMPTY)
    expect(bulkhead.acquire(1, 4)).toBe(GRANTED)
  })

  it('hands a permit to the longest waiter', () => {
    const bulkhead = new Bulkhead(1, 50)
    expect([1, 2, 3].map((id) => bulkhead.acquire(0, id))).toEqual([GRANTED, WAITING, WAITING])
    expect(bulkhead.release(10)).toBe(2)
    expect([bulkhead.held, bulkhead.waiting]).toEqual([1, 1])
    expect(bulkhead.release(20)).toBe(3)
    expect(bulkhead.release(30)).toBe(EMPTY)
    expect(bulkhead.held).toBe(0)
  })

  it('lets a wait of exactly the limit succeed and expires longer ones in order', () => {
    const bulkhead = new Bulkhead(1, 50)
    for (const [now, id] of [
      [0, 1],
      [0, 2],
      [10, 3],
    ] as const)
      bulkhead.acquire(now, id)
    expect(bulkhead.expire(50)).toBe(EMPTY)
    expect([bulkhead.expire(55), bulkhead.expire(55)]).toEqual([2, EMPTY])
    expect(bulkhead.release(60)).toBe(3)
  })

  it('never gives a permit to a waiter whose time is over', () => {
    const bulkhead = new Bulkhead(1, 50)
    bulkhead.acquire(0, 1)
    bulkhead.acquire(0, 2)
    expect(bulkhead.release(51)).toBe(EMPTY)
    expect(bulkhead.held).toBe(0)
  })

  it('waits for ever with an infinite limit, and never holds more than its permits', () => {
    const bulkhead = new Bulkhead(3, Number.POSITIVE_INFINITY)
    for (let id = 0; id < 10; id++) bulkhead.acquire(0, id)
    expect(bulkhead.expire(1e15)).toBe(EMPTY)
    expect([3, 4, 5].map(() => bulkhead.release(1e15))).toEqual([3, 4, 5])
    expect(bulkhead.held).toBe(3)
  })

  it('ignores a release too many', () => {
    const bulkhead = new Bulkhead(1, 0)
    bulkhead.release(0)
    expect([bulkhead.held, bulkhead.acquire(0, 1), bulkhead.acquire(0, 2)]).toEqual([0, GRANTED, REFUSED])
  })
})
