import { describe, expect, it } from 'vitest'
import type { Design } from '../../design/design'
import type { Report } from '../report'
import { type DesignParts, designOf, poissonSource, steadyService } from '../testing/designs'
import { comparison } from './compare'
import { CancelledError, conduct, conductHere, type Experiment, ExperimentError, type Progress } from './experiment'
import { parameterSweep } from './parameter-sweep'
import { combine, figureAt, type ReplicatedReport, replications, runToEnd } from './replicate'
import { warmupDetection } from './warmup'

const run = (design: Design): Report => runToEnd(design, () => 0)
const here = <T>(experiment: Experiment<T>): T => conductHere(experiment, run)

const design = (workMs: number, parts: Partial<DesignParts> = {}) =>
  designOf({ blocks: [poissonSource(50), steadyService('app', workMs)], connections: ['source > app'], ...parts })

const reportsOf = (one: Design, seeds: number[]) => seeds.map((seed) => run({ ...one, seed }))

describe('conducting', () => {
  it('gives the same result in a pool that ends runs in any order', async () => {
    const waiting: (() => void)[] = []
    const pool = (one: Design) =>
      new Promise<Report>((resolve) => {
        waiting.push(() => resolve(run(one)))
        // The last that was asked for is answered first.
        if (waiting.length === 4) for (const answer of waiting.reverse()) answer()
      })
    const pooled = await conduct(replications(design(8), 4), pool)
    expect(pooled).toEqual(here(replications(design(8), 4)))
  })

  it('tells how far it has come', async () => {
    const seen: Progress[] = []
    await conduct(replications(design(8), 3), async (one) => run(one), { onProgress: (one) => seen.push({ ...one }) })
    expect(seen.map(({ done, total }) => `${done}/${total}`)).toEqual(['0/3', '1/3', '2/3', '3/3'])
    expect(seen[0]?.what).toBe('seed 1')
  })

  it('ends when it is cancelled, before the rest has run', async () => {
    let runs = 0
    const pool = async (one: Design) => {
      runs++
      return run(one)
    }
    const experiment = (function* (): Experiment<number> {
      for (let round = 0; round < 5; round++) yield { tasks: [{ design: design(8), label: 'one' }], ahead: 5 - round }
      return 1
    })()
    await expect(conduct(experiment, pool, { isCancelled: () => runs === 2 })).rejects.toBeInstanceOf(CancelledError)
    expect(runs).toBe(2)
  })

  it('fails with what a run fails with', async () => {
    const pool = () => Promise.reject(new Error('no worker'))
    await expect(conduct(replications(design(8), 3), pool)).rejects.toThrow('no worker')
  })
})

describe('replications', () => {
  it('give each figure a mean and the half-width of its interval', () => {
    const combined = here(replications(design(8), 5)) as ReplicatedReport
    expect(combined).toMatchObject({ replications: 5, outcomes: { completed: 5 }, outcome: 'completed' })
    const offered = figureAt(combined, 'requests.offered')
    expect(Math.abs((offered?.mean ?? 0) - 500)).toBeLessThan(3 * (offered?.halfWidth ?? 0))
    expect(offered?.halfWidth).toBeGreaterThan(0)
    expect(figureAt(combined, 'requests.latencyMs.mean')?.mean).toBeGreaterThanOrEqual(8)
    expect(figureAt(combined, 'requests.latencyMs.p999')).toBeNull()
    expect(Object.hasOwn(combined, 'intervals')).toBe(false)
  })

  it('of one run are its own report', () => {
    expect(here(replications(design(8), 1))).toEqual(run(design(8)))
    expect(() => combine([run(design(8))])).toThrow(RangeError)
  })

  it('hold objectives against the mean and count the runs that meet them', () => {
    const measure = 'requests.offered'
    const values = reportsOf(design(8), [1, 2, 3, 4, 5]).map((report) => report.requests.offered)
    const mean = values.reduce((sum, value) => sum + value, 0) / 5
    const limits = [
      { measure, above: mean - 1 },
      { measure, below: mean - 1 },
    ]
    const [above, below] = combine(reportsOf(design(8, { objectives: limits }), [1, 2, 3, 4, 5])).objectives
    expect(above).toMatchObject({ met: true, metIn: values.filter((value) => value > mean - 1).length })
    expect(below).toMatchObject({ met: false, metIn: values.filter((value) => value < mean - 1).length })
    expect(above?.value).toBeCloseTo(mean, 9)
    expect(above?.metIn).toBeGreaterThan(0)
    expect(above?.metIn).toBeLessThan(5)
  })

  it('break an invariant that any run breaks, and name the seed', () => {
    const reports = reportsOf(design(8), [7, 8, 9, 10])
    const spoil = (report: Report, detail: string): Report => ({
      ...report,
      // In another place than in the first report: invariants belong together by what they say.
      invariants: [...report.invariants]
        .reverse()
        .map((one) => (one.id === 'littles-law' && one.target === 'app' ? { ...one, holds: false, detail } : one)),
    })
    const combined = combine([reports[0]!, spoil(reports[1]!, 'off'), spoil(reports[2]!, 'far off'), reports[3]!])
    const broken = combined.invariants.filter(({ holds }) => !holds)
    expect(broken).toEqual([
      expect.objectContaining({ id: 'littles-law', target: 'app', detail: 'seed 8: off', brokenSeeds: [8, 9] }),
    ])
    expect(combined.invariants).toHaveLength(reports[0]!.invariants.length)
  })

  it('keep an invariant that only a later run has', () => {
    const [first, second] = reportsOf(design(8), [1, 2])
    const stuck = { id: 'stuck', target: 'app', holds: false, isEngineCheck: false, detail: 'nothing moves' }
    const late: Report = { ...second!, outcome: 'stuck', invariants: [...second!.invariants, stuck] }
    const combined = combine([first!, late])
    expect(combined).toMatchObject({ outcome: 'stuck', outcomes: { completed: 1, stuck: 1 } })
    expect(combined.invariants.at(-1)).toMatchObject({ id: 'stuck', detail: 'seed 2: nothing moves' })
  })

  it('need the longest warm-up of all', () => {
    const [first, second] = reportsOf(design(8), [1, 2])
    const needs = (report: Report, detectedMs: number): Report => {
      return { ...report, warmup: { setMs: 500, detectedMs, isEnough: detectedMs <= 500, problem: null } }
    }
    expect(combine([needs(first!, 100), needs(second!, 900)]).warmup).toEqual({
      setMs: 500,
      detectedMs: 900,
      isEnough: false,
      problem: null,
    })
  })
})

describe('a comparison', () => {
  it('of a design with itself finds no difference at all', () => {
    const { differences, verdicts } = here(comparison(design(8), design(8), 3))
    expect(Object.keys(differences).length).toBeGreaterThan(20)
    for (const one of Object.values(differences)) expect(one).toMatchObject({ difference: 0, halfWidth: 0 })
    for (const verdict of verdicts) expect(verdict).toMatch(/: the same in every run\.$/)
  })

  it('pairs the runs, so that a small difference stands out', () => {
    const { differences, verdicts } = here(comparison(design(8), design(8.1), 5))
    const latency = differences['requests.latencyMs.mean']
    expect(differences['requests.offered']).toMatchObject({ difference: 0 })
    expect(latency?.difference).toBeGreaterThan(0.1)
    expect(latency?.halfWidth).toBeLessThan((latency?.difference ?? 0) / 2)
    expect(verdicts.find((text) => text.includes('mean latency'))).toMatch(
      /^B's mean latency is [\d.]+ % higher, 95 % interval [\d.]+ to [\d.]+\.$/,
    )
  })

  it('runs both on the seeds of the first', () => {
    const { differences } = here(comparison(design(8, { seed: 3 }), design(8, { seed: 99 }), 2))
    expect(differences['requests.latencyMs.mean']).toMatchObject({ difference: 0, halfWidth: 0 })
  })

  it('says how runs ended that did not complete', () => {
    const { outcomes, verdicts } = conductHere(comparison(design(8), design(9), 2), (one) => {
      const report = run(one)
      return one.seed === 2 && one.blocks.some((block) => JSON.stringify(block).includes('"valueMs":9'))
        ? { ...report, outcome: 'stuck' }
        : report
    })
    expect(outcomes).toEqual({ a: { completed: 2 }, b: { completed: 1, stuck: 1 } })
    expect(verdicts[0]).toMatch(/^B got stuck in 1 of 2 runs/)
  })
})

describe('a sweep', () => {
  it('runs every combination, the last parameter fastest', () => {
    const points = here(
      parameterSweep(
        design(8),
        [
          {
            path: 'blocks.app.params.serviceTime',
            values: [
              { type: 'constant', valueMs: 2 },
              { type: 'constant', valueMs: 4 },
            ],
          },
          { path: 'blocks.app.params.workers', values: [1, 2] },
        ],
        1,
      ),
    )
    expect(points.map(({ values }) => values[1])).toEqual([1, 2, 1, 2])
    const p50 = points.map(({ reports }) => Math.round(reports[0]?.requests.latencyMs.p50 ?? 0))
    expect(p50).toEqual([2, 2, 4, 4])
  })

  it('combines the replications of each value', () => {
    const [point] = here(parameterSweep(design(8), [{ path: 'blocks.app.params.workers', values: [3] }], 3))
    expect(point?.report).toMatchObject({ replications: 3 })
  })

  it.each([
    ['blocks.app.params.nothing', 1, /leads nowhere/],
    ['blocks.app.params.workers', -1, /workers: -1/],
  ])('refuses %s = %s', (path, value, message) => {
    const attempt = () => here(parameterSweep(design(8), [{ path, values: [value] }], 1))
    expect(attempt).toThrow(ExperimentError)
    expect(attempt).toThrow(message)
  })
})

describe('the detection of a warm-up', () => {
  it('gives the longest of three pilots', () => {
    const station = { workers: 1, serviceTime: { type: 'exponential', meanMs: 15 }, queue: { capacity: null } }
    const parts = {
      scenario: { durationMs: 120_000, warmupMs: 100_000 },
      blocks: [poissonSource(50), { id: 'app', kind: 'service', params: station }],
    }
    const found = here(warmupDetection(design(8, parts)))
    expect(found.problem).toBeNull()
    const each = [1, 2, 3].map((seed) => run({ ...design(8, parts), seed }).warmup.detectedMs ?? 0)
    expect(found.warmupMs).toBe(Math.ceil(Math.max(...each)))
  })

  it('leaves it as set where something breaks', () => {
    const faults = [{ atMs: 2000, forMs: 100, target: 'app', type: 'pause' }]
    const found = here(warmupDetection(design(8, { scenario: { warmupMs: 700, faults } })))
    expect(found).toEqual({ warmupMs: 700, problem: 'not-stationary' })
  })
})
