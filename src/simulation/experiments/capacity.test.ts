import { describe, expect, it } from 'vitest'
import type { Design } from '../../design/design'
import { loadOf } from '../../design/load'
import type { Report } from '../report'
import { designOf, poissonSource, steadyService } from '../testing/designs'
import { type CapacityQuestion, capacitySearch, defaultWithinMs, RECOVERED_SHARE, triggerOf } from './capacity'
import { conduct, conductHere, ExperimentError, type Progress } from './experiment'
import { runToEnd } from './replicate'

const DESIGN = designOf({
  scenario: { faults: [{ atMs: 5000, forMs: 1000, target: 'app', type: 'pause' }] },
  blocks: [poissonSource(100), steadyService('app', 5)],
  connections: ['source > app'],
})
const TEMPLATE = runToEnd(DESIGN, () => 0)

const QUESTION: CapacityQuestion = {
  trigger: triggerOf(DESIGN),
  withinMs: 10_000,
  from: 10,
  to: 400,
  width: 0.02,
  replications: 2,
}

/** A world in which recovery ends at one load and health at another. */
function world(recovers: number, healthy: number) {
  return (design: Design): Report => {
    const load = loadOf(design).value
    const limit = design.scenario.faults.length > 0 ? recovers : healthy
    const share = load <= limit ? 1 : 0.5
    const offered = 1000
    return { ...TEMPLATE, requests: { ...TEMPLATE.requests, offered, goodputPerSecond: (share * offered) / 2 } }
  }
}

const search = (recovers: number, healthy: number, question: Partial<CapacityQuestion> = {}) =>
  conductHere(capacitySearch(DESIGN, { ...QUESTION, ...question }), world(recovers, healthy))

describe('the capacity search', () => {
  it('closes in on the load from which the design recovers', () => {
    const found = search(150, 290)
    expect(found.recoversAt).toBeLessThanOrEqual(150)
    expect(found.staysDownAt).toBeGreaterThan(150)
    expect((found.staysDownAt ?? 0) / (found.recoversAt ?? 1)).toBeLessThan(1 + 0.021)
    expect(found.trials.map(({ load }) => load)).toEqual(found.trials.map(({ load }) => load).sort((a, b) => a - b))
    expect(found.verdict).toMatch(/^It recovers up to 1\d\d\/s and stays down at 1\d\d\/s, though it is healthy/)
  })

  it('says when the ordinary capacity is the limit', () => {
    expect(search(290, 290).verdict).toMatch(/hides no limit below the ordinary one/)
  })

  it('says when no boundary lies within the range', () => {
    expect(search(500, 500)).toMatchObject({ recoversAt: 400, staysDownAt: null })
    expect(search(500, 500).verdict).toBe('It recovers at every load tried, up to 400/s.')
    expect(search(5, 290)).toMatchObject({ recoversAt: null, staysDownAt: 10 })
    expect(search(5, 290).verdict).toBe('It does not recover even at 10/s.')
    expect(search(5, 5).verdict).toMatch(/not healthy even at 10\/s/)
  })

  it('does not take two runs that are down for a recovery', () => {
    expect(search(0, 0).recoversAt).toBeNull()
  })

  it('judges the end of the time given, with and without the trigger, on the same seeds', () => {
    const seen: Design[] = []
    conductHere(capacitySearch(DESIGN, QUESTION), (design) => {
      seen.push(design)
      return world(500, 500)(design)
    })
    const [hit, calm, , next] = seen
    expect(hit?.scenario).toMatchObject({ durationMs: 16_000, warmupMs: 14_000, faults: [QUESTION.trigger] })
    expect(calm?.scenario.faults).toEqual([])
    expect([hit?.seed, calm?.seed, next?.seed]).toEqual([1, 1, 2])
  })

  it('foresees how many runs it needs at most', async () => {
    const seen: Progress[] = []
    const pool = async (design: Design) => world(150, 290)(design)
    await conduct(capacitySearch(DESIGN, QUESTION), pool, { onProgress: (one) => seen.push({ ...one }) })
    const last = seen.at(-1)
    expect(last?.done).toBe(last?.total)
    const first = seen[0]?.total ?? 0
    expect(first).toBeGreaterThanOrEqual(last?.total ?? 0)
    expect(first - (last?.total ?? 0)).toBeLessThanOrEqual(4 * 5)
    for (const [i, { total }] of seen.entries()) expect(total).toBeLessThanOrEqual(seen[i - 1]?.total ?? total)
  })

  const closed = designOf({
    blocks: [
      {
        id: 'source',
        kind: 'traffic-source',
        params: { arrivals: { type: 'closed', users: 10, thinkTime: { type: 'exponential', meanMs: 50 } } },
      },
      steadyService('app', 5),
    ],
    connections: ['source > app'],
  })

  it.each([80, 151, 322])(
    'never needs more runs than it foresaw, of users either: boundary at %i',
    async (boundary) => {
      const totals: number[] = []
      const question = { ...QUESTION, from: 10, to: 401 }
      const pool = async (design: Design) => world(boundary, 1000)(design)
      await conduct(capacitySearch(closed, question), pool, { onProgress: ({ total }) => totals.push(total) })
      expect(totals).toEqual([...totals].sort((a, b) => b - a))
    },
  )

  it('counts users by whole numbers', () => {
    const question = { ...QUESTION, from: 1, to: 12, width: 0.001 }
    const found = conductHere(capacitySearch(closed, question), world(7, 10))
    expect(found).toMatchObject({ unit: 'users', recoversAt: 7, staysDownAt: 8 })
  })

  it('does not take users who are kept waiting for users who want nothing', () => {
    const arrivals = { type: 'closed', users: 100, thinkTime: { type: 'exponential', meanMs: 1000 } }
    const trigger = { atMs: 5000, forMs: 800, target: 'source-app', type: 'partition' }
    // About half of them ask while the wire is cut, and wait ten minutes for an answer that was lost.
    const closed = designOf({
      scenario: { drainMs: 600_000, faults: [trigger] },
      blocks: [{ id: 'source', kind: 'traffic-source', params: { arrivals } }, steadyService('app', 1)],
      connections: [{ from: 'source', to: 'app', params: { timeoutMs: 600_000 } }],
    })
    const question = { ...QUESTION, trigger: triggerOf(closed), from: 100, to: 200 }
    const found = conductHere(capacitySearch(closed, question), (design) => runToEnd(design, () => 0))
    expect(found).toMatchObject({ recoversAt: null, staysDownAt: 100, trials: [{ healthyIn: 2, recoveredIn: 0 }] })
    // e^−0.8 of the users are left.
    expect(found.trials[0]?.goodputShare).toBeGreaterThan(0.35)
    expect(found.trials[0]?.goodputShare).toBeLessThan(0.55)
  })

  it.each([
    ['load', { from: 0 }],
    ['load', { from: 5, to: 5 }],
    ['width', { width: 0 }],
    ['within', { withinMs: 0 }],
    ['replications', { replications: 0 }],
  ])('refuses a %s that makes no sense: %j', (path, question) => {
    expect(() => search(1, 1, question)).toThrow(ExperimentError)
    expect(() => search(1, 1, question)).toThrow(new RegExp(`^${path}: `))
  })

  it('needs a trigger', () => {
    expect(() => triggerOf({ ...DESIGN, scenario: { ...DESIGN.scenario, faults: [] } })).toThrow(/scenario\.faults/)
    expect([1, 10_000, 1e6].map((forMs) => defaultWithinMs({ ...QUESTION.trigger, forMs }))).toEqual([
      60_000, 600_000, 600_000,
    ])
    expect(RECOVERED_SHARE).toBe(0.9)
  })
})
