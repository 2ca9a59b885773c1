import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { defaultsOf } from '../../lib/schema'
import { AdaptiveLifo, adaptiveLifo } from './adaptive-lifo'

const NEVER = Number.POSITIVE_INFINITY

function backedUpFrom(now: number, recentlyEmptyMs = 100): AdaptiveLifo {
  const queue = new AdaptiveLifo(recentlyEmptyMs)
  for (const item of [1, 2, 3, 4]) queue.push(now, item, 0, NEVER)
  return queue
}

describe('adaptive LIFO', () => {
  it('switches after 100 ms by default', () => {
    expect(defaultsOf(adaptiveLifo.fields)).toEqual({ recentlyEmptyMs: 100 })
  })

  it.each([
    [0, 1],
    [100, 1],
    [100.001, 4],
    [-50, 1],
  ])('%d ms after it was empty serves item %d', (later, item) => {
    expect(backedUpFrom(1000).pop(1000 + later)).toBe(item)
  })

  it('goes back to oldest first once it has been empty', () => {
    const queue = backedUpFrom(0)
    expect([queue.pop(500), queue.pop(500), queue.pop(500), queue.pop(500)]).toEqual([4, 3, 2, 1])
    queue.push(550, 5, 0, NEVER)
    queue.push(550, 6, 0, NEVER)
    expect(queue.pop(600)).toBe(5)
  })

  it('counts an arrival at an empty queue as empty until then', () => {
    const queue = new AdaptiveLifo(100)
    queue.push(0, 1, 0, NEVER)
    queue.pop(0)
    queue.push(5000, 2, 0, NEVER)
    queue.push(5001, 3, 0, NEVER)
    expect(queue.pop(5050)).toBe(2)
  })

  it('counts as empty once everything was removed', () => {
    const queue = backedUpFrom(0)
    queue.removeWhere(() => true)
    queue.push(5000, 2, 0, NEVER)
    queue.push(5001, 3, 0, NEVER)
    expect(queue.pop(5050)).toBe(2)
  })

  it('is plain first in, first out with infinity, newest first with 0', () => {
    expect(backedUpFrom(0, Number.POSITIVE_INFINITY).pop(1e12)).toBe(1)
    expect(backedUpFrom(0, 0).pop(0.001)).toBe(4)
    expect(backedUpFrom(0, 0).pop(0)).toBe(1)
  })

  it.each([-1, Number.NaN])('refuses %d', (value) => {
    expect(() => new AdaptiveLifo(value)).toThrow(ParamError)
  })
})
