/**
 * What the page and the simulation worker say to each other.
 *
 * Commands go through Comlink to a {@link SimulationService}; snapshots come back on a MessagePort as plain messages whose
 * arrays are transferred. Every message carries the id of the run it belongs to, so that a late one from a replaced worker
 * can be told and dropped.
 */
import type { Design } from '../design/design'
import type { Change } from '../design/scenario'
import type { Finding } from './findings/finding'
import type { Report, RunOutcome } from './report'
import type { TraceQuestion } from './traces/search'
import type { Trace } from './traces/trace'

/** State of a live run. */
export type RunStatus = 'paused' | 'running' | 'finished'

/** Simulated milliseconds per wall-clock millisecond; `null` is as fast as possible. */
export type Speed = number | null

/** Where snapshots go; a MessagePort fits. */
export interface SnapshotPort {
  postMessage(message: Snapshot, transfer: ArrayBuffer[]): void
}

/** Commands. Each is answered between two slices of at most 16 ms. */
export interface SimulationService {
  /**
   * Compiles the design and stands at time 0, paused, in place of any run before. Snapshots with this `runId` go to `port`.
   * Rejects with an Error whose message is fit to show when the design cannot run.
   */
  open(runId: number, design: Design, port: SnapshotPort): Promise<void>
  /** Goes on, or changes the speed while going. */
  run(speed: Speed): Promise<void>
  /** Stops after the present slice. */
  pause(): Promise<void>
  /** While paused: goes on until the next request ends, or to the end. */
  step(): Promise<void>
  /**
   * Stands still at a simulated time, earlier or later: the run is repeated from the last state that was kept before it, with the
   * changes that were made, and goes on from there as it did.
   */
  seek(timeMs: number): Promise<void>
  /** Changes a parameter at the present simulated time and returns what to record in the scenario. Rejects if it cannot. */
  change(path: string, value: unknown): Promise<Change>
  /** The report of the run so far. */
  report(): Promise<Report>
  /** Runs the design from start to end without snapshots and returns its report (for checking a link's digest). */
  simulate(design: Design): Promise<Report>
  /** What happened to the requests that a question is about, in a run of that design beside the watched one. */
  trace(design: Design, question: TraceQuestion): Promise<Trace[]>
}

/** Numbers per block in {@link Snapshot.blocks}, and what stands where. Rates are over the last second or two. */
export const BLOCK_COLUMNS = [
  'arrivalsPerSecond',
  'completionsPerSecond',
  'rejectedPerSecond',
  'utilisation',
  'queueLength',
  'inService',
  'meanWaitMs',
  'p99Ms',
  'condition',
  'figure0',
  'figure1',
  'figure2',
  'figure3',
  'figure4',
  'figure5',
] as const

/** Values of the `condition` column: index in this list. `saturated` is utilisation of 0.95 or more with a queue. */
export const CONDITIONS = ['idle', 'busy', 'saturated', 'crashed', 'paused', 'slow', 'failing'] as const

/** Numbers per connection in {@link Snapshot.connections}. `breakerState`: −1 none, 0 closed, 1 open, 2 half-open. */
export const CONNECTION_COLUMNS = [
  'callsPerSecond',
  'attemptsPerSecond',
  'failedPerSecond',
  'errorShare',
  'inFlight',
  'breakerState',
  'breakerUntilMs',
  'trialsPassed',
  'trialsNeeded',
  'isPartitioned',
] as const

/** Numbers per point in {@link Series.points}, before the two per block (queue length, utilisation) that follow. NaN: no value. */
export const SERIES_COLUMNS = [
  'timeMs',
  'offeredPerSecond',
  'throughputPerSecond',
  'goodputPerSecond',
  'failedPerSecond',
  'p50',
  'p90',
  'p99',
  'p999',
  'count',
] as const

/** Numbers per particle in {@link Snapshot.particles}; direction 0 is a request, 1 a reply; outcome is an index in {@link PARTICLE_OUTCOMES}. */
export const PARTICLE_COLUMNS = ['connection', 'direction', 'sentMs', 'arrivesMs', 'outcome'] as const
export const PARTICLE_OUTCOMES = ['ok', 'slow', 'failed', 'timeout', 'cancelled', 'lost'] as const

/** Everything over time, at most 150 points while running and 300 when paused or finished. */
export interface Series {
  /** [ms] width of one point. */
  windowMs: number
  /** Row after row of {@link SERIES_COLUMNS}, then queue length and utilisation for each block in the order of the design. */
  points: Float64Array
  /** Failures per second by cause: rows as in `points`, one column for each of the report's causes. */
  causes: Float64Array
  /** Heat map: count of completed requests, row (point) by row of `heatRows` latency bands from short to long. */
  heat: Uint32Array
  heatRows: number
  /** [ms] lower edge of the first band and upper edge of the last; bands are equally wide on a log scale. */
  heatMinMs: number
  heatMaxMs: number
}

/** A change of state of a breaker. `state` is 0 closed, 1 open, 2 half-open. */
export interface TransitionMark {
  connection: number
  caller: number
  atMs: number
  state: number
}

/** Where a run stands. Sent at most ten times a second, at each change of status and as a heartbeat while running. */
export interface Snapshot {
  runId: number
  status: RunStatus
  /** Set when finished. */
  outcome: RunOutcome | null
  nowMs: number
  /** [ms] end of arrivals. */
  durationMs: number
  events: number
  /** Simulated milliseconds per wall-clock millisecond lately. */
  achievedSpeed: number
  completed: number
  failed: number
  inFlight: number
  blocks: Float64Array
  connections: Float64Array
  particles: Float64Array
  /** Only when it changed enough to be worth drawing (at most twice a second), otherwise null. */
  series: Series | null
  /** All transitions so far, newest last, at most the last 2,000. Only together with `series`. */
  transitions: TransitionMark[] | null
  /** Set when finished, or when asked for by a pause. */
  report: Report | null
  /** What the report says of the design; only together with it. */
  findings: Finding[] | null
}
