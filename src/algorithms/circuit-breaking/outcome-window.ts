/**
 * The latest results of calls: over the last n calls, or over the last n buckets of time.
 *
 * Cost: O(1) a result (a time window also clears the buckets that passed since the last one); no allocation.
 * Source: resilience4j v2.4.0, FixedSizeSlidingWindowMetrics and SlidingTimeWindowMetrics.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** Counts of recent results. The fields are current as of the last `record` or `advance`. */
export interface OutcomeWindow extends Saveable {
  readonly total: number
  readonly failed: number
  readonly slow: number
  record(now: number, isFailure: boolean, isSlow: boolean): void
  /** Drops what is too old by `now`. */
  advance(now: number): void
  clear(): void
}

const FAILED_BIT = 1
const SLOW_BIT = 2

/** The last `size` results. */
export class CountWindow implements OutcomeWindow {
  total = 0
  failed = 0
  slow = 0
  private next = 0
  private readonly results: Uint8Array

  constructor(size: number) {
    this.results = new Uint8Array(size)
  }

  record(_now: number, isFailure: boolean, isSlow: boolean): void {
    const { results } = this
    const dropped = results[this.next]!
    if (this.total < results.length) this.total++
    this.failed += (isFailure ? 1 : 0) - (dropped & FAILED_BIT)
    this.slow += (isSlow ? 1 : 0) - (dropped & SLOW_BIT ? 1 : 0)
    results[this.next] = (isFailure ? FAILED_BIT : 0) | (isSlow ? SLOW_BIT : 0)
    this.next = this.next + 1 === results.length ? 0 : this.next + 1
  }

  advance(_now: number): void {}

  clear(): void {
    this.total = 0
    this.failed = 0
    this.slow = 0
    this.next = 0
    this.results.fill(0)
  }

  save(out: StateWriter): void {
    out.number(this.total)
    out.number(this.failed)
    out.number(this.slow)
    out.number(this.next)
    out.array(this.results)
  }

  load(input: StateReader): void {
    this.total = input.number()
    this.failed = input.number()
    this.slow = input.number()
    this.next = input.number()
    input.into(this.results)
  }
}

/**
 * Results of the current bucket of time and the `buckets − 1` before it; buckets are aligned to multiples of their length.
 * An earlier `now` than before counts into the newest bucket.
 */
export class TimeWindow implements OutcomeWindow {
  total = 0
  failed = 0
  slow = 0
  private readonly bucketMs: number
  private readonly buckets: number
  /** Number of the newest bucket since time 0; −∞ before the first call. */
  private newest = -Infinity
  /** Three counts a bucket: total, failed, slow. */
  private readonly ring: Float64Array

  constructor(bucketMs: number, buckets: number) {
    this.bucketMs = bucketMs
    this.buckets = buckets
    this.ring = new Float64Array(buckets * 3)
  }

  record(now: number, isFailure: boolean, isSlow: boolean): void {
    this.advance(now)
    const at = this.offset(this.newest)
    this.ring[at]!++
    this.total++
    if (isFailure) {
      this.ring[at + 1]!++
      this.failed++
    }
    if (isSlow) {
      this.ring[at + 2]!++
      this.slow++
    }
  }

  advance(now: number): void {
    const current = Math.floor(now / this.bucketMs)
    if (current <= this.newest) return
    if (current - this.newest >= this.buckets) this.clear()
    else for (let bucket = this.newest + 1; bucket <= current; bucket++) this.drop(this.offset(bucket))
    this.newest = current
  }

  clear(): void {
    this.total = 0
    this.failed = 0
    this.slow = 0
    this.ring.fill(0)
  }

  save(out: StateWriter): void {
    out.number(this.total)
    out.number(this.failed)
    out.number(this.slow)
    out.number(this.newest)
    out.array(this.ring)
  }

  load(input: StateReader): void {
    this.total = input.number()
    this.failed = input.number()
    this.slow = input.number()
    this.newest = input.number()
    input.into(this.ring)
  }

  private offset(bucket: number): number {
    const index = bucket % this.buckets
    return (index < 0 ? index + this.buckets : index) * 3
  }

  private drop(at: number): void {
    this.total -= this.ring[at]!
    this.failed -= this.ring[at + 1]!
    this.slow -= this.ring[at + 2]!
    this.ring.fill(0, at, at + 3)
  }
}
