/** From the series of a run to what charts draw: rows, bridged gaps, scales and ticks. */
import { SERIES_COLUMNS } from '../../simulation/protocol'
import { CAUSES, type Cause } from '../../simulation/report'
import type { SeriesFrame } from '../stores/live-figures'

/** Most points of a chart while the run goes on, and when it stands still. */
export const MAX_POINTS_RUNNING = 150
export const MAX_POINTS_STILL = 300

export type Percentile = 'p50' | 'p90' | 'p99' | 'p999'
export const PERCENTILES: readonly Percentile[] = ['p50', 'p90', 'p99', 'p999']

/** One point in time. `null` where there is no value. */
export interface SeriesRow {
  timeMs: number
  offered: number
  throughput: number
  goodput: number
  failed: number
  p50: number | null
  p90: number | null
  p99: number | null
  p999: number | null
  /** Completed requests behind the percentiles. */
  count: number
  /** Failures per second in the order of `CAUSES`. */
  causes: readonly number[]
  /** Queue length and utilisation of each block, in the order of the frame's block ids. */
  queues: readonly number[]
  utilisations: readonly number[]
}

const COLUMNS = SERIES_COLUMNS.length

/** The rows of a frame, at most as many as may be drawn. */
export function rowsOf(frame: SeriesFrame): SeriesRow[] {
  const { points, causes } = frame.series
  const blocks = frame.blockIds.length
  const width = COLUMNS + 2 * blocks
  const length = Math.floor(points.length / width)
  const rows = Array.from({ length }, (_, index) => {
    const row = points.subarray(index * width, (index + 1) * width)
    const at = (column: number) => row[column] ?? 0
    const perBlock = (offset: number) => Array.from({ length: blocks }, (_, block) => at(COLUMNS + 2 * block + offset))
    return {
      timeMs: at(0),
      offered: at(1),
      throughput: at(2),
      goodput: at(3),
      failed: at(4),
      p50: orNull(at(5)),
      p90: orNull(at(6)),
      p99: orNull(at(7)),
      p999: orNull(at(8)),
      count: at(9),
      causes: Array.from(causes.subarray(index * CAUSES.length, (index + 1) * CAUSES.length)),
      queues: perBlock(0),
      utilisations: perBlock(1),
    }
  })
  const most = frame.status === 'running' ? MAX_POINTS_RUNNING : MAX_POINTS_STILL
  return bridged(thinned(rows, most))
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

/**
 * At most `most` rows, each standing for the same number of neighbours: rates and levels are averaged, percentiles are never
 * averaged but taken from the worst neighbour.
 */
export function thinned(rows: readonly SeriesRow[], most: number): SeriesRow[] {
  const size = Math.ceil(rows.length / most)
  if (size <= 1) return [...rows]
  const merged: SeriesRow[] = []
  for (let start = 0; start < rows.length; start += size) merged.push(mergedRow(rows.slice(start, start + size)))
  return merged
}

function mergedRow(rows: readonly SeriesRow[]): SeriesRow {
  const mean = (value: (row: SeriesRow) => number) => rows.reduce((sum, row) => sum + value(row), 0) / rows.length
  const worst = (name: Percentile) => {
    const values = rows.map((row) => row[name]).filter((value) => value !== null)
    return values.length === 0 ? null : Math.max(...values)
  }
  const each = (list: (row: SeriesRow) => readonly number[]) =>
    Array.from({ length: Math.max(0, ...rows.map((row) => list(row).length)) }, (_, index) =>
      mean((row) => list(row)[index] ?? 0),
    )
  return {
    timeMs: mean((row) => row.timeMs),
    offered: mean((row) => row.offered),
    throughput: mean((row) => row.throughput),
    goodput: mean((row) => row.goodput),
    failed: mean((row) => row.failed),
    p50: worst('p50'),
    p90: worst('p90'),
    p99: worst('p99'),
    p999: worst('p999'),
    count: rows.reduce((sum, row) => sum + row.count, 0),
    causes: each((row) => row.causes),
    queues: each((row) => row.queues),
    utilisations: each((row) => row.utilisations),
  }
}

/**
 * Draws through points that have requests but too few for a percentile, between two points that have enough. Where nothing
 * was completed the line stays broken.
 */
export function bridged(rows: readonly SeriesRow[]): SeriesRow[] {
  const result = rows.map((row) => ({ ...row }))
  for (const name of PERCENTILES) {
    let last = -1
    for (const [index, row] of rows.entries()) {
      const value = row[name]
      if (value === null) {
        if (row.count === 0) last = -1
        continue
      }
      const from = last < 0 ? null : (rows[last]?.[name] ?? null)
      for (let gap = last + 1; from !== null && gap < index; gap++) {
        const target = result[gap]
        if (target !== undefined) target[name] = from + ((value - from) * (gap - last)) / (index - last)
      }
      last = index
    }
  }
  return result
}

/** A part of the time axis. */
export interface Span {
  fromMs: number
  toMs: number
}

/**
 * When requests came and none was completed, for longer than `leastMs`, after some had been: there the line of latencies is broken,
 * and whoever looks at it has to be told why.
 */
export function silencesIn(rows: readonly SeriesRow[], leastMs: number): Span[] {
  const spans: Span[] = []
  let lastMs: number | null = null
  let hadTraffic = false
  const close = (toMs: number): void => {
    if (lastMs !== null && hadTraffic && toMs - lastMs > leastMs) spans.push({ fromMs: lastMs, toMs })
    hadTraffic = false
  }
  for (const row of rows) {
    if (row.count > 0) {
      close(row.timeMs)
      lastMs = row.timeMs
    } else if (row.offered > 0 || row.failed > 0) hadTraffic = true
  }
  close(rows.at(-1)?.timeMs ?? 0)
  return spans
}

/** Whether a logarithmic axis shows these latencies better: the largest is over 50 times the usual median. */
export function needsLogScale(rows: readonly SeriesRow[], wasLog = false): boolean {
  const medians = rows.flatMap((row) => (row.p50 !== null && row.p50 > 0 ? [row.p50] : [])).sort((a, b) => a - b)
  const usual = medians[Math.floor(medians.length / 2)]
  if (usual === undefined) return false
  const largest = Math.max(...rows.flatMap((row) => PERCENTILES.map((name) => row[name] ?? 0)))
  // Once logarithmic it stays so until the ratio has fallen clearly, so that the axis does not flicker.
  return largest / usual > (wasLog ? 25 : 50)
}

/** Round numbers from 0 to at least `max`, about `count` steps. */
export function linearTicks(max: number, count = 3): number[] {
  if (!(max > 0) || max === Number.POSITIVE_INFINITY) return [0, 1]
  const step = roundStep(max / count)
  const steps = Math.max(1, Math.ceil(max / step - 1e-9))
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10
  return factor * power
}

/** Powers of ten from at most `min` to at least `max`. */
export function logTicks(min: number, max: number): number[] {
  const first = Math.floor(Math.log10(Math.max(min, 1e-6)) + 1e-9)
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(max, 1e-6)) - 1e-9))
  return Array.from({ length: last - first + 1 }, (_, index) => Number((10 ** (first + index)).toPrecision(1)))
}

/** Round times from 0 to `endMs`, at most about `count` of them. */
export function timeTicks(endMs: number, count = 6): number[] {
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 1.5e4, 3e4, 6e4, 1.2e5, 3e5, 6e5, 9e5, 1.8e6]
  const step = steps.find((candidate) => endMs / candidate <= count) ?? Math.ceil(endMs / count / 3.6e6) * 3.6e6
  const ticks: number[] = []
  for (let at = 0; at <= endMs; at += step) ticks.push(at)
  return ticks
}

/** The row nearest to a time, or null when there is none within `windowMs`. */
export function rowAt(rows: readonly SeriesRow[], timeMs: number, windowMs: number): SeriesRow | null {
  let best: SeriesRow | null = null
  for (const row of rows) {
    if (best === null || Math.abs(row.timeMs - timeMs) < Math.abs(best.timeMs - timeMs)) best = row
  }
  return best !== null && Math.abs(best.timeMs - timeMs) <= windowMs ? best : null
}

/** Causes with any failures, most frequent first, with their number so far. */
export function causeTotals(
  rows: readonly SeriesRow[],
  windowMs: number,
): { cause: Cause; index: number; count: number }[] {
  return CAUSES.map((cause, index) => {
    const perSecond = rows.reduce((sum, row) => sum + (row.causes[index] ?? 0), 0)
    return { cause, index, count: Math.round((perSecond * windowMs) / 1000) }
  })
    .filter(({ index }) => rows.some((row) => (row.causes[index] ?? 0) > 0))
    .sort((a, b) => b.count - a.count)
}
