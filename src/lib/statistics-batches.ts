/**
 * Confidence intervals for the mean and percentiles of one long series of correlated times, by batch means.
 *
 * How: the series is cut into b batches of equal size, b between 20 and 40 (they merge in pairs when there are 40), each a
 * histogram. Batches that are long against the correlation of the series are nearly independent, so their means give
 * x̄ ± t·s/√b with Student's t at b − 1 degrees of freedom. For a percentile, the share of each batch at or below it is such
 * a mean too: the standard error of that share says how many ranks the percentile may be off, and the order statistics at
 * these ranks are the ends of its interval. They are never nearer than for independent values ({@link percentileRanks}).
 * Check: batches whose neighbours are correlated (lag 1, one-sided at 5 %) are merged once more; if they still are, the
 * series is too short for its correlation and no interval is given.
 * Bound: intervals of percentiles are widened to the edges of histogram buckets, at most 1.6 % of the value to either side.
 * Range: a series whose level is steady, warm-up left out.
 * Units: those of the values, [ms] for a histogram. Cost: one histogram update per value, and 20 KiB for each batch in use.
 * Randomness: none. Throws: ParamError for a confidence outside (0, 1).
 * Source: Law, Simulation Modeling and Analysis (2015), §9.5.3; order statistics with batched variance as Heidelberger and
 * Lewis, Quantile estimation in dependent sequences (1984); correlation check as Fishman, Grouping observations in digital
 * simulation (1978), with von Neumann's ratio replaced by the correlation itself.
 */
import { Histogram } from './histogram'
import type { Saveable, StateReader, StateWriter } from './state'
import { type Interval, normalQuantile, percentileRanks, studentFactor } from './statistics'

/** Values in a batch at first. */
const FIRST_SIZE = 16
/** Batches at which pairs merge; even. */
const MOST_BATCHES = 40
/** Batches below which no interval is given. */
export const FEWEST_BATCHES = 10
/** Chance that independent batches are taken for correlated ones. */
const FALSE_ALARM = 0.05

/** Percentiles that get an interval [per cent]. */
export const INTERVAL_PERCENTILES = [50, 90, 99] as const

/** What a series of batches says about its mean and percentiles. */
export interface BatchIntervals {
  /** Batches that the intervals rest on; 0 when there are too few values. */
  readonly batches: number
  /** Values in each. */
  readonly batchSize: number
  /** Lag-1 correlation of the batch means; null when there are too few batches, or when they are all equal. */
  readonly correlation: number | null
  /** Why there are no intervals; null when there are. Single percentiles may still lack samples. */
  readonly problem: 'too-few-samples' | 'correlated' | null
  readonly mean: Interval | null
  /** In the order of {@link INTERVAL_PERCENTILES}. */
  readonly percentiles: readonly (Interval | null)[]
}

/** Correlation of neighbouring values, Σ(xᵢ − x̄)(xᵢ₊₁ − x̄)/Σ(xᵢ − x̄)²; null below two values or when all are equal. */
export function lagOneCorrelation(values: readonly number[]): number | null {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let squares = 0
  let products = 0
  for (const [i, value] of values.entries()) {
    squares += (value - mean) ** 2
    if (i > 0) products += (value - mean) * (values[i - 1]! - mean)
  }
  return squares > 0 ? products / squares : null
}

/**
 * Whether neighbours are more alike than independent values would be: r·√n above the normal quantile, with r raised by its
 * bias of 1/n. A share of `falseAlarm` of independent series is taken for correlated.
 */
export function isCorrelated(correlation: number | null, n: number, falseAlarm = FALSE_ALARM): boolean {
  return correlation !== null && (correlation + 1 / n) * Math.sqrt(n) > normalQuantile(1 - falseAlarm)
}

/**
 * Interval of a percentile from how often each of several batches stays at or below it.
 *
 * @param whole all values. @param p [per cent] in (0, 100). @param shares of each batch, at or below the percentile of `whole`.
 * Null where the ranks lie beyond the values there are.
 */
export function batchedPercentile(
  whole: Histogram,
  p: number,
  shares: readonly number[],
  confidence = 0.95,
): Interval | null {
  const n = whole.count
  const independent = percentileRanks(n, p, confidence)
  if (independent === null) return null
  const half = halfWidthOf(shares, confidence) * n
  const rank = (p / 100) * n
  const lower = Math.min(independent.lower, Math.floor(rank - half))
  const upper = Math.max(independent.upper, Math.ceil(rank + half) + 1)
  if (lower < 1 || upper > n) return null
  return {
    lower: Math.max(whole.min!, Histogram.lowerEdge(Histogram.bucketOf(whole.valueAtRank(lower)!))),
    upper: Math.min(whole.max!, Histogram.upperEdge(Histogram.bucketOf(whole.valueAtRank(upper)!))),
  }
}

/** t·s/√n of independent values. */
function halfWidthOf(values: readonly number[], confidence: number): number {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  return studentFactor(n - 1, confidence) * Math.sqrt(variance / n)
}

export class SampleBatches implements Saveable {
  private size = FIRST_SIZE
  private batches: Histogram[] = []
  private current = new Histogram()

  /** Takes the next value of the series. */
  add(value: number): void {
    this.addIn(Histogram.bucketOf(value), value)
  }

  /** As {@link add} where the bucket of the value is known. */
  addIn(bucket: number, value: number): void {
    this.current.recordIn(bucket, value)
    if (this.current.count >= this.size) this.close()
  }

  /** Intervals of what was added so far; `whole` holds exactly these values. */
  intervals(whole: Histogram, confidence = 0.95): BatchIntervals {
    let { batches, size } = this
    const none = INTERVAL_PERCENTILES.map(() => null)
    if (batches.length < FEWEST_BATCHES) {
      return { batches: 0, batchSize: 0, correlation: null, problem: 'too-few-samples', mean: null, percentiles: none }
    }
    let correlation = lagOneCorrelation(meansOf(batches))
    if (isCorrelated(correlation, batches.length) && batches.length >= 2 * FEWEST_BATCHES) {
      batches = mergedPairs(batches)
      size *= 2
      correlation = lagOneCorrelation(meansOf(batches))
    }
    const found = { batches: batches.length, batchSize: size, correlation }
    if (isCorrelated(correlation, batches.length)) {
      return { ...found, problem: 'correlated', mean: null, percentiles: none }
    }
    const mean = whole.mean!
    const half = halfWidthOf(meansOf(batches), confidence)
    return {
      ...found,
      problem: null,
      mean: { lower: mean - half, upper: mean + half },
      percentiles: INTERVAL_PERCENTILES.map((p) => {
        const value = whole.percentile(p)!
        const shares = batches.map((batch) => batch.countUpTo(value) / size)
        return batchedPercentile(whole, p, shares, confidence)
      }),
    }
  }

  private close(): void {
    this.batches.push(this.current)
    this.current = new Histogram()
    if (this.batches.length < MOST_BATCHES) return
    this.batches = mergedPairs(this.batches)
    this.size *= 2
  }

  save(out: StateWriter): void {
    out.number(this.size)
    out.number(this.batches.length)
    for (const batch of this.batches) batch.save(out)
    this.current.save(out)
  }

  load(input: StateReader): void {
    this.size = input.number()
    this.batches = Array.from({ length: input.number() }, () => loaded(input))
    this.current = loaded(input)
  }
}

function loaded(input: StateReader): Histogram {
  const histogram = new Histogram()
  histogram.load(input)
  return histogram
}

function meansOf(batches: readonly Histogram[]): number[] {
  return batches.map((batch) => batch.mean!)
}

/** New histograms of two neighbours each; an odd one at the front is left out. */
function mergedPairs(batches: readonly Histogram[]): Histogram[] {
  const merged: Histogram[] = []
  for (let i = batches.length % 2; i < batches.length; i += 2) {
    const pair = new Histogram()
    pair.merge(batches[i]!)
    pair.merge(batches[i + 1]!)
    merged.push(pair)
  }
  return merged
}
