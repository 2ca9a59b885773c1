/**
 * Contract of a block's behaviour: how it acts in a run.
 *
 * Lifecycle: a behaviour is built from its parameters and a {@link BlockContext}, `start` is called once at time 0, then
 * events arrive: `arrive` for each attempt that reaches the block, `answered` for each call it made that is settled, `handle` for
 * its own timers, `cancel` when a caller tells it to stop. Every attempt that arrived must in the end be answered, rejected
 * or, after `cancel`, dropped; one that never is counts as in flight, and a run that ends so is reported as stuck.
 *
 * A behaviour never looks at the wall clock and draws only from the context. Its whole changing state is saved and loaded.
 */
import type { Attempt, Attempts, Call, Request, Requests } from '../engine/calls'
import type { Engine, EventHandler } from '../engine/engine'
import type { BlockStats } from '../engine/stats'
import type { KeyedRandom, SequentialRandom } from '../lib/random'
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import type { PortRole } from './block'
import type { Versions } from './parts/versions'

/** What faults have done to a replica. */
export interface Condition {
  readonly isCrashed: boolean
  readonly isPaused: boolean
  /** Service times are multiplied by this. */
  readonly slowFactor: number
  /** [share] of served work that fails. */
  readonly errorProbability: number
  /** Multiplies the rate of a source. */
  readonly loadFactor: number
  /** [ms] by how much the clock of the block is ahead of the simulated time. */
  readonly clockOffsetMs: number
}

/** A connection that leaves the block, as the behaviour sees it. */
export interface Outgoing {
  readonly id: string
  /** Index among all connections of the run. */
  readonly index: number
  /** Weight for splitting traffic. */
  readonly share: number
  /** Path prefix for routing. */
  readonly route: string
  /** Index and id of the callee block. */
  readonly callee: number
  readonly calleeId: string
  /** What the callee's in-port can be asked to be. */
  readonly roles: readonly PortRole[]
  /** Replicas of the callee at present. */
  replicas(): number
  /** Whether a health check of that replica would be answered: it is neither crashed nor cut off. A paused one is silent. */
  isReachable(replica: number): boolean
  isSilent(replica: number): boolean
  /** The callee's workers, for blocks that hand out work; null where the callee does not pull. */
  workerPool(): WorkerPool | null
}

/** Workers that can be given work by someone else than a caller. */
export interface WorkerPool {
  /** Number of replicas. */
  readonly replicas: number
  /** Workers of a replica that are idle, with nothing waiting for them. */
  idleWorkers(replica: number): number
  /** Asks to be told whenever a worker becomes idle. */
  onIdle(listener: () => void): void
}

/** Ends of requests, told by sources. */
export interface RequestLog {
  started(request: Request): void
  /** `outcome` as in `engine/calls.ts`. */
  ended(request: Request, outcome: number): void
}

/** What a behaviour can do and see. */
export interface BlockContext {
  readonly engine: Engine
  readonly requests: Requests
  readonly attempts: Attempts
  readonly stats: BlockStats
  readonly requestLog: RequestLog
  /** Index of the block in the design. */
  readonly block: number
  /** Number under which the block's own events are scheduled. */
  readonly handler: number
  readonly outgoing: readonly Outgoing[]
  /** A sequential stream of the block's own, for what belongs to no request. */
  readonly random: SequentialRandom
  /** Versions kept by databases, by index of the block. */
  readonly versions: (Versions | undefined)[]
  /** Paths that requests may ask for; a request's `path` is an index in it. */
  readonly paths: string[]
  condition(replica: number): Condition
  /** Draws that belong to an attempt at this block, for a purpose (a small number of the block's own). */
  draw(purpose: number, attempt: Attempt): KeyedRandom
  /** Draws that belong to a request, outside any attempt. */
  drawFor(purpose: number, request: Request): KeyedRandom
  /** Schedules an own event. */
  after(delayMs: number, kind: number, a: number, b: number): void
  /** Schedules an own event at an absolute time, to the last bit. */
  at(timeMs: number, kind: number, a: number, b: number): void
  /** Lets a unit of the block stand still by its own doing, or go on; a pause by a fault lasts all the same. */
  stall(unit: number, isStalled: boolean): void
  /** Tells callers that the block has another number of replicas from now on. */
  announceReplicas(count: number): void
  /** The same, where the block has changed the number by itself and units are there to be met by faults; all of it is set up by then. */
  rescaled(count: number): void
  /**
   * Whether the attempt that had this generation is still at a block: neither answered nor lost in a crash. Its record outlives
   * both, for as long as the answer travels.
   */
  isPresent(attempt: Attempt, generation: number): boolean
  /**
   * Prepares a call for an attempt over an outgoing connection; the caller may then set operation, key, arguments and pinned
   * replica of it before `send`. `repeat` tells calls of one parent over one connection apart (0, 1, 2 …).
   */
  prepare(outgoing: number, parent: Attempt, tag: number, repeat: number): Call
  /** Prepares a call that belongs to no attempt: of a source or a queue. The request gains a reference. */
  prepareRoot(outgoing: number, request: Request, tag: number): Call
  /** Sends a prepared call through the policies of its connection. Never answers before returning. */
  send(call: Call): void
  /**
   * Sends a prepared call without policies, as a delivery to a consumer; it is waited for `timeoutMs` at most. Returns the attempt that
   * carries it, which stays the same until it is answered.
   */
  deliver(call: Call, timeoutMs: number): Attempt
  /** Work on a tied attempt begins; whoever holds the other copy is told. */
  begun(attempt: Attempt): void
  /** Answers an attempt that was served. `outcome` is OK or a cause. */
  answer(attempt: Attempt, outcome: number, result?: number, result2?: number): void
  /** Turns an attempt away unserved. */
  reject(attempt: Attempt, cause: number): void
  /** After `cancel`: forgets the attempt. */
  drop(attempt: Attempt): void
}

/** Base of all behaviours: does nothing where a block has nothing to do. */
export abstract class Behaviour<P = unknown> implements EventHandler, Saveable {
  protected readonly context: BlockContext
  protected params: P

  constructor(context: BlockContext, params: P) {
    this.context = context
    this.params = params
  }

  /** Copies of the block that callers can reach, in turn or by a balancer's choice. A change has to be announced. */
  get replicas(): number {
    return 1
  }

  /** Parts that a fault can hit by themselves: the replicas, and copies behind them that callers do not reach directly. */
  get units(): number {
    return this.replicas
  }

  /** Called once at time 0, when all behaviours exist. */
  start(): void {}

  /** An attempt has arrived at a live replica. */
  abstract arrive(attempt: Attempt): void

  /** A call made by this block is settled; its record is valid during this call only. */
  answered(_call: Call): void {}

  /** A call that this block sent with `deliver`, and still waits for, has reached its consumer. */
  delivered(_call: Call): void {}

  /** An own event. */
  handle(_kind: number, _a: number, _b: number): void {}

  /** The caller of an attempt that is here waits no longer and says so: stop the work and `drop` it. */
  cancel(_attempt: Attempt): void {}

  /** An attempt that is here is lost in a crash: its work ends now. What the block remembers of it is cleared right after. */
  lose(_attempt: Attempt): void {}

  /** Parameters changed while running. They are valid; state that has no meaning under them is adapted. */
  configure(params: P): void {
    this.params = params
  }

  /** Parameters of a connection that leaves the block changed while running. */
  outgoingChanged(): void {}

  /**
   * The condition of a replica changed. `before` is what it was. A crashed replica has already lost its attempts; the
   * behaviour clears what it remembers of them.
   */
  conditionChanged(_replica: number, _before: Condition): void {}

  /** Rank up to which a replica lets calls in at present, which its answers carry; infinity without such an admission policy. */
  levelOf(_replica: number): number {
    return Infinity
  }

  /** Where a request stands on the scale of that level. */
  rankOf(_replica: number, _request: Request): number {
    return 0
  }

  /** Everything held in memory for speed is lost. */
  coolDown(): void {}

  /** Own figures, in the order of the definition; NaN for an optional one of something that is off. */
  figures(_now: number): number[] {
    return []
  }

  /** Own figures that are more than a number, for the report. */
  summaries(): { [name: string]: unknown } {
    return {}
  }

  /** Arrivals end: nothing new is started from now on. */
  endArrivals(): void {}

  /** The window of figures opens: own totals restart. */
  openWindow(): void {}

  /** Workers that a queue may hand work to. */
  workerPool(): WorkerPool | null {
    return null
  }

  save(_out: StateWriter): void {}

  load(_input: StateReader): void {}
}

/** How a folder's `behaviour.ts` makes a behaviour; `params` are validated values of the block's fields. */
export type BehaviourFactory = (context: BlockContext, params: never, id: string) => Behaviour
