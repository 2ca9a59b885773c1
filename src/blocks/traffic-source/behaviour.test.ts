import { describe, expect, it } from 'vitest'
import { Run } from '../../simulation/run'
import { constantSource, type DesignParts, designOf, reportOf, steadyService } from '../../simulation/testing/designs'

const USERS = 'blocks.source.params.arrivals.users'

/** Ten users who think for 100 ms, and are answered at once unless told otherwise: each asks ten times a second. */
function users(scenario: DesignParts['scenario'], serviceMs = 0): DesignParts {
  const arrivals = { type: 'closed', users: 10, thinkTime: { type: 'constant', valueMs: 100 } }
  return {
    scenario: { durationMs: 20_000, ...scenario },
    blocks: [
      { id: 'source', kind: 'traffic-source', params: { arrivals, readShare: 1 } },
      steadyService('app', serviceMs, { workers: 1000 }),
    ],
    connections: [{ from: 'source', to: 'app', params: { timeoutMs: null } }],
  }
}

/** Requests that start from one time to another. */
function askedBetween(parts: DesignParts, fromMs: number, toMs: number): number {
  const run = new Run(designOf(parts))
  run.advance(fromMs, Infinity)
  const before = run.requestLog.offered
  run.advance(toMs, Infinity)
  return run.requestLog.offered - before
}

const load = (factor: number, forMs = 5000) => ({ atMs: 5050, forMs, target: 'source', type: 'load', factor })

describe('the users of a closed source', () => {
  it.each([
    [0, 0],
    [0.5, 5],
    [0.26, 3],
    [1, 10],
    [3, 30],
  ])('are times %d while a fault multiplies the load: %d', (factor, count) => {
    const parts = users({ faults: [load(factor)] })
    expect(askedBetween(parts, 4030, 5030)).toBe(100)
    expect(askedBetween(parts, 8030, 9030)).toBe(10 * count)
    expect(askedBetween(parts, 15_030, 16_030)).toBe(100)
  })

  it('are as many again after a fault during which their requests were under way', () => {
    const parts = users({ faults: [load(0.3)] }, 300)
    // One request takes each of them 400 ms.
    expect(askedBetween(parts, 7030, 9030)).toBe(15)
    expect(askedBetween(parts, 15_030, 17_030)).toBe(50)
  })

  it('ask no more often after faults shorter than their thoughts', () => {
    const faults = [0, 1, 2, 3].map((i) => ({ ...load(0.5, 20), atMs: 5000 + 30 * i }))
    expect(askedBetween(users({ faults }), 15_030, 16_030)).toBe(100)
  })

  it('are multiplied as they are changed', () => {
    const changes = [
      { atMs: 6000, path: USERS, value: 20 },
      { atMs: 8000, path: USERS, value: 4 },
    ]
    const parts = users({ faults: [load(2)], changes })
    expect(askedBetween(parts, 7030, 7930)).toBe(360)
    expect(askedBetween(parts, 8530, 9530)).toBe(80)
    expect(askedBetween(parts, 15_030, 16_030)).toBe(40)
  })

  it('are as many as were asked for, however often that is changed', () => {
    const counts = [6, 10, 2, 9, 4, 10]
    const changes = counts.map((value, i) => ({ atMs: 5000 + 130 * i, path: USERS, value }))
    for (const serviceMs of [0, 100]) {
      const askedInTwoSeconds = serviceMs === 0 ? 200 : 100
      expect(askedBetween(users({ changes }, serviceMs), 10_030, 12_030)).toBe(askedInTwoSeconds)
    }
  })

  it('go on after being restored as if nothing had been', () => {
    for (const atMs of [5500, 12_000]) {
      const straight = new Run(designOf(users({ faults: [load(0.3)] }, 300)))
      straight.advance(atMs, Infinity)
      const restored = new Run(straight.design)
      restored.load(straight.save())
      for (const run of [straight, restored]) run.finish()
      expect(restored.report(0).digest).toBe(straight.report(0).digest)
    }
  })
})

it('splits its requests by shares as they are changed', () => {
  const { connections } = reportOf({
    scenario: { changes: [{ atMs: 5000, path: 'connections.source-right.params.share', value: 0 }] },
    blocks: [constantSource(100), steadyService('left', 1), steadyService('right', 1)],
    connections: ['source > left', 'source > right'],
  })
  expect((connections['source-right']?.calls ?? 0) / 1000).toBeCloseTo(0.25, 1)
  expect((connections['source-left']?.calls ?? 0) / 1000).toBeCloseTo(0.75, 1)
})

it('starts each request of a trace once, whatever rounding makes of the time until then', () => {
  // 0.67 + (1.76 − 0.67) is less than 1.76.
  const arrivals = { type: 'trace', atMs: [0.67, 1.76] }
  const { requests } = reportOf({
    blocks: [{ id: 'source', kind: 'traffic-source', params: { arrivals } }, steadyService('app', 1)],
    connections: ['source > app'],
  })
  expect(requests.offered).toBe(2)
})
