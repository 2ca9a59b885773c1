/**
 * Books every request: how many, how long, why they failed.
 *
 * Figures of the report cover requests whose intended start lies in [warm-up, duration). Latency runs from the intended start
 * to the final answer; failures are kept apart from completions. An answer is good before the deadline: at exactly that time it is too
 * late, as it is for a timeout and for a deadline that goes along with a call.
 */
import type { RequestLog as RequestLogContract } from '../blocks/behaviour'
import { OK, type Request } from '../engine/calls'
import type { Engine } from '../engine/engine'
import type { BlockStats } from '../engine/stats'
import { Histogram } from '../lib/histogram'
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import { CAUSES } from './report'
import type { SeriesRecorder } from './series'
import { LatencyCourse } from './steady'

/** One request that has ended. */
export interface RequestEnd {
  readonly identity: number
  readonly ordinal: number
  readonly latencyMs: number
  readonly endMs: number
  /** As in `engine/calls.ts`. */
  readonly outcome: number
}

export class RequestLog implements RequestLogContract, Saveable {
  /** Requests that have started and not ended, whenever they started. */
  inFlight = 0
  /** All requests so far. */
  startedAll = 0
  completedAll = 0
  failedAll = 0
  /** Figures of the window. */
  offered = 0
  completed = 0
  failed = 0
  good = 0
  readonly byCause = new Float64Array(CAUSES.length)
  readonly latency = new Histogram()
  readonly failureLatency = new Histogram()
  /** Latencies in the order in which requests end. */
  readonly course = new LatencyCourse()
  /** Told of each request as it ends; null when nobody looks. */
  onEnd: ((end: RequestEnd) => void) | null = null
  /** Asked to stop the engine when nothing is in flight any more. */
  stopsWhenEmpty = false
  /** Asked to stop the engine when the next request ends. */
  stopsAtNextEnd = false
  private readonly engine: Engine
  private readonly stats: BlockStats
  private readonly series: SeriesRecorder
  private readonly warmupMs: number
  private readonly durationMs: number

  constructor(
    parts: { engine: Engine; stats: BlockStats; series: SeriesRecorder },
    window: { warmupMs: number; durationMs: number },
  ) {
    this.engine = parts.engine
    this.stats = parts.stats
    this.series = parts.series
    this.warmupMs = window.warmupMs
    this.durationMs = window.durationMs
  }

  started(request: Request): void {
    this.inFlight++
    this.startedAll++
    this.stats.arrive(request.source)
    this.series.offered()
    if (this.isCounted(request.intendedMs)) this.offered++
  }

  ended(request: Request, outcome: number): void {
    const { engine } = this
    const { now } = engine
    const intended = request.intendedMs
    const latency = now - intended
    this.inFlight--
    this.stats.complete(request.source, intended, intended)
    const isCounted = this.isCounted(intended)
    if (outcome === OK) this.succeeded(latency, Histogram.bucketOf(latency), isCounted, request.deadlineMs)
    else this.hasFailed(outcome, latency, isCounted)
    if (this.onEnd !== null) this.tell(this.onEnd, request, latency, outcome)
    if (this.stopsAtNextEnd || (this.stopsWhenEmpty && this.inFlight === 0)) {
      this.stopsAtNextEnd = false
      engine.isStopping = true
    }
  }

  protected succeeded(latency: number, bucket: number, isCounted: boolean, deadlineMs: number): void {
    const { now } = this.engine
    const isGood = now < deadlineMs
    this.completedAll++
    this.course.completed(latency, bucket, now, isCounted)
    this.series.completed(latency, bucket, isGood)
    if (!isCounted) return
    this.completed++
    this.latency.recordIn(bucket, latency)
    if (isGood) this.good++
  }

  protected hasFailed(outcome: number, latency: number, isCounted: boolean): void {
    this.failedAll++
    this.series.failed(outcome)
    if (!isCounted) return
    this.failed++
    this.failureLatency.record(latency)
    this.byCause[outcome - 1]!++
  }

  private tell(listener: (end: RequestEnd) => void, request: Request, latencyMs: number, outcome: number): void {
    listener({
      identity: request.identity,
      ordinal: request.ordinal,
      latencyMs,
      endMs: this.engine.now,
      outcome,
    })
  }

  private isCounted(intendedMs: number): boolean {
    return intendedMs >= this.warmupMs && intendedMs < this.durationMs
  }

  save(out: StateWriter): void {
    const numbers = [this.inFlight, this.startedAll, this.completedAll, this.failedAll]
    out.array([...numbers, this.offered, this.completed, this.failed, this.good])
    out.array(this.byCause)
    out.boolean(this.stopsWhenEmpty)
    this.latency.save(out)
    this.failureLatency.save(out)
    this.course.save(out)
  }

  load(input: StateReader): void {
    const numbers = input.array()
    this.inFlight = numbers[0]!
    this.startedAll = numbers[1]!
    this.completedAll = numbers[2]!
    this.failedAll = numbers[3]!
    this.offered = numbers[4]!
    this.completed = numbers[5]!
    this.failed = numbers[6]!
    this.good = numbers[7]!
    input.into(this.byCause)
    this.stopsWhenEmpty = input.boolean()
    this.latency.load(input)
    this.failureLatency.load(input)
    this.course.load(input)
  }
}
