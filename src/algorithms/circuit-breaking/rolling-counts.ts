/**
 * Counts of calls over a ring of buckets, with runs of successes and failures, as the two-step breaker needs them.
 *
 * How: each event counts in the bucket of its age and in the totals; when a bucket leaves the ring, its counts leave the
 * totals, and a run that spans the whole ring loses the part that lay in that bucket. Cost: O(1) an event, O(buckets) when
 * buckets leave; no allocation.
 * Source: sony/gobreaker v2.4, rollingCounts.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

export const REQUESTS = 0
export const SUCCESSES = 1
export const FAILURES = 2
export const EXCLUSIONS = 3
/** Successes since the last failure. */
export const SUCCESS_RUN = 4
/** Failures since the last success. */
export const FAILURE_RUN = 5
const WIDTH = 6

/** See the head of this file. One bucket makes a plain counter. */
export class RollingCounts implements Saveable {
  /** Totals over the ring, by the constants above. */
  readonly totals = new Float64Array(WIDTH)
  readonly buckets: number
  /** Number of the newest bucket since the last clear. */
  age = 0
  private readonly ring: Float64Array

  constructor(buckets: number) {
    this.buckets = buckets
    this.ring = new Float64Array(buckets * WIDTH)
  }

  /** Counts a request in the newest bucket. */
  request(): void {
    this.totals[REQUESTS]!++
    this.ring[(this.age % this.buckets) * WIDTH + REQUESTS]!++
  }

  /** Counts a success, failure or exclusion in the bucket that was newest at `age`, if that is still in the ring. */
  outcome(kind: typeof SUCCESSES | typeof FAILURES | typeof EXCLUSIONS, age: number): void {
    if (age > this.age || this.age - age >= this.buckets) return
    addOutcome(this.totals, 0, kind)
    addOutcome(this.ring, (age % this.buckets) * WIDTH, kind)
  }

  /** Makes `age` the newest bucket; buckets that are too old by then leave. An earlier age changes nothing. */
  grow(age: number): void {
    if (age - this.age >= this.buckets) {
      this.clear()
      this.age = age
      return
    }
    while (this.age < age) {
      this.age++
      this.drop((this.age % this.buckets) * WIDTH)
    }
  }

  clear(): void {
    this.totals.fill(0)
    this.ring.fill(0)
    this.age = 0
  }

  save(out: StateWriter): void {
    out.number(this.age)
    out.array(this.totals)
    out.array(this.ring)
  }

  load(input: StateReader): void {
    this.age = input.number()
    input.into(this.totals)
    input.into(this.ring)
  }

  private drop(bucket: number): void {
    this.shortenRun(bucket, SUCCESSES, SUCCESS_RUN)
    this.shortenRun(bucket, FAILURES, FAILURE_RUN)
    for (let i = REQUESTS; i <= EXCLUSIONS; i++) {
      this.totals[i] = Math.max(0, this.totals[i]! - this.ring[bucket + i]!)
    }
    this.ring.fill(0, bucket, bucket + WIDTH)
  }

  /** A run as long as all that is left, plus the run at the end of the leaving bucket, began in that bucket. */
  private shortenRun(bucket: number, kind: number, run: number): void {
    const inBucket = this.ring[bucket + run]!
    let spanning = inBucket - this.ring[bucket + kind]!
    for (let i = kind; i < this.ring.length; i += WIDTH) spanning += this.ring[i]!
    if (this.totals[run] === spanning) this.totals[run] = Math.max(0, spanning - inBucket)
  }
}

function addOutcome(counts: Float64Array, at: number, kind: number): void {
  counts[at + kind]!++
  if (kind === SUCCESSES) {
    counts[at + SUCCESS_RUN]!++
    counts[at + FAILURE_RUN] = 0
  } else if (kind === FAILURES) {
    counts[at + FAILURE_RUN]!++
    counts[at + SUCCESS_RUN] = 0
  }
}
