/**
 * Time-weighted and summed figures of the blocks of a run, one row per block.
 *
 * How: a level (calls present, waiting, in service, at work) is integrated over time at each change; totals count what
 * happens. Both run from the start of the run; `open` notes where they stand, so that figures of the window are differences.
 * Little's law holds on the sample path: the integral of calls present equals the summed time that calls spent inside the
 * window. Both sides are kept apart: the integral from the level, the sum from arrival times at departures.
 * Units: ms, and ms·calls for integrals. Cost: a few additions per change. Rows are objects, whose fields engines reach in fewer
 * steps than places of typed arrays.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import { FRACTION } from './record-pool'

/** Where the present time stands. */
export interface Clock {
  /** [ms] */
  readonly now: number
}

/** A level of one block: its value, its integral, and [ms] when it changed last. Whoever changes it often keeps it at hand. */
export class Cell {
  value = FRACTION
  integral = FRACTION
  changed = FRACTION
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Raises or lowers the value from now on. */
  add(change: number): void {
    const { value } = this
    const { now } = this.clock
    this.integral += value * (now - this.changed)
    this.changed = now
    this.value = value + change
  }
}

const LEVELS = ['present', 'waiting', 'held', 'working', 'servers'] as const
const TOTALS = ['arrivals', 'completions', 'rejected', 'departures', 'sojourn', 'wait', 'inside'] as const

/** What is kept of one block; see {@link BlockStats}. */
class Row {
  readonly present: Cell
  readonly waiting: Cell
  readonly held: Cell
  readonly working: Cell
  readonly servers: Cell
  arrivals = FRACTION
  completions = FRACTION
  rejected = FRACTION
  departures = FRACTION
  sojourn = FRACTION
  wait = FRACTION
  /** [ms] time inside the window, summed over departures since it opened. */
  inside = FRACTION

  constructor(clock: Clock, Kind: typeof Cell) {
    this.present = new Kind(clock)
    this.waiting = new Kind(clock)
    this.held = new Kind(clock)
    this.working = new Kind(clock)
    this.servers = new Kind(clock)
  }

  /** All numbers of the row, in a fixed order. */
  numbers(): number[] {
    const levels = LEVELS.flatMap((name) => [this[name].value, this[name].integral, this[name].changed])
    return [...levels, ...TOTALS.map((name) => this[name])]
  }

  /** Takes over what {@link numbers} gave. */
  take(numbers: Iterable<number>): void {
    const source = numbers[Symbol.iterator]()
    const next = (): number => source.next().value
    for (const name of LEVELS) {
      this[name].value = next()
      this[name].integral = next()
      this[name].changed = next()
    }
    for (const name of TOTALS) this[name] = next()
  }
}

/** The rows, and a copy of how they stood when the window opened. */
class Rows {
  readonly now: readonly Row[]
  readonly opened: readonly Row[]

  constructor(size: number, clock: Clock, kind: typeof Cell) {
    this.now = blankRows(size, clock, kind)
    this.opened = blankRows(size, clock, kind)
  }
}

function blankRows(size: number, clock: Clock, kind: typeof Cell): Row[] {
  return Array.from({ length: size }, () => {
    const row = new Row(clock, kind)
    row.take(row.numbers().fill(0))
    return row
  })
}

/** A number of things over time, for each block: its present value and its integral. */
export class Level {
  private readonly cells: readonly Cell[]
  private readonly opened: readonly Cell[]

  constructor(rows: Rows, name: (typeof LEVELS)[number]) {
    this.cells = rows.now.map((row) => row[name])
    this.opened = rows.opened.map((row) => row[name])
  }

  /** The level of one block. */
  cell(block: number): Cell {
    return this.cells[block]!
  }

  /** Present value. */
  of(block: number): number {
    return this.cells[block]!.value
  }

  /** Raises or lowers the value from now on. */
  add(block: number, change: number): void {
    this.cells[block]!.add(change)
  }

  /** Integral from the start of the run up to `now`. */
  integralAt(now: number, block: number): number {
    const { value, integral, changed } = this.cells[block]!
    return integral + value * (now - changed)
  }

  /** Integral from the opening of the window up to `now`. */
  sinceOpen(now: number, block: number): number {
    return this.integralAt(now, block) - this.opened[block]!.integral
  }

  open(now: number): void {
    for (const [block, cell] of this.opened.entries()) cell.integral = this.integralAt(now, block)
  }
}

/** A running sum for each block, and where it stood when the window opened. */
export class Total {
  private readonly rows: Rows
  private readonly name: (typeof TOTALS)[number]

  constructor(rows: Rows, name: (typeof TOTALS)[number]) {
    this.rows = rows
    this.name = name
  }

  of(block: number): number {
    return this.rows.now[block]![this.name]
  }

  add(block: number, amount: number): void {
    this.rows.now[block]![this.name] += amount
  }

  sinceOpen(block: number): number {
    return this.of(block) - this.rows.opened[block]![this.name]
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
  private readonly cells: readonly Row[]
  /** [ms] start of the window. */
  private openedMs = 0

  /** `clock` tells the present time of the run; levels of single blocks are of `kind`. */
  constructor(size: number, clock: Clock, kind: typeof Cell = Cell) {
    this.clock = clock
    const rows = new Rows(size, clock, kind)
    this.rows = rows
    this.cells = rows.now
    this.present = new Level(rows, 'present')
    this.waiting = new Level(rows, 'waiting')
    this.held = new Level(rows, 'held')
    this.working = new Level(rows, 'working')
    this.servers = new Level(rows, 'servers')
    this.arrivals = new Total(rows, 'arrivals')
    this.completions = new Total(rows, 'completions')
    this.rejected = new Total(rows, 'rejected')
    this.departures = new Total(rows, 'departures')
    this.sojourn = new Total(rows, 'sojourn')
    this.wait = new Total(rows, 'wait')
  }

  arrive(block: number): void {
    const row = this.cells[block]!
    row.arrivals++
    row.present.add(1)
  }

  /** A call leaves after it was served. */
  complete(block: number, arrivedMs: number, startedMs: number): void {
    const row = this.cells[block]!
    const sojourn = this.clock.now - arrivedMs
    row.completions++
    row.sojourn += sojourn
    row.wait += startedMs - arrivedMs
    if (this.onSojourn !== null) this.onSojourn(block, sojourn)
    this.leave(block, arrivedMs)
  }

  /** A call is turned away. */
  reject(block: number, arrivedMs: number): void {
    this.cells[block]!.rejected++
    this.leave(block, arrivedMs)
  }

  /** A call leaves in a way that is neither: cancelled, or lost in a crash. */
  leave(block: number, arrivedMs: number): void {
    const row = this.cells[block]!
    row.departures++
    row.inside += this.clock.now - Math.max(arrivedMs, this.openedMs)
    row.present.add(-1)
  }

  /** [ms] time inside the window of calls that have left since it opened. */
  insideSum(block: number): number {
    return this.cells[block]!.inside
  }

  /** [ms] part of a stay that lies inside the window, for a call that arrived at `arrivedMs` and is still there at `now`. */
  insideOf(now: number, arrivedMs: number): number {
    return now - Math.max(arrivedMs, this.openedMs)
  }

  /** Starts the window. */
  open(now: number): void {
    this.openedMs = now
    for (const [block, row] of this.cells.entries()) {
      row.inside = 0
      this.rows.opened[block]!.take(row.numbers())
    }
    for (const level of [this.present, this.waiting, this.held, this.working, this.servers]) level.open(now)
  }

  save(out: StateWriter): void {
    out.number(this.openedMs)
    for (const row of [...this.rows.now, ...this.rows.opened]) out.array(row.numbers())
  }

  load(input: StateReader): void {
    this.openedMs = input.number()
    for (const row of [...this.rows.now, ...this.rows.opened]) row.take(input.array())
  }
}
