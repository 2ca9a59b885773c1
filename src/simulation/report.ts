/** Shape of the report that a run ends with. Names and meanings are part of the file format. */

/** Why a request or call failed. */
export const CAUSES = [
  'timeout',
  'deadline',
  'queue-full',
  'shed',
  'rate-limited',
  'breaker-open',
  'bulkhead-full',
  'error',
  'unreachable',
  'lock-not-acquired',
  'no-backend',
] as const
export type Cause = (typeof CAUSES)[number]

/** How a run ended. */
export const RUN_OUTCOMES = ['completed', 'stuck', 'event-budget', 'cancelled'] as const
export type RunOutcome = (typeof RUN_OUTCOMES)[number]

/** Latencies in milliseconds; a percentile is null below the samples that give it meaning (p99: 100, p999: 1,000). */
export interface LatencySummary {
  count: number
  mean: number | null
  p50: number | null
  p90: number | null
  p99: number | null
  p999: number | null
  max: number | null
}

/** Requests whose intended start lies between warm-up and end. */
export interface RequestReport {
  offered: number
  completed: number
  failed: number
  inFlight: number
  throughputPerSecond: number
  goodputPerSecond: number
  byCause: { [cause in Cause]: number }
  latencyMs: LatencySummary
  failureLatencyMs: LatencySummary
}

/**
 * Figures of one block in the same window, and the block's own under their names. `wasted` counts calls that were worked on and whose
 * result nobody waited for, `wastedMs` is the work that went into them.
 */
export interface BlockReport {
  kind: string
  arrivals: number
  completions: number
  rejected: number
  utilisation: number
  cpuUtilisation: number
  meanQueueLength: number
  meanWaitMs: number
  meanSojournMs: number
  wasted: number
  wastedMs: number
  [figure: string]: number | string | LatencySummary
}

/**
 * One change of state of a breaker; `caller` is the replica of the caller whose breaker it is, `target` the replica of the callee
 * where each has a breaker of its own.
 */
export interface BreakerTransition {
  atMs: number
  caller: number
  from: string
  to: string
  target: number | null
}

/**
 * Figures of one connection in the same window. `amplification` is attempts per call, `hedges` counts copies of calls that were sent
 * beside the first, `fallbacks` failed calls that were answered in another way; where that is with old answers, `staleReads` counts
 * those that were older than what had been committed when the read began.
 */
export interface ConnectionReport {
  calls: number
  attempts: number
  ok: number
  failed: number
  timeouts: number
  retries: number
  wasted: number
  wastedMs: number
  hedges: number
  fallbacks: number
  staleReads?: number
  amplification: number
  breaker: { state: string; transitions: BreakerTransition[] } | null
}

/** One thing that must hold. A broken one of the product's own (`isEngineCheck`) is a defect; others are results to show. */
export interface InvariantReport {
  id: string
  /** Block or connection it belongs to, or null for the whole run. */
  target: string | null
  holds: boolean
  isEngineCheck: boolean
  detail: string
}

/** Ends of a 95 % interval. */
export interface ReportInterval {
  lower: number
  upper: number
}

/**
 * 95 % intervals of `requests.latencyMs` from the one run, by batch means and order statistics; null where there is none.
 *
 * `batches` of `batchSize` requests each, in the order in which they ended; `correlation` is that of neighbouring batches.
 * `problem` says why there are none at all: load or faults that change, too few samples, or batches that depend on each other
 * because the run is too short. A single null is a percentile with too few samples.
 */
export interface LatencyIntervals {
  batches: number
  batchSize: number
  correlation: number | null
  problem: 'not-stationary' | 'too-few-samples' | 'correlated' | null
  mean: ReportInterval | null
  p50: ReportInterval | null
  p90: ReportInterval | null
  p99: ReportInterval | null
}

/**
 * The warm-up as it was set, and as MSER-5 finds it from the latencies of the whole run.
 *
 * `problem` says why nothing was found; `too-short` means that latencies had not settled by half of the run.
 */
export interface WarmupReport {
  setMs: number
  detectedMs: number | null
  /** Whether the warm-up that was set covers the one that was found; null when that is not known. */
  isEnough: boolean | null
  problem: 'not-stationary' | 'too-few-samples' | 'too-short' | null
}

/** The path from a block that nobody calls along which attempts multiply most, as the product of `amplification` along it. */
export interface WorstPath {
  amplification: number
  /** None where nothing is multiplied. */
  connections: string[]
}

/** What a run found. */
export interface Report {
  engineVersion: string
  seed: number
  /** 64-bit hash, in hex, of what this report counts, that is without `wallMs`, `engineVersion`, `digest` and what is a sum or product of it. */
  digest: string
  outcome: RunOutcome
  simulatedMs: number
  events: number
  wallMs: number
  warmup: WarmupReport
  requests: RequestReport
  intervals: LatencyIntervals
  blocks: { [id: string]: BlockReport }
  connections: { [id: string]: ConnectionReport }
  worstPath: WorstPath
  invariants: InvariantReport[]
  objectives: { measure: string; limit: string; value: number | null; met: boolean }[]
}
