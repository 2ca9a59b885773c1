/**
 * Confidence intervals for the mean and percentiles of one long series of correlated times, by batch means.
 *
 * How: the series is cut into b batches of equal size, b between 20 and 40 (they merge in pairs when there are 40), each a
 * histogram. Batches that are long against the correlation of the series are nearly independent, so their means give
 * x̄ ± t·s/√b with Student's t at b − 1 degrees of freedom. Two things are put right. What neighbours still have in common,
 * r, makes s² larger by (1 + r)/(1 − r). And means of waiting times are skewed, and low where the spread comes out small: with g
 * the skewness of the batch means and β = g/(6√b), the ends lie G(±t) standard errors from the mean, G(z) = (∛(1 + 6β(z − β)) − 1)/(2β).
 * For a percentile, the share of each batch at or below it is such
 * a mean too: the standard error of that share says how many ranks the percentile may be off, and the order statistics at
 * these ranks are the ends of its interval. They are never nearer than for independent values ({@link percentileRanks}), nor
 * than the correlation that is found at the percentile before in the list would have it: the further out, the fewer values
 * speak, and an error that comes out small by chance would make a short interval just where the percentile is off. Neighbours
 * are merged for percentiles as long as ten batches are left. An end beyond the values there are is the last of them.
 * Check: batches whose neighbours are correlated (lag 1, one-sided at 5 %) are merged once more; if they still are, the
 * series is too short for its correlation and no interval is given.
 * Bound: intervals of percentiles are widened to the edges of histogram buckets, at most 1.6 % of the value to either side.
 * Range: a series of {@link FEWEST_VALUES} or more whose level is steady, warm-up left out: batches of fewer values hide how they
 * depend on each other. A percentile has an interval from {@link ENOUGH_BEYOND} values beyond it on, or from
 * {@link ENOUGH_INDEPENDENT} that count as independent; it does not hang on how wide it would be, as the short ones of many would be
 * given then. Where few of the values count as independent, coverage falls: to 90 % with thirty, 80 % with ten.
 * Units: those of the values, [ms] for a histogram. Cost: one histogram update per value, and 20 KiB for each batch in use.
 * Randomness: none. Throws: ParamError for a confidence outside (0, 1).
 * Source: Law, Simulation Modeling and Analysis (2015), §9.5.3; correlation and skewness as in Tafazzoli, Wilson, Lada and Steiger,
 * Skart (2011), from where the fewest values come too, the ends by Willink (2005); order statistics with batched variance as
 * Heidelberger and Lewis, Quantile estimation in dependent sequences (1984); correlation check as Fishman, Grouping observations in
 * digital simulation (1978), with von Neumann's ratio replaced by the correlation itself.
 */
import { Histogram } from './histogram'
import { exp, log } from './math'
import type { Saveable, StateReader, StateWriter } from './state'
import { type Interval, normalQuantile, percentileRanks, studentFactor } from './statistics'

/** Values in a batch at first. */
const FIRST_SIZE = 16
/** Batches at which pairs merge; even. */
const MOST_BATCHES = 40
/** Batches below which no interval is given. */
export const FEWEST_BATCHES = 10
/** Values below which no interval is given. */
export const FEWEST_VALUES = 1280
/** Correlation of neighbours that is reckoned with at most. */
const MOST_CORRELATION = 0.8
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

/** Values beyond a percentile that are enough for an interval however they depend on each other. */
const ENOUGH_BEYOND = 200
/** Values beyond a percentile that are enough where they are worth as many independent ones. */
const ENOUGH_INDEPENDENT = 50

/**
 * How many correlated values tell as much of a share as one independent value: the variance of that share between batches of `size`
 * values, against q·(1 − q)/size. At least 1.
 */
function correlationTime(shares: readonly number[], q: number, size: number): number {
  return Math.max(1, (varianceOf(shares) * size) / (q * (1 - q)))
}

/**
 * Interval of a percentile from values of which `time` are worth one independent value, with Student's t of as many batches as that
 * was found from; null where there are too few values.
 *
 * @param whole all values. @param p [per cent] in (0, 100).
 */
export function correlatedPercentile(
  whole: Histogram,
  p: number,
  { time, batches }: { time: number; batches: number },
  confidence = 0.95,
): Interval | null {
  const n = whole.count
  const q = p / 100
  const beyond = n * Math.min(q, 1 - q)
  const independent = percentileRanks(n, p, confidence)
  if (independent === null || (beyond < ENOUGH_BEYOND && beyond / time < ENOUGH_INDEPENDENT)) return null
  const half = studentFactor(batches - 1, confidence) * Math.sqrt(time * q * (1 - q) * n)
  const lower = Math.max(1, Math.min(independent.lower, Math.floor(q * n - half)))
  const upper = Math.min(n, Math.max(independent.upper, Math.ceil(q * n + half) + 1))
  return {
    lower: Math.max(whole.min!, Histogram.lowerEdge(Histogram.bucketOf(whole.valueAtRank(lower)!))),
    upper: Math.min(whole.max!, Histogram.upperEdge(Histogram.bucketOf(whole.valueAtRank(upper)!))),
  }
}

/** Intervals of the {@link INTERVAL_PERCENTILES}. */
function percentilesOf(whole: Histogram, batches: readonly Histogram[], confidence: number): (Interval | null)[] {
  const long = batches.length >= 2 * FEWEST_BATCHES ? mergedPairs(batches) : batches
  const size = long[0]!.count
  let before = 1
  return INTERVAL_PERCENTILES.map((p) => {
    const value = whole.percentile(p)!
    const shares = long.map((batch) => batch.countUpTo(value) / size)
    const found = correlationTime(shares, p / 100, size)
    const time = Math.max(found, before)
    before = found
    return correlatedPercentile(whole, p, { time, batches: long.length }, confidence)
  })
}

/** Unbiased. */
function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}

/** Skewness without bias for normal values; 0 where all are equal. */
function skewnessOf(values: readonly number[]): number {
  const n = values.length
  const variance = varianceOf(values)
  if (!(variance > 0)) return 0
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const cubes = values.reduce((sum, value) => sum + (value - mean) ** 3, 0)
  return (n * cubes) / ((n - 1) * (n - 2) * variance * Math.sqrt(variance))
}

/** By how much the correlation r of neighbours, raised by its bias of 1/n, makes the variance of their mean larger: (1 + r)/(1 − r). */
function excessOf(correlation: number | null, n: number): number {
  const r = correlation === null ? 0 : Math.min(MOST_CORRELATION, Math.max(0, correlation + 1 / n))
  return (1 + r) / (1 - r)
}

/** Standard errors from the mean to an end of its interval where that is t for values that are not skewed; β is skewness ÷ 6√n. */
function skewed(t: number, beta: number): number {
  if (Math.abs(beta) < 1e-6) return t
  return (cubeRoot(1 + 6 * beta * (t - beta)) - 1) / (2 * beta)
}

function cubeRoot(x: number): number {
  return x === 0 ? 0 : Math.sign(x) * exp(log(Math.abs(x)) / 3)
}

/** Interval around `mean`, that of all values, from the means of batches of them. */
function meanFrom(
  mean: number,
  batchMeans: readonly number[],
  correlation: number | null,
  confidence: number,
): Interval {
  const n = batchMeans.length
  const t = studentFactor(n - 1, confidence)
  const error = Math.sqrt((varianceOf(batchMeans) * excessOf(correlation, n)) / n)
  const beta = skewnessOf(batchMeans) / (6 * Math.sqrt(n))
  return { lower: mean - skewed(t, beta) * error, upper: mean - skewed(-t, beta) * error }
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
    if (batches.length < FEWEST_BATCHES || batches.length * size < FEWEST_VALUES) {
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
    return {
      ...found,
      problem: null,
      mean: meanFrom(whole.mean!, meansOf(batches), correlation, confidence),
      percentiles: percentilesOf(whole, batches, confidence),
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
