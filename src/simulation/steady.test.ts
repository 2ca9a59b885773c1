import { describe, expect, it } from 'vitest'
import { Run } from './run'
import { isSteady } from './steady'
import { type DesignParts, designOf, poissonSource, reportOf, steadyService } from './testing/designs'

const FAULT = { atMs: 2000, forMs: 100, target: 'app', type: 'slow', factor: 2 }

function parts(rate: number, scenario: DesignParts['scenario'] = {}): DesignParts {
  return {
    scenario: { durationMs: 60_000, warmupMs: 5000, ...scenario },
    blocks: [
      poissonSource(rate),
      {
        id: 'app',
        kind: 'service',
        params: { workers: 1, serviceTime: { type: 'exponential', meanMs: 5 }, queue: { capacity: null } },
      },
    ],
    connections: [{ from: 'source', to: 'app', params: { timeoutMs: null } }],
  }
}

describe('the intervals of one run', () => {
  it('hold the figures they belong to', () => {
    const { intervals, requests } = reportOf(parts(100, { durationMs: 220_000 }))
    expect(intervals).toMatchObject({ problem: null, correlation: expect.any(Number) })
    expect(intervals.batches).toBeGreaterThanOrEqual(10)
    for (const name of ['mean', 'p50', 'p90', 'p99'] as const) {
      const figure = requests.latencyMs[name] ?? Number.NaN
      expect(intervals[name]?.lower).toBeLessThan(figure)
      expect(intervals[name]?.upper).toBeGreaterThan(figure)
    }
  })

  it('are left out where load or faults change, with the reason', () => {
    const broken = reportOf(parts(100, { faults: [FAULT] }))
    expect(broken.intervals).toMatchObject({ problem: 'not-stationary', mean: null, p99: null })
    expect(broken.warmup).toEqual({ setMs: 5000, detectedMs: null, isEnough: null, problem: 'not-stationary' })
    const run = new Run(designOf(parts(100)))
    run.advance(30_000, Infinity)
    run.change('blocks.app.params.workers', 2)
    run.finish()
    expect(run.report(0).intervals.problem).toBe('not-stationary')
  })

  it('say so when there are too few samples, for all or for one percentile', () => {
    expect(reportOf(parts(2)).intervals.problem).toBe('too-few-samples')
    expect(reportOf(parts(20)).intervals.problem).toBe('too-few-samples')
    expect(reportOf(parts(30)).intervals).toMatchObject({ problem: null, p50: expect.anything(), p99: null })
    expect(reportOf(parts(100)).intervals).toMatchObject({ problem: null, p90: expect.anything(), p99: null })
  })

  it('continue from a saved state', () => {
    const whole = new Run(designOf(parts(100)))
    whole.advance(31_000, Infinity)
    const restored = new Run(designOf(parts(100)))
    restored.load(whole.save())
    for (const run of [whole, restored]) run.finish()
    expect(restored.report(0).intervals).toEqual(whole.report(0).intervals)
    expect(restored.report(0).warmup).toEqual(whole.report(0).warmup)
  })
})

describe('the warm-up', () => {
  it('is enough when nothing has to settle', () => {
    const { warmup } = reportOf({
      ...parts(20),
      blocks: [poissonSource(20), steadyService('app', 4)],
      connections: ['source > app'],
    })
    expect(warmup).toMatchObject({ setMs: 5000, isEnough: true, problem: null })
  })

  it('is too short for latencies that still rise at the end', () => {
    expect(reportOf(parts(230, { warmupMs: 0 })).warmup).toEqual({
      setMs: 0,
      detectedMs: null,
      isEnough: false,
      problem: 'too-short',
    })
  })
})

describe('a design is steady', () => {
  const arrivalsOf = (arrivals: { [key: string]: unknown }) =>
    designOf({
      blocks: [{ id: 'source', kind: 'traffic-source', params: { arrivals } }, steadyService('app', 5)],
      connections: ['source > app'],
    })

  it.each(['constant', 'poisson', 'bursty', 'closed'])('with %s arrivals', (type) => {
    expect(isSteady(arrivalsOf({ type }))).toBe(true)
  })

  it.each(['step', 'ramp', 'spike', 'wave', 'trace'])('not with %s arrivals', (type) => {
    expect(isSteady(arrivalsOf({ type }))).toBe(false)
  })

  it('not with faults or changes', () => {
    expect(isSteady(designOf(parts(10, { faults: [FAULT] })))).toBe(false)
    const changes = [{ atMs: 1, path: 'blocks.app.params.workers', value: 2 }]
    expect(isSteady(designOf(parts(10, { changes })))).toBe(false)
  })
})
