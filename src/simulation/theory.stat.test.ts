/**
 * Designs against queueing theory: independent replications, two-sided 99.99 % intervals with a bounded half-width, and for
 * each exact check a twin with a wrong theory that must fail.
 */
import { describe, expect, it } from 'vitest'
import type { Design } from '../design/design'
import { Histogram } from '../lib/histogram'
import { studentQuantile } from '../lib/statistics'
import { Run } from './run'
import { type DesignParts, designOf, poissonSource } from './testing/designs'

const REPLICATIONS = 12
/** Chance that a check of a true theory fails. */
const ALARM = 1e-4

/** Mean and half-width of a figure over replications on successive seeds. */
function estimate(parts: DesignParts, figure: (run: Run) => number): { mean: number; halfWidth: number } {
  const design = designOf(parts)
  const values = Array.from({ length: REPLICATIONS }, (_, r) => {
    const run = new Run({ ...design, seed: 1000 + r } as Design)
    run.finish()
    return figure(run)
  })
  const mean = values.reduce((sum, value) => sum + value, 0) / REPLICATIONS
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (REPLICATIONS - 1)
  const t = studentQuantile(1 - ALARM / 2, REPLICATIONS - 1)
  return { mean, halfWidth: t * Math.sqrt(variance / REPLICATIONS) }
}

/** Asserts that theory lies in the interval, that the interval is narrow, and that a theory 5 % off would not be believed. */
function hold(found: { mean: number; halfWidth: number }, theory: number, wrong: number, width = 0.05): void {
  expect(Math.abs(found.mean - theory)).toBeLessThan(found.halfWidth)
  expect(found.halfWidth).toBeLessThan(width * theory)
  expect(Math.abs(found.mean - wrong)).toBeGreaterThan(found.halfWidth)
}

/** One station: rate per second, servers, and a service time of 10 ms on average. */
function station(
  rate: number,
  workers: number,
  more: { [key: string]: unknown } = {},
  durationMs = 600_000,
): DesignParts {
  return {
    scenario: { durationMs, warmupMs: durationMs / 20, drainMs: 60_000 },
    blocks: [
      poissonSource(rate),
      {
        id: 'station',
        kind: 'service',
        params: { workers, serviceTime: { type: 'exponential', meanMs: 10 }, queue: { capacity: null }, ...more },
      },
    ],
    connections: [{ from: 'source', to: 'station', params: { timeoutMs: null } }],
  }
}

const meanLatency = (run: Run) => run.report(0).requests.latencyMs.mean ?? Number.NaN
const p99 = (run: Run) => run.report(0).requests.latencyMs.p99 ?? Number.NaN
const wait = (run: Run) => run.report(0).blocks['station']?.meanWaitMs ?? Number.NaN

/** Erlang's C: the probability of waiting for c servers at offered load a. */
function erlangC(c: number, a: number): number {
  const b = erlangB(c, a)
  return (c * b) / (c - a * (1 - b))
}

/** Erlang's B: the probability of loss. */
function erlangB(c: number, a: number): number {
  let b = 1
  for (let k = 1; k <= c; k++) b = (a * b) / (k + a * b)
  return b
}

describe('theory', () => {
  it('M/M/1: the sojourn time has mean 1/(μ−λ) and the 99th percentile ln 100/(μ−λ)', () => {
    const sojourn = (lambda: number) => 1000 / (100 - lambda)
    const parts = station(70, 1)
    hold(estimate(parts, meanLatency), sojourn(70), sojourn(72.5), 0.06)
    hold(estimate(parts, p99), Math.log(100) * sojourn(70), Math.log(100) * sojourn(73.5), 0.12)
  })

  it('M/M/c: the wait is C/(cμ−λ)', () => {
    const waitOf = (lambda: number) => (1000 * erlangC(4, lambda / 100)) / (400 - lambda)
    hold(estimate(station(320, 4, {}, 300_000), wait), waitOf(320), waitOf(330), 0.12)
  })

  it('M/D/1: the wait is ρ/(2μ(1−ρ))', () => {
    const waitOf = (rho: number) => (10 * rho) / (2 * (1 - rho))
    const parts = station(70, 1, { serviceTime: { type: 'constant', valueMs: 10 } }, 1_200_000)
    hold(estimate(parts, wait), waitOf(0.7), waitOf(0.73), 0.06)
  })

  it('M/G/1: the wait follows Pollaczek and Khinchine for high variability', () => {
    const waitOf = (rho: number) => (10 * rho * (1 + 4)) / (2 * (1 - rho))
    const parts = station(50, 1, { serviceTime: { type: 'hyperexponential', meanMs: 10, cv: 2 } }, 1_200_000)
    hold(estimate(parts, wait), waitOf(0.5), waitOf(0.55), 0.12)
  })

  it('M/M/1/K: the share that finds the system full', () => {
    const loss = (rho: number, k: number) => ((1 - rho) * rho ** k) / (1 - rho ** (k + 1))
    const share = (run: Run) => run.report(0).requests.byCause['queue-full'] / run.report(0).requests.offered
    const parts = station(90, 1, { queue: { capacity: 4 } }, 600_000)
    hold(estimate(parts, share), loss(0.9, 5), loss(0.94, 5), 0.05)
  })

  it('M/G/c/c: the loss is that of Erlang whatever the distribution', () => {
    const share = (run: Run) => run.report(0).requests.byCause['queue-full'] / run.report(0).requests.offered
    for (const serviceTime of [
      { type: 'constant', valueMs: 10 },
      { type: 'lognormal', meanMs: 10, cv: 2 },
    ]) {
      const parts = station(400, 5, { serviceTime, queue: { capacity: 0 } }, 200_000)
      hold(estimate(parts, share), erlangB(5, 4), erlangB(5, 4.2), 0.04)
    }
  })

  it('tandem: each station is as if it stood alone (Burke)', () => {
    const service = (id: string) => ({
      id,
      kind: 'service',
      params: {
        workers: 1,
        blocking: false,
        serviceTime: { type: 'exponential', meanMs: 10 },
        queue: { capacity: null },
      },
    })
    const parts: DesignParts = {
      scenario: { durationMs: 600_000, warmupMs: 30_000, drainMs: 60_000 },
      blocks: [poissonSource(60), service('first'), service('second'), service('third')],
      connections: ['source > first', 'first > second', 'second > third'].map((arrow) => {
        const [from = '', to = ''] = arrow.split(' > ')
        return { from, to, params: { timeoutMs: null } }
      }),
    }
    hold(estimate(parts, meanLatency), 3 * 25, 3 * (1000 / 36.5), 0.05)
  })

  it('power of two choices over 100 servers: close to the mean field', () => {
    const meanField = (rho: number) => {
      let sum = 0
      for (let k = 1; k < 20; k++) sum += rho ** (2 ** k - 1 - 1)
      return sum
    }
    const parts: DesignParts = {
      scenario: { durationMs: 60_000, warmupMs: 10_000, drainMs: 20_000 },
      blocks: [
        poissonSource(9000),
        { id: 'balancer', kind: 'load-balancer', params: { algorithm: { type: 'power-of-two-choices' } } },
        {
          id: 'pool',
          kind: 'service',
          params: {
            replicas: 100,
            workers: 1,
            serviceTime: { type: 'exponential', meanMs: 10 },
            queue: { capacity: null },
          },
        },
      ],
      connections: ['source > balancer', { from: 'balancer', to: 'pool', params: { timeoutMs: null } }],
    }
    const run = new Run(designOf(parts))
    run.finish()
    const mean = (run.report(0).requests.latencyMs.mean ?? 0) / 10
    // The published simulation of 100 servers gives 2.64 against the limit 2.614.
    expect(meanField(0.9)).toBeCloseTo(2.614, 3)
    expect(mean).toBeGreaterThan(2.55)
    expect(mean).toBeLessThan(2.75)
    expect(Math.abs(mean - 10)).toBeGreaterThan(5)
  })

  it('LRU: the hit ratio is that of Che', () => {
    const hitRatio = (run: Run) => {
      const { hits, misses } = run.report(0).blocks['near'] as unknown as { hits: number; misses: number }
      return hits / (hits + misses)
    }
    const parts: DesignParts = {
      scenario: { durationMs: 60_000, warmupMs: 10_000 },
      blocks: [
        poissonSource(1000, { keys: { type: 'zipf', count: 1000, exponent: 1 } }),
        { id: 'near', kind: 'cache', params: { capacity: 100, ttlMs: null, mode: 'read-through' } },
        { id: 'store', kind: 'database', params: { connections: 1000, readTime: { type: 'constant', valueMs: 0.01 } } },
      ],
      connections: ['source > near', 'near > store'],
    }
    // Che's approximation for Zipf 1 over 1,000 keys and room for 100.
    hold(estimate(parts, hitRatio), 0.5765, 0.6, 0.02)
  })

  it('closed load: machine repair by mean value analysis', () => {
    // N users who think Z and one server S: exact MVA recursion.
    const throughput = (users: number, think: number, service: number) => {
      let queue = 0
      let rate = 0
      for (let n = 1; n <= users; n++) {
        const response = service * (1 + queue)
        rate = n / (think + response)
        queue = rate * response
      }
      return rate * 1000
    }
    const parts: DesignParts = {
      scenario: { durationMs: 600_000, warmupMs: 20_000, drainMs: 10_000 },
      blocks: [
        {
          id: 'source',
          kind: 'traffic-source',
          params: {
            arrivals: { type: 'closed', users: 10, thinkTime: { type: 'exponential', meanMs: 90 } },
            readShare: 1,
          },
        },
        { id: 'station', kind: 'service', params: { workers: 1, serviceTime: { type: 'exponential', meanMs: 10 } } },
      ],
      connections: ['source > station'],
    }
    const rate = (run: Run) => run.report(0).requests.throughputPerSecond
    hold(estimate(parts, rate), throughput(10, 90, 10), throughput(10, 86, 10), 0.02)
  })

  it('keeps every sample within one percent in the histogram', () => {
    const histogram = new Histogram()
    for (let i = 1; i <= 100_000; i++) histogram.record(i / 7)
    expect(Math.abs((histogram.percentile(99) ?? 0) / (99_000 / 7) - 1)).toBeLessThan(0.01)
  })
})

describe('the metastable retry storm', () => {
  const storm = (ratePerSecond: number) => {
    const run = new Run(
      designOf({
        seed: 5,
        scenario: {
          durationMs: 900_000,
          warmupMs: 0,
          drainMs: 0,
          faults: [{ atMs: 40_000, forMs: 10_000, target: 'server', type: 'pause' }],
        },
        blocks: [
          poissonSource(ratePerSecond),
          {
            id: 'server',
            kind: 'service',
            params: { workers: 1, serviceTime: { type: 'exponential', meanMs: 1000 / 300 }, queue: { capacity: null } },
          },
        ],
        connections: [
          {
            from: 'source',
            to: 'server',
            params: { timeoutMs: 1000, retry: { type: 'fixed', attempts: 2, delayMs: 0 } },
          },
        ],
      }),
    )
    const goodAt = (fromMs: number, toMs: number) => {
      run.advance(fromMs, Infinity)
      const before = run.requestLog.completedAll
      run.advance(toMs, Infinity)
      return run.requestLog.completedAll - before
    }
    return { before: goodAt(10_000, 40_000) / 30, after: goodAt(860_000, 890_000) / 30 }
  }

  it('recovers at 145 requests a second', () => {
    const { before, after } = storm(145)
    expect(before).toBeGreaterThan(135)
    expect(after).toBeGreaterThan(135)
  })

  it('never recovers at 155 requests a second, though it was healthy before', () => {
    const { before, after } = storm(155)
    expect(before).toBeGreaterThan(145)
    expect(after).toBeLessThan(20)
  })
})
