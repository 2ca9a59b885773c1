/**
 * Runs a design and prints its figures with their 95 % intervals as lines for people, such as `requests.latencyMs.p99  212 ± 6`:
 * `intervals design.json [--replications R] [--all]`. One replication gives those of a single run, by batch means.
 */
import { MAX_SEED } from '../design/design'
import { type ReplicatedReport, replications } from '../simulation/experiments/replicate'
import type { LatencyIntervals, Report } from '../simulation/report'
import { guarded, parseArguments } from './arguments'
import { designFrom, exitCodeOf, inLaboratory, onlyFile, RUN_OPTIONS, replicationsOf } from './run-options'

const USAGE =
  'usage: npm run -s intervals -- design.json [--replications R] [--all] [--seed N] [--duration MS] [--warmup MS|detect] [--workers N]'
const DEFAULT_REPLICATIONS = 10

export function main(argv: string[]): Promise<number> {
  return guarded(async () => {
    const isAll = argv.includes('--all')
    const args = parseArguments(
      argv.filter((arg) => arg !== '--all'),
      RUN_OPTIONS,
      USAGE,
    )
    const file = onlyFile(args, USAGE)
    const count = replicationsOf(args, DEFAULT_REPLICATIONS)
    return inLaboratory(args, async (laboratory) => {
      const design = await designFrom(file, args, laboratory)
      const report = await laboratory(replications(design, count))
      for (const line of linesOf(report, isAll)) console.log(line)
      return exitCodeOf([{ report }])
    })
  })
}

/** One line for each figure, and before them what they rest on. */
export function linesOf(report: Report | ReplicatedReport, isAll: boolean): string[] {
  const rows = 'replications' in report ? replicatedRows(report, isAll) : singleRows(report)
  const width = Math.max(...rows.map(([name]) => name.length))
  return [headOf(report), ...rows.map(([name, text]) => `${name.padEnd(width)}  ${text}`)]
}

function headOf(report: Report | ReplicatedReport): string {
  if ('replications' in report) {
    const last = (report.seed + report.replications - 1) % (MAX_SEED + 1)
    return `95 % intervals from ${report.replications} replications on seeds ${report.seed} to ${last}`
  }
  const { problem, batches, batchSize, correlation } = report.intervals
  if (problem !== null) return `no intervals from one run: ${WHY_NOT[problem]}`
  const related = correlation === null ? '' : `, correlation of neighbours ${correlation.toFixed(2)}`
  return `95 % intervals from one run, ${batches} batches of ${batchSize} requests${related}`
}

const WHY_NOT: { readonly [problem in NonNullable<LatencyIntervals['problem']>]: string } = {
  'not-stationary': 'load or faults change; use --replications',
  'too-few-samples': 'too few requests complete; make the run longer or use --replications',
  correlated: 'neighbouring batches depend on each other; make the run longer or use --replications',
}

/** Percentiles by the rank they are named for. */
const LATENCIES = ['mean', 'p50', 'p90', 'p99'] as const

function singleRows({ requests, intervals }: Report): [string, string][] {
  return LATENCIES.map((name) => {
    const value = requests.latencyMs[name]
    const interval = intervals[name]
    const text = value === null ? 'too few samples' : short(value)
    return [
      `requests.latencyMs.${name}`,
      interval ? `${text} (${short(interval.lower)} to ${short(interval.upper)})` : text,
    ]
  })
}

function replicatedRows(report: ReplicatedReport, isAll: boolean): [string, string][] {
  const rows: [string, string][] = []
  const visit = (value: unknown, path: string) => {
    if (value === null) rows.push([path, 'too few samples in some run'])
    else if (typeof value === 'object' && 'halfWidth' in value && 'mean' in value && typeof value.mean === 'number') {
      rows.push([path, `${short(value.mean)} ± ${short(Number(value.halfWidth))}`])
    } else if (typeof value === 'object' && !Array.isArray(value)) {
      for (const [key, part] of Object.entries(value)) visit(part, `${path}.${key}`)
    }
  }
  visit(report.requests, 'requests')
  if (isAll) {
    visit(report.blocks, 'blocks')
    visit(report.connections, 'connections')
  }
  // A connection without a breaker has no figure there, which is no lack of samples.
  return rows.filter(([path]) => !path.endsWith('.breaker'))
}

/** Four digits that mean something. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)))
}
