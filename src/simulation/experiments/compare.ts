/**
 * Two designs on common random numbers.
 *
 * How: replication r of both designs has the same seed; draws that belong to a request are keyed, so both see the same
 * requests and the differences are paired. Each figure that both reports have gives the mean of the differences b − a and the
 * half-width of its 95 % interval by Student on the pairs; with a single pair there is no interval. Each interval is right
 * in 95 of 100 cases by itself: among many figures without any difference, one in twenty seems to have one.
 */
import type { Design } from '../../design/design'
import { meanInterval } from '../../lib/statistics'
import type { Report } from '../report'
import { type Experiment, seededTasks } from './experiment'
import { outcomesOf, type ReplicatedReport } from './replicate'
import { verdicts } from './verdict'

/** One figure of both designs. */
export interface Difference {
  a: number
  b: number
  /** b − a. */
  difference: number
  halfWidth: number | null
}

/** What a comparison finds. */
export interface Comparison {
  replications: number
  outcomes: { a: ReplicatedReport['outcomes']; b: ReplicatedReport['outcomes'] }
  /** In words, the figures that matter most. */
  verdicts: string[]
  /** By measure, such as `requests.latencyMs.p99`. */
  differences: { [measure: string]: Difference }
  /** All runs, for whoever wants to hold them against objectives. */
  reports: { a: readonly Report[]; b: readonly Report[] }
}

/** Values of a measure in each pair of runs. */
export interface Pairs {
  a: number[]
  b: number[]
}

/** Runs both designs on the seeds of `a`. */
export function* comparison(a: Design, b: Design, replications: number): Experiment<Comparison> {
  const left = seededTasks(a, replications, 'A')
  const right = seededTasks({ ...b, seed: a.seed }, replications, 'B')
  // Pair by pair, so that what has been done is worth something early.
  const tasks = left.flatMap((task, i) => [task, right[i]!])
  const reports = yield { tasks, ahead: tasks.length }
  return compareReports(
    reports.filter((_, i) => i % 2 === 0),
    reports.filter((_, i) => i % 2 === 1),
  )
}

/** Differences between runs that belong together pair by pair. */
export function compareReports(a: readonly Report[], b: readonly Report[]): Comparison {
  const pairs = pairsOf(a.map(figuresOf), b.map(figuresOf))
  const differences: { [measure: string]: Difference } = {}
  for (const [measure, { a: left, b: right }] of pairs) {
    const each = meanInterval(left.map((value, i) => right[i]! - value))
    differences[measure] = {
      a: mean(left),
      b: mean(right),
      difference: each.mean!,
      halfWidth: each.halfWidth,
    }
  }
  const outcomes = { a: outcomesOf(a), b: outcomesOf(b) }
  const found = { replications: a.length, outcomes }
  return { ...found, verdicts: verdicts(pairs, found), differences, reports: { a, b } }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Figures that all runs of both have, in the order of the first. */
function pairsOf(a: readonly Map<string, number>[], b: readonly Map<string, number>[]): Map<string, Pairs> {
  const pairs = new Map<string, Pairs>()
  for (const measure of a[0]?.keys() ?? []) {
    if (![...a, ...b].every((figures) => figures.has(measure))) continue
    pairs.set(measure, {
      a: a.map((figures) => figures.get(measure)!),
      b: b.map((figures) => figures.get(measure)!),
    })
  }
  return pairs
}

/** Every number of requests, blocks and connections by its path. */
function figuresOf(report: Report): Map<string, number> {
  const figures = new Map<string, number>()
  const visit = (value: unknown, path: string) => {
    if (typeof value === 'number') figures.set(path, value)
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, part] of Object.entries(value)) visit(part, `${path}.${key}`)
    }
  }
  visit(report.requests, 'requests')
  visit(report.blocks, 'blocks')
  visit(report.connections, 'connections')
  return figures
}
