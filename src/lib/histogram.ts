/**
 * Log-linear histogram of times, as HdrHistogram keeps them: 64 buckets for each doubling.
 *
 * How: the exponent and the top six fraction bits of a double are the bucket number, so recording takes no logarithm.
 * Bound: {@link Histogram.percentile} differs from the exact nearest-rank percentile by at most 1/128 (0.79 %) of it, for
 * values in [2^−10 ms, 2^30 ms), about 1 µs to 12 days. Smaller ones fall into bucket 0, larger ones into the last.
 * Count, sum, mean, least and largest are exact apart from rounding.
 * Units: [ms]. Cost: about 5 ns and no allocation to record; 20 KiB; percentiles O(buckets).
 * Percentiles of several histograms come from {@link Histogram.merge}, never from averaging percentiles.
 * Source: Tene, HdrHistogram; the bucket rule is that of its double variant with 64 sub-buckets.
 */
import { double, fromWords, HIGH, words } from './float-bits'
import type { Saveable, StateReader, StateWriter } from './state'

/** High-word bits below the bucket number: 20 bits of fraction less 6 used. */
const SHIFT = 14
/** Bucket number, before the offset, of the least value with a bucket of its own, 2^−10. */
const FIRST = (1023 - 10) << 6
const DOUBLINGS = 40

/** Number of buckets: bucket 0 for everything below 2^−10 ms, then 64 for each doubling. */
export const BUCKETS = 1 + DOUBLINGS * 64

/** A bucket that holds something. */
export interface Bucket {
  readonly index: number
  /** [ms] least value that belongs to it. */
  readonly lower: number
  /** [ms] least value that belongs to the next. */
  readonly upper: number
  readonly count: number
}

export class Histogram implements Saveable {
  /** How many values each bucket has. Doubles, so that counts are exact to 2^53; may be copied or transferred. */
  readonly counts: Float64Array = new Float64Array(BUCKETS)
  private total = 0
  private valueSum = 0
  private least = Infinity
  private largest = -Infinity

  /** Bucket of a value [ms]; 0 for zero and below. */
  static bucketOf(valueMs: number): number {
    if (!(valueMs >= 0.0009765625)) return 0
    double[0] = valueMs
    const bucket = (words[HIGH]! >> SHIFT) - FIRST + 1
    return bucket < BUCKETS ? bucket : BUCKETS - 1
  }

  /** [ms] least value that belongs to a bucket; 0 for bucket 0. */
  static lowerEdge(bucket: number): number {
    return bucket <= 0 ? 0 : fromWords((bucket - 1 + FIRST) << SHIFT, 0)
  }

  /** [ms] least value above a bucket. The last bucket also holds everything above. */
  static upperEdge(bucket: number): number {
    return fromWords((Math.max(0, bucket) + FIRST) << SHIFT, 0)
  }

  /** Counts a value. NaN is ignored; negative values are counted in bucket 0. */
  record(valueMs: number): void {
    if (!Number.isNaN(valueMs)) this.recordIn(Histogram.bucketOf(valueMs), valueMs)
  }

  /** Counts a value whose bucket is known, for values that go into several histograms. */
  recordIn(bucket: number, valueMs: number): void {
    this.counts[bucket]!++
    this.total++
    this.valueSum += valueMs
    if (valueMs < this.least) this.least = valueMs
    if (valueMs > this.largest) this.largest = valueMs
  }

  /** Number of values. */
  get count(): number {
    return this.total
  }

  /** [ms] sum of the values. */
  get sum(): number {
    return this.valueSum
  }

  /** [ms] average, null when empty. */
  get mean(): number | null {
    return this.total === 0 ? null : this.valueSum / this.total
  }

  /** [ms] least value, null when empty. */
  get min(): number | null {
    return this.total === 0 ? null : this.least
  }

  /** [ms] largest value, null when empty. */
  get max(): number | null {
    return this.total === 0 ? null : this.largest
  }

  /**
   * [ms] the value that at least `p` per cent of the values do not exceed (nearest rank), null when empty.
   *
   * The middle of its bucket, kept within least and largest; 0 and 100 give those two exactly, and so does bucket 0 the least.
   * @param p in [0, 100]; others are taken as the nearer end.
   */
  percentile(p: number): number | null {
    if (this.total === 0) return null
    if (p <= 0) return this.least
    if (p >= 100) return this.largest
    // The tolerance keeps 99.9 % of 1,000 at rank 999 although 99.9/100 is not exact.
    const exactRank = (p / 100) * this.total
    return this.valueAtRank(Math.max(1, Math.ceil(exactRank - 1e-9 * Math.max(1, exactRank / 1e6))))
  }

  /** [ms] the value with that many values at or below it, 1 to count; to the bound above. Null when empty. */
  valueAtRank(rank: number): number | null {
    if (this.total === 0) return null
    if (rank <= 1) return this.least
    if (rank >= this.total) return this.largest
    let seen = 0
    let bucket = -1
    while (seen < rank && bucket < BUCKETS - 1) seen += this.counts[++bucket]!
    if (bucket === 0) return this.least
    const middle = 0.5 * (Histogram.lowerEdge(bucket) + Histogram.upperEdge(bucket))
    return Math.min(this.largest, Math.max(this.least, middle))
  }

  /** How many values lie in buckets up to that of `valueMs`: at most it, to the bound above. */
  countUpTo(valueMs: number): number {
    const last = Histogram.bucketOf(valueMs)
    let seen = 0
    for (let bucket = 0; bucket <= last; bucket++) seen += this.counts[bucket]!
    return seen
  }

  /** Adds all values of another histogram. */
  merge(other: Histogram): void {
    for (let bucket = 0; bucket < BUCKETS; bucket++) this.counts[bucket]! += other.counts[bucket]!
    this.total += other.total
    this.valueSum += other.valueSum
    this.least = Math.min(this.least, other.least)
    this.largest = Math.max(this.largest, other.largest)
  }

  /** Forgets all values. */
  clear(): void {
    this.counts.fill(0)
    this.total = 0
    this.valueSum = 0
    this.least = Infinity
    this.largest = -Infinity
  }

  /** The buckets that hold something, from the lowest. */
  *buckets(): Generator<Bucket> {
    for (let index = 0; index < BUCKETS; index++) {
      const count = this.counts[index]!
      if (count > 0) yield { index, lower: Histogram.lowerEdge(index), upper: Histogram.upperEdge(index), count }
    }
  }

  /** Only buckets that hold something are written. */
  save(out: StateWriter): void {
    out.number(this.total)
    out.number(this.valueSum)
    out.number(this.least)
    out.number(this.largest)
    let used = 0
    for (let bucket = 0; bucket < BUCKETS; bucket++) if (this.counts[bucket]! > 0) used++
    out.number(used)
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      if (this.counts[bucket] === 0) continue
      out.number(bucket)
      out.number(this.counts[bucket]!)
    }
  }

  load(input: StateReader): void {
    this.counts.fill(0)
    this.total = input.number()
    this.valueSum = input.number()
    this.least = input.number()
    this.largest = input.number()
    for (let used = input.number(); used > 0; used--) {
      const bucket = input.number()
      this.counts[bucket] = input.number()
    }
  }
}
