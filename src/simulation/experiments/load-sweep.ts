/**
 * Offered load against latency, goodput and utilisation, with the knee, and theory where there is a closed form.
 *
 * How: the design runs at each load on the same seeds. Intervals come from the replications; with a single run per load those
 * of the run itself are used where it has any.
 */
import type { Design } from '../../design/design'
import { type LoadUnit, loadOf, withLoad } from '../../design/load'
import { meanInterval, wilsonInterval } from '../../lib/statistics'
import type { Report, ReportInterval } from '../report'
import { type TheoryPoint, theoryPoints } from './closed-form'
import { type Experiment, seededTasks } from './experiment'
import { kneeOf } from './knee'
import { outcomesOf, type ReplicatedReport } from './replicate'

/** A figure and its 95 % interval; null where it or its interval is not known. */
export interface Band {
  value: number | null
  lower: number | null
  upper: number | null
}

/** What the design does at one load. */
export interface LoadPoint {
  load: number
  meanMs: Band
  p50: Band
  p99: Band
  throughputPerSecond: Band
  goodputPerSecond: Band
  /** [0..1] of the block that is busiest at this load. */
  utilisation: Band
  busiest: string | null
  /** [0..1] of the requests offered. */
  failedShare: Band
  outcomes: ReplicatedReport['outcomes']
}

export interface LoadSweep {
  unit: LoadUnit
  replications: number
  points: LoadPoint[]
  /** Load at which goodput ÷ mean latency is greatest; null when it lies outside the loads swept. */
  knee: number | null
  theory: { name: string; points: TheoryPoint[] } | null
}

/** Runs the design at each load, in the unit of {@link loadOf}. Throws ExperimentError for a load that it cannot have. */
export function* loadSweep(design: Design, loads: readonly number[], replications: number): Experiment<LoadSweep> {
  const { unit } = loadOf(design)
  // Users come in whole numbers: two loads that come to the same are one.
  const real = loads.map((load) => (unit === 'users' ? loadOf(withLoad(design, load)).value : load))
  const ascending = [...new Set(real)].sort((a, b) => a - b)
  const tasks = ascending.flatMap((load) =>
    seededTasks(withLoad(design, load), replications, `load ${Number(load.toPrecision(4))}`),
  )
  const reports = yield { tasks, ahead: tasks.length }
  const points = ascending.map((load, i) => pointOf(load, reports.slice(i * replications, (i + 1) * replications)))
  const curve = points.map(({ load, goodputPerSecond, meanMs }) => ({
    load,
    goodputPerSecond: goodputPerSecond.value ?? 0,
    meanMs: meanMs.value,
  }))
  return { unit, replications, points, knee: kneeOf(curve), theory: theoryPoints(design, ascending) }
}

function pointOf(load: number, reports: readonly Report[]): LoadPoint {
  const busiest = busiestOf(reports)
  const latency = (name: 'mean' | 'p50' | 'p99') =>
    bandOf(
      reports.map((report) => report.requests.latencyMs[name]),
      reports[0]!.intervals[name],
    )
  const band = (figure: (report: Report) => number) => bandOf(reports.map(figure))
  return {
    load,
    meanMs: latency('mean'),
    p50: latency('p50'),
    p99: latency('p99'),
    throughputPerSecond: band(({ requests }) => requests.throughputPerSecond),
    goodputPerSecond: band(({ requests }) => requests.goodputPerSecond),
    utilisation: band(({ blocks }) => (busiest === null ? 0 : blocks[busiest]!.utilisation)),
    busiest,
    failedShare: shareBand(reports.map(({ requests }) => ({ count: requests.failed, of: requests.offered }))),
    outcomes: outcomesOf(reports),
  }
}

/** The block with the highest utilisation over all runs. */
function busiestOf(reports: readonly Report[]): string | null {
  const total = (id: string) => reports.reduce((sum, { blocks }) => sum + blocks[id]!.utilisation, 0)
  const ids = Object.keys(reports[0]?.blocks ?? {})
  const busiest = ids.reduce<string | null>((best, id) => (best === null || total(id) > total(best) ? id : best), null)
  return busiest !== null && total(busiest) > 0 ? busiest : null
}

/** Mean and interval of values from several runs; of one value, with the interval that its run gave. */
export function bandOf(values: readonly (number | null)[], ofOneRun: ReportInterval | null = null): Band {
  if (values.some((value) => value === null)) return { value: null, lower: null, upper: null }
  const { mean, halfWidth } = meanInterval(values as number[])
  if (values.length === 1) return { value: mean, lower: ofOneRun?.lower ?? null, upper: ofOneRun?.upper ?? null }
  return { value: mean, lower: mean! - halfWidth!, upper: mean! + halfWidth! }
}

/**
 * Share of things that were so, over several runs: the mean of their shares, and an interval that holds that of the runs and that of
 * all trials together by Wilson. The first alone would be nothing where a rare thing was seen in no run, and would go below 0 where it
 * was seen in few; the second alone takes what happens within a run for independent.
 */
export function shareBand(runs: readonly { count: number; of: number }[]): Band {
  const { value, lower, upper } = bandOf(runs.map(({ count, of }) => (of > 0 ? count / of : 0)))
  if (lower === null || upper === null) return { value, lower, upper }
  const sum = (what: (run: { count: number; of: number }) => number) =>
    runs.reduce((total, run) => total + what(run), 0)
  const whole = wilsonInterval(
    sum(({ count }) => count),
    sum(({ of }) => of),
  )
  return { value, lower: Math.max(0, Math.min(lower, whole.lower)), upper: Math.min(1, Math.max(upper, whole.upper)) }
}
