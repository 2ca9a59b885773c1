import { describe, expect, it } from 'vitest'
import type { Design } from '../../design/design'
import { LoadError, loadOf, spaced, withLoad } from '../../design/load'
import { mmc } from '../../lib/queueing-theory'
import { meanInterval } from '../../lib/statistics'
import { type DesignParts, designOf, poissonSource } from '../testing/designs'
import { closedFormOf } from './closed-form'
import { conductHere } from './experiment'
import { kneeOf } from './knee'
import { loadSweep, shareBand } from './load-sweep'
import { runToEnd } from './replicate'

const run = (design: Design) => runToEnd(design, () => 0)

function station(params: { [key: string]: unknown } = {}, source: { [key: string]: unknown } = {}, more = {}): Design {
  const parts: DesignParts = {
    scenario: { durationMs: 60_000, warmupMs: 5000 },
    blocks: [
      { ...poissonSource(50, source) },
      {
        id: 'app',
        kind: 'service',
        params: { workers: 1, serviceTime: { type: 'exponential', meanMs: 10 }, queue: { capacity: null }, ...params },
      },
    ],
    connections: [{ from: 'source', to: 'app', params: { timeoutMs: null, ...more } }],
  }
  return designOf(parts)
}

const closed = (users: number) => ({
  arrivals: { type: 'closed', users, thinkTime: { type: 'exponential', meanMs: 90 } },
})

describe('load', () => {
  it('is the sum of the mean rates, or the number of users', () => {
    expect(loadOf(station())).toEqual({ value: 50, unit: '1/s' })
    const bursty = { type: 'bursty', ratePerSecond: 10, burstRatePerSecond: 110, meanBurstMs: 1000, meanCalmMs: 4000 }
    expect(loadOf(station({}, { arrivals: bursty })).value).toBeCloseTo(30, 12)
    expect(loadOf(station({}, closed(7)))).toEqual({ value: 7, unit: 'users' })
  })

  it('scales every rate by the same factor', () => {
    const spike = { type: 'spike', ratePerSecond: 40, spikeRatePerSecond: 400, atMs: 5, forMs: 6 }
    const scaled = withLoad(station({}, { arrivals: spike }), 80)
    expect(scaled.blocks[0]?.params['arrivals']).toEqual({ ...spike, ratePerSecond: 80, spikeRatePerSecond: 800 })
    expect(loadOf(withLoad(station({}, closed(7)), 12))).toEqual({ value: 12, unit: 'users' })
    for (const value of [1, 33.3, 900]) expect(loadOf(withLoad(station(), value)).value).toBeCloseTo(value, 9)
  })

  it.each([0, -1, Number.NaN, Infinity])('refuses %s', (value) => {
    expect(() => withLoad(station(), value)).toThrow(LoadError)
  })

  it('refuses what a source cannot do, with the path', () => {
    expect(() => withLoad(station(), 2e6)).toThrow(/blocks\.source\.params\.arrivals\.ratePerSecond/)
    expect(() => loadOf(station({}, { arrivals: { type: 'trace', atMs: [1] } }))).toThrow(/no source has a load/)
  })

  it('is spaced evenly with both ends', () => {
    expect(spaced(0.1, 0.7, 4)).toEqual([0.1, 0.3, 0.5, 0.7].map((value) => expect.closeTo(value, 12)))
    expect(spaced(0.1, 0.7, 7).at(-1)).toBe(0.7)
    expect(spaced(5, 9, 1)).toEqual([5])
  })
})

describe('the knee', () => {
  const curve = (servers: number) =>
    Array.from({ length: 99 }, (_, i) => {
      const load = ((i + 1) / 100) * servers
      return { load, goodputPerSecond: load, meanMs: mmc(load, 1, servers).response }
    })

  it.each([
    [1, 0.5],
    [2, 1 / Math.sqrt(3)],
    [4, 0.66],
    [8, 0.74],
    [16, 0.81],
    [32, 0.86],
  ])('of M/M/%i is at a utilisation of %d', (servers, utilisation) => {
    expect((kneeOf(curve(servers)) ?? 0) / servers).toBeCloseTo(utilisation, 2)
  })

  it('is found between the loads that were measured', () => {
    const coarse = [0.1, 0.3, 0.45, 0.6, 0.8].map((load) => ({ load, goodputPerSecond: load, meanMs: 1 / (1 - load) }))
    expect(kneeOf(coarse)).toBeCloseTo(0.5, 9)
  })

  it('is not given when it lies outside', () => {
    expect(kneeOf(curve(1).slice(0, 40))).toBeNull()
    expect(kneeOf(curve(1).slice(60))).toBeNull()
    expect(kneeOf([])).toBeNull()
    expect(kneeOf(curve(1).map((point) => ({ ...point, meanMs: null })))).toBeNull()
  })
})

describe('the closed form', () => {
  it.each([
    ['M/M/1', station()],
    ['M/M/3', station({ workers: 3 })],
    ['M/M/2/7', station({ workers: 2, queue: { capacity: 5 } })],
    ['M/D/1', station({ serviceTime: { type: 'constant', valueMs: 10 } })],
    ['M/G/1', station({ serviceTime: { type: 'lognormal', meanMs: 10, cv: 2 } })],
    ['machine repair', station({}, closed(10))],
  ])('%s is recognised', (name, design) => {
    expect(closedFormOf(design)?.name).toBe(name)
  })

  it.each([
    ['replicas', station({ replicas: 2 })],
    ['several servers of general service', station({ workers: 2, serviceTime: { type: 'constant', valueMs: 10 } })],
    ['infinite variance', station({ serviceTime: { type: 'pareto', meanMs: 10, alpha: 1.5 } })],
    ['retries', station({}, {}, { retry: { type: 'fixed', attempts: 2, delayMs: 0 } })],
    ['lost messages', station({}, {}, { loss: 0.1 })],
    ['another order of service', station({ queue: { capacity: null, discipline: 'lifo' } })],
    ['load that changes', station({}, { arrivals: { type: 'wave', ratePerSecond: 40 } })],
  ])('is not claimed with %s', (_, design) => {
    expect(closedFormOf(design)).toBeNull()
  })

  const LEARNED = { type: 'ema-timeout', normalMs: 10, limitMs: 20, maxMs: 30 }
  it.each([
    ['latency that varies', { latency: { type: 'exponential', meanMs: 2 } }],
    ['bandwidth', { link: { type: 'link', bytesPerSecond: 1e6 } }],
    ['hedges', { hedge: { type: 'fixed-delay', delayMs: 20 } }],
    ['a learned timeout', { timeoutMs: 5000, learnedTimeout: LEARNED }],
    ['a fallback', { fallback: { type: 'default-value' } }],
    ['deadlines that are respected', { propagateDeadline: true }],
    ['a level that is heeded', { heedLevel: {} }],
    ['a breaker', { breaker: { type: 'consecutive-failures' } }],
    ['a rate limit', { limiter: { type: 'token-bucket' } }],
    ['a bulkhead', { bulkhead: { type: 'semaphore' } }],
    ['a retry budget', { retryBudget: { type: 'finagle' } }],
    ['no share of the calls', { share: 0 }],
  ])('is not claimed with %s on the way', (_, params) => {
    expect(closedFormOf(station({}, { deadlineMs: 100 }, params))).toBeNull()
  })

  it.each([
    ['pauses', { pauses: { type: 'stop-the-world' } }],
    ['a slow-down', { slowdown: { type: 'linear' } }],
    ['batches', { microBatch: { type: 'micro-batch' } }],
    ['idempotency keys', { idempotency: {} }],
    ['admission', { admission: { type: 'codel' } }],
    ['optional steps', { dropOptional: { type: 'above-queue' } }],
    ['shared workers', { sharing: 'processor-sharing' }],
  ])('is not claimed with %s at the service', (_, params) => {
    expect(closedFormOf(station(params))).toBeNull()
  })

  it('is not claimed at a gateway that has nobody behind it', () => {
    const design = designOf({
      blocks: [poissonSource(50), { id: 'door', kind: 'api-gateway', params: { workers: 1 } }],
      connections: [{ from: 'source', to: 'door', params: { timeoutMs: null } }],
    })
    expect(closedFormOf(design)).toBeNull()
  })

  it('takes every parameter of a connection that it has not heard of for one that matters', () => {
    const design = station()
    const [connection] = design.connections
    const params = { ...connection!.params, policyToCome: { type: 'new' } }
    expect(closedFormOf({ ...design, connections: [{ ...connection!, params }] })).toBeNull()
  })

  it('is claimed all the same where nothing heeds a parameter', () => {
    const source = { keys: { type: 'uniform', count: 5 }, readShare: 0.5, clients: 3 }
    expect(closedFormOf(station({}, source, { cancellation: true, retryWrites: false }))?.name).toBe('M/M/1')
  })

  it('gives the exact figures of M/M/1, the network included', () => {
    const design = station({}, { deadlineMs: 20 }, { latency: { type: 'constant', valueMs: 2 } })
    const point = closedFormOf(design)?.at(50)
    expect(point?.meanMs).toBeCloseTo(20 + 4, 9)
    expect(point?.p99).toBeCloseTo(Math.log(100) * 20 + 4, 6)
    // The deadline leaves 16 ms at the station, whose response is exponential with mean 20 ms.
    expect(point?.goodputPerSecond).toBeCloseTo(50 * (1 - Math.exp(-16 / 20)), 6)
    expect(point?.utilisation).toBeCloseTo(0.5, 12)
  })

  it('gives no times beyond capacity, nor where timeouts count', () => {
    expect(closedFormOf(station())?.at(120)).toMatchObject({ meanMs: null, throughputPerSecond: 100, utilisation: 1 })
    const hasty = station({}, {}, { timeoutMs: 50 })
    expect(closedFormOf(hasty)?.at(90)).toMatchObject({ meanMs: null, p99: null })
  })

  it('does not say how much gets done in time where calls are given up', () => {
    const unknown = { meanMs: null, throughputPerSecond: null, goodputPerSecond: null }
    // A queue of 1,000 in front of 100 a second takes ten seconds; nobody waits for longer than five.
    const long = station({ queue: { capacity: 1000 } }, {}, { timeoutMs: 5000 })
    expect(closedFormOf(long)?.at(50)).toMatchObject({ throughputPerSecond: 50, goodputPerSecond: 50 })
    expect(closedFormOf(long)?.at(120)).toMatchObject({ ...unknown, utilisation: expect.closeTo(1, 6) })
    const endless = station({}, {}, { timeoutMs: 5000 })
    expect(closedFormOf(endless)?.at(120)).toMatchObject({ ...unknown, utilisation: 1 })
    const cancelled = station({}, {}, { timeoutMs: 5000, cancellation: true })
    expect(closedFormOf(cancelled)?.at(120)).toMatchObject({ ...unknown, utilisation: null })
    const users = station({}, closed(1000), { timeoutMs: 100 })
    expect(closedFormOf(users)?.at(1000)).toMatchObject({ ...unknown, utilisation: null })
    const measured = conductHere(loadSweep(long, [120], 1), run).points[0]
    expect(measured?.goodputPerSecond.value).toBeLessThan(60)
  })
})

describe('a load sweep', () => {
  const sweep = conductHere(loadSweep(station(), [80, 20, 50, 35, 65], 3), run)

  it('gives the points in ascending order, near theory', () => {
    expect(sweep.points.map(({ load }) => load)).toEqual([20, 35, 50, 65, 80])
    expect(sweep.theory?.name).toBe('M/M/1')
    for (const [i, point] of sweep.points.entries()) {
      const exact = sweep.theory?.points[i]
      expect(point.busiest).toBe('app')
      expect(Math.abs((point.utilisation.value ?? 0) - (exact?.utilisation ?? 0))).toBeLessThan(0.05)
      expect(Math.abs((point.p50.value ?? 0) / (exact?.p50 ?? 1) - 1)).toBeLessThan(0.25)
      expect(point.p99.lower).toBeLessThan(point.p99.upper ?? 0)
    }
  })

  it('finds the knee near half of the capacity', () => {
    expect(sweep.knee).toBeGreaterThan(38)
    expect(sweep.knee).toBeLessThan(62)
  })

  it('is over whole users, each number once', () => {
    const design = { ...station({}, closed(7)), scenario: { ...station().scenario, durationMs: 10_000 } }
    const { points, theory } = conductHere(loadSweep(design, [0.7, 1.4, 2.1, 2.8, 3.5], 1), run)
    expect(points.map(({ load }) => load)).toEqual([1, 2, 3, 4])
    expect(theory?.points.map(({ load }) => load)).toEqual([1, 2, 3, 4])
  })

  it('takes the intervals of the runs where there is one run each', () => {
    const design = { ...station(), scenario: { ...station().scenario, durationMs: 500_000 } }
    const [point] = conductHere(loadSweep(design, [50], 1), run).points
    const { intervals } = run(design)
    expect(intervals.p99).not.toBeNull()
    expect(point?.p99).toMatchObject({ lower: intervals.p99?.lower, upper: intervals.p99?.upper })
  })
})

describe('the interval of a share', () => {
  const of = 1000
  const shares = (...counts: number[]) => shareBand(counts.map((count) => ({ count, of })))

  it('does not take what no run has seen for impossible', () => {
    // Wilson: z² / (n + z²) with n = 5,000.
    expect(shares(0, 0, 0, 0, 0)).toEqual({ value: 0, lower: 0, upper: expect.closeTo(3.8415 / 5003.84, 6) })
    expect(shares(of, of, of)).toEqual({ value: 1, lower: expect.closeTo(1 - 3.8415 / 3003.84, 6), upper: 1 })
  })

  it('stays between 0 and 1', () => {
    expect(shares(0, 0, 0, 9)).toMatchObject({ lower: 0 })
    expect(shares(of, of, of, of - 9)).toMatchObject({ upper: 1 })
  })

  it('is that of the runs where these differ by more than chance within them', () => {
    const { mean, halfWidth } = meanInterval([0.1, 0.3, 0.2])
    expect(shares(100, 300, 200)).toEqual({ value: mean, lower: 0, upper: expect.closeTo(mean! + halfWidth!, 12) })
  })

  it('is not known from one run, or where nothing was offered', () => {
    expect(shares(3)).toEqual({ value: 0.003, lower: null, upper: null })
    expect(
      shareBand([
        { count: 0, of: 0 },
        { count: 0, of: 0 },
      ]),
    ).toEqual({ value: 0, lower: 0, upper: 1 })
  })
})
