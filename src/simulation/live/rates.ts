/**
 * Figures of the last second or two, from differences of totals.
 *
 * How: totals are noted at least a second of simulated time apart; rates are taken against the older of the last two notes,
 * so they always cover one to two such spans, and follow a change quickly without jumping about.
 */
import { Histogram } from '../../lib/histogram'
import { ATTEMPTS, CALLS, FAILED, SUCCEEDED } from '../connection'
import { BLOCK_COLUMNS, CONDITIONS, CONNECTION_COLUMNS } from '../protocol'
import type { Run } from '../run'

/** [ms] simulated time between notes. */
const NOTE_EVERY_MS = 1000
/** Utilisation from which a block with a queue counts as saturated. */
const SATURATED = 0.95
/** Samples below which a percentile says nothing. */
const SAMPLES_FOR_P99 = 100

const BLOCK_TOTALS = 7
const CONNECTION_TOTALS = 4

/** Totals at one time. */
interface Note {
  readonly atMs: number
  readonly blocks: Float64Array
  readonly connections: Float64Array
}

export class RecentFigures {
  private readonly run: Run
  private older: Note
  private newer: Note
  private sojourns: Histogram[]
  private sojournsBefore: Histogram[]

  constructor(run: Run) {
    this.run = run
    this.older = this.note()
    this.newer = this.older
    this.sojourns = run.behaviours.map(() => new Histogram())
    this.sojournsBefore = run.behaviours.map(() => new Histogram())
    run.stats.onSojourn = (block, sojournMs) => this.sojourns[block]!.record(sojournMs)
  }

  /** Rows of BLOCK_COLUMNS and of CONNECTION_COLUMNS, for right now. */
  take(): { blocks: Float64Array<ArrayBuffer>; connections: Float64Array<ArrayBuffer> } {
    const now = this.note()
    const result = { blocks: this.blockRows(now), connections: this.connectionRows(now) }
    if (now.atMs - this.newer.atMs >= NOTE_EVERY_MS) {
      this.older = this.newer
      this.newer = now
      const spare = this.sojournsBefore
      this.sojournsBefore = this.sojourns
      for (const histogram of spare) histogram.clear()
      this.sojourns = spare
    }
    return result
  }

  private note(): Note {
    const { stats, engine, connections, behaviours } = this.run
    const blocks = new Float64Array(behaviours.length * BLOCK_TOTALS)
    for (let block = 0; block < behaviours.length; block++) {
      const at = block * BLOCK_TOTALS
      blocks[at] = stats.arrivals.of(block)
      blocks[at + 1] = stats.completions.of(block)
      blocks[at + 2] = stats.rejected.of(block)
      blocks[at + 3] = stats.held.integralAt(engine.now, block)
      blocks[at + 4] = stats.servers.integralAt(engine.now, block)
      blocks[at + 5] = stats.wait.of(block)
      blocks[at + 6] = stats.waiting.integralAt(engine.now, block)
    }
    const rows = new Float64Array(connections.length * CONNECTION_TOTALS)
    for (const [index, { totals }] of connections.entries()) {
      const at = index * CONNECTION_TOTALS
      rows[at] = totals[CALLS]!
      rows[at + 1] = totals[ATTEMPTS]!
      rows[at + 2] = totals[FAILED]!
      rows[at + 3] = totals[SUCCEEDED]!
    }
    return { atMs: engine.now, blocks, connections: rows }
  }

  private blockRows(now: Note): Float64Array<ArrayBuffer> {
    const { stats, behaviours } = this.run
    const rows = new Float64Array(behaviours.length * BLOCK_COLUMNS.length)
    const seconds = Math.max(1e-9, (now.atMs - this.older.atMs) / 1000)
    for (let block = 0; block < behaviours.length; block++) {
      const row = block * BLOCK_COLUMNS.length
      const since = (total: number) =>
        now.blocks[block * BLOCK_TOTALS + total]! - this.older.blocks[block * BLOCK_TOTALS + total]!
      const servers = since(4)
      const utilisation = servers > 0 ? Math.min(1, since(3) / servers) : 0
      const completions = since(1)
      rows[row] = since(0) / seconds
      rows[row + 1] = completions / seconds
      rows[row + 2] = since(2) / seconds
      rows[row + 3] = utilisation
      rows[row + 4] = stats.waiting.of(block)
      rows[row + 5] = stats.held.of(block)
      rows[row + 6] = completions > 0 ? since(5) / completions : 0
      rows[row + 7] = this.recentP99(block)
      rows[row + 8] = CONDITIONS.indexOf(this.conditionOf(block, utilisation))
      const figures = behaviours[block]!.figures(now.atMs)
      for (let i = 0; i < Math.min(6, figures.length); i++) rows[row + 9 + i] = figures[i]!
    }
    return rows
  }

  private recentP99(block: number): number {
    const merged = new Histogram()
    merged.merge(this.sojourns[block]!)
    merged.merge(this.sojournsBefore[block]!)
    return merged.count >= SAMPLES_FOR_P99 ? merged.percentile(99)! : Number.NaN
  }

  private conditionOf(block: number, utilisation: number): (typeof CONDITIONS)[number] {
    const { conditions, stats } = this.run
    const condition = conditions.summary(block)
    if (condition.isCrashed) return 'crashed'
    if (condition.isPaused) return 'paused'
    if (condition.slowFactor > 1) return 'slow'
    if (condition.errorProbability > 0) return 'failing'
    if (utilisation >= SATURATED && stats.waiting.of(block) > 0) return 'saturated'
    return stats.present.of(block) > 0 || utilisation > 0 ? 'busy' : 'idle'
  }

  private connectionRows(now: Note): Float64Array<ArrayBuffer> {
    const { connections } = this.run
    const rows = new Float64Array(connections.length * CONNECTION_COLUMNS.length)
    const seconds = Math.max(1e-9, (now.atMs - this.older.atMs) / 1000)
    for (const [index, connection] of connections.entries()) {
      const row = index * CONNECTION_COLUMNS.length
      const since = (total: number) =>
        now.connections[index * CONNECTION_TOTALS + total]! - this.older.connections[index * CONNECTION_TOTALS + total]!
      const ended = since(2) + since(3)
      rows[row] = since(0) / seconds
      rows[row + 1] = since(1) / seconds
      rows[row + 2] = since(2) / seconds
      rows[row + 3] = ended > 0 ? since(2) / ended : 0
      rows[row + 4] = connection.inFlight
      const breaker = connection.worstBreaker()
      const state = breaker?.describe(now.atMs)
      rows[row + 5] = connection.params.breaker ? (breaker?.stateCode() ?? 0) : -1
      rows[row + 6] = state?.state === 'open' ? state.untilMs : Number.NaN
      rows[row + 7] = state?.state === 'half-open' ? state.passed : 0
      rows[row + 8] = state?.state === 'half-open' ? state.needed : 0
      rows[row + 9] = connection.isCutForward || connection.isCutBackward ? 1 : 0
    }
    return rows
  }
}
