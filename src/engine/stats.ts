/**
 * Time-weighted and summed figures of the blocks of a run, one row per block.
 *
 * How: a level (calls present, waiting, in service, at work) is integrated over time at each change; totals count what
 * happens. Both run from the start of the run; `open` notes where they stand, so that figures of the window are differences.
 * Little's law holds on the sample path: the integral of calls present equals the summed time that calls spent inside the
 * window. Both sides are kept apart: the integral from the level, the sum from arrival times at departures.
 * Units: ms, and ms·calls for integrals. Cost: a few additions per change, in one or two cache lines per block.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'

/** Where the present time stands. */
export interface Clock {
  /** [ms] */
  readonly now: number
}

/** Numbers of a level in a row: its value, its integral, and [ms] when it changed last. */
const VALUE = 0
const INTEGRAL = 1
const CHANGED = 2
const LEVEL = 3

/** Places in a row. Levels first, then totals. */
const PRESENT = 0
const WAITING = PRESENT + LEVEL
const HELD = WAITING + LEVEL
const WORKING = HELD + LEVEL
const SERVERS = WORKING + LEVEL
const ARRIVALS = SERVERS + LEVEL
const COMPLETIONS = ARRIVALS + 1
const REJECTED = ARRIVALS + 2
const DEPARTURES = ARRIVALS + 3
const SOJOURN = ARRIVALS + 4
const WAIT = ARRIVALS + 5
/** [ms] time inside the window, summed over departures since it opened. */
const INSIDE = ARRIVALS + 6
/** Length of a row: whole cache lines. */
const ROW = 24

/** The rows, and a copy of how they stood when the window opened. */
class Rows {
  readonly now: Float64Array
  readonly opened: Float64Array
  readonly size: number

  constructor(size: number) {
    this.size = size
    this.now = new Float64Array(size * ROW)
    this.opened = new Float64Array(size * ROW)
  }
}

/** A number of things over time, for each block: its present value and its integral. */
export class Level {
  private readonly clock: Clock
  private readonly rows: Rows
  private readonly cells: Float64Array
  private readonly place: number

  constructor(clock: Clock, rows: Rows, place: number) {
    this.clock = clock
    this.rows = rows
    this.cells = rows.now
    this.place = place
  }

  /** Present value. */
  of(block: number): number {
    return this.cells[block * ROW + this.place]!
  }

  /** Raises or lowers the value from now on. */
  add(block: number, change: number): void {
    addTo(this.cells, block * ROW + this.place, this.clock.now, change)
  }

  /** Integral from the start of the run up to `now`. */
  integralAt(now: number, block: number): number {
    const at = block * ROW + this.place
    return this.cells[at + INTEGRAL]! + this.cells[at + VALUE]! * (now - this.cells[at + CHANGED]!)
  }

  /** Integral from the opening of the window up to `now`. */
  sinceOpen(now: number, block: number): number {
    return this.integralAt(now, block) - this.rows.opened[block * ROW + this.place + INTEGRAL]!
  }

  open(now: number): void {
    for (let block = 0; block < this.rows.size; block++) {
      this.rows.opened[block * ROW + this.place + INTEGRAL] = this.integralAt(now, block)
    }
  }
}

function addTo(cells: Float64Array, at: number, now: number, change: number): void {
  const value = cells[at]!
  cells[at + INTEGRAL]! += value * (now - cells[at + CHANGED]!)
  cells[at + CHANGED] = now
  cells[at] = value + change
}

/** A running sum for each block, and where it stood when the window opened. */
export class Total {
  private readonly rows: Rows
  private readonly place: number

  constructor(rows: Rows, place: number) {
    this.rows = rows
    this.place = place
  }

  of(block: number): number {
    return this.rows.now[block * ROW + this.place]!
  }

  add(block: number, amount: number): void {
    this.rows.now[block * ROW + this.place]! += amount
  }

  sinceOpen(block: number): number {
    const at = block * ROW + this.place
    return this.rows.now[at]! - this.rows.opened[at]!
  }
}

export class BlockStats implements Saveable {
  /** Calls present: arrived and not yet gone. */
  readonly present: Level
  /** Calls that wait for a server. */
  readonly waiting: Level
  /** Servers held. */
  readonly held: Level
  /** Servers at own work (service time), whether or not they are held beyond it. */
  readonly working: Level
  /** Servers that exist. */
  readonly servers: Level
  readonly arrivals: Total
  /** Calls that were served. */
  readonly completions: Total
  /** Calls that were turned away. */
  readonly rejected: Total
  /** Calls that left in any way. */
  readonly departures: Total
  /** [ms] arrival to answer, summed over completions. */
  readonly sojourn: Total
  /** [ms] arrival to start of service, summed over completions. */
  readonly wait: Total
  /** Told of each completed stay, for those who watch; null when nobody does. */
  onSojourn: ((block: number, sojournMs: number) => void) | null = null
  private readonly clock: Clock
  private readonly rows: Rows
  private readonly cells: Float64Array
  /** [ms] start of the window. */
  private openedMs = 0

  /** `clock` tells the present time of the run; levels are of `kind`. */
  constructor(size: number, clock: Clock, kind: typeof Level = Level) {
    this.clock = clock
    const rows = new Rows(size)
    this.rows = rows
    this.cells = rows.now
    this.present = new kind(clock, rows, PRESENT)
    this.waiting = new kind(clock, rows, WAITING)
    this.held = new kind(clock, rows, HELD)
    this.working = new kind(clock, rows, WORKING)
    this.servers = new kind(clock, rows, SERVERS)
    this.arrivals = new Total(rows, ARRIVALS)
    this.completions = new Total(rows, COMPLETIONS)
    this.rejected = new Total(rows, REJECTED)
    this.departures = new Total(rows, DEPARTURES)
    this.sojourn = new Total(rows, SOJOURN)
    this.wait = new Total(rows, WAIT)
  }

  arrive(block: number): void {
    const { cells } = this
    const row = block * ROW
    cells[row + ARRIVALS]!++
    addTo(cells, row + PRESENT, this.clock.now, 1)
  }

  /** A call leaves after it was served. */
  complete(block: number, arrivedMs: number, startedMs: number): void {
    const { cells } = this
    const row = block * ROW
    const sojourn = this.clock.now - arrivedMs
    cells[row + COMPLETIONS]!++
    cells[row + SOJOURN]! += sojourn
    cells[row + WAIT]! += startedMs - arrivedMs
    if (this.onSojourn !== null) this.onSojourn(block, sojourn)
    this.leave(block, arrivedMs)
  }

  /** A call is turned away. */
  reject(block: number, arrivedMs: number): void {
    this.cells[block * ROW + REJECTED]!++
    this.leave(block, arrivedMs)
  }

  /** A call leaves in a way that is neither: cancelled, or lost in a crash. */
  leave(block: number, arrivedMs: number): void {
    const { cells } = this
    const { now } = this.clock
    const row = block * ROW
    cells[row + DEPARTURES]!++
    cells[row + INSIDE]! += now - Math.max(arrivedMs, this.openedMs)
    addTo(cells, row + PRESENT, now, -1)
  }

  /** [ms] time inside the window of calls that have left since it opened. */
  insideSum(block: number): number {
    return this.cells[block * ROW + INSIDE]!
  }

  /** [ms] part of a stay that lies inside the window, for a call that arrived at `arrivedMs` and is still there at `now`. */
  insideOf(now: number, arrivedMs: number): number {
    return now - Math.max(arrivedMs, this.openedMs)
  }

  /** Starts the window. */
  open(now: number): void {
    this.openedMs = now
    for (let block = 0; block < this.rows.size; block++) this.cells[block * ROW + INSIDE] = 0
    this.rows.opened.set(this.rows.now)
    for (const level of [this.present, this.waiting, this.held, this.working, this.servers]) level.open(now)
  }

  save(out: StateWriter): void {
    out.number(this.openedMs)
    out.array(this.rows.now)
    out.array(this.rows.opened)
  }

  load(input: StateReader): void {
    this.openedMs = input.number()
    input.into(this.rows.now)
    input.into(this.rows.opened)
  }
}
