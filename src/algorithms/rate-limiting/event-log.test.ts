import { describe, expect, it } from 'vitest'
import { loadState, saveState } from '../../lib/state'
import { EventLog } from './event-log'

describe('event log', () => {
  it('keeps order and weight while it wraps around and grows', () => {
    const log = new EventLog()
    const list: { time: number; weight: number }[] = []
    for (let i = 0; i < 200; i++) {
      log.push(i, (i % 3) + 1)
      list.push({ time: i, weight: (i % 3) + 1 })
      if (i % 5 !== 0) continue
      log.shift()
      list.shift()
    }
    const copy = new EventLog()
    loadState(copy, saveState(log))
    for (const each of [log, copy]) {
      expect(each.length).toBe(list.length)
      expect(list.map((_, i) => ({ time: each.timeAt(i), weight: each.weightAt(i) }))).toEqual(list)
      expect(each.weight).toBe(list.reduce((sum, { weight }) => sum + weight, 0))
    }
  })
})
