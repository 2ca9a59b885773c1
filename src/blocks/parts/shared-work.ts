/**
 * Egalitarian processor sharing: everything at work at a replica shares its workers equally, each call at most one.
 *
 * How: with n calls and c workers each is served at the rate r = min(1, c/n). V(t) is how much service a call that has been here
 * from the beginning would have had by t; it grows at the rate r. A call that starts at V with work w is done when V has grown by w,
 * so work that is left never has to be counted down one by one: a heap by the V of the end has the next one on top.
 * Exact up to rounding; V starts at 0 again whenever nothing is at work.
 * Cost: O(log n) per start and end; no allocation once grown.
 * Source: Kleinrock, "Time-shared systems: a theoretical treatment" (1967).
 * `register3` of an attempt is its place in the heap.
 */
import type { Attempt, Attempts } from '../../engine/calls'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

export class SharedWork implements Saveable {
  /** Calls at work. */
  count = 0
  private readonly attempts: Attempts
  private readonly items: Attempt[] = []
  /** [ms] V at which each is done. */
  private ends = new Float64Array(16)
  /** [ms] V at `atMs`. */
  private served = 0
  private atMs = 0

  constructor(attempts: Attempts) {
    this.attempts = attempts
  }

  /** The call that is done first. Only while there is one. */
  get first(): Attempt {
    return this.items[0]!
  }

  has(attempt: Attempt): boolean {
    const at = attempt.register3
    return at >= 0 && at < this.count && this.items[at] === attempt
  }

  /** Brings V up to `now`, at which time `capacity` workers have been shared since the last call; 0 while standing still. */
  advance(now: number, capacity: number): void {
    if (this.count > 0) this.served += (now - this.atMs) * this.rate(capacity)
    this.atMs = now
  }

  /** Service that each call gets per unit of time. */
  rate(capacity: number): number {
    return this.count <= capacity ? 1 : capacity / this.count
  }

  /** [ms] work that is left of the call that is done first. */
  get leftOfFirst(): number {
    return Math.max(0, this.ends[0]! - this.served)
  }

  /** Starts a call with that much work. After {@link advance}. */
  add(attempt: Attempt, workMs: number): void {
    if (this.count === 0) this.served = 0
    if (this.count === this.ends.length) this.grow()
    this.siftUp(this.count++, attempt, this.served + workMs)
  }

  /** Takes a call out and returns the work that was left. After {@link advance}. */
  remove(attempt: Attempt): number {
    const at = attempt.register3
    const left = Math.max(0, this.ends[at]! - this.served)
    const last = --this.count
    if (at < last) {
      const item = this.items[last]!
      const end = this.ends[last]!
      if (at > 0 && end < this.ends[(at - 1) >> 1]!) this.siftUp(at, item, end)
      else this.siftDown(at, item, end)
    }
    return left
  }

  /** Takes out the call that is done first. V is put to its end, so that rounding leaves nothing over. */
  shift(): Attempt {
    const first = this.items[0]!
    this.served = Math.max(this.served, this.ends[0]!)
    this.remove(first)
    return first
  }

  /** Takes out any call, for moving all of them elsewhere. */
  pop(): Attempt {
    return this.items[this.count - 1]!
  }

  clear(): void {
    this.count = 0
  }

  private siftUp(start: number, item: Attempt, end: number): void {
    let hole = start
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      if (this.ends[parent]! <= end) break
      this.put(hole, this.items[parent]!, this.ends[parent]!)
      hole = parent
    }
    this.put(hole, item, end)
  }

  private siftDown(start: number, item: Attempt, end: number): void {
    const half = this.count >> 1
    let hole = start
    while (hole < half) {
      let child = 2 * hole + 1
      if (child + 1 < this.count && this.ends[child + 1]! < this.ends[child]!) child++
      if (end <= this.ends[child]!) break
      this.put(hole, this.items[child]!, this.ends[child]!)
      hole = child
    }
    this.put(hole, item, end)
  }

  private put(at: number, item: Attempt, end: number): void {
    this.items[at] = item
    this.ends[at] = end
    item.register3 = at
  }

  private grow(): void {
    const ends = new Float64Array(this.ends.length * 2)
    ends.set(this.ends)
    this.ends = ends
  }

  save(out: StateWriter): void {
    out.number(this.served)
    out.number(this.atMs)
    out.array(this.items.slice(0, this.count).map(({ index }) => index))
    out.array(this.ends, this.count)
  }

  load(input: StateReader): void {
    this.served = input.number()
    this.atMs = input.number()
    const items = input.array()
    this.count = items.length
    while (this.ends.length < this.count) this.grow()
    for (const [at, index] of items.entries()) this.items[at] = this.attempts.at(index)
    input.into(this.ends)
  }
}
