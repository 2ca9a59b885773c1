import { describe, expect, it } from 'vitest'
import { CodelRfc8289 } from './codel-rfc8289'

/** Times at which a queue that never gets shorter than `waiting` loses a call, when one is taken each millisecond. */
function dropTimes(gate: CodelRfc8289, waitedMs: number, waiting: number, until: number): number[] {
  const times: number[] = []
  for (let now = 0; now <= until; now++) {
    while (gate.shed(now, waitedMs, waiting)) times.push(now)
  }
  return times
}

describe('CoDel of RFC 8289', () => {
  it('sheds first after one interval, then at gaps of interval/√count', () => {
    const times = dropTimes(new CodelRfc8289(5, 100), 20, 50, 700)
    const due = [101]
    for (let count = 1; due[due.length - 1]! + 100 / Math.sqrt(count) <= 700; count++)
      due.push(due[due.length - 1]! + 100 / Math.sqrt(count))
    expect(times).toEqual(due.map(Math.ceil))
    expect(times.length).toBeGreaterThan(8)
  })

  it.each([
    [4.999, 50],
    [20, 1],
    [20, 0],
  ])('sheds nothing at a wait of %d with %d others waiting', (waitedMs, waiting) => {
    expect(dropTimes(new CodelRfc8289(5, 100), waitedMs, waiting, 2000)).toEqual([])
  })

  it('counts a wait of exactly the target as above', () => {
    expect(dropTimes(new CodelRfc8289(5, 100), 5, 50, 200).length).toBeGreaterThan(0)
  })

  it('resumes near its old rate after a short pause, from the start after a long one', () => {
    const countAfterPause = (pauseMs: number) => {
      const gate = new CodelRfc8289(5, 100)
      dropTimes(gate, 20, 50, 1500)
      const before = gate.count
      gate.shed(1501, 0, 50)
      for (let now = 1501 + pauseMs; now < 1501 + pauseMs + 150; now++) if (gate.shed(now, 20, 50)) break
      return { before, after: gate.count }
    }
    const soon = countAfterPause(10)
    expect(soon.before).toBeGreaterThan(20)
    expect(soon.after).toBe(soon.before - 1)
    expect(countAfterPause(5000).after).toBe(1)
  })

  it('leaves the dropping state when the queue is found empty', () => {
    const gate = new CodelRfc8289(5, 100)
    dropTimes(gate, 20, 50, 150)
    expect(gate.isDropping).toBe(true)
    gate.foundEmpty(151)
    expect(gate.isDropping).toBe(false)
  })
})
