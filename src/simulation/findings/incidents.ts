/**
 * Findings about faults of the timeline: what they did while they lasted, what was full then, and how long it took to recover.
 *
 * How: the windows of the course from the end of the warm-up to the first fault are what is usual. A fault hurt when the share of failed requests
 * was higher by some points while it lasted, or the 99th percentile several times as long. It is over when that has gone back for three
 * windows in a row. Only where the course of the run is known; faults that come and go at random are left out.
 */
import { FAULT_KINDS, type Fault } from '../../design/scenario'
import { SERIES_COLUMNS, type Series } from '../protocol'
import { isRandom } from '../random-faults'
import { duration, type Finding, type FindingRule, type Observed, type ObservedBlock, percent } from './finding'

/** Share of failed requests above the usual from which a fault is said to have hurt, and below which it is over. */
const HURT = 0.05
const OVER = 0.02
/** Times the usual p99 from which a fault is said to have hurt, and below which it is over. */
const SLOWER = 3
const AS_QUICK = 1.5
/** Windows in a row that have to be as usual, and windows below which nothing is known of what is. */
const STEADY = 3
/** Share of its servers that is held by a block that is full, and by how much that must be more than usual. */
const FULL = 0.9
const MORE = 0.2
/** Faults that are told of at most, and full blocks for each. */
const MOST_FAULTS = 3
const MOST_BLOCKS = 2

/** The windows of a run by number. */
class Course {
  readonly length: number
  private readonly series: Series
  private readonly width: number

  constructor(series: Series, blocks: number) {
    this.series = series
    this.width = SERIES_COLUMNS.length + 2 * blocks
    this.length = series.points.length / this.width
  }

  /** Windows whose middle lies in [from, to). */
  between(fromMs: number, toMs: number): number[] {
    return Array.from({ length: this.length }, (_, row) => row).filter((row) => {
      const time = this.at(row, 'timeMs')
      return time >= fromMs && time < toMs
    })
  }

  at(row: number, column: (typeof SERIES_COLUMNS)[number]): number {
    return this.series.points[row * this.width + SERIES_COLUMNS.indexOf(column)]!
  }

  /** Share of the requests that ended in these windows which failed. */
  failed(rows: readonly number[]): number {
    const sum = (column: 'failedPerSecond' | 'throughputPerSecond') =>
      rows.reduce((a, row) => a + this.at(row, column), 0)
    const failed = sum('failedPerSecond')
    return failed / (failed + sum('throughputPerSecond')) || 0
  }

  /** [ms] the longest p99 of these windows; 0 where none has one. */
  p99(rows: readonly number[]): number {
    return rows.reduce((most, row) => Math.max(most, this.at(row, 'p99') || 0), 0)
  }

  /** Share of the requests completed in a window that took longer; all of them where none was. Percentiles reach back too far for this. */
  slow(row: number, limitMs: number): number {
    const { heat, heatRows, heatMinMs, heatMaxMs } = this.series
    let all = 0
    let slow = 0
    for (let band = 0; band < heatRows; band++) {
      const count = heat[row * heatRows + band]!
      all += count
      if (heatMinMs * (heatMaxMs / heatMinMs) ** (band / heatRows) >= limitMs) slow += count
    }
    return all === 0 ? 1 : slow / all
  }

  /** Mean share of the servers of a block that was held. */
  utilisation(rows: readonly number[], block: number): number {
    const place = SERIES_COLUMNS.length + 2 * block + 1
    return rows.reduce((sum, row) => sum + this.series.points[row * this.width + place]!, 0) / rows.length
  }
}

/** What is usual: its windows, the share that fails in them, and [ms] the longest p99. */
interface Usual {
  readonly rows: readonly number[]
  readonly failed: number
  readonly p99: number
}

/** What a fault did. */
interface Incident {
  readonly fault: Fault
  readonly failed: number
  readonly p99: number
  /** By how much it hurt, for telling of the worst first. */
  readonly weight: number
  readonly isFailure: boolean
  /** [ms] from its end until all was as usual; infinite when that never came, null when too little is known of what came after it. */
  readonly recoveryMs: number | null
  readonly full: readonly { readonly block: ObservedBlock; readonly now: number; readonly usual: number }[]
}

/** See the head of this file. */
export const incidents: FindingRule = (run) => {
  if (run.course === null) return []
  const { windowMs } = run.course
  const course = new Course(run.course, run.design.blocks.length)
  const { faults, warmupMs } = run.design.scenario
  const firstMs = Math.min(...faults.map(({ atMs }) => atMs))
  const rows = course.between(warmupMs, firstMs)
  if (rows.length < STEADY) return []
  const usual = { rows, failed: course.failed(rows), p99: course.p99(rows) }
  return faults
    .flatMap((fault) => (isRandom(fault) || fault.forMs === 0 ? [] : incident(run, course, usual, fault)))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_FAULTS)
    .map((one) => told(run, windowMs, usual, one))
}

function incident(run: Observed, course: Course, usual: Usual, fault: Fault): Incident[] {
  const endMs = fault.atMs + fault.forMs
  const during = course.between(fault.atMs, endMs)
  if (during.length === 0) return []
  const [failed, p99] = [course.failed(during), course.p99(during)]
  const isFailure = failed - usual.failed >= HURT
  const isSlower = usual.p99 > 0 && p99 >= SLOWER * usual.p99
  if (!isFailure && !isSlower) return []
  const isAsUsual = (row: number) =>
    isFailure ? course.failed([row]) <= usual.failed + OVER : course.slow(row, AS_QUICK * usual.p99) <= OVER
  const after = course.between(endMs, Infinity)
  const back = after.findIndex((_, at) => at + STEADY <= after.length && after.slice(at, at + STEADY).every(isAsUsual))
  const full = run.design.blocks.flatMap(({ id }, place) => {
    const block = run.blocks.find((one) => one.block.id === id)
    if (!block || block.servers === null) return []
    const [now, before] = [course.utilisation(during, place), course.utilisation(usual.rows, place)]
    return now >= FULL && now - before >= MORE ? [{ block, now, usual: before }] : []
  })
  return [
    {
      ...{ fault, failed, p99, isFailure },
      weight: isFailure ? 1 + failed : 1 - usual.p99 / p99,
      recoveryMs:
        after.length < STEADY ? null : back < 0 ? Infinity : Math.max(0, course.at(after[back]!, 'timeMs') - endMs),
      full: full.sort((a, b) => b.now - b.usual - (a.now - a.usual)).slice(0, MOST_BLOCKS),
    },
  ]
}

function told(run: Observed, windowMs: number, usual: Usual, one: Incident): Finding {
  const { fault, failed, p99, isFailure, recoveryMs, full } = one
  const from = clock(fault.atMs)
  const to = clock(fault.atMs + fault.forMs)
  const label = labelOf(fault)
  const name = targetOf(run, fault.target)
  const before = usual.failed > 0 ? percent(usual.failed) : 'none'
  const effect = isFailure
    ? `From ${from} to ${to} (${label} at ${name}) ${percent(failed)} of the requests failed, and ${before} before.`
    : `From ${from} to ${to} (${label} at ${name}) p99 went up to ${duration(p99)}, and was ${duration(usual.p99)} at most before.`
  const end = recoveryMs === null ? [] : [endOf(recoveryMs, 2 * windowMs)]
  return {
    id: 'incident',
    target: run.design.blocks.some(({ id }) => id === fault.target) ? fault.target : null,
    severity: isFailure ? 'serious' : 'notable',
    text: [
      effect,
      ...full.map(
        ({ block, now, usual: before }) =>
          `${block.name} was ${percent(now)} busy then, and ${percent(before)} before.`,
      ),
      ...end,
    ].join(' '),
    evidence: [
      isFailure ? 'requests.failed' : 'requests.latencyMs.p99',
      ...full.map(({ block }) => `blocks.${block.block.id}.utilisation`),
    ],
  }
}

function endOf(recoveryMs: number, atOnceMs: number): string {
  if (recoveryMs === Infinity) return 'It was not as before when the run ended.'
  if (recoveryMs <= atOnceMs) return 'All was as before as soon as it was over.'
  return `It took ${duration(recoveryMs)} after its end until all was as before.`
}

function labelOf(fault: Fault): string {
  return (FAULT_KINDS.variants.find(({ id }) => id === fault.type)?.label ?? fault.type).toLowerCase()
}

function targetOf(run: Observed, id: string): string {
  return (
    run.blocks.find(({ block }) => block.id === id)?.name ??
    run.connections.find(({ connection }) => connection.id === id)?.name ??
    id
  )
}

/** "1:05", minutes and seconds of simulated time. */
function clock(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
