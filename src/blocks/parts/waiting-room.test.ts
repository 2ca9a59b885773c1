import { describe, expect, it } from 'vitest'
import { queueDisciplines } from '../../algorithms/queueing/registry'
import { saveState } from '../../lib/state'
import { Run } from '../../simulation/run'
import { type DesignParts, designOf, poissonSource, reportOf } from '../../simulation/testing/designs'

type Params = { [key: string]: unknown }

const CANCELLED = { timeoutMs: 100, cancellation: true }

/** A service with one worker, which takes 10 ms, and calls that may be cancelled. */
function station(
  source: DesignParts['blocks'][number],
  discipline: string,
  call: Params,
  more: Params = {},
): DesignParts {
  const app = { workers: 1, serviceTime: { type: 'constant', valueMs: 10 }, queue: { discipline, capacity: 100 } }
  return {
    blocks: [source, { id: 'app', kind: 'service', params: { ...app, ...more } }],
    connections: [{ from: 'source', to: 'app', params: call }],
  }
}

/** Twice as many as can be served, until those who wait are cancelled, and much later four in a row. */
function burstThenFew(discipline: string): DesignParts {
  const atMs = [...Array.from({ length: 100 }, (_, i) => 5 * i), 2000, 2001, 2002, 2003]
  const source = { id: 'source', kind: 'traffic-source', params: { arrivals: { type: 'trace', atMs }, readShare: 1 } }
  return { scenario: { durationMs: 3000, warmupMs: 1000 }, ...station(source, discipline, CANCELLED) }
}

describe('a queue out of which calls are cancelled', () => {
  it('is empty when nobody waits, whoever has left it', () => {
    const longest = (discipline: string) => reportOf(burstThenFew(discipline)).requests.latencyMs.max
    expect(longest('fifo')).toBeCloseTo(37, 6)
    expect(longest('lifo')).toBeCloseTo(39, 6)
    expect(longest('adaptive-lifo')).toBeCloseTo(37, 6)
  })
})

describe.each(queueDisciplines.map(({ id }) => id))('the memory of a queue in the order %s', (discipline) => {
  it.each<[string, Params, Params]>([
    ['calls are cancelled', CANCELLED, {}],
    ['waits have an end', { timeoutMs: 100 }, { admission: { type: 'queue-timeout', shortMs: 30 } }],
  ])('does not grow with time where %s', (_, call, more) => {
    const source = poissonSource(200)
    const run = new Run(designOf({ scenario: { durationMs: 30_000 }, ...station(source, discipline, call, more) }))
    const sizeAt = (ms: number): number => {
      run.advance(ms, Infinity)
      return saveState(run.behaviours[1]!).length
    }
    const early = sizeAt(5000)
    expect(sizeAt(29_000)).toBeLessThan(early + 300)
  })

  it('goes on after being restored exactly as it would have', () => {
    const parts = { scenario: { durationMs: 3000 }, ...station(poissonSource(200), discipline, CANCELLED) }
    const straight = new Run(designOf(parts))
    straight.advance(1500, Infinity)
    const restored = new Run(straight.design)
    restored.load(straight.save())
    for (const run of [straight, restored]) run.finish()
    expect(restored.report(0).digest).toBe(straight.report(0).digest)
  })
})
