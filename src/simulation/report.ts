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

/** Figures of one block in the same window, and the block's own under their names. */
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
  [figure: string]: number | string | LatencySummary
}

/** One change of state of a breaker; `caller` is the replica of the caller whose breaker it is. */
export interface BreakerTransition {
  atMs: number
  caller: number
  from: string
  to: string
}

/** Figures of one connection in the same window. `amplification` is attempts per call. */
export interface ConnectionReport {
  calls: number
  attempts: number
  ok: number
  failed: number
  timeouts: number
  retries: number
  wasted: number
  wastedMs: number
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

/** What a run found. */
export interface Report {
  engineVersion: string
  seed: number
  /** 64-bit hash, in hex, of this report without `wallMs`, `engineVersion` and `digest`. */
  digest: string
  outcome: RunOutcome
  simulatedMs: number
  events: number
  wallMs: number
  requests: RequestReport
  blocks: { [id: string]: BlockReport }
  connections: { [id: string]: ConnectionReport }
  invariants: InvariantReport[]
  objectives: { measure: string; limit: string; value: number | null; met: boolean }[]
}
