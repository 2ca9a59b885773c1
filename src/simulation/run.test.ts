import { describe, expect, it } from 'vitest'
import { EXAMPLES } from '../design/examples/registry'
import { parseDesign } from '../design/schema'
import { Run } from './run'
import { constantSource, designOf, poissonSource, reportOf, steadyService } from './testing/designs'
import { ENGINE_VERSION } from './version'

const CHECKOUT = parseDesign(EXAMPLES[0]?.design).design
const SHORT = { ...CHECKOUT, scenario: { ...CHECKOUT.scenario, durationMs: 40_000 } }

function digestOf(run: Run): string {
  run.finish()
  return run.report(0).digest
}

describe('a run', () => {
  it('does not depend on how it is sliced', () => {
    const whole = digestOf(new Run(SHORT))
    const byEvents = new Run(SHORT)
    while (byEvents.outcome === null) byEvents.advance(Infinity, 97)
    const byTime = new Run(SHORT)
    for (let at = 0; byTime.outcome === null; at += 33.3) byTime.advance(at, Infinity)
    expect(byEvents.report(5).digest).toBe(whole)
    expect(byTime.report(7).digest).toBe(whole)
  })

  it('replays a parameter that was changed while it ran', () => {
    const live = new Run(SHORT)
    live.advance(12_345.6, Infinity)
    const change = live.change('blocks.shoppers.params.arrivals.ratePerSecond', 300)
    live.advance(20_000, 5000)
    const second = live.change('connections.to-db.params.timeoutMs', 90)
    const replayed = new Run({ ...SHORT, scenario: { ...SHORT.scenario, changes: [change, second] } })
    expect(digestOf(replayed)).toBe(digestOf(live))
    expect(digestOf(new Run(SHORT))).not.toBe(digestOf(live))
  })

  it('applies changes of the same moment in the order of the list', () => {
    const path = 'connections.to-db.params.timeoutMs'
    const withChanges = (...values: number[]) => {
      const changes = values.map((value) => ({ atMs: 5000, path, value }))
      return digestOf(new Run({ ...SHORT, scenario: { ...SHORT.scenario, changes } }))
    }
    expect(withChanges(15, 200)).toBe(withChanges(200))
    expect(withChanges(200, 15)).toBe(withChanges(15))
    expect(withChanges(15)).not.toBe(withChanges(200))
  })

  it('lets a fault without length act once, and end', () => {
    const crash = new Run(
      designOf({
        scenario: { durationMs: 1000, faults: [{ atMs: 505, forMs: 0, target: 's', type: 'crash' }] },
        blocks: [constantSource(100), steadyService('s', 8)],
        connections: ['source > s'],
      }),
    )
    crash.finish()
    const { requests } = crash.report(0)
    expect(requests.byCause.unreachable).toBe(1)
  })

  it('refuses a change that is not acceptable and goes on', () => {
    const run = new Run(SHORT)
    run.advance(1000, Infinity)
    expect(() => run.change('blocks.orders.params.replicas', -3)).toThrow(/replicas/)
    expect(() => run.change('blocks.nobody.params.workers', 3)).toThrow(/nobody/)
    expect(digestOf(run)).toBe(digestOf(new Run(SHORT)))
  })

  it('restores a state in the middle of faults', () => {
    const straight = new Run({ ...SHORT, scenario: { ...SHORT.scenario, durationMs: 60_000 } })
    straight.advance(37_000, Infinity)
    const restored = new Run(straight.design)
    restored.load(straight.save())
    expect(digestOf(restored)).toBe(digestOf(straight))
  })

  it('ends when nothing is in flight any more, at most after the drain', () => {
    const quick = new Run(
      designOf({ blocks: [constantSource(10), steadyService('s', 5)], connections: ['source > s'] }),
    )
    quick.finish()
    expect(quick.outcome).toBe('completed')
    expect(quick.engine.now).toBeLessThanOrEqual(10_005)
    const slow = reportOf({
      scenario: { drainMs: 100 },
      blocks: [constantSource(10), steadyService('s', 5000, { workers: 1000 })],
      connections: [{ from: 'source', to: 's', params: { timeoutMs: null } }],
    })
    expect(slow.simulatedMs).toBe(10_100)
    expect(slow.requests.inFlight).toBeGreaterThan(40)
  })

  it('counts requests by their intended start inside the window', () => {
    const { requests, blocks } = reportOf({
      scenario: { durationMs: 10_000, warmupMs: 4000 },
      blocks: [constantSource(10), steadyService('s', 5)],
      connections: ['source > s'],
    })
    expect(requests.offered).toBe(60)
    expect(requests.throughputPerSecond).toBeCloseTo(10, 9)
    expect(blocks['s']?.arrivals).toBe(60)
  })

  it('gives no p99 below 100 samples and no p99.9 below 1,000', () => {
    const at = (rate: number) =>
      reportOf({ blocks: [constantSource(rate), steadyService('s', 1)], connections: ['source > s'] }).requests
        .latencyMs
    expect(at(9)).toMatchObject({ p99: null, p999: null })
    expect(at(9).p50).toBeCloseTo(1, 1)
    expect(at(50).p99).not.toBeNull()
    expect(at(50).p999).toBeNull()
    expect(at(200).p999).not.toBeNull()
  })

  it('stops at its event budget and says so', () => {
    const run = new Run(SHORT, { eventBudget: 1000 })
    run.finish()
    expect(run.outcome).toBe('event-budget')
    expect(run.engine.events).toBe(1000)
  })

  it('names a loop without delay instead of hanging', () => {
    const report = reportOf({
      blocks: [
        constantSource(1),
        steadyService('a', 0, { workers: 50, queue: { capacity: null } }),
        steadyService('b', 0, { workers: 50, queue: { capacity: null } }),
      ],
      connections: [
        { from: 'source', to: 'a', params: { timeoutMs: null } },
        { id: 'ab', from: 'a', to: 'b', params: { timeoutMs: null } },
        { id: 'ba', from: 'b', to: 'a', params: { timeoutMs: null } },
      ],
    })
    expect(report.outcome).toBe('stuck')
    expect(report.invariants.at(-1)?.detail).toMatch(/time stands still|nothing more/)
  })

  it('holds the report against the objectives', () => {
    const { objectives } = reportOf({
      blocks: [poissonSource(100), steadyService('s', 5)],
      connections: ['source > s'],
      objectives: [
        { measure: 'requests.latencyMs.p99', below: 1000 },
        { measure: 'requests.throughputPerSecond', above: 5000 },
      ],
    })
    expect(objectives.map(({ met }) => met)).toEqual([true, false])
  })

  it('sees the same requests when another part of the design changes', () => {
    const arrivals = (serviceMs: number) => {
      const run = new Run(
        designOf({ blocks: [poissonSource(100), steadyService('s', serviceMs)], connections: ['source > s'] }),
      )
      run.finish()
      return run.requestLog.offered
    }
    expect(arrivals(1)).toBe(arrivals(9))
  })
})

describe('a block that is always busy', () => {
  it('is never said to be busier than that', () => {
    for (const seed of [1, 2, 3]) {
      const arrivals = { type: 'poisson', ratePerSecond: 1200 }
      const run = new Run(
        designOf({
          seed,
          scenario: { durationMs: 20_000, warmupMs: 1777.7 },
          blocks: [
            { id: 'source', kind: 'traffic-source', params: { arrivals } },
            { id: 's', kind: 'service', params: { workers: 3, serviceTime: { type: 'exponential', meanMs: 10 } } },
          ],
          connections: ['source > s'],
        }),
      )
      run.finish()
      const { blocks, digest } = run.report(0)
      const { utilisation, cpuUtilisation } = blocks['s']!
      for (const share of [utilisation, cpuUtilisation]) expect(share).toBeGreaterThan(0.999)
      for (const share of [utilisation, cpuUtilisation]) expect(share).toBeLessThanOrEqual(1)
      expect(run.report(0).digest).toBe(digest)
    }
  })
})

describe('digests', () => {
  it.each(EXAMPLES.map((example) => [example.id, example] as const))('of %s stay as they are', (_, example) => {
    const { design, errors } = parseDesign(example.design)
    expect(errors).toEqual([])
    expect(`${ENGINE_VERSION} ${digestOf(new Run(design))}`).toMatchSnapshot()
  })
})
