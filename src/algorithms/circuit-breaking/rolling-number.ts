/**
 * Rolling counters of successes and failures in buckets that are anchored at the first event.
 *
 * How: a bucket begins where the one before ended, whether or not anything happened; a gap longer than the window forgets all
 * buckets and anchors anew. Cost: O(1) an event plus one step for each bucket passed; no allocation.
 * Time: an earlier `now` than before counts into the latest bucket.
 * Source: Netflix Hystrix (7c03baf), HystrixRollingNumber. Differs: two counters instead of one for each kind of event.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** See the head of this file. */
export class RollingNumber implements Saveable {
  private readonly windowMs: number
  private readonly bucketMs: number
  private readonly buckets: number
  private readonly successes: Float64Array
  private readonly failures: Float64Array
  /** [ms] start of the latest bucket. */
  private startMs = 0
  /** Index of the latest bucket. */
  private latest = 0
  /** Buckets in use. */
  private used = 0
  private pastSuccesses = 0
  private successSum = 0
  private failureSum = 0

  constructor(windowMs: number, buckets: number) {
    this.windowMs = windowMs
    this.bucketMs = windowMs / buckets
    this.buckets = buckets
    this.successes = new Float64Array(buckets)
    this.failures = new Float64Array(buckets)
  }

  /** Counts one result. */
  add(now: number, isFailure: boolean): void {
    this.advance(now)
    if (isFailure) {
      this.failures[this.latest]!++
      this.failureSum++
    } else {
      this.successes[this.latest]!++
      this.successSum++
    }
  }

  /** Successes in the window as of the last `add` or `advance`. */
  rollingSuccesses(): number {
    return this.successSum
  }

  /** Failures in the window as of the last `add` or `advance`. */
  rollingFailures(): number {
    return this.failureSum
  }

  /** Successes since the beginning, whatever was forgotten. */
  cumulativeSuccesses(): number {
    return this.pastSuccesses + (this.used > 0 ? this.successes[this.latest]! : 0)
  }

  /** Successes of each bucket, oldest first. A copy. */
  successesByBucket(): number[] {
    const values: number[] = []
    for (let back = this.used - 1; back >= 0; back--) {
      values.push(this.successes[(this.latest - back + this.buckets) % this.buckets]!)
    }
    return values
  }

  /** Begins the buckets that are due at `now`. At most `buckets` in a row: then the latest may still lie before `now`. */
  advance(now: number): void {
    if (this.used === 0) this.anchor(now)
    for (let i = 0; i < this.buckets && now >= this.startMs + this.bucketMs; i++) {
      if (now - (this.startMs + this.bucketMs) > this.windowMs) {
        this.pastSuccesses += this.successes[this.latest]!
        this.clear()
        this.anchor(now)
        return
      }
      this.begin()
    }
  }

  /** Forgets all buckets; the next event anchors anew. */
  clear(): void {
    this.used = 0
    this.successSum = 0
    this.failureSum = 0
    this.successes.fill(0)
    this.failures.fill(0)
  }

  save(out: StateWriter): void {
    out.number(this.startMs)
    out.number(this.latest)
    out.number(this.used)
    out.number(this.pastSuccesses)
    out.number(this.successSum)
    out.number(this.failureSum)
    out.array(this.successes)
    out.array(this.failures)
  }

  load(input: StateReader): void {
    this.startMs = input.number()
    this.latest = input.number()
    this.used = input.number()
    this.pastSuccesses = input.number()
    this.successSum = input.number()
    this.failureSum = input.number()
    input.into(this.successes)
    input.into(this.failures)
  }

  private anchor(now: number): void {
    this.startMs = now
    this.latest = 0
    this.used = 1
  }

  private begin(): void {
    this.pastSuccesses += this.successes[this.latest]!
    this.latest = (this.latest + 1) % this.buckets
    this.startMs += this.bucketMs
    if (this.used < this.buckets) this.used++
    this.successSum -= this.successes[this.latest]!
    this.failureSum -= this.failures[this.latest]!
    this.successes[this.latest] = 0
    this.failures[this.latest] = 0
  }
}
