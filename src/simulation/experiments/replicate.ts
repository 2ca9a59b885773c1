/**
 * Independent replications of a run, and their figures with confidence intervals.
 *
 * How: run r has the seed of the design plus r. Each figure of requests, blocks and connections becomes the mean over the runs
 * and the half-width of its 95 % interval, t · s / √R by Student with R − 1 degrees of freedom. A figure that any run lacks
 * (a percentile of too few samples) is null.
 */
import type { Design } from '../../design/design'
import { MAX_SEED } from '../../design/design'
import { meanInterval } from '../../lib/statistics'
import { digestOf } from '../digest'
import type { Report } from '../report'
import { Run } from '../run'

/** Report of several runs: numbers of requests, blocks and connections become
 * `{ mean, halfWidth }` at 95 %. */
export type ReplicatedReport = Omit<Report, 'requests' | 'blocks' | 'connections'> & {
  replications: number
  requests: unknown
  blocks: unknown
  connections: unknown
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

/** The design with another seed; seeds go round at 2^32. */
export function withSeed(design: Design, seed: number): Design {
  return { ...design, seed: seed % (MAX_SEED + 1) }
}

/** Runs a design several times on successive seeds. */
export function replicate(design: Design, replications: number, clock: Clock): Report[] {
  return Array.from({ length: replications }, (_, r) => runToEnd(withSeed(design, design.seed + r), clock))
}

/** One report of all runs. Throws RangeError for fewer than two. */
export function combine(reports: readonly Report[]): ReplicatedReport {
  const first = reports[0]
  if (!first || reports.length < 2) throw new RangeError('intervals need at least two replications')
  const combined: ReplicatedReport = {
    ...first,
    replications: reports.length,
    outcome: reports.find((report) => report.outcome !== 'completed')?.outcome ?? 'completed',
    events: reports.reduce((sum, report) => sum + report.events, 0),
    wallMs: reports.reduce((sum, report) => sum + report.wallMs, 0),
    requests: merge(reports.map((report) => report.requests)),
    blocks: merge(reports.map((report) => report.blocks)),
    connections: merge(reports.map((report) => report.connections)),
    invariants: first.invariants.map((invariant, i) => ({
      ...invariant,
      ...reports.map((report) => report.invariants[i]).find((one) => one && !one.holds),
    })),
  }
  combined.digest = digestOf(combined as unknown as Report)
  return combined
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
      merge(values.map((value) => (value as { [k: string]: unknown })[key])),
    ]),
  )
}
