/**
 * Lets requests in, limits their rate, answers reads from its cache, and routes the rest by path.
 *
 * Wiring: callers → [gateway] → blocks by path prefix, the longest match first, else the first connection.
 * A worker is held for the gateway's own service time only; calls that are out hold none.
 */
import { ABSENT } from '../../algorithms/caching/caching'
import { build } from '../../algorithms/member'
import { type RateLimiter, REFUSED } from '../../algorithms/rate-limiting/rate-limiting'
import { rateLimiters } from '../../algorithms/rate-limiting/registry'
import { SharedStoreLimiter, sharedStore } from '../../algorithms/rate-limiting/shared-store'
import { type Attempt, CAUSE_NO_BACKEND, CAUSE_RATE_LIMITED, type Call, OK, type Request } from '../../engine/calls'
import { createDistribution, type Distribution } from '../../lib/distributions'
import { mix32 } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import { Behaviour, type BlockContext } from '../behaviour'
import type { ParamsOf } from '../block'
import { CacheStore } from '../parts/cache-store'
import { prepareForward } from '../parts/forward'
import { handleRare, Station } from '../parts/station'
import { STATION_EVENT } from '../parts/station-events'
import type { StationOwner } from '../parts/station-settings'
import { isStale, NOT_THERE } from '../parts/versions'
import type { apiGateway } from './block'
import { SharedCounters } from './shared-counters'

type Params = ParamsOf<typeof apiGateway>

const DELAY_OVER = 1
const DRAW_SERVICE = 1

/** What a limit can be counted by; the place in the list is saved. */
const LIMITED_BY: readonly Params['limitBy'][] = ['all', 'client', 'route', 'user']

/** Values of `register0` of an attempt: held back by the limiter, waiting, at work, passed on. */
const HELD_BACK = 0
const WAITING = 1
const AT_WORK = 2
const FORWARDED = 3

export class ApiGateway extends Behaviour<Params> implements StationOwner {
  private readonly station: Station
  private readonly stations: readonly Station[]
  private serviceTime: Distribution
  private limiters = new Map<number, RateLimiter>()
  private store: CacheStore | null = null
  /** Outgoing connection by path, filled as paths are met. */
  private routes: number[] = []
  private limited = 0
  private cacheHits = 0
  private staleReads = 0

  constructor(context: BlockContext, params: Params) {
    super(context, params)
    this.station = new Station(context, this, 0, params)
    this.stations = [this.station]
    this.serviceTime = createDistribution(params.serviceTime)
    this.store = params.cache && new CacheStore(params.cache.eviction, params.cache.capacity)
  }

  arrive(attempt: Attempt): void {
    const { context } = this
    const delay = this.limit(attempt)
    if (delay === REFUSED) {
      this.limited++
      return context.reject(attempt, CAUSE_RATE_LIMITED)
    }
    if (delay === 0) return this.enter(attempt)
    attempt.register0 = HELD_BACK
    context.after(delay, DELAY_OVER, attempt.index, attempt.generation)
  }

  admitted(attempt: Attempt): void {
    attempt.register0 = AT_WORK
    this.station.work(attempt, this.serviceTime.sample(this.context.draw(DRAW_SERVICE, attempt)))
  }

  worked(attempt: Attempt): void {
    attempt.register0 = FORWARDED
    this.station.release(attempt)
    const slot = this.cachedSlot(attempt)
    if (slot !== ABSENT) return this.answerFromCache(attempt, slot)
    const outgoing = this.route(attempt)
    if (outgoing < 0) {
      this.station.finished(attempt, false)
      return this.context.answer(attempt, CAUSE_NO_BACKEND)
    }
    this.context.send(prepareForward(this.context, attempt, outgoing, 0))
  }

  idle(): void {}

  turnedAway(attempt: Attempt, cause: number): void {
    this.context.reject(attempt, cause)
  }

  override handle(kind: number, a: number, b: number): void {
    const { attempts } = this.context
    if (kind === STATION_EVENT) this.station.handle(attempts.at(a), b)
    else if (kind === DELAY_OVER) this.delayIsOver(attempts.at(a), b)
    else handleRare(this.stations, this.context, kind, a, b)
  }

  override answered(call: Call): void {
    const attempt = call.parent!
    const { outcome } = call
    const isRead = !call.request.isWrite
    // As proxies do unless told otherwise, it keeps no answer that says that there is nothing.
    if (this.store && outcome === OK && isRead && call.result !== NOT_THERE) {
      const { ttlMs } = this.params.cache!
      const endMs = this.clock() + ttlMs
      this.store.fill(this.cacheKey(attempt), call.result, call.result2, endMs, this.context.random)
    }
    this.station.finished(attempt, outcome === OK)
    this.context.answer(attempt, outcome, call.result, call.result2)
  }

  override cancel(attempt: Attempt): void {
    const state = attempt.register0
    if (state === WAITING || state === AT_WORK) this.station.remove(attempt, state === AT_WORK)
    else if (state === FORWARDED) this.station.finished(attempt, false)
    this.context.drop(attempt)
  }

  override lose(attempt: Attempt): void {
    this.station.lose(attempt)
  }

  override configure(params: Params): void {
    const before = this.params
    super.configure(params)
    this.serviceTime = createDistribution(params.serviceTime)
    this.station.configure(params)
    const isNewLimit =
      params.limitBy !== before.limitBy || JSON.stringify(params.limiter) !== JSON.stringify(before.limiter)
    if (isNewLimit) this.limiters.clear()
    if (!params.cache) this.store = null
    else if (!this.store || this.store.differsFrom(params.cache.eviction, params.cache.capacity)) {
      this.store = new CacheStore(params.cache.eviction, params.cache.capacity)
    }
  }

  override outgoingChanged(): void {
    this.routes = []
  }

  override levelOf(): number {
    return this.station.level
  }

  override rankOf(_replica: number, request: Request): number {
    return this.station.rankOf(request)
  }

  override conditionChanged(): void {
    const condition = this.context.condition(0)
    if (condition.isCrashed) {
      this.station.clear()
      this.store?.clear()
      this.limiters.clear()
    }
    if (condition.isPaused) this.station.pause()
    else this.station.resume()
  }

  override coolDown(): void {
    this.store?.clear()
  }

  override openWindow(): void {
    this.limited = 0
    this.cacheHits = 0
    this.staleReads = 0
  }

  override figures(): number[] {
    return [this.limited, this.cacheHits, this.staleReads]
  }

  /** One that was held back comes in, unless it was lost or called off meanwhile. */
  private delayIsOver(attempt: Attempt, generation: number): void {
    if (this.context.isPresent(attempt, generation)) this.enter(attempt)
  }

  private enter(attempt: Attempt): void {
    attempt.register0 = WAITING
    const cause = this.station.enter(attempt)
    if (cause !== OK) this.context.reject(attempt, cause)
  }

  /** Delay that the limiter wants, or REFUSED. */
  private limit(attempt: Attempt): number {
    const { limiter, limitBy } = this.params
    if (!limiter) return 0
    const key = attempt.call.request.limitKey(limitBy)
    let member = this.limiters.get(key)
    if (!member) {
      member = this.limiterFor(key)
      this.limiters.set(key, member)
    }
    return member.decide(this.clock(), 1)
  }

  /** A new limiter for a client, a path or all; one over a shared store counts together with those of other gateways. */
  private limiterFor(key: number): RateLimiter {
    const { limiter, limitBy } = this.params
    if (limiter?.type !== sharedStore.id) return build<RateLimiter>(rateLimiters, limiter!)
    const counters = SharedCounters.of(this.context.engine)
    return new SharedStoreLimiter(limiter, counters.counter(limiter.windowMs, LIMITED_BY.indexOf(limitBy), key))
  }

  private clock(): number {
    return this.context.engine.now + this.context.condition(0).clockOffsetMs
  }

  private cacheKey(attempt: Attempt): number {
    const { key, path } = attempt.call.request
    return mix32(key + Math.imul(path, 0x9e3779b1)) >>> 0
  }

  private cachedSlot(attempt: Attempt): number {
    if (!this.store || attempt.call.request.isWrite) return ABSENT
    return this.store.lookUp(this.clock(), this.cacheKey(attempt))
  }

  private answerFromCache(attempt: Attempt, slot: number): void {
    const { context } = this
    const version = this.store!.versionIn(slot)
    const origin = this.store!.originIn(slot)
    this.cacheHits++
    const { request, startedMs } = attempt.call
    if (isStale(context.versions, version, origin, startedMs, request.key)) this.staleReads++
    this.station.finished(attempt, true)
    context.answer(attempt, OK, version, origin)
  }

  private route(attempt: Attempt): number {
    const { outgoing, paths } = this.context
    const { path } = attempt.call.request
    const known = this.routes[path]
    if (known !== undefined) return known
    let best = outgoing.length > 0 ? 0 : -1
    let bestLength = -1
    for (const [index, candidate] of outgoing.entries()) {
      if (candidate.route.length <= bestLength || !(paths[path] ?? '/').startsWith(candidate.route)) continue
      best = index
      bestLength = candidate.route.length
    }
    this.routes[path] = best
    return best
  }

  override save(out: StateWriter): void {
    for (const value of [this.limited, this.cacheHits, this.staleReads]) out.number(value)
    this.station.save(out)
    this.store?.save(out)
    SharedCounters.of(this.context.engine).save(out)
    out.number(this.limiters.size)
    for (const [key, limiter] of this.limiters) {
      out.number(key)
      limiter.save(out)
    }
  }

  override load(input: StateReader): void {
    this.limited = input.number()
    this.cacheHits = input.number()
    this.staleReads = input.number()
    this.station.load(input)
    this.store?.load(input)
    SharedCounters.of(this.context.engine).load(input)
    this.limiters = new Map()
    const count = input.number()
    for (let i = 0; i < count; i++) {
      const key = input.number()
      const limiter = this.limiterFor(key)
      limiter.load(input)
      this.limiters.set(key, limiter)
    }
  }
}

export const create = (context: BlockContext, params: Params): ApiGateway => new ApiGateway(context, params)
