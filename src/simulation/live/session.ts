/**
 * A run that is watched: goes on in short slices, at a chosen speed, and sends snapshots.
 *
 * Clock and yielding are passed in, so that the same code runs in a worker and in tests. Between two slices the environment gets
 * its turn, so that commands are answered at once. A slice ends after at most {@link SLICE_MS} of wall-clock time.
 */
import type { Design } from '../../design/design'
import type { Change } from '../../design/scenario'
import { TRANSITION_NUMBERS } from '../connection'
import { findingsOf } from '../findings/registry'
import { FlightRecorder } from '../flights'
import type { RunStatus, SimulationService, Snapshot, SnapshotPort, Speed, TransitionMark } from '../protocol'
import type { Report } from '../report'
import { Run } from '../run'
import { type TraceQuestion, traceRequests } from '../traces/search'
import type { Trace } from '../traces/trace'
import { Checkpoints } from './checkpoints'
import { RecentFigures } from './rates'

/** What the session needs from where it runs. */
export interface SessionEnvironment {
  /** [ms] the clock on the wall. */
  now(): number
  /** Calls back as soon as waiting messages have been handled. */
  soon(callback: () => void): void
  /** Calls back after about that many milliseconds. */
  later(ms: number, callback: () => void): void
}

/** [ms] longest time between two turns of the environment. */
const SLICE_MS = 12
/** Events between two looks at the clock. */
const CHUNK_EVENTS = 4000
/** [ms] wall-clock time between two snapshots, and between two with series. */
const SNAPSHOT_EVERY_MS = 100
const SERIES_EVERY_MS = 500
/** [ms] pause between slices when the run is ahead of its speed. */
const PACE_MS = 8
const MAX_POINTS_RUNNING = 150
const MAX_POINTS_STANDING = 300
const MAX_TRANSITIONS = 2000
/** More than a block can have replicas. */
const BREAKERS_APART = 10_000

export class LiveSession implements SimulationService {
  private readonly environment: SessionEnvironment
  private watched: Run | null = null
  /** The design as it was opened, and what was changed since. */
  private opened: Design | null = null
  private changes: Change[] = []
  private checkpoints: Checkpoints | null = null
  private runId = 0
  private port: SnapshotPort | null = null
  private figures: RecentFigures | null = null
  private status: RunStatus = 'paused'
  private speed: Speed = null
  /** Simulated and wall-clock time from which the speed is kept. */
  private anchor = { simulatedMs: 0, wallMs: 0 }
  private sentMs = 0
  private seriesSentMs = 0
  private measured = { simulatedMs: 0, wallMs: 0, speed: 0 }
  /** [ms] wall-clock time spent in slices. */
  private busyMs = 0
  /** Rises with each run and resumption, so that a loop of an earlier one ends. */
  private loop = 0

  constructor(environment: SessionEnvironment) {
    this.environment = environment
  }

  async open(runId: number, design: Design, port: SnapshotPort): Promise<void> {
    this.loop++
    const run = new Run(design)
    this.opened = design
    this.changes = []
    this.checkpoints = new Checkpoints(design.scenario.durationMs, run.series.windowMs)
    this.watch(run)
    this.runId = runId
    this.port = port
    this.status = 'paused'
    this.busyMs = 0
    this.send(true)
  }

  async run(speed: Speed): Promise<void> {
    const run = this.current()
    this.speed = speed
    this.setAnchor(run)
    if (this.status === 'running' || run.outcome !== null) return
    this.status = 'running'
    this.send(true)
    const loop = ++this.loop
    this.environment.soon(() => this.slice(loop))
  }

  async pause(): Promise<void> {
    if (this.status !== 'running') return
    this.status = 'paused'
    this.loop++
    this.send(true)
  }

  async step(): Promise<void> {
    const run = this.current()
    if (this.status !== 'paused') return
    run.requestLog.stopsAtNextEnd = true
    const before = run.requestLog.completedAll + run.requestLog.failedAll
    while (run.outcome === null && run.requestLog.completedAll + run.requestLog.failedAll === before) {
      run.advance(Infinity, CHUNK_EVENTS)
    }
    run.requestLog.stopsAtNextEnd = false
    this.finishIfOver()
    this.send(true)
  }

  async seek(timeMs: number): Promise<void> {
    const loop = ++this.loop
    this.status = 'paused'
    const target = Math.max(0, Math.min(timeMs, this.current().design.scenario.durationMs))
    if (target < this.current().engine.now || this.current().outcome !== null) this.goBackTo(target)
    while (loop === this.loop && this.current().outcome === null && this.current().engine.now < target) {
      const started = this.environment.now()
      while (this.current().engine.now < target && this.environment.now() - started < SLICE_MS) {
        this.advance(this.current(), target)
      }
      await new Promise<void>((resolve) => this.environment.soon(resolve))
    }
    if (loop !== this.loop) return
    this.finishIfOver()
    this.send(true)
  }

  async change(path: string, value: unknown): Promise<Change> {
    const change = this.current().change(path, value)
    this.changes.push(change)
    this.checkpoints?.forgetAfter(change.atMs)
    return change
  }

  async report(): Promise<Report> {
    return this.current().report(this.busyMs)
  }

  async trace(design: Design, question: TraceQuestion): Promise<Trace[]> {
    return traceRequests(design, question)
  }

  async simulate(design: Design): Promise<Report> {
    const started = this.environment.now()
    const run = new Run(design)
    while (run.outcome === null) {
      const sliceStart = this.environment.now()
      while (run.outcome === null && this.environment.now() - sliceStart < SLICE_MS) run.advance(Infinity, CHUNK_EVENTS)
      await new Promise<void>((resolve) => this.environment.soon(resolve))
    }
    return run.report(this.environment.now() - started)
  }

  private watch(run: Run): void {
    run.network.flights = new FlightRecorder()
    this.watched = run
    this.figures = new RecentFigures(run)
  }

  /** Stands at the last checkpoint before a time, or at the start: another run that will go the same way. */
  private goBackTo(timeMs: number): void {
    const before = this.current()
    const { opened, changes, checkpoints } = this
    if (!opened) return
    const all = [...opened.scenario.changes, ...changes].sort((a, b) => a.atMs - b.atMs)
    const run = new Run({ ...opened, scenario: { ...opened.scenario, changes: all } })
    const checkpoint = checkpoints?.before(timeMs)
    if (checkpoint) run.load(checkpoint.state, before.series)
    this.watch(run)
  }

  /** Goes on towards a time, and keeps a checkpoint where one is due. */
  private advance(run: Run, target: number): void {
    const dueMs = this.checkpoints?.nextAfter(run.engine.now) ?? Infinity
    const isDue = dueMs < run.design.scenario.durationMs
    run.advance(isDue ? Math.min(target, dueMs) : target, CHUNK_EVENTS)
    if (isDue && run.engine.now === dueMs && run.outcome === null) this.checkpoints?.take(run)
  }

  private current(): Run {
    if (!this.watched) throw new Error('there is no run yet; open a design first')
    return this.watched
  }

  private setAnchor(run: Run): void {
    const wallMs = this.environment.now()
    this.anchor = { simulatedMs: run.engine.now, wallMs }
    this.measured = { simulatedMs: run.engine.now, wallMs, speed: 0 }
  }

  private slice(loop: number): void {
    if (loop !== this.loop || this.status !== 'running') return
    const run = this.current()
    const started = this.environment.now()
    const target = this.targetMs(started)
    let now = started
    while (run.outcome === null && run.engine.now < target && now - started < SLICE_MS) {
      this.advance(run, target)
      now = this.environment.now()
    }
    this.busyMs += now - started
    this.finishIfOver()
    this.keepPace(run, target, now)
    if (this.isFinished() || now - this.sentMs >= SNAPSHOT_EVERY_MS) this.send(false)
    if (this.isFinished()) return
    if (run.engine.now >= target) this.environment.later(PACE_MS, () => this.slice(loop))
    else this.environment.soon(() => this.slice(loop))
  }

  private isFinished(): boolean {
    return this.status === 'finished'
  }

  private targetMs(wallMs: number): number {
    if (this.speed === null) return Infinity
    return this.anchor.simulatedMs + (wallMs - this.anchor.wallMs) * this.speed
  }

  /** A run that cannot keep its speed does not try to catch up. */
  private keepPace(run: Run, target: number, wallMs: number): void {
    if (this.speed === null || run.engine.now >= target) return
    this.anchor = { simulatedMs: run.engine.now, wallMs }
  }

  private finishIfOver(): void {
    if (this.current().outcome === null || this.status === 'finished') return
    this.status = 'finished'
    this.loop++
  }

  private send(isTurn: boolean): void {
    const run = this.current()
    const wallMs = this.environment.now()
    const hasSeries = isTurn || this.isFinished() || wallMs - this.seriesSentMs >= SERIES_EVERY_MS
    const { blocks, connections } = this.figures!.take()
    const particles = run.network.flights?.take() ?? new Float64Array(0)
    const points = this.status === 'running' ? MAX_POINTS_RUNNING : MAX_POINTS_STANDING
    const series = hasSeries ? run.series.points(points) : null
    const report = this.status === 'running' ? null : run.report(this.busyMs)
    const snapshot: Snapshot = {
      runId: this.runId,
      status: this.status,
      outcome: run.outcome,
      nowMs: run.engine.now,
      durationMs: run.design.scenario.durationMs,
      events: run.engine.events,
      achievedSpeed: this.measureSpeed(run, wallMs),
      completed: run.requestLog.completedAll,
      failed: run.requestLog.failedAll,
      inFlight: run.requestLog.inFlight,
      blocks,
      connections,
      particles,
      series,
      transitions: hasSeries ? transitionMarks(run) : null,
      report,
      findings: report && findingsOf(run.design, report, series ?? run.series.points(points)),
    }
    const transfer: ArrayBuffer[] = [blocks.buffer, connections.buffer, particles.buffer]
    if (series) {
      const { points: rows, causes, heat } = series
      for (const array of [rows, causes, heat]) transfer.push(array.buffer as ArrayBuffer)
    }
    this.port?.postMessage(snapshot, transfer)
    this.sentMs = wallMs
    if (hasSeries) this.seriesSentMs = wallMs
  }

  private measureSpeed(run: Run, wallMs: number): number {
    const { measured } = this
    const spentMs = wallMs - measured.wallMs
    if (spentMs < SNAPSHOT_EVERY_MS) return measured.speed
    const speed = (run.engine.now - measured.simulatedMs) / spentMs
    this.measured = { simulatedMs: run.engine.now, wallMs, speed }
    return speed
  }
}

function transitionMarks(run: Run): TransitionMark[] {
  const marks: TransitionMark[] = []
  for (const { transitions, index } of run.connections) {
    for (let at = 0; at < transitions.length; at += TRANSITION_NUMBERS) {
      marks.push({
        connection: index,
        // Where a caller has a breaker for each replica of the callee, each is shown as a caller of its own.
        caller: transitions[at]! + transitions[at + 4]! * BREAKERS_APART,
        atMs: transitions[at + 1]!,
        state: transitions[at + 3]!,
      })
    }
  }
  marks.sort((a, b) => a.atMs - b.atMs)
  return marks.slice(-MAX_TRANSITIONS)
}
