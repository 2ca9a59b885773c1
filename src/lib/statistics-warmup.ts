/**
 * Where the start of a series of values ends: the warm-up, by MSER-5 on batches that merge.
 *
 * How: successive values are averaged in batches, of five at first. Leaving out the first d of n batches gives the standard
 * error of the rest squared, MSER(d) = Σᵢ₍ᵢ≥d₎ (xᵢ − x̄)²/(n − d)², and the warm-up is the d where that is least: more would throw
 * good values away, fewer would keep values that drag the mean. When the memory is full, neighbouring batches merge, so
 * that there are always between 512 and 1,024 of them, whatever the length of the series.
 * Bound: a warm-up of more than half of the series is no finding (the series is too short), nor is any from fewer than
 * {@link FEWEST_BATCHES} batches. The last five batches are never all that is left: so few agree by chance.
 * Units: values as given, [ms] for their times. Cost: amortised O(1) to add, 16 KiB; detection O(batches).
 * Time: `nowMs` must not decrease. Randomness: none. Throws: nothing.
 * Range: a series whose level is steady after its start. Where load varies on purpose there is no warm-up to find.
 * Source: White, An effective truncation heuristic for bias reduction in simulation output (1997); the half as in Hoad,
 * Robinson and Davies, Automating warm-up length estimation (2010). Differs: batches grow beyond five.
 */
import type { Saveable, StateReader, StateWriter } from './state'

/** Values in a batch at first. */
const FIRST_SIZE = 5
/** Batches kept at most; even. */
const CAPACITY = 1024
/** Batches that must stay when the start is left out. */
const FEWEST_LEFT = 5

/** Batches below which nothing is found: 200 values. */
export const FEWEST_BATCHES = 40

/** The start of a series, to be left out. */
export interface Warmup {
  /** How many values belong to it; 0 when none. */
  readonly values: number
  /** [ms] time of the last of them; 0 when none. */
  readonly endMs: number
}

/**
 * The d in [0, n − 5] at which MSER(d) is least, the smallest of equals. Cost: O(n).
 *
 * How: from the back, with mean and sum of squares by Welford's update, so that nothing cancels.
 */
export function mserTruncation(means: ArrayLike<number>, n = means.length): number {
  let best = 0
  let least = Infinity
  let average = 0
  let squares = 0
  for (let d = n - 1; d >= 0; d--) {
    const left = n - d
    const delta = means[d]! - average
    average += delta / left
    squares += delta * (means[d]! - average)
    const error = squares / (left * left)
    if (left >= FEWEST_LEFT && error <= least) {
      least = error
      best = d
    }
  }
  return best
}

export class WarmupDetector implements Saveable {
  private size = FIRST_SIZE
  private count = 0
  private readonly sums = new Float64Array(CAPACITY)
  private readonly endsMs = new Float64Array(CAPACITY)
  /** Values in the batch that is not full yet, and their sum. */
  private pending = 0
  private pendingSum = 0

  /** Takes the next value, which came at `nowMs`. */
  add(value: number, nowMs: number): void {
    this.pendingSum += value
    if (++this.pending < this.size) return
    this.sums[this.count] = this.pendingSum
    this.endsMs[this.count] = nowMs
    this.pending = 0
    this.pendingSum = 0
    if (++this.count === CAPACITY) this.mergePairs()
  }

  /** The warm-up so far; null where there are too few values, or where it would be more than half of them. */
  detect(): Warmup | null {
    if (this.count < FEWEST_BATCHES) return null
    const batches = mserTruncation(this.sums, this.count)
    if (batches > this.count / 2) return null
    return { values: batches * this.size, endMs: batches === 0 ? 0 : this.endsMs[batches - 1]! }
  }

  /** Whether there were enough values to look for a warm-up at all. */
  get hasEnough(): boolean {
    return this.count >= FEWEST_BATCHES
  }

  private mergePairs(): void {
    for (let i = 0; i < CAPACITY / 2; i++) {
      this.sums[i] = this.sums[2 * i]! + this.sums[2 * i + 1]!
      this.endsMs[i] = this.endsMs[2 * i + 1]!
    }
    this.count = CAPACITY / 2
    this.size *= 2
  }

  save(out: StateWriter): void {
    for (const value of [this.size, this.pending, this.pendingSum]) out.number(value)
    out.array(this.sums, this.count)
    out.array(this.endsMs, this.count)
  }

  load(input: StateReader): void {
    this.size = input.number()
    this.pending = input.number()
    this.pendingSum = input.number()
    const sums = input.array()
    this.count = sums.length
    this.sums.set(sums)
    this.endsMs.set(input.array())
  }
}
