import { describe, expect, it } from 'vitest'
import { loadState, saveState } from '../lib/state'
import { Engine } from './engine'

/** Schedules itself again after each event and notes what came. */
class Clockwork {
  readonly seen: [number, number, number][] = []
  readonly engine = new Engine()
  readonly handler = this.engine.register(this)
  delayMs = 10

  handle(kind: number, a: number): void {
    this.seen.push([this.engine.now, kind, a])
    if (kind === 1) this.engine.after(this.delayMs, this.handler, 1, a + 1, 0)
  }
}

describe('Engine', () => {
  it('delivers events before the limit and stands at the limit', () => {
    const { engine, handler, seen } = new Clockwork()
    engine.at(5, handler, 0, 1, 0)
    engine.at(10, handler, 0, 2, 0)
    expect(engine.run(10, 100)).toBe('limit')
    expect(seen).toEqual([[5, 0, 1]])
    expect(engine.now).toBe(10)
    engine.run(10.5, 100)
    expect(seen).toHaveLength(2)
  })

  it('stops at the budget with the clock at the last event', () => {
    const { engine, handler, seen } = new Clockwork()
    engine.after(0, handler, 1, 0, 0)
    expect(engine.run(Infinity, 4)).toBe('budget')
    expect(engine.now).toBe(30)
    expect(seen).toHaveLength(4)
    expect(engine.events).toBe(4)
  })

  it('takes a time in the past as now', () => {
    const { engine, handler, seen } = new Clockwork()
    engine.run(50, 10)
    engine.at(20, handler, 0, 7, 0)
    engine.run(51, 10)
    expect(seen).toEqual([[50, 0, 7]])
  })

  it('returns when a handler asks for it, once', () => {
    const engine = new Engine()
    const handler = engine.register({
      handle: (_, a) => {
        if (a === 2) engine.isStopping = true
      },
    })
    for (let i = 1; i <= 4; i++) engine.at(i, handler, 0, i, 0)
    expect(engine.run(10, 100)).toBe('stopped')
    expect(engine.now).toBe(2)
    expect(engine.run(10, 100)).toBe('limit')
    expect(engine.events).toBe(4)
  })

  it('reports a loop that does not let time pass', () => {
    const clockwork = new Clockwork()
    clockwork.delayMs = 0
    clockwork.seen.push = () => 0
    clockwork.engine.after(1, clockwork.handler, 1, 0, 0)
    expect(clockwork.engine.run(Infinity, Infinity)).toBe('loop')
    expect(clockwork.engine.now).toBe(1)
  })

  it('goes on after being loaded as it would have', () => {
    const first = new Clockwork()
    first.engine.after(3, first.handler, 1, 0, 0)
    first.engine.run(35, 100)
    const second = new Clockwork()
    loadState(second.engine, saveState(first.engine))
    first.seen.length = 0
    first.engine.run(100, 100)
    second.engine.run(100, 100)
    expect(second.seen).toEqual(first.seen)
    expect(second.engine.events).toBe(first.engine.events)
  })
})
