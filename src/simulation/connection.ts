/**
 * One connection of a run: its network, the policies of each caller on it, and its totals.
 *
 * Policy state belongs to a caller replica, or is shared by all when the scope is the connection.
 */
import { BREAKER_STATES, type CircuitBreaker } from '../algorithms/circuit-breaking/circuit-breaking'
import { circuitBreakers } from '../algorithms/circuit-breaking/registry'
import { build } from '../algorithms/member'
import type { RateLimiter } from '../algorithms/rate-limiting/rate-limiting'
import { rateLimiters } from '../algorithms/rate-limiting/registry'
import { backoffs } from '../algorithms/retrying/registry'
import type { Backoff } from '../algorithms/retrying/retrying'
import type { ConnectionParams } from '../design/connection'
import type { Engine } from '../engine/engine'
import { createDistribution, type Distribution } from '../lib/distributions'
import { hashText } from '../lib/random'
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import { CAUSES } from './report'

/** Most transitions of breakers that are kept for one connection. */
const MAX_TRANSITIONS = 10_000

/** Policies of one caller, and where it stands in its turn. */
export class CallerPolicies implements Saveable {
  breaker: CircuitBreaker | null
  limiter: RateLimiter | null
  inFlight = 0
  /** Replica that is next in turn. */
  turn = 0
  /** State code of the breaker when last looked at. */
  seenState = 0

  constructor(params: ConnectionParams) {
    this.breaker = params.breaker && build<CircuitBreaker>(circuitBreakers, params.breaker)
    this.limiter = params.limiter && build<RateLimiter>(rateLimiters, params.limiter)
  }

  save(out: StateWriter): void {
    out.number(this.inFlight)
    out.number(this.turn)
    out.number(this.seenState)
    this.breaker?.save(out)
    this.limiter?.save(out)
  }

  load(input: StateReader): void {
    this.inFlight = input.number()
    this.turn = input.number()
    this.seenState = input.number()
    this.breaker?.load(input)
    this.limiter?.load(input)
  }
}

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
] as const
export const CALLS = 0
export const ATTEMPTS = 1
export const SUCCEEDED = 2
export const FAILED = 3
export const TIMEOUTS = 4
export const RETRIES = 5
export const WASTED = 6
export const WASTED_MS = 7

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
  /** [ms] when the latency is the same for every message, otherwise −1. */
  constantLatencyMs = -1
  timeoutMs = Infinity
  /** Lanes of the engine for the timeout and for a constant latency, −1 until they are needed. */
  timeoutLane = -1
  latencyLane = -1
  private delivery = { lane: -1, timeoutMs: 0 }
  maxInFlight = Infinity
  backoff: Backoff | null = null
  /** Bit (outcome) is set for outcomes that are worth another attempt. */
  retryMask = 0
  isCutForward = false
  isCutBackward = false
  inFlight = 0
  /** See {@link CONNECTION_TOTALS}. */
  readonly totals = new Float64Array(CONNECTION_TOTALS.length)
  private readonly opened = new Float64Array(CONNECTION_TOTALS.length)
  /** Transitions of breakers: caller, time, state before, state after; four numbers each. */
  readonly transitions: number[] = []
  private callers: CallerPolicies[] = []

  constructor(id: string, index: number, from: number, to: number, params: ConnectionParams) {
    this.id = id
    this.index = index
    this.from = from
    this.to = to
    this.entity = hashText(id)
    this.params = params
    this.latency = createDistribution(params.latency)
    this.derive()
  }

  /** Policies of a caller replica. */
  policiesOf(caller: number): CallerPolicies {
    const index = this.params.scope === 'connection' ? 0 : caller
    return this.callers[index] ?? this.addCallers(index)
  }

  /** The lane for timeouts of deliveries, which come from the caller and seldom change. */
  deliveryLane(engine: Engine, timeoutMs: number, guard: number): number {
    if (this.delivery.timeoutMs !== timeoutMs) this.delivery = { lane: engine.lane(timeoutMs, guard), timeoutMs }
    return this.delivery.lane
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
    const before = this.params
    this.params = params
    this.latency = createDistribution(params.latency)
    this.derive()
    const isNewBreaker = JSON.stringify(before.breaker) !== JSON.stringify(params.breaker)
    const isNewLimiter = JSON.stringify(before.limiter) !== JSON.stringify(params.limiter)
    for (const caller of this.callers) {
      const fresh = new CallerPolicies(params)
      if (isNewBreaker) {
        caller.breaker = fresh.breaker
        caller.seenState = 0
      }
      if (isNewLimiter) caller.limiter = fresh.limiter
    }
  }

  /** Notes a transition of a caller's breaker if there was one since the last look. */
  watchBreaker(now: number, caller: number, policies: CallerPolicies): void {
    const state = policies.breaker?.stateCode() ?? 0
    if (state === policies.seenState) return
    if (this.transitions.length < MAX_TRANSITIONS * 4) this.transitions.push(caller, now, policies.seenState, state)
    policies.seenState = state
  }

  /** State of the worst breaker for showing: open before half-open before closed; null where there is none. */
  worstBreaker(): CallerPolicies | null {
    let worst: CallerPolicies | null = null
    const rank = (code: number) => (BREAKER_STATES[code] === 'open' ? 2 : BREAKER_STATES[code] === 'half-open' ? 1 : 0)
    for (const caller of this.callers) {
      if (!caller.breaker) continue
      if (!worst || rank(caller.seenState) > rank(worst.seenState)) worst = caller
    }
    return worst
  }

  private derive(): void {
    const { params } = this
    this.constantLatencyMs = params.latency.type === 'constant' ? params.latency.valueMs : -1
    this.timeoutMs = params.timeoutMs ?? Infinity
    this.timeoutLane = -1
    this.latencyLane = -1
    this.maxInFlight = params.bulkhead?.maxInFlight ?? Infinity
    this.backoff = params.retry && build<Backoff>(backoffs, params.retry)
    this.retryMask = 0
    for (const cause of params.retryOn) this.retryMask |= 1 << (CAUSES.indexOf(cause) + 1)
    if (params.retryOn.includes('error')) {
      for (const cause of ['breaker-open', 'bulkhead-full'] as const) this.retryMask |= 1 << (CAUSES.indexOf(cause) + 1)
    }
  }

  private addCallers(index: number): CallerPolicies {
    while (this.callers.length <= index) this.callers.push(new CallerPolicies(this.params))
    return this.callers[index]!
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
  }

  load(input: StateReader): void {
    this.inFlight = input.number()
    this.isCutForward = input.boolean()
    this.isCutBackward = input.boolean()
    input.into(this.totals)
    input.into(this.opened)
    this.transitions.length = 0
    this.transitions.push(...input.array())
    this.callers = []
    const count = input.number()
    for (let i = 0; i < count; i++) this.addCallers(i).load(input)
  }
}
