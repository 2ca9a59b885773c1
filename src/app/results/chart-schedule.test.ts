import { describe, expect, it } from 'vitest'
import { ChartSchedule, REDRAW_MS } from './chart-schedule'

function setUp() {
  let now = 0
  let isLive = true
  let pending: (() => void) | null = null
  const log: string[] = []
  const schedule = new ChartSchedule(
    {
      now: () => now,
      nextFrame: (callback) => {
        pending = callback
      },
    },
    () => isLive,
  )
  const frame = (ms = 16) => {
    now += ms
    const run = pending
    pending = null
    run?.()
    return log.splice(0)
  }
  const add = (name: string) => schedule.add(() => log.push(name))
  return {
    schedule,
    frame,
    add,
    stop: () => {
      isLive = false
    },
    isIdle: () => pending === null,
  }
}

describe('redrawing charts', () => {
  it('draws one chart in each frame', () => {
    const { schedule, frame, add } = setUp()
    add('a')
    add('b')
    schedule.invalidate()
    expect([frame(), frame(), frame()]).toEqual([['a'], ['b'], []])
  })

  it('draws each chart at most twice a second while live', () => {
    const { schedule, frame, add } = setUp()
    add('a')
    schedule.invalidate()
    expect(frame()).toEqual(['a'])
    schedule.invalidate()
    expect(frame(REDRAW_MS - 1)).toEqual([])
    expect(frame(1)).toEqual(['a'])
  })

  it('draws the chart that has waited longest first', () => {
    const { schedule, frame, add } = setUp()
    add('a')
    schedule.invalidate()
    frame()
    add('b')
    schedule.invalidate()
    expect([frame(REDRAW_MS), frame()]).toEqual([['b'], ['a']])
  })

  it('does not hold charts back once the run stands still', () => {
    const { schedule, frame, add, stop } = setUp()
    add('a')
    schedule.invalidate()
    frame()
    stop()
    schedule.invalidate()
    expect(frame()).toEqual(['a'])
  })

  it('rests when nothing is new, and forgets removed charts', () => {
    const { schedule, frame, add, isIdle } = setUp()
    const remove = add('a')
    schedule.invalidate()
    remove()
    expect(frame()).toEqual([])
    expect(isIdle()).toBe(true)
  })
})
