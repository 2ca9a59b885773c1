import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { QueueTimeout } from './queue-timeout'

const random = new SequentialRandom(1)
const call = { priority: 0, user: 0, waiting: 3, utilisation: 1 }

describe('queue timeout', () => {
  it.each([
    [100, 100],
    [100.001, 5],
    [-10, 100],
  ])('%d ms after the queue was empty a call may wait %d ms', (later, limit) => {
    const gate = new QueueTimeout(5, 100)
    gate.admit(1000, { ...call, waiting: 0 }, random)
    gate.admit(1000 + later, call, random)
    expect(gate.waitLimitMs(1000 + later)).toBe(limit)
  })

  it('sheds a call that waited longer than its limit, counted from when it came', () => {
    const gate = new QueueTimeout(5, 100)
    gate.foundEmpty(0)
    expect(gate.shed(100, 100, 4)).toBe(false)
    expect(gate.shed(101, 100.5, 4)).toBe(true)
    expect(gate.shed(110, 5, 4)).toBe(false)
    expect(gate.shed(110, 5.5, 4)).toBe(true)
  })

  it('starts afresh when the last one waiting was taken', () => {
    const gate = new QueueTimeout(5, 100)
    gate.foundEmpty(0)
    gate.shed(500, 1, 0)
    expect(gate.waitLimitMs(600)).toBe(100)
  })

  it('gives the short limit before the queue was ever empty', () => {
    expect(new QueueTimeout(5, 100).waitLimitMs(0)).toBe(5)
  })
})
