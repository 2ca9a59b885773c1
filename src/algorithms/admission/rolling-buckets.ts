/**
 * Sums and counts in a ring of buckets of equal duration that moves only when something is added.
 *
 * How: `add` first moves on by the whole buckets that have passed since the last move and clears those; readers are given
 * the buckets that are still inside the window, oldest first.
 * Cost: O(buckets) at most to add after a pause, no allocation.
 * Source: go-kratos/aegis e0742c6 `pkg/window` (RollingPolicy, RollingCounter).
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** A rolling counter. */
export class RollingBuckets implements Saveable {
  readonly sums: Float64Array
  readonly counts: Float64Array
  private readonly bucketMs: number
  private current = 0
  private movedAt = 0

  constructor(size: number, bucketMs: number) {
    this.sums = new Float64Array(size)
    this.counts = new Float64Array(size)
    this.bucketMs = bucketMs
  }

  /** Adds a value to the bucket of `now`. */
  add(now: number, value: number): void {
    const size = this.sums.length
    const passed = bucketsSince(this.movedAt, now, this.bucketMs, size)
    if (passed > 0) {
      const cleared = Math.min(passed, size)
      for (let i = 1; i <= cleared; i++) {
        const bucket = (this.current + i) % size
        this.sums[bucket] = 0
        this.counts[bucket] = 0
      }
      this.current = (this.current + passed) % size
      this.movedAt += passed * this.bucketMs
    }
    this.sums[this.current]! += value
    this.counts[this.current]!++
  }

  /** How many buckets are still inside the window at `now`; at most 0 when all have left it. */
  liveCount(now: number): number {
    return this.sums.length - bucketsSince(this.movedAt, now, this.bucketMs, this.sums.length)
  }

  /** Index of the live bucket number `rank` (0 is the oldest) at `now`. */
  liveBucket(now: number, rank: number): number {
    const size = this.sums.length
    return (this.current + (size - this.liveCount(now)) + 1 + rank) % size
  }

  save(out: StateWriter): void {
    out.array(this.sums)
    out.array(this.counts)
    out.number(this.current)
    out.number(this.movedAt)
  }

  load(input: StateReader): void {
    input.into(this.sums)
    input.into(this.counts)
    this.current = input.number()
    this.movedAt = input.number()
  }
}

/** Whole buckets from `then` to `now`; `size` when `now` is a bucket or more earlier. */
export function bucketsSince(then: number, now: number, bucketMs: number, size: number): number {
  const passed = Math.trunc((now - then) / bucketMs)
  return passed > -1 ? passed : size
}
