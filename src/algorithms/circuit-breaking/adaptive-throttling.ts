/**
 * Client-side adaptive throttling: drops calls with a probability that grows with the share the backend does not accept.
 *
 * How: over a rolling window, requests counts all calls and accepts those that succeeded; below `minimumCalls` requests, or
 * while requests < K·accepts, every call passes; otherwise one is dropped with p = max(0, (requests − K·accepts)/(requests + 1)).
 * A dropped call counts as a request that was not accepted; ignored results do not count.
 * Bound: a backend that accepts nothing gets about one call in requests + 1; one that accepts all is never throttled.
 * States: closed while every call passes, half-open while calls are dropped by chance; never open.
 * Units: K [factor], calls, buckets [count], window [ms]. Time: an earlier `now` than before counts into the newest bucket.
 * Cost: O(1) a call plus one step for each bucket passed; no allocation. Randomness: one draw per call while throttling.
 * Throws: ParamError from the constructor only.
 * Source: "Site Reliability Engineering" (2016), chapter 21, client-side throttling (K = 2, two minutes);
 * go-kratos/aegis (e0742c6), circuitbreaker/sre (K = 1/0.6, 3 s in 10 buckets, from 100 requests). Deviations: see the
 * descriptor.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import {
  type BreakerState,
  type CallResult,
  type CircuitBreaker,
  CLOSED,
  FAILURE,
  HALF_OPEN,
  IGNORED,
  REJECTED,
} from './circuit-breaking'
import { TimeWindow } from './outcome-window'

const fields = {
  k: field(
    1,
    'K',
    'How many requests per accepted one are let through; smaller drops earlier.',
    number('factor', 2, { min: 1, max: 1000, scale: 'log' }),
  ),
  windowMs: field(2, 'Window', 'How far back calls count.', number('ms', 3000, { min: 10, scale: 'log' })),
  buckets: field(
    3,
    'Buckets',
    'Into how many parts the window is divided.',
    integer('count', 10, { min: 1, max: 1000 }),
  ),
  minimumCalls: field(
    4,
    'Minimum calls',
    'With fewer calls in the window none is dropped.',
    integer('count', 100, { scale: 'log' }),
  ),
} as const

/** Probability [share] that a call is dropped, for given counts of the window. */
export function dropProbability(k: number, requests: number, accepts: number): number {
  return Math.max(0, (requests - k * accepts) / (requests + 1))
}

/** See the head of this file. */
export class AdaptiveThrottling implements CircuitBreaker {
  private readonly k: number
  private readonly minimumCalls: number
  private readonly window: TimeWindow
  private isThrottling = false

  constructor(params: InferFields<typeof fields>) {
    this.k = requireNumber('k', params.k, fields.k.schema)
    this.minimumCalls = requireNumber('minimumCalls', params.minimumCalls, fields.minimumCalls.schema)
    const windowMs = requireNumber('windowMs', params.windowMs, fields.windowMs.schema)
    const buckets = requireNumber('buckets', params.buckets, fields.buckets.schema)
    this.window = new TimeWindow(windowMs / buckets, buckets)
  }

  admit(now: number, random: Random): number {
    const probability = this.probabilityAt(now)
    if (!this.isThrottling || random.uniform() >= probability) return 0
    this.mark(now, false)
    return REJECTED
  }

  record(now: number, _ticket: number, result: CallResult, _durationMs: number): void {
    if (result !== IGNORED) this.mark(now, result !== FAILURE)
  }

  stateCode(): number {
    return this.isThrottling ? HALF_OPEN : CLOSED
  }

  /** Half-open: `passed` accepted calls of the `needed` at which nothing would be dropped. */
  describe(now: number): BreakerState {
    if (!this.isThrottling) return { state: 'closed' }
    const { requests, accepts } = this.counts(now)
    return { state: 'half-open', passed: accepts, needed: Math.ceil(requests / this.k) }
  }

  /** [share] the probability that a call made now is dropped; also notes whether it throttles. */
  probabilityAt(now: number): number {
    this.window.advance(now)
    const requests = this.window.total
    const accepts = requests - this.window.failed
    this.isThrottling = requests >= this.minimumCalls && requests >= this.k * accepts
    return this.isThrottling ? dropProbability(this.k, requests, accepts) : 0
  }

  /** Counts a request, accepted or not. */
  mark(now: number, isAccepted: boolean): void {
    this.window.record(now, !isAccepted, false)
  }

  /** Requests and accepts in the window at `now`. Drops old buckets; allocates. */
  counts(now: number): { readonly requests: number; readonly accepts: number } {
    this.window.advance(now)
    return { requests: this.window.total, accepts: this.window.total - this.window.failed }
  }

  save(out: StateWriter): void {
    out.boolean(this.isThrottling)
    this.window.save(out)
  }

  load(input: StateReader): void {
    this.isThrottling = input.boolean()
    this.window.load(input)
  }
}

export const adaptiveThrottling: BuildableMember<'adaptive-throttling', typeof fields, AdaptiveThrottling> = {
  id: 'adaptive-throttling',
  number: 7,
  label: 'Adaptive throttling',
  help: 'Drops a share of the calls that grows as the backend accepts fewer of them.',
  fields,
  source: 'Site Reliability Engineering (2016), chapter 21; go-kratos/aegis (e0742c6), circuitbreaker/sre',
  sourceUrl: 'https://sre.google/sre-book/handling-overload/',
  formula: 'p = max(0, (requests − K·accepts)/(requests + 1))',
  deviations: 'Buckets are aligned to multiples of their length since time 0, not to the creation of the breaker.',
  create: (params) => new AdaptiveThrottling(params),
}
