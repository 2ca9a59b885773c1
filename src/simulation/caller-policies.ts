/**
 * The policies of one caller on one connection: breakers, limiters, bulkhead, retry budget, learned timeout, delay of hedges.
 *
 * A caller is a replica of the calling block, or all of them where the connection shares its state. Breakers may belong to a
 * replica of the callee as well; limiters may be one for each key.
 */
import { admissionParts } from '../algorithms/admission/registry'
import type { UpstreamLevel } from '../algorithms/admission/upstream-level'
import type { CallResult, CircuitBreaker } from '../algorithms/circuit-breaking/circuit-breaking'
import { circuitBreakers } from '../algorithms/circuit-breaking/registry'
import { build } from '../algorithms/member'
import type { RateLimiter } from '../algorithms/rate-limiting/rate-limiting'
import { rateLimiters } from '../algorithms/rate-limiting/registry'
import { type SharedCounter, SharedStoreLimiter, sharedStore } from '../algorithms/rate-limiting/shared-store'
import { retryBudgets, timeouts } from '../algorithms/retrying/registry'
import type { AttemptTimeout, RetryLimit } from '../algorithms/retrying/retrying'
import type { ConnectionParams } from '../design/connection'
import type { Random } from '../lib/random'
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import { InFlightPool } from './in-flight-pool'
import { LatencyQuantile } from './latency-quantile'

/** Told when a breaker has changed its state. `target` is the replica of the callee it belongs to, or 0. */
export type BreakerWatch = (now: number, target: number, before: number, after: number) => void

/** Most keys that have a limiter of their own; the one made first goes when there are more. */
export const MAX_LIMITERS = 10_000

export class CallerPolicies implements Saveable {
  /** Replica that is next in turn. */
  turn = 0
  budget: RetryLimit | null = null
  learnedTimeout: AttemptTimeout | null = null
  /** Latencies of attempts, where hedges wait for a percentile of them. */
  latencies: LatencyQuantile | null = null
  /** Whether any of these is told how long attempts take. */
  learns = false
  /** Level of the callee as last heard, where it is heeded. */
  calleeLevel: UpstreamLevel | null = null
  /** What is in flight, where it is not kept apart by anything. */
  readonly pool = new InFlightPool()
  /** What is in flight, by what keeps it apart; nothing that is empty. */
  private readonly pools = new Map<number, InFlightPool>()
  private params: ConnectionParams
  private readonly watch: BreakerWatch
  private readonly counterOf: (key: number) => SharedCounter
  /** By replica of the callee, or the only one. */
  private breakers: CircuitBreaker[] = []
  /** State code of each breaker when last looked at. */
  private seenStates: number[] = []
  /** The limiter of all calls, or of each key. */
  private limiter: RateLimiter | null = null
  private limiters = new Map<number, RateLimiter>()

  /** `counterOf` finds the counter that all callers share for a key, where they limit by a shared store. */
  constructor(params: ConnectionParams, watch: BreakerWatch, counterOf: (key: number) => SharedCounter) {
    this.params = params
    this.watch = watch
    this.counterOf = counterOf
    this.buildLearners()
  }

  /** Ticket of the breaker for an attempt, or REJECTED. There must be one. */
  admit(now: number, target: number, random: Random): number {
    const ticket = this.breaker(target).admit(now, random)
    this.look(now, target)
    return ticket
  }

  /** Books the result of an attempt with its breaker. */
  record(now: number, target: number, ticket: number, result: CallResult, durationMs: number): void {
    this.breaker(target).record(now, ticket, result, durationMs)
    this.look(now, target)
  }

  /** [ms] until a call may go, or REFUSED. There must be a limit, for all calls together. */
  limit(now: number): number {
    this.limiter ??= this.limiterFor(0)
    return this.limiter.decide(now, 1)
  }

  /** As {@link limit} for calls of that key alone. */
  limitKey(now: number, key: number): number {
    let limiter = this.limiters.get(key)
    if (limiter === undefined) {
      if (this.limiters.size >= MAX_LIMITERS) this.limiters.delete(this.limiters.keys().next().value ?? key)
      limiter = this.limiterFor(key)
      this.limiters.set(key, limiter)
    }
    return limiter.decide(now, 1)
  }

  /** What is in flight for a key. */
  poolOf(key: number): InFlightPool {
    let pool = this.pools.get(key)
    if (pool === undefined) {
      pool = new InFlightPool()
      this.pools.set(key, pool)
    }
    return pool
  }

  /** All that counts what is in flight. */
  get allPools(): readonly InFlightPool[] {
    return [this.pool, ...this.pools.values()]
  }

  /** Forgets what is in flight, to count it anew. */
  clearPools(): void {
    this.pool.clear()
    this.pools.clear()
  }

  /** The place of a key has become free. */
  forgetPool(key: number): void {
    if (this.pools.get(key)?.isEmpty) this.pools.delete(key)
  }

  private limiterFor(key: number): RateLimiter {
    const { limiter } = this.params
    if (limiter?.type === sharedStore.id) return new SharedStoreLimiter(limiter, this.counterOf(key))
    return build<RateLimiter>(rateLimiters, limiter!)
  }

  /** Breakers that have been asked so far. */
  get allBreakers(): readonly CircuitBreaker[] {
    return this.breakers
  }

  /** Parameters changed. A policy whose parameters changed starts afresh; the others keep their state. */
  configure(params: ConnectionParams): void {
    const before = this.params
    this.params = params
    if (differ(before.breaker, params.breaker)) {
      this.breakers = []
      this.seenStates = []
    }
    if (differ(before.limiter, params.limiter) || before.limitBy !== params.limitBy) {
      this.limiter = null
      this.limiters.clear()
    }
    if (differ(before.retryBudget, params.retryBudget)) this.budget = null
    if (differ(before.learnedTimeout, params.learnedTimeout)) this.learnedTimeout = null
    if (differ(before.hedge, params.hedge)) this.latencies = null
    if (differ(before.heedLevel, params.heedLevel)) this.calleeLevel = null
    this.buildLearners()
  }

  private buildLearners(): void {
    const { retryBudget, learnedTimeout, hedge, heedLevel } = this.params
    this.budget ??= retryBudget && build<RetryLimit>(retryBudgets, retryBudget)
    this.learnedTimeout ??= learnedTimeout && build<AttemptTimeout>(timeouts, learnedTimeout)
    this.calleeLevel ??= heedLevel && build<UpstreamLevel>(admissionParts, heedLevel)
    this.latencies ??= hedge?.type === 'percentile' ? new LatencyQuantile(hedge.percentile) : null
    this.learns = this.learnedTimeout !== null || this.latencies !== null
  }

  private breaker(target: number): CircuitBreaker {
    while (this.breakers.length <= target) {
      this.breakers.push(build<CircuitBreaker>(circuitBreakers, this.params.breaker!))
      this.seenStates.push(0)
    }
    return this.breakers[target]!
  }

  private look(now: number, target: number): void {
    const state = this.breakers[target]!.stateCode()
    const seen = this.seenStates[target]!
    if (state === seen) return
    this.seenStates[target] = state
    this.watch(now, target, seen, state)
  }

  save(out: StateWriter): void {
    out.number(this.turn)
    this.pool.save(out)
    out.number(this.pools.size)
    for (const [key, pool] of this.pools) {
      out.number(key)
      pool.save(out)
    }
    out.array(this.seenStates)
    for (const breaker of this.breakers) breaker.save(out)
    out.boolean(this.limiter !== null)
    this.limiter?.save(out)
    out.number(this.limiters.size)
    for (const [key, limiter] of this.limiters) {
      out.number(key)
      limiter.save(out)
    }
    this.budget?.save(out)
    this.learnedTimeout?.save(out)
    this.latencies?.save(out)
    this.calleeLevel?.save(out)
  }

  load(input: StateReader): void {
    this.turn = input.number()
    this.pool.load(input)
    this.pools.clear()
    for (let count = input.number(); count > 0; count--) this.poolOf(input.number()).load(input)
    const states = [...input.array()]
    if (states.length > 0) this.breaker(states.length - 1)
    this.seenStates = states
    for (const breaker of this.breakers) breaker.load(input)
    this.limiter = input.boolean() ? this.limiterFor(0) : null
    this.limiter?.load(input)
    this.limiters.clear()
    const count = input.number()
    for (let i = 0; i < count; i++) {
      const key = input.number()
      const limiter = this.limiterFor(key)
      this.limiters.set(key, limiter)
      limiter.load(input)
    }
    this.budget?.load(input)
    this.learnedTimeout?.load(input)
    this.latencies?.load(input)
    this.calleeLevel?.load(input)
  }
}

function differ(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b)
}
