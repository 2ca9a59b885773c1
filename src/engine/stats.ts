/**
 * Time-weighted and summed figures of the blocks of a run, one entry per block.
 *
 * How: a level (calls present, waiting, in service, at work) is integrated over time at each change; totals count what
 * happens. Both run from the start of the run; `open` notes where they stand, so that figures of the window are differences.
 * Little's law holds on the sample path: the integral of calls present equals the summed time that calls spent inside the
 * window. Both sides are kept apart: the integral from the level, the sum from arrival times at departures.
 * Units: ms, and ms·calls for integrals. Cost: a few additions per change.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'

/** A number of things over time, for each block: its present value and its integral. */
export class Level implements Saveable {
  readonly value: Int32Array
  private readonly integral: Float64Array
  private readonly changedMs: Float64Array
  private readonly opened: Float64Array

  constructor(size: number) {
    this.value = new Int32Array(size)
    this.integral = new Float64Array(size)
    this.changedMs = new Float64Array(size)
    this.opened = new Float64Array(size)
  }

  /** Raises or lowers the value from `now` on. */
  add(now: number, index: number, change: number): void {
    const value = this.value[index]!
    this.integral[index]! += value * (now - this.changedMs[index]!)
    this.changedMs[index] = now
    this.value[index] = value + change
  }

  /** Integral from the start of the run up to `now`. */
  integralAt(now: number, index: number): number {
    return this.integral[index]! + this.value[index]! * (now - this.changedMs[index]!)
  }

  /** Integral from the opening of the window up to `now`. */
  sinceOpen(now: number, index: number): number {
    return this.integralAt(now, index) - this.opened[index]!
  }

  open(now: number): void {
    for (let index = 0; index < this.value.length; index++) this.opened[index] = this.integralAt(now, index)
  }

  save(out: StateWriter): void {
    for (const column of [this.value, this.integral, this.changedMs, this.opened]) out.array(column)
  }

  load(input: StateReader): void {
    for (const column of [this.value, this.integral, this.changedMs, this.opened]) input.into(column)
  }
}

/** A running sum for each block, and where it stood when the window opened. */
export class Total implements Saveable {
  readonly value: Float64Array
  private readonly opened: Float64Array

  constructor(size: number) {
    this.value = new Float64Array(size)
    this.opened = new Float64Array(size)
  }

  sinceOpen(index: number): number {
    return this.value[index]! - this.opened[index]!
  }

  open(): void {
    this.opened.set(this.value)
  }

  save(out: StateWriter): void {
    out.array(this.value)
    out.array(this.opened)
  }

  load(input: StateReader): void {
    input.into(this.value)
    input.into(this.opened)
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
  /** [ms] time inside the window, summed over departures since it opened. */
  private readonly inside: Float64Array
  /** [ms] start of the window. */
  private openedMs = 0

  constructor(size: number) {
    this.present = new Level(size)
    this.waiting = new Level(size)
    this.held = new Level(size)
    this.working = new Level(size)
    this.servers = new Level(size)
    this.arrivals = new Total(size)
    this.completions = new Total(size)
    this.rejected = new Total(size)
    this.departures = new Total(size)
    this.sojourn = new Total(size)
    this.wait = new Total(size)
    this.inside = new Float64Array(size)
  }

  arrive(now: number, block: number): void {
    this.arrivals.value[block]!++
    this.present.add(now, block, 1)
  }

  /** A call leaves after it was served. */
  complete(now: number, block: number, arrivedMs: number, startedMs: number): void {
    this.completions.value[block]!++
    this.sojourn.value[block]! += now - arrivedMs
    this.wait.value[block]! += startedMs - arrivedMs
    this.onSojourn?.(block, now - arrivedMs)
    this.leave(now, block, arrivedMs)
  }

  /** A call is turned away. */
  reject(now: number, block: number, arrivedMs: number): void {
    this.rejected.value[block]!++
    this.leave(now, block, arrivedMs)
  }

  /** A call leaves in a way that is neither: cancelled, or lost in a crash. */
  leave(now: number, block: number, arrivedMs: number): void {
    this.departures.value[block]!++
    this.inside[block]! += now - Math.max(arrivedMs, this.openedMs)
    this.present.add(now, block, -1)
  }

  /** [ms] time inside the window of calls that have left since it opened. */
  insideSum(block: number): number {
    return this.inside[block]!
  }

  /** [ms] part of a stay that lies inside the window, for a call that arrived at `arrivedMs` and is still there at `now`. */
  insideOf(now: number, arrivedMs: number): number {
    return now - Math.max(arrivedMs, this.openedMs)
  }

  /** Starts the window. */
  open(now: number): void {
    this.openedMs = now
    this.inside.fill(0)
    for (const level of this.levels()) level.open(now)
    for (const total of this.totals()) total.open()
  }

  private levels(): Level[] {
    return [this.present, this.waiting, this.held, this.working, this.servers]
  }

  private totals(): Total[] {
    return [this.arrivals, this.completions, this.rejected, this.departures, this.sojourn, this.wait]
  }

  save(out: StateWriter): void {
    out.number(this.openedMs)
    out.array(this.inside)
    for (const part of [...this.levels(), ...this.totals()]) part.save(out)
  }

  load(input: StateReader): void {
    this.openedMs = input.number()
    input.into(this.inside)
    for (const part of [...this.levels(), ...this.totals()]) part.load(input)
  }
}
