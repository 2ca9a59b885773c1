/**
 * Time-weighted and summed figures of the blocks of a run, one entry per block.
 *
 * How: a level (calls present, waiting, in service, busy on own work) is integrated over time at each change; sums and totals
 * count what ends inside the window. `open` starts the window (everything restarts at zero, levels stay), `close` ends it.
 * Little's law holds on the sample path: the integral of calls present equals the summed time that calls spent inside the
 * window. Both sides are kept apart: the integral from the level, the sum from arrival times at departures.
 * Units: ms, and ms·calls for integrals. Cost: a few additions per change.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'

/** A number of things over time: its present value and its integral since the window opened. */
class Level implements Saveable {
  readonly value: Int32Array
  readonly integral: Float64Array
  private readonly changedMs: Float64Array

  constructor(size: number) {
    this.value = new Int32Array(size)
    this.integral = new Float64Array(size)
    this.changedMs = new Float64Array(size)
  }

  add(now: number, index: number, change: number): void {
    const value = this.value[index]!
    this.integral[index]! += value * (now - this.changedMs[index]!)
    this.changedMs[index] = now
    this.value[index] = value + change
  }

  /** Integral up to `now`, without changing anything. */
  integralAt(now: number, index: number): number {
    return this.integral[index]! + this.value[index]! * (now - this.changedMs[index]!)
  }

  restart(now: number): void {
    this.integral.fill(0)
    this.changedMs.fill(now)
  }

  save(out: StateWriter): void {
    out.array(this.value)
    out.array(this.integral)
    out.array(this.changedMs)
  }

  load(input: StateReader): void {
    input.into(this.value)
    input.into(this.integral)
    input.into(this.changedMs)
  }
}

export class BlockStats implements Saveable {
  /** Calls present: arrived and not yet answered. */
  readonly present: Level
  /** Calls that wait for a server. */
  readonly waiting: Level
  /** Servers held. */
  readonly held: Level
  /** Servers at own work (service time), whether or not they are held beyond it. */
  readonly working: Level
  /** Servers that exist. */
  readonly servers: Level
  readonly arrivals: Float64Array
  readonly completions: Float64Array
  readonly rejected: Float64Array
  /** Calls that left in any way. */
  readonly departures: Float64Array
  /** [ms] summed over completions. */
  readonly sojournSum: Float64Array
  /** [ms] arrival to start of service, summed over completions. */
  readonly waitSum: Float64Array
  /** [ms] time inside the window, summed over departures. */
  readonly insideSum: Float64Array
  /** [ms] start of the window. */
  openedMs = 0

  constructor(size: number) {
    this.present = new Level(size)
    this.waiting = new Level(size)
    this.held = new Level(size)
    this.working = new Level(size)
    this.servers = new Level(size)
    this.arrivals = new Float64Array(size)
    this.completions = new Float64Array(size)
    this.rejected = new Float64Array(size)
    this.departures = new Float64Array(size)
    this.sojournSum = new Float64Array(size)
    this.waitSum = new Float64Array(size)
    this.insideSum = new Float64Array(size)
  }

  arrive(now: number, block: number): void {
    this.arrivals[block]!++
    this.present.add(now, block, 1)
  }

  /** A call leaves after a completed (not rejected) stay. */
  complete(now: number, block: number, arrivedMs: number, startedMs: number): void {
    this.completions[block]!++
    this.sojournSum[block]! += now - arrivedMs
    this.waitSum[block]! += startedMs - arrivedMs
    this.leave(now, block, arrivedMs)
  }

  /** A call is turned away. */
  reject(now: number, block: number, arrivedMs: number): void {
    this.rejected[block]!++
    this.leave(now, block, arrivedMs)
  }

  /** A call leaves in a way that is neither: cancelled, or lost in a crash. */
  leave(now: number, block: number, arrivedMs: number): void {
    this.departures[block]!++
    this.insideSum[block]! += now - Math.max(arrivedMs, this.openedMs)
    this.present.add(now, block, -1)
  }

  /** Starts the window: totals, sums and integrals restart, levels stay. */
  open(now: number): void {
    this.openedMs = now
    for (const level of this.levels()) level.restart(now)
    for (const column of this.columns()) column.fill(0)
  }

  private levels(): Level[] {
    return [this.present, this.waiting, this.held, this.working, this.servers]
  }

  private columns(): Float64Array[] {
    return [
      this.arrivals,
      this.completions,
      this.rejected,
      this.departures,
      this.sojournSum,
      this.waitSum,
      this.insideSum,
    ]
  }

  save(out: StateWriter): void {
    out.number(this.openedMs)
    for (const level of this.levels()) level.save(out)
    for (const column of this.columns()) out.array(column)
  }

  load(input: StateReader): void {
    this.openedMs = input.number()
    for (const level of this.levels()) level.load(input)
    for (const column of this.columns()) input.into(column)
  }
}
