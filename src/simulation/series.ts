/**
 * What happened over time: up to 300 windows of equal width over the whole run, and the points that charts draw from them.
 *
 * Each window counts requests by the time at which they start and end, keeps a histogram of the latencies of completed ones,
 * and the mean queue length and utilisation of every block. Points merge neighbouring windows until there are few enough;
 * percentiles come from merged histograms that reach back until they hold enough samples (100 for p50 to p99, 1,000 for p99.9),
 * and are NaN when there are not as many yet. Nothing here has influence on the run, nor is any of it part of the report.
 */
import { CANCELLED } from '../engine/calls'
import type { BlockStats } from '../engine/stats'
import { BUCKETS, Histogram } from '../lib/histogram'
import { SERIES_COLUMNS, type Series } from './protocol'
import { CAUSES } from './report'

/** Windows over a whole run. */
const WINDOWS = 300
const MIN_WINDOW_MS = 10
/** Bands of the heat map. */
const HEAT_ROWS = 48
/** Lower edge of the shortest bucket that is drawn, as a share of its upper one. */
const SHORTEST = 63 / 64
/** Samples below which a percentile says nothing. */
const SAMPLES_FOR_P99 = 100
const SAMPLES_FOR_P999 = 1000

/** What one window saw. */
class Window {
  offered = 0
  completed = 0
  good = 0
  failed = 0
  readonly causes = new Float64Array(CAUSES.length)
  readonly latency = new Histogram()
  /** Queue length and utilisation of each block, means over the window. */
  readonly blocks: Float64Array

  constructor(blocks: number) {
    this.blocks = new Float64Array(blocks * 2)
  }
}

export class SeriesRecorder {
  /** [ms] width of a window. */
  readonly windowMs: number
  private readonly stats: BlockStats
  private readonly blockCount: number
  private windows: Window[] = []
  private current: Window
  private readonly marks: { waiting: Float64Array; held: Float64Array; servers: Float64Array }

  constructor(stats: BlockStats, blockCount: number, totalMs: number) {
    this.stats = stats
    this.blockCount = blockCount
    this.windowMs = Math.max(MIN_WINDOW_MS, Math.ceil(totalMs / WINDOWS))
    this.current = new Window(blockCount)
    this.marks = {
      waiting: new Float64Array(blockCount),
      held: new Float64Array(blockCount),
      servers: new Float64Array(blockCount),
    }
  }

  /** [ms] end of the present window. */
  get nextBoundaryMs(): number {
    return (this.windows.length + 1) * this.windowMs
  }

  offered(): void {
    this.current.offered++
  }

  /** A request was completed; `bucket` is that of its latency in histograms. */
  completed(latencyMs: number, bucket: number, isGood: boolean): void {
    const { current } = this
    current.completed++
    if (isGood) current.good++
    current.latency.recordIn(bucket, latencyMs)
  }

  failed(outcome: number): void {
    const { current } = this
    if (outcome >= CANCELLED) return
    current.failed++
    current.causes[outcome - 1]!++
  }

  /** The present window is over at `now`. */
  closeWindow(now: number): void {
    this.current.blocks.set(this.levels(now))
    this.note(now)
    this.windows.push(this.current)
    this.current = new Window(this.blockCount)
  }

  /**
   * Takes over what another recorder of the same run has seen up to a time at the start of a window, and goes on from there.
   * Without another it keeps its own.
   */
  rewindTo(now: number, from: SeriesRecorder = this): void {
    this.windows = from.windows.slice(0, Math.floor(now / this.windowMs))
    this.current = new Window(this.blockCount)
    this.note(now)
  }

  /** Points for charts, at most `maxPoints`; the window that is still open is left out. */
  points(maxPoints: number): Series {
    const merged = Math.max(1, Math.ceil(this.windows.length / maxPoints))
    const groups: Window[][] = []
    for (let at = 0; at < this.windows.length; at += merged) groups.push(this.windows.slice(at, at + merged))
    const columns = SERIES_COLUMNS.length + this.blockCount * 2
    const points = new Float64Array(groups.length * columns)
    const causes = new Float64Array(groups.length * CAUSES.length)
    for (const [row, group] of groups.entries()) {
      const seconds = (group.length * this.windowMs) / 1000
      const at = row * columns
      const sum = (value: (window: Window) => number) => group.reduce((total, window) => total + value(window), 0)
      points[at] = (row * merged + group.length / 2) * this.windowMs
      points[at + 1] = sum((window) => window.offered) / seconds
      points[at + 2] = sum((window) => window.completed) / seconds
      points[at + 3] = sum((window) => window.good) / seconds
      points[at + 4] = sum((window) => window.failed) / seconds
      this.addPercentiles(points, at + 5, groups, row)
      for (let i = 0; i < this.blockCount * 2; i++) {
        points[at + SERIES_COLUMNS.length + i] = sum((window) => window.blocks[i]!) / group.length
      }
      for (let cause = 0; cause < CAUSES.length; cause++) {
        causes[row * CAUSES.length + cause] = sum((window) => window.causes[cause]!) / seconds
      }
    }
    return { windowMs: merged * this.windowMs, points, causes, ...this.heat(groups) }
  }

  /** p50, p90, p99, p99.9 and the number of samples, from this group and as many before it as are needed. */
  private addPercentiles(points: Float64Array, at: number, groups: readonly Window[][], row: number): void {
    const merged = new Histogram()
    points.fill(Number.NaN, at, at + 4)
    let own = 0
    for (let back = row; back >= 0; back--) {
      for (const window of groups[back]!) merged.merge(window.latency)
      if (back === row) own = merged.count
      if (own === 0) break
      if (merged.count >= SAMPLES_FOR_P99 && Number.isNaN(points[at]!)) {
        points[at] = merged.percentile(50)!
        points[at + 1] = merged.percentile(90)!
        points[at + 2] = merged.percentile(99)!
      }
      if (merged.count < SAMPLES_FOR_P999) continue
      points[at + 3] = merged.percentile(99.9)!
      break
    }
    points[at + 4] = own
  }

  private heat(groups: readonly Window[][]): Pick<Series, 'heat' | 'heatRows' | 'heatMinMs' | 'heatMaxMs'> {
    let first = BUCKETS
    let last = 0
    for (const window of this.windows) {
      for (let bucket = 0; bucket < BUCKETS; bucket++) {
        if (window.latency.counts[bucket] === 0) continue
        first = Math.min(first, bucket)
        last = Math.max(last, bucket)
      }
    }
    if (first > last) return { heat: new Uint32Array(0), heatRows: 0, heatMinMs: 0, heatMaxMs: 0 }
    const perRow = Math.max(1, Math.ceil((last + 1 - first) / HEAT_ROWS))
    const heatRows = Math.ceil((last + 1 - first) / perRow)
    const heat = new Uint32Array(groups.length * heatRows)
    for (const [point, group] of groups.entries()) {
      for (const { latency } of group) {
        for (let bucket = first; bucket <= last; bucket++) {
          const count = latency.counts[bucket]!
          if (count > 0) heat[point * heatRows + Math.floor((bucket - first) / perRow)]! += count
        }
      }
    }
    return {
      heat,
      heatRows,
      // The bucket of the shortest has no lower edge that a log scale could show; it is drawn as wide as the others.
      heatMinMs: first === 0 ? Histogram.lowerEdge(1) * SHORTEST : Histogram.lowerEdge(first),
      heatMaxMs: Histogram.upperEdge(first + heatRows * perRow - 1),
    }
  }

  private levels(now: number): Float64Array {
    const means = new Float64Array(this.blockCount * 2)
    for (let block = 0; block < this.blockCount; block++) {
      const held = this.stats.held.integralAt(now, block) - this.marks.held[block]!
      const servers = this.stats.servers.integralAt(now, block) - this.marks.servers[block]!
      means[block * 2] = (this.stats.waiting.integralAt(now, block) - this.marks.waiting[block]!) / this.windowMs
      means[block * 2 + 1] = servers > 0 ? Math.min(1, held / servers) : 0
    }
    return means
  }

  private note(now: number): void {
    for (let block = 0; block < this.blockCount; block++) {
      this.marks.waiting[block] = this.stats.waiting.integralAt(now, block)
      this.marks.held[block] = this.stats.held.integralAt(now, block)
      this.marks.servers[block] = this.stats.servers.integralAt(now, block)
    }
  }
}
