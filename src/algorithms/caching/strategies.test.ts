import { describe, expect, it } from 'vitest'
import { loadState, saveState } from '../../lib/state'
import { cacheStrategies, type Step, StrategyRun, strategyOf } from './strategies'

/** A cache and a database of one value, and the requests that run on them. */
class World {
  cached: number | null = null
  stored = 0

  /** Does the present step of a run. Reads keep what they read in `value`; writes bring it. */
  act(run: StrategyRun, request: { value: number }): Step {
    const step = run.step
    if (step === 'read-database') request.value = this.stored
    if (step === 'fill-cache' || step === 'update-cache') this.cached = request.value
    if (step === 'update-database') this.stored = request.value
    if (step === 'delete-cache') this.cached = null
    run.advance(true)
    return step
  }

  finish(run: StrategyRun, request: { value: number }): void {
    while (run.step !== 'done') this.act(run, request)
  }
}

/** Runs a read that misses and a write of 1, the reader first for `head` steps, then the writer for `middle`, then both to their ends. */
function race(id: string, head: number, middle: number): World {
  const world = new World()
  const reader = new StrategyRun(strategyOf(id), 'miss')
  const writer = new StrategyRun(strategyOf(id), 'write')
  const read = { value: -1 }
  const write = { value: 1 }
  for (let i = 0; i < middle; i++) world.act(writer, write)
  for (let i = 0; i < head; i++) world.act(reader, read)
  world.finish(writer, write)
  world.finish(reader, read)
  return world
}

const isStale = (world: World) => world.cached !== null && world.cached !== world.stored

describe.each(cacheStrategies.map((strategy) => [strategy.id, strategy] as const))('%s', (id, strategy) => {
  it('replies once in each program, and ends', () => {
    for (const kind of ['miss', 'write'] as const) {
      const run = new StrategyRun(strategy, kind)
      const states = [run.state]
      for (let i = 0; i < 20; i++) {
        run.advance(true)
        states.push(run.state)
      }
      expect(strategy[kind].filter((step) => step === 'reply').length).toBe(1)
      expect(states[0]).toBe('running')
      expect(states.at(-1)).toBe('done')
    }
  })

  it('writes the database before it replies, unless it can lose writes', () => {
    const isWritten =
      strategy.write.indexOf('update-database') >= 0 &&
      strategy.write.indexOf('update-database') < strategy.write.indexOf('reply')
    expect(isWritten).toBe(!strategy.canLoseWrites)
  })

  it('leaves nothing stale when nobody interferes', () => {
    const world = new World()
    world.finish(new StrategyRun(strategy, 'miss'), { value: -1 })
    world.finish(new StrategyRun(strategy, 'write'), { value: 1 })
    expect(strategy.canLoseWrites ? world.cached : world.stored).toBe(1)
    if (!strategy.canLoseWrites) expect(isStale(world)).toBe(false)
  })

  it('goes on after save and load', () => {
    const run = new StrategyRun(strategy, 'write')
    run.advance(true)
    const copy = new StrategyRun(strategyOf(id), 'write')
    loadState(copy, saveState(run))
    expect([copy.step, copy.state]).toEqual([run.step, run.state])
  })
})

describe('races', () => {
  it('delete-then-update keeps the old value that a reader brought in between', () => {
    expect(isStale(race('delete-then-update', 2, 1))).toBe(true)
  })

  it('double delete removes it again', () => {
    expect(isStale(race('double-delete', 2, 1))).toBe(false)
  })

  it('update-then-delete is safe from a reader between its steps', () => {
    expect(isStale(race('update-then-delete', 2, 1))).toBe(false)
  })

  it('update-then-delete is not safe from a reader that read before and fills after', () => {
    expect(isStale(race('update-then-delete', 1, 0))).toBe(true)
  })
})

describe('failures', () => {
  it('a deletion is tried again where the strategy says so, as often as asked', () => {
    const run = new StrategyRun(strategyOf('update-then-delete-retried'), 'write', 3)
    run.advance(true)
    const steps = [run.step]
    for (let i = 0; i < 3; i++) {
      run.advance(false)
      steps.push(run.step)
    }
    expect(steps).toEqual(['delete-cache', 'delete-cache', 'delete-cache', 'reply'])
  })

  it('a deletion that fails is otherwise passed over', () => {
    const run = new StrategyRun(strategyOf('update-then-delete'), 'write')
    run.advance(true)
    run.advance(false)
    expect(run.step).toBe('reply')
  })

  it('the database failing ends the run', () => {
    const run = new StrategyRun(strategyOf('update-then-delete'), 'write')
    run.advance(false)
    expect([run.state, run.step]).toEqual(['failed', 'done'])
    run.advance(true)
    expect(run.state).toBe('failed')
  })

  it('there is no strategy of an unknown id', () => {
    expect(() => strategyOf('hope')).toThrow(RangeError)
  })
})
