/**
 * Serves requests: a queue and workers at each replica, own service time, then the call plan.
 *
 * Wiring: callers → [service replicas] → what the plan names. Queues hand messages to idle workers through the worker pool.
 * A blocking worker is held until the plan is over; an event-loop worker only for the own service time.
 */
import { type Attempt, type Call, NONE, OK, type Request } from '../../engine/calls'
import { createDistribution, type Distribution } from '../../lib/distributions'
import type { StateReader, StateWriter } from '../../lib/state'
import { Behaviour, type BlockContext, type Condition, type WorkerPool } from '../behaviour'
import type { ParamsOf } from '../block'
import { batchFactor } from '../parts/fields'
import { BATCH } from '../parts/operations'
import { OwnPauses, PAUSE_BEGINS, PAUSE_ENDS } from '../parts/own-pauses'
import { handleRare, handleWork, Station } from '../parts/station'
import { STATION_EVENT } from '../parts/station-events'
import type { StationOwner } from '../parts/station-settings'
import type { service } from './block'
import { AWAIT, Idempotency, KNOWN } from './idempotency'
import { type PlanOwner, PlanRunner } from './plan-runner'
import { LOOK_AT_LOAD, REPLICA_STARTED, Scaling } from './scaling'

type Params = ParamsOf<typeof service>

const DRAW_SERVICE = 1

/**
 * Values of `register0` of an attempt: waiting, holding a worker, in its plan without a worker, holding a worker for an answer that
 * is known, and holding one until what another attempt does is done.
 */
const WAITING = 0
const HOLDING = 1
const DETACHED = 2
const REPEATING = 3
const AWAITING = 4

export class Service extends Behaviour<Params> implements StationOwner, PlanOwner, WorkerPool {
  private readonly stations: Station[] = []
  private readonly pauses: OwnPauses
  private readonly scaling: Scaling
  private readonly plan: PlanRunner
  private serviceTime: Distribution
  private idempotency: Idempotency | null = null
  private readonly listeners: (() => void)[] = []

  constructor(context: BlockContext, params: Params) {
    super(context, params)
    this.pauses = new OwnPauses(context)
    this.scaling = new Scaling(context, params)
    this.serviceTime = createDistribution(params.serviceTime)
    this.plan = new PlanRunner(context, params.plan, this)
    this.idempotency = params.idempotency && new Idempotency(context, params.idempotency)
    this.resize()
  }

  override start(): void {
    this.pauses.configure(this.params.pauses, this.replicas)
    this.scaling.start()
  }

  override get replicas(): number {
    return this.scaling.replicas
  }

  arrive(attempt: Attempt): void {
    attempt.register0 = WAITING
    const cause = this.stationOf(attempt).enter(attempt)
    if (cause !== OK) this.context.reject(attempt, cause)
  }

  turnedAway(attempt: Attempt, cause: number): void {
    this.context.reject(attempt, cause)
  }

  /** Calls of a batch are looked up when its work is done, for all of them are worked on together. */
  admitted(attempt: Attempt): void {
    attempt.register0 = HOLDING
    if (this.idempotency === null || this.stationOf(attempt).isInBatch(attempt) || !this.isRepeat(attempt))
      this.startWork(attempt)
    else if (attempt.register0 === REPEATING) this.stationOf(attempt).work(attempt, 0)
  }

  /** Whether the attempt need not be done: its answer is known, or will be. */
  private isRepeat(attempt: Attempt): boolean {
    const found = this.idempotency!.begin(attempt)
    if (found === KNOWN) attempt.register0 = REPEATING
    else if (found === AWAIT) attempt.register0 = AWAITING
    return found === KNOWN || found === AWAIT
  }

  private startWork(attempt: Attempt): void {
    const { call } = attempt
    const factor = call.operation === BATCH ? batchFactor(call.argument, this.params.batchCost) : 1
    this.stationOf(attempt).work(attempt, this.serviceTime.sample(this.context.draw(DRAW_SERVICE, attempt)) * factor)
  }

  worked(attempt: Attempt): void {
    const isInBatch = this.idempotency !== null && this.stationOf(attempt).isInBatch(attempt)
    if (isInBatch) this.isRepeat(attempt)
    if (attempt.register0 === AWAITING) return
    if (attempt.register0 === REPEATING) return this.repeat(attempt, OK, attempt.result, attempt.result2)
    this.startPlan(attempt)
  }

  private startPlan(attempt: Attempt): void {
    if (!this.params.blocking) {
      attempt.register0 = DETACHED
      this.stationOf(attempt).release(attempt)
    }
    this.plan.begin(attempt)
  }

  idle(): void {
    for (const listener of this.listeners) listener()
  }

  idleWorkers(replica: number): number {
    if (replica >= this.replicas || this.context.condition(replica).isCrashed) return 0
    return this.stations[replica]?.idleWorkers ?? 0
  }

  onIdle(listener: () => void): void {
    this.listeners.push(listener)
  }

  override workerPool(): WorkerPool {
    return this
  }

  override handle(kind: number, a: number, b: number): void {
    if (kind === STATION_EVENT) handleWork(this.stations, this.context.attempts.at(a), b)
    else if (kind === PAUSE_BEGINS || kind === PAUSE_ENDS) this.pauses.handle(kind, a, b)
    else if (kind === LOOK_AT_LOAD || kind === REPLICA_STARTED) this.rescale(kind, a)
    else if (!handleRare(this.stations, this.context, kind, a, b)) this.plan.handle(kind, a, b)
  }

  override answered(call: Call): void {
    this.plan.answered(call)
  }

  override cancel(attempt: Attempt): void {
    const state = attempt.register0
    const heir = this.idempotency !== null && state !== WAITING ? this.idempotency.abandon(attempt) : null
    if (state !== DETACHED) this.stationOf(attempt).remove(attempt, state !== WAITING)
    else this.stationOf(attempt).finished(attempt, false)
    this.plan.forget(attempt)
    this.context.drop(attempt)
    if (heir !== null) this.takeOver(heir)
  }

  override lose(attempt: Attempt): void {
    this.stationOf(attempt).lose(attempt)
  }

  override configure(params: Params): void {
    const before = this.params
    super.configure(params)
    this.scaling.configure(params)
    this.context.announceReplicas(this.replicas)
    this.serviceTime = createDistribution(params.serviceTime)
    if (JSON.stringify(before.plan) !== JSON.stringify(params.plan)) this.plan.compile(params.plan)
    this.resize()
    for (const station of this.stations) station.configure(params)
    this.pauses.configure(params.pauses, this.replicas)
    if (JSON.stringify(before.idempotency) !== JSON.stringify(params.idempotency)) {
      const waiters = this.idempotency?.waiters() ?? []
      this.idempotency = params.idempotency && new Idempotency(this.context, params.idempotency)
      for (const waiter of waiters) this.takeOver(waiter)
    }
  }

  override levelOf(replica: number): number {
    return this.stations[replica]?.level ?? Infinity
  }

  override rankOf(replica: number, request: Request): number {
    return this.stations[replica]?.rankOf(request) ?? 0
  }

  override conditionChanged(replica: number, before: Condition): void {
    const station = this.stations[replica]
    if (!station) return
    const condition = this.context.condition(replica)
    if (condition.isCrashed && !before.isCrashed) {
      station.clear()
      this.plan.forgetLost()
      for (const heir of this.idempotency?.forgetLost() ?? []) this.takeOver(heir)
    }
    if (condition.isPaused && !before.isPaused) {
      station.pause()
      this.plan.pause(replica)
    }
    if (!condition.isPaused && before.isPaused) {
      station.resume()
      this.plan.resume(replica)
    }
    if (before.isCrashed && !condition.isCrashed) this.idle()
  }

  override openWindow(): void {
    this.plan.optionalDropped = 0
    this.scaling.openWindow()
    if (this.idempotency === null) return
    this.idempotency.duplicates = 0
    this.idempotency.deduplicated = 0
  }

  override figures(): number[] {
    const isScaled = this.params.autoscaling !== null
    return [
      this.params.dropOptional === null ? Number.NaN : this.plan.optionalDropped,
      this.idempotency?.duplicates ?? Number.NaN,
      this.idempotency?.deduplicated ?? Number.NaN,
      isScaled ? this.replicas : Number.NaN,
      isScaled ? this.scaling.changes : Number.NaN,
      isScaled ? this.scaling.mean() : Number.NaN,
    ]
  }

  dropsOptional(attempt: Attempt): boolean {
    const { dropOptional } = this.params
    return dropOptional !== null && this.stationOf(attempt).queueLength > dropOptional.aboveQueue
  }

  private stationOf(attempt: Attempt): Station {
    return this.stations[attempt.replica]!
  }

  planned(attempt: Attempt, outcome: number): void {
    const station = this.stationOf(attempt)
    const isHolding = attempt.register0 === HOLDING
    const { result, result2 } = attempt
    const waiter = this.idempotency?.end(attempt, outcome, result, result2) ?? null
    station.finished(attempt, outcome === OK)
    this.context.answer(attempt, outcome, outcome === OK ? result : 0, outcome === OK ? result2 : 0)
    if (isHolding) station.release(attempt)
    if (waiter !== null) this.repeatAll(waiter, outcome, outcome === OK ? result : 0, outcome === OK ? result2 : 0)
  }

  /** Answers those that waited for what has just been done. */
  private repeatAll(first: Attempt, outcome: number, result: number, result2: number): void {
    for (let waiter: Attempt | null = first; waiter !== null; ) {
      const next: number = waiter.register1
      const { isPaused } = this.context.condition(waiter.replica)
      if (isPaused && !this.stationOf(waiter).isInBatch(waiter)) this.repeatLater(waiter, outcome, result, result2)
      else this.repeat(waiter, outcome, result, result2)
      waiter = next === NONE ? null : this.context.attempts.at(next)
    }
  }

  /** The replica of the attempt stands still: it answers when it goes on, or then does the work that failed elsewhere. */
  private repeatLater(attempt: Attempt, outcome: number, result: number, result2: number): void {
    if (outcome !== OK) return this.takeOver(attempt)
    attempt.register0 = REPEATING
    attempt.result = result
    attempt.result2 = result2
    this.stationOf(attempt).work(attempt, 0)
  }

  /** Answers an attempt without doing its work, and gives its worker back. */
  private repeat(attempt: Attempt, outcome: number, result: number, result2: number): void {
    const station = this.stationOf(attempt)
    if (outcome === OK && this.idempotency !== null) this.idempotency.deduplicated++
    station.finished(attempt, outcome === OK)
    this.context.answer(attempt, outcome, result, result2)
    station.release(attempt)
  }

  /** An attempt that waited for another has to do the work itself. */
  private takeOver(attempt: Attempt): void {
    attempt.register0 = HOLDING
    if (this.stationOf(attempt).isInBatch(attempt)) this.startPlan(attempt)
    else this.startWork(attempt)
  }

  /** Makes stations for all replicas. Those that are no longer wanted get nothing new and finish what they have. */
  private resize(): void {
    const { replicas } = this
    while (this.stations.length < replicas) this.addStation()
    for (const [replica, station] of this.stations.entries()) station.setExists(replica < replicas)
  }

  /** The autoscaler may have made it another number of replicas. */
  private rescale(kind: number, token: number): void {
    if (!this.scaling.handle(kind, token)) return
    this.resize()
    this.context.rescaled(this.replicas)
    this.pauses.configure(this.params.pauses, this.replicas)
    this.idle()
  }

  private addStation(): void {
    const { params, context } = this
    this.stations.push(new Station(context, this, this.stations.length, params))
  }

  override save(out: StateWriter): void {
    this.scaling.save(out)
    this.pauses.save(out)
    out.number(this.stations.length)
    for (const station of this.stations) station.save(out)
    this.plan.save(out)
    this.idempotency?.save(out)
  }

  override load(input: StateReader): void {
    this.scaling.load(input)
    this.resize()
    this.context.rescaled(this.replicas)
    this.pauses.load(input)
    for (let count = input.number(); this.stations.length < count; ) this.addStation()
    for (const station of this.stations) station.load(input)
    this.plan.load(input)
    this.idempotency?.load(input)
  }
}

export const create = (context: BlockContext, params: Params): Service => new Service(context, params)
