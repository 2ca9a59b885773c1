/**
 * How many replicas a service has at present: as many as its parameters say, or what its autoscaler has made of that.
 *
 * A new replica takes requests once it has started. One that is taken away gets nothing new and finishes what it has; those that
 * have not started yet go first.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import { Autoscaler, type AutoscalingParams } from './autoscaler'

/** Event kinds that the service hands to {@link Scaling.handle}. */
export const LOOK_AT_LOAD = 4
export const REPLICA_STARTED = 5

interface ScalingParams {
  readonly replicas: number
  readonly workers: number
  readonly autoscaling: AutoscalingParams | null
}

export class Scaling implements Saveable {
  /** Replicas that serve, or would if they had not crashed. */
  replicas: number
  /** Times that their number was changed by the autoscaler. */
  changes = 0
  private readonly context: BlockContext
  private params: ScalingParams
  private autoscaler: Autoscaler | null
  /** [ms] when each of those that start will have, in order. */
  private starting: number[] = []
  /** Invalidates looks from before the autoscaler was changed. */
  private token = 0
  /** Integrals of workers at work, and of all, at the last look, and [ms] when that was. */
  private workedBefore = 0
  private workersBefore = 0
  private lookedMs = 0
  /** [ms] when the number was last changed, and the window opened; and replicas times [ms] in between. */
  private changedMs = 0
  private openedMs = 0
  private replicaMs = 0

  constructor(context: BlockContext, params: ScalingParams) {
    this.context = context
    this.params = params
    this.replicas = params.replicas
    this.autoscaler = params.autoscaling && new Autoscaler(params.autoscaling)
  }

  start(): void {
    this.note()
    this.lookLater()
  }

  /** Parameters changed while running. The number of replicas starts afresh where it was changed, or is the autoscaler's no longer. */
  configure(params: ScalingParams): void {
    const before = this.params
    this.params = params
    if (before.replicas !== params.replicas || params.autoscaling === null) {
      this.become(params.replicas)
      this.starting = []
    }
    if (JSON.stringify(before.autoscaling) === JSON.stringify(params.autoscaling)) return
    if (params.autoscaling === null) this.autoscaler = null
    else if (this.autoscaler) this.autoscaler.configure(params.autoscaling)
    else this.autoscaler = new Autoscaler(params.autoscaling)
    this.token = (this.token + 1) | 0
    this.start()
  }

  openWindow(): void {
    this.become(this.replicas)
    this.changes = 0
    this.openedMs = this.context.engine.now
    this.replicaMs = 0
  }

  /** Replicas that served since the window opened, on average. */
  mean(): number {
    const { now } = this.context.engine
    const sum = this.replicaMs + this.replicas * (now - this.changedMs)
    return now > this.openedMs ? sum / (now - this.openedMs) : this.replicas
  }

  private become(replicas: number): void {
    const { now } = this.context.engine
    this.replicaMs += this.replicas * (now - this.changedMs)
    this.changedMs = now
    this.replicas = replicas
  }

  /** Whether there is another number of replicas after an event. */
  handle(kind: number, token: number): boolean {
    const before = this.replicas
    if (kind === REPLICA_STARTED) this.takeStarted()
    else if (token === this.token) this.look()
    if (this.replicas !== before) this.changes++
    return this.replicas !== before
  }

  private takeStarted(): void {
    const { now } = this.context.engine
    const started = this.starting.filter((atMs) => atMs <= now).length
    this.starting.splice(0, started)
    this.become(this.replicas + started)
  }

  private look(): void {
    const { context, autoscaler, replicas, starting } = this
    if (autoscaler === null) return
    const { now } = context.engine
    const missing = this.missing()
    const alive = replicas - missing
    const utilisation = (this.note() * replicas) / alive
    const wanted = autoscaler.decide(now, { alive, missing, starting: starting.length, utilisation })
    const more = wanted - replicas - starting.length
    const { startupMs } = this.params.autoscaling!
    for (let added = 0; added < more; added++) {
      starting.push(now + startupMs)
      context.at(now + startupMs, REPLICA_STARTED, 0, 0)
    }
    // Those before may take longer, where that was changed.
    starting.sort((a, b) => a - b)
    const unstarted = Math.min(Math.max(0, -more), starting.length)
    starting.length -= unstarted
    this.become(replicas - Math.max(0, -more - unstarted))
    this.lookLater()
  }

  private lookLater(): void {
    if (this.params.autoscaling !== null)
      this.context.after(this.params.autoscaling.intervalMs, LOOK_AT_LOAD, this.token, 0)
  }

  private missing(): number {
    let missing = 0
    for (let replica = 0; replica < this.replicas; replica++) {
      if (this.context.condition(replica).isCrashed) missing++
    }
    return missing
  }

  /**
   * Share of the workers that was at own work since this was asked last; NaN where there were none. Workers of replicas that have just
   * started count as if they had been there: their share is small, as it would be in a mean over replicas.
   */
  private note(): number {
    const { stats, engine, block } = this.context
    const worked = stats.working.integralAt(engine.now, block)
    const workers = stats.servers.integralAt(engine.now, block)
    const present = this.replicas * this.params.workers * (engine.now - this.lookedMs)
    const share = (worked - this.workedBefore) / Math.max(workers - this.workersBefore, present)
    this.workedBefore = worked
    this.workersBefore = workers
    this.lookedMs = engine.now
    return share
  }

  save(out: StateWriter): void {
    out.array([this.replicas, this.changes, this.token, this.workedBefore, this.workersBefore, this.lookedMs])
    out.array([this.changedMs, this.openedMs, this.replicaMs])
    out.array(this.starting)
    this.autoscaler?.save(out)
  }

  load(input: StateReader): void {
    const numbers = input.array()
    this.replicas = numbers[0]!
    this.changes = numbers[1]!
    this.token = numbers[2]!
    this.workedBefore = numbers[3]!
    this.workersBefore = numbers[4]!
    this.lookedMs = numbers[5]!
    const [changedMs = 0, openedMs = 0, replicaMs = 0] = input.array()
    this.changedMs = changedMs
    this.openedMs = openedMs
    this.replicaMs = replicaMs
    this.starting = [...input.array()]
    this.autoscaler?.load(input)
  }
}
