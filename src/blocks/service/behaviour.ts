/**
 * Serves requests: a queue and workers at each replica, own service time, then the call plan.
 *
 * Wiring: callers → [service replicas] → what the plan names. Queues hand messages to idle workers through the worker pool.
 * A blocking worker is held until the plan is over; an event-loop worker only for the own service time.
 */
import { OK } from '../../engine/calls'
import { createDistribution, type Distribution } from '../../lib/distributions'
import type { StateReader, StateWriter } from '../../lib/state'
import { Behaviour, type BlockContext, type Condition, type WorkerPool } from '../behaviour'
import type { ParamsOf } from '../block'
import { batchFactor } from '../parts/fields'
import { BATCH } from '../parts/operations'
import { handleRare, STATION_EVENT, Station, type StationOwner } from '../parts/station'
import type { service } from './block'
import { type PlanOwner, PlanRunner } from './plan-runner'

type Params = ParamsOf<typeof service>

const DRAW_SERVICE = 1

/** Values of `register0` of an attempt: waiting, holding a worker, in its plan without a worker. */
const WAITING = 0
const HOLDING = 1
const DETACHED = 2

export class Service extends Behaviour<Params> implements StationOwner, PlanOwner, WorkerPool {
  private readonly stations: Station[] = []
  private readonly plan: PlanRunner
  private serviceTime: Distribution
  private readonly listeners: (() => void)[] = []

  constructor(context: BlockContext, params: Params) {
    super(context, params)
    this.serviceTime = createDistribution(params.serviceTime)
    this.plan = new PlanRunner(context, params.plan, this)
    this.resize()
  }

  override get replicas(): number {
    return this.params.replicas
  }

  arrive(attempt: number): void {
    this.context.attempts.register0[attempt] = WAITING
    const cause = this.stationOf(attempt).enter(attempt)
    if (cause !== OK) this.context.reject(attempt, cause)
  }

  turnedAway(attempt: number, cause: number): void {
    this.context.reject(attempt, cause)
  }

  admitted(attempt: number): void {
    const { attempts, calls } = this.context
    attempts.register0[attempt] = HOLDING
    const call = attempts.call[attempt]!
    const factor = calls.operation[call] === BATCH ? batchFactor(calls.argument[call]!, this.params.batchCost) : 1
    this.stationOf(attempt).work(attempt, this.serviceTime.sample(this.context.draw(DRAW_SERVICE, attempt)) * factor)
  }

  worked(attempt: number): void {
    if (!this.params.blocking) {
      this.context.attempts.register0[attempt] = DETACHED
      this.stationOf(attempt).release(attempt)
    }
    this.plan.begin(attempt)
  }

  idle(): void {
    for (const listener of this.listeners) listener()
  }

  idleWorkers(replica: number): number {
    if (this.context.condition(replica).isCrashed) return 0
    return this.stations[replica]?.idleWorkers ?? 0
  }

  onIdle(listener: () => void): void {
    this.listeners.push(listener)
  }

  override workerPool(): WorkerPool {
    return this
  }

  override handle(kind: number, a: number, b: number): void {
    // The attempt of a timer that is out of date may be somewhere else by now.
    if (kind === STATION_EVENT) this.stations[this.context.attempts.replica[a]!]?.handle(a, b)
    else if (!handleRare(this.stations, this.context, kind, a, b)) this.plan.handle(kind, a, b)
  }

  override answered(call: number): void {
    if (this.context.calls.parent[call]! >= 0) this.plan.answered(call)
  }

  override cancel(attempt: number): void {
    const state = this.context.attempts.register0[attempt]
    if (state !== DETACHED) this.stationOf(attempt).remove(attempt, state === HOLDING)
    else this.stationOf(attempt).finished(attempt, false)
    this.plan.forget(attempt)
    this.context.drop(attempt)
  }

  override configure(params: Params): void {
    const before = this.params
    super.configure(params)
    this.serviceTime = createDistribution(params.serviceTime)
    if (JSON.stringify(before.plan) !== JSON.stringify(params.plan)) this.plan.compile(params.plan)
    this.resize()
    for (const station of this.stations) station.configure(params)
  }

  override conditionChanged(replica: number, before: Condition): void {
    const station = this.stations[replica]
    if (!station) return
    const condition = this.context.condition(replica)
    if (condition.isCrashed && !before.isCrashed) {
      station.clear()
      this.plan.forgetLost()
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
  }

  override figures(): number[] {
    return [this.params.dropOptional === null ? Number.NaN : this.plan.optionalDropped]
  }

  dropsOptional(attempt: number): boolean {
    const { dropOptional } = this.params
    return dropOptional !== null && this.stationOf(attempt).queueLength > dropOptional.aboveQueue
  }

  private stationOf(attempt: number): Station {
    return this.stations[this.context.attempts.replica[attempt]!]!
  }

  planned(attempt: number, outcome: number): void {
    const { attempts } = this.context
    const station = this.stationOf(attempt)
    const isHolding = attempts.register0[attempt] === HOLDING
    const result = attempts.result[attempt]!
    const result2 = attempts.result2[attempt]!
    station.finished(attempt, outcome === OK)
    this.context.answer(attempt, outcome, outcome === OK ? result : 0, outcome === OK ? result2 : 0)
    if (isHolding) station.release(attempt)
  }

  /** Makes stations for all replicas. Those that are no longer wanted get nothing new and finish what they have. */
  private resize(): void {
    const { params } = this
    while (this.stations.length < params.replicas) this.addStation()
    for (const [replica, station] of this.stations.entries()) station.setExists(replica < params.replicas)
  }

  private addStation(): void {
    const { params, context } = this
    this.stations.push(new Station(context, this, this.stations.length, params))
  }

  override save(out: StateWriter): void {
    out.number(this.stations.length)
    for (const station of this.stations) station.save(out)
    this.plan.save(out)
  }

  override load(input: StateReader): void {
    for (let count = input.number(); this.stations.length < count; ) this.addStation()
    for (const station of this.stations) station.load(input)
    this.plan.load(input)
  }
}

export const create = (context: BlockContext, params: Params): Service => new Service(context, params)
