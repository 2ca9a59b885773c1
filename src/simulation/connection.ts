/**
 * One connection of a run: its network, the policies of each caller on it, and its totals.
 *
 * Policy state belongs to a caller replica, or is shared by all when the scope is the connection.
 */
import { type CircuitBreaker, CLOSED, HALF_OPEN, OPEN } from '../algorithms/circuit-breaking/circuit-breaking'
import { build } from '../algorithms/member'
import { SharedCounter } from '../algorithms/rate-limiting/shared-store'
import { backoffs } from '../algorithms/retrying/registry'
import type { Backoff } from '../algorithms/retrying/retrying'
import type { ConnectionParams } from '../design/connection'
import type { Engine } from '../engine/engine'
import { createDistribution, type Distribution } from '../lib/distributions'
import { hashText } from '../lib/random'
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import { CallerPolicies, MAX_LIMITERS } from './caller-policies'
import { LastAnswers } from './last-answers'
import { Link } from './link'
import { CAUSES } from './report'

/** Most transitions of breakers that are kept for one connection. */
const MAX_TRANSITIONS = 10_000

/** State codes of breakers in the order in which they matter. */
const WORST_FIRST: readonly number[] = [OPEN, HALF_OPEN, CLOSED]

/** Numbers that each transition takes. */
export const TRANSITION_NUMBERS = 5

/** Names of the totals of a connection, in the order of {@link Connection.totals}. */
export const CONNECTION_TOTALS = [
  'calls',
  'attempts',
  'ok',
  'failed',
  'timeouts',
  'retries',
  'wasted',
  'wastedMs',
  'hedges',
  'fallbacks',
  'staleReads',
] as const
export const CALLS = 0
export const ATTEMPTS = 1
export const SUCCEEDED = 2
export const FAILED = 3
export const TIMEOUTS = 4
export const RETRIES = 5
export const WASTED = 6
export const WASTED_MS = 7
export const HEDGES = 8
export const FALLBACKS = 9
export const STALE_READS = 10

/** A lane of the engine, for a delay that seldom becomes another. */
class LastLane {
  private lane = -1
  private delayMs = 0

  of(engine: Engine, delayMs: number, guard: number): number {
    if (this.delayMs !== delayMs) {
      this.lane = engine.lane(delayMs, guard)
      this.delayMs = delayMs
    }
    return this.lane
  }
}

export class Connection implements Saveable {
  readonly id: string
  readonly index: number
  /** Indices of the blocks at both ends. */
  readonly from: number
  readonly to: number
  /** Stable hash of the id, for keyed draws. */
  readonly entity: number
  params: ConnectionParams
  latency: Distribution
  /** [ms] that the distance between the regions of both ends adds to every message. */
  readonly distanceMs: number
  /** [ms] when the latency is the same for every message, otherwise −1; the distance is in it. */
  constantLatencyMs = -1
  timeoutMs = Infinity
  /** Lanes of the engine for the timeout and for a constant latency, −1 until they are needed. */
  timeoutLane = -1
  latencyLane = -1
  private readonly deliveryLanes = new LastLane()
  private readonly hedgeLanes = new LastLane()
  maxInFlight = Infinity
  /** Calls that may wait for a place in flight, and [ms] for how long. */
  maxWaiting = 0
  maxWaitMs = 0
  /** What the parameters ask for, in plain fields because it is asked on each call. */
  hasBreaker = false
  hasLimiter = false
  hedge: ConnectionParams['hedge'] = null
  limitBy: ConnectionParams['limitBy'] = 'all'
  isolateBy: ConnectionParams['isolateBy'] = 'all'
  isHedged = false
  isTied = false
  hasFallback = false
  propagatesDeadline = false
  heedsLevel = false
  cancels = false
  retriesWrites = false
  /** [share] of messages that are lost on the way. */
  loss = 0
  /** Whether each replica of the callee has a breaker of its own. */
  hasTargetBreakers = false
  /** Whether calls go out at once as one attempt each: no hedge, deadline, level, breaker, limiter or bulkhead stands in their way. */
  isUngated = false
  /** Last good answers to fall back on, where they are kept. */
  lastAnswers: LastAnswers | null = null
  /** The wire where it is narrow. */
  link: Link | null = null
  backoff: Backoff | null = null
  /** Bit (outcome) is set for outcomes that are worth another attempt. */
  retryMask = 0
  isCutForward = false
  isCutBackward = false
  /** Whether no message can be lost at present. */
  isReliable = true
  /** Whether messages take no time at all. */
  isInstant = false
  inFlight = 0
  /** Whether all callers share the state of the policies. */
  private isShared = false
  /** See {@link CONNECTION_TOTALS}. */
  readonly totals = new Float64Array(CONNECTION_TOTALS.length)
  private readonly opened = new Float64Array(CONNECTION_TOTALS.length)
  /** Transitions of breakers: caller, time, state before, state after, replica of the callee; five numbers each. */
  readonly transitions: number[] = []
  private callers: CallerPolicies[] = []
  /** Counters of the store that the limiters of all callers may share, by key. */
  private readonly counters = new Map<number, SharedCounter>()

  private readonly takesShortcuts: boolean

  /** Without `takesShortcuts` calls go through every gate, whether or not it is there; nothing else may differ. */
  constructor(
    id: string,
    index: number,
    from: number,
    to: number,
    params: ConnectionParams,
    more: { distanceMs?: number; takesShortcuts?: boolean } = {},
  ) {
    this.id = id
    this.distanceMs = more.distanceMs ?? 0
    this.index = index
    this.from = from
    this.to = to
    this.entity = hashText(id)
    this.params = params
    this.takesShortcuts = more.takesShortcuts ?? true
    this.latency = createDistribution(params.latency)
    this.derive()
  }

  /** Policies of a caller replica. */
  policiesOf(caller: number): CallerPolicies {
    const index = this.isShared ? 0 : caller
    return index < this.callers.length ? this.callers[index]! : this.addCallers(index)
  }

  /** The lane for timeouts of deliveries, which come from the caller and seldom change. */
  deliveryLane(engine: Engine, timeoutMs: number, guard: number): number {
    return this.deliveryLanes.of(engine, timeoutMs, guard)
  }

  /** The lane for copies that follow the one before after a fixed delay (above zero). */
  hedgeLane(engine: Engine, delayMs: number, guard: number): number {
    return this.hedgeLanes.of(engine, delayMs, guard)
  }

  /** Cuts the wire in a direction, or mends it. */
  cut(isForward: boolean, isBackward: boolean): void {
    this.isCutForward = isForward
    this.isCutBackward = isBackward
    this.isReliable = this.loss <= 0 && !isForward && !isBackward
  }

  /** A total since the window opened. */
  sinceOpen(total: number): number {
    return this.totals[total]! - this.opened[total]!
  }

  /** The window opens. */
  open(): void {
    this.opened.set(this.totals)
  }

  /** All callers that have called so far. */
  get allPolicies(): readonly CallerPolicies[] {
    return this.callers
  }

  /** Parameters changed while running. A policy whose parameters changed starts afresh; the others keep their state. */
  configure(params: ConnectionParams): void {
    if (JSON.stringify(this.params.limiter) !== JSON.stringify(params.limiter)) this.counters.clear()
    this.params = params
    this.latency = createDistribution(params.latency)
    this.derive()
    for (const caller of this.callers) caller.configure(params)
  }

  /** The breaker that is furthest from closed, for showing: open before half-open before closed; null where there is none. */
  worstBreaker(): CircuitBreaker | null {
    const rank = (breaker: CircuitBreaker) => WORST_FIRST.indexOf(breaker.stateCode())
    let worst: CircuitBreaker | null = null
    for (const caller of this.callers) {
      for (const breaker of caller.allBreakers) if (!worst || rank(breaker) < rank(worst)) worst = breaker
    }
    return worst
  }

  private derive(): void {
    const { params } = this
    this.constantLatencyMs = params.latency.type === 'constant' ? params.latency.valueMs + this.distanceMs : -1
    this.timeoutMs = params.timeoutMs ?? Infinity
    this.timeoutLane = -1
    this.latencyLane = -1
    this.isShared = params.scope === 'connection'
    this.hasBreaker = params.breaker !== null
    this.hasLimiter = params.limiter !== null
    this.hedge = params.hedge
    this.limitBy = params.limitBy
    this.isolateBy = params.isolateBy
    this.isHedged = params.hedge !== null
    this.isTied = params.hedge?.type === 'tied'
    this.hasFallback = params.fallback !== null
    this.propagatesDeadline = params.propagateDeadline
    this.heedsLevel = params.heedLevel !== null
    this.cancels = params.cancellation
    this.retriesWrites = params.retryWrites
    this.loss = params.loss
    this.cut(this.isCutForward, this.isCutBackward)
    this.isInstant = this.constantLatencyMs === 0 && params.link === null
    const { bulkhead, fallback } = params
    this.maxInFlight = bulkhead?.maxInFlight ?? Infinity
    this.maxWaiting = bulkhead?.type === 'pool' ? bulkhead.maxWaiting : 0
    this.maxWaitMs = bulkhead?.type === 'pool' ? bulkhead.maxWaitMs : 0
    this.hasTargetBreakers = params.scope === 'target' && params.breaker !== null
    if (fallback?.type !== 'stale-answer') this.lastAnswers = null
    else if (this.lastAnswers) this.lastAnswers.configure(fallback)
    else this.lastAnswers = new LastAnswers(fallback)
    if (params.link === null) this.link = null
    else if (this.link) this.link.configure(params.link)
    else this.link = new Link(params.link)
    this.backoff = params.retry && build<Backoff>(backoffs, params.retry)
    this.retryMask = 0
    for (const cause of params.retryOn) this.retryMask |= 1 << (CAUSES.indexOf(cause) + 1)
    if (params.retryOn.includes('error')) {
      for (const cause of ['breaker-open', 'bulkhead-full'] as const) this.retryMask |= 1 << (CAUSES.indexOf(cause) + 1)
    }
    const gates = [this.hasBreaker, this.heedsLevel, this.hasLimiter, this.propagatesDeadline, bulkhead !== null]
    this.isUngated = this.takesShortcuts && !this.isHedged && !gates.includes(true)
  }

  private addCallers(index: number): CallerPolicies {
    while (this.callers.length <= index) {
      const caller = this.callers.length
      const watch = (now: number, target: number, before: number, after: number) => {
        if (this.transitions.length < MAX_TRANSITIONS * TRANSITION_NUMBERS) {
          this.transitions.push(caller, now, before, after, target)
        }
      }
      this.callers.push(new CallerPolicies(this.params, watch, (key) => this.counterOf(key)))
    }
    return this.callers[index]!
  }

  private counterOf(key: number): SharedCounter {
    let counter = this.counters.get(key)
    if (counter === undefined) {
      if (this.counters.size >= MAX_LIMITERS) this.counters.delete(this.counters.keys().next().value ?? key)
      counter = new SharedCounter()
      this.counters.set(key, counter)
    }
    return counter
  }

  save(out: StateWriter): void {
    out.number(this.inFlight)
    out.boolean(this.isCutForward)
    out.boolean(this.isCutBackward)
    out.array(this.totals)
    out.array(this.opened)
    out.array(this.transitions)
    out.number(this.callers.length)
    for (const caller of this.callers) caller.save(out)
    this.lastAnswers?.save(out)
    this.link?.save(out)
  }

  load(input: StateReader): void {
    this.inFlight = input.number()
    this.cut(input.boolean(), input.boolean())
    input.into(this.totals)
    input.into(this.opened)
    this.transitions.length = 0
    this.transitions.push(...input.array())
    this.callers = []
    const count = input.number()
    for (let i = 0; i < count; i++) this.addCallers(i).load(input)
    this.lastAnswers?.load(input)
    this.link?.load(input)
  }
}
