/**
 * What a single run says about its own accuracy: whether its warm-up was long enough, and how far its latencies may be off.
 *
 * Both make sense only for a design whose load stays the same and in which nothing is broken or changed on the way: then there is a
 * steady state to speak of. For all others the figures of one run are those of one course of events, and only replications
 * tell how much they owe to chance.
 */
import type { Design } from '../design/design'
import type { Histogram } from '../lib/histogram'
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import { SampleBatches } from '../lib/statistics-batches'
import { WarmupDetector } from '../lib/statistics-warmup'
import type { LatencyIntervals, WarmupReport } from './report'

/** Arrivals whose law stays the same over time. */
const STEADY_ARRIVALS = ['constant', 'poisson', 'bursty', 'closed']

/** Whether load is stationary and nothing is broken or changed on the way, by an autoscaler neither. */
export function isSteady({ blocks, scenario }: Design): boolean {
  const hasIncidents = Object.values(scenario).some((value) => Array.isArray(value) && value.length > 0)
  return !hasIncidents && blocks.every(({ params }) => hasSteadyArrivals(params['arrivals']) && !isScaled(params))
}

function isScaled(params: Design['blocks'][number]['params']): boolean {
  return (params['autoscaling'] ?? null) !== null
}

function hasSteadyArrivals(arrivals: unknown): boolean {
  return arrivals === undefined || STEADY_ARRIVALS.includes((arrivals as { type: string }).type)
}

/** Follows the latencies of completed requests in the order in which they end. */
export class LatencyCourse implements Saveable {
  private readonly warmup = new WarmupDetector()
  private readonly batches = new SampleBatches()

  /** A request ended well at `now`; counted ones started inside the window. `bucket` is that of its latency in histograms. */
  completed(latencyMs: number, bucket: number, now: number, isCounted: boolean): void {
    this.warmup.add(latencyMs, now)
    if (isCounted) this.batches.addIn(bucket, latencyMs)
  }

  /** Warm-up as set, and as found by MSER-5. */
  warmupReport(setMs: number, isSteadyRun: boolean): WarmupReport {
    if (!isSteadyRun) return { setMs, detectedMs: null, isEnough: null, problem: 'not-stationary' }
    const found = this.warmup.detect()
    if (!found) {
      const problem = this.warmup.hasEnough ? 'too-short' : 'too-few-samples'
      return { setMs, detectedMs: null, isEnough: problem === 'too-short' ? false : null, problem }
    }
    return { setMs, detectedMs: found.endMs, isEnough: found.endMs <= setMs, problem: null }
  }

  /** 95 % intervals; `whole` holds the latencies of all counted requests. */
  intervals(whole: Histogram, isSteadyRun: boolean): LatencyIntervals {
    const none = { mean: null, p50: null, p90: null, p99: null }
    if (!isSteadyRun) return { batches: 0, batchSize: 0, correlation: null, problem: 'not-stationary', ...none }
    const { percentiles, ...found } = this.batches.intervals(whole)
    const [p50 = null, p90 = null, p99 = null] = percentiles
    return { ...found, p50, p90, p99 }
  }

  save(out: StateWriter): void {
    this.warmup.save(out)
    this.batches.save(out)
  }

  load(input: StateReader): void {
    this.warmup.load(input)
    this.batches.load(input)
  }
}
