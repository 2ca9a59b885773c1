/**
 * Independent replications of a run, and their figures with confidence intervals.
 *
 * How: run r has the seed of the design plus r. Each figure of requests, blocks and connections becomes the mean over the runs
 * and the half-width of its 95 % interval, t · s / √R by Student with R − 1 degrees of freedom. A figure that any run lacks
 * (a percentile of too few samples) is null. Objectives are held against the means. What is no number, such as the transitions
 * of a breaker, is that of the first run.
 */
import type { Design } from '../../design/design'
import { meanInterval } from '../../lib/statistics'
import { digestOf } from '../digest'
import { type InvariantReport, type Report, RUN_OUTCOMES, type RunOutcome } from '../report'
import { Run } from '../run'
import { type Experiment, seededTasks } from './experiment'

/** A figure over several runs. */
export interface Figure {
  mean: number
  halfWidth: number
}

/** Report of several runs: numbers of requests, blocks and connections become {@link Figure}s. */
export type ReplicatedReport = Omit<
  Report,
  'requests' | 'blocks' | 'connections' | 'worstPath' | 'intervals' | 'invariants' | 'objectives'
> & {
  replications: number
  /** How many runs ended in which way. */
  outcomes: { [outcome in RunOutcome]?: number }
  requests: unknown
  blocks: unknown
  connections: unknown
  /** The path is that of the first run. */
  worstPath: unknown
  /** Broken when it is in any run; `brokenSeeds` says in which. */
  invariants: (InvariantReport & { brokenSeeds: number[] })[]
  /** `value` and `met` are those of the mean; `metIn` counts the runs that meet it by themselves. */
  objectives: (Report['objectives'][number] & { halfWidth: number | null; metIn: number })[]
}

/** Clock on the wall [ms], for `wallMs` only. */
export type Clock = () => number

/** Runs a design to its end. */
export function runToEnd(design: Design, clock: Clock): Report {
  const started = clock()
  const run = new Run(design)
  run.finish()
  return run.report(clock() - started)
}

/** One report from all runs; of a single one, its own. */
export function* replications(design: Design, count: number): Experiment<Report | ReplicatedReport> {
  const reports = yield { tasks: seededTasks(design, count), ahead: count }
  return together(reports)
}

/** The report of several runs together, or of the only one. */
export function together(reports: readonly Report[]): Report | ReplicatedReport {
  return reports.length === 1 ? reports[0]! : combine(reports)
}

/** How many of the runs ended in which way. */
export function outcomesOf(reports: readonly Report[]): ReplicatedReport['outcomes'] {
  const counted = RUN_OUTCOMES.map((outcome) => [outcome, reports.filter((one) => one.outcome === outcome).length])
  return Object.fromEntries(counted.filter(([, count]) => count !== 0))
}

/** One report of all runs. Throws RangeError for fewer than two. */
export function combine(reports: readonly Report[]): ReplicatedReport {
  const first = reports[0]
  if (!first || reports.length < 2) throw new RangeError('intervals need at least two replications')
  const { intervals: _ofOneRun, ...common } = first
  const figures = {
    requests: merge(reports.map((report) => report.requests)),
    blocks: merge(reports.map((report) => report.blocks)),
    connections: merge(reports.map((report) => report.connections)),
  }
  const combined: ReplicatedReport = {
    ...common,
    replications: reports.length,
    // The first that went wrong stands for all; `outcomes` has the numbers.
    outcome: reports.find((report) => report.outcome !== 'completed')?.outcome ?? 'completed',
    outcomes: outcomesOf(reports),
    simulatedMs: reports.reduce((sum, report) => sum + report.simulatedMs, 0),
    events: reports.reduce((sum, report) => sum + report.events, 0),
    wallMs: reports.reduce((sum, report) => sum + report.wallMs, 0),
    warmup: combineWarmups(reports),
    ...figures,
    worstPath: merge(reports.map((report) => report.worstPath)),
    invariants: combineInvariants(reports),
    objectives: combineObjectives(reports, figures),
  }
  combined.digest = digestOf(combined as unknown as Report)
  return combined
}

/** The longest warm-up that any run needed. */
function combineWarmups(reports: readonly Report[]): Report['warmup'] {
  const all = reports.map((report) => report.warmup)
  const found = all.flatMap(({ detectedMs }) => (detectedMs === null ? [] : [detectedMs]))
  return {
    setMs: all[0]!.setMs,
    detectedMs: found.length === 0 ? null : Math.max(...found),
    isEnough: all.some(({ isEnough }) => isEnough === false)
      ? false
      : all.every(({ isEnough }) => isEnough)
        ? true
        : null,
    problem: all.find(({ problem }) => problem !== null)?.problem ?? null,
  }
}

/** Every invariant of any run, by what it says and of what; a broken one of the earliest seed speaks for all. */
function combineInvariants(reports: readonly Report[]): ReplicatedReport['invariants'] {
  const combined = new Map<string, ReplicatedReport['invariants'][number]>()
  for (const { seed, invariants } of reports) {
    for (const invariant of invariants) {
      const key = `${invariant.target} ${invariant.id}`
      const known = combined.get(key) ?? { ...invariant, holds: true, brokenSeeds: [] }
      combined.set(key, known)
      if (invariant.holds) continue
      known.brokenSeeds.push(seed)
      if (!known.holds) continue
      known.holds = false
      known.detail = `seed ${seed}: ${invariant.detail}`
    }
  }
  return [...combined.values()]
}

function combineObjectives(
  reports: readonly Report[],
  figures: Pick<ReplicatedReport, 'requests' | 'blocks' | 'connections'>,
): ReplicatedReport['objectives'] {
  return reports[0]!.objectives.map(({ measure, limit }, i) => {
    const figure = figureAt(figures, measure)
    const value = figure?.mean ?? null
    const [side, number] = limit.split(' ')
    const met = value !== null && (side === 'below' ? value < Number(number) : value > Number(number))
    const metIn = reports.filter((report) => report.objectives[i]?.met).length
    return { measure, limit, value, met, halfWidth: figure?.halfWidth ?? null, metIn }
  })
}

/** The figure at a path of a combined report such as `requests.latencyMs.p99`, or null when there is none. */
export function figureAt(report: object, path: string): Figure | null {
  let value: unknown = report
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return null
    value = (value as { [key: string]: unknown })[part]
  }
  return isFigure(value) ? value : null
}

function isFigure(value: unknown): value is Figure {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'halfWidth')
}

/** Numbers become figures, objects are gone through, everything else is taken from the first. */
function merge(values: readonly unknown[]): unknown {
  const first = values[0]
  if (values.some((value) => typeof value === 'number' || value === null)) {
    if (!values.every((value) => typeof value === 'number')) return null
    const { mean, halfWidth } = meanInterval(values as number[])
    return { mean, halfWidth }
  }
  if (Array.isArray(first) || typeof first !== 'object') return first
  return Object.fromEntries(
    Object.keys(first as object).map((key) => [
      key,
      merge(values.map((value) => (value as { [k: string]: unknown } | undefined)?.[key])),
    ]),
  )
}
