/**
 * The last n intervals between heartbeats, with their mean and spread.
 *
 * How: a ring of intervals with running sums; the spread is the population's, √(E[x²] − E[x]²), never below 0.
 * Units: [ms]. Cost: O(1) per interval; memory grows by doubling up to the size, so nothing is allocated in steady state.
 * Source: HeartbeatHistory in akka/akka 9892c5e PhiAccrualFailureDetector.scala.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** See the head of this file. */
export class HeartbeatWindow implements Saveable {
  private readonly size: number
  private intervals = new Float64Array(8)
  private head = 0
  private count = 0
  private sum = 0
  private squares = 0

  /** @param size [count] intervals remembered at most */
  constructor(size: number) {
    this.size = size
  }

  /** [count] intervals remembered. */
  get length(): number {
    return this.count
  }

  get mean(): number {
    return this.sum / this.count
  }

  get standardDeviation(): number {
    const mean = this.mean
    return Math.sqrt(Math.max(0, this.squares / this.count - mean * mean))
  }

  /** Adds an interval, dropping the oldest when full. One that is negative or infinite, as odd clocks give, is left out. */
  add(interval: number): void {
    if (!(interval >= 0 && interval < Infinity)) return
    if (this.count === this.size) this.dropOldest()
    else if (this.count === this.intervals.length) this.grow()
    this.intervals[(this.head + this.count++) % this.intervals.length] = interval
    this.sum += interval
    this.squares += interval * interval
  }

  clear(): void {
    this.head = 0
    this.count = 0
    this.sum = 0
    this.squares = 0
  }

  save(out: StateWriter): void {
    out.number(this.count)
    for (let i = 0; i < this.count; i++) out.number(this.intervals[(this.head + i) % this.intervals.length]!)
    out.number(this.sum)
    out.number(this.squares)
  }

  /** The sums are read back as they were: adding the intervals again would round differently. */
  load(input: StateReader): void {
    this.clear()
    const count = input.number()
    for (let i = 0; i < count; i++) this.add(input.number())
    this.sum = input.number()
    this.squares = input.number()
  }

  private dropOldest(): void {
    const oldest = this.intervals[this.head]!
    this.head = (this.head + 1) % this.intervals.length
    this.count--
    this.sum -= oldest
    this.squares -= oldest * oldest
  }

  private grow(): void {
    const larger = new Float64Array(this.intervals.length * 2)
    for (let i = 0; i < this.count; i++) larger[i] = this.intervals[(this.head + i) % this.intervals.length]!
    this.intervals = larger
    this.head = 0
  }
}
