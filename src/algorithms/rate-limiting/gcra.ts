/**
 * Generic cell rate algorithm: admits an event unless it comes too early against a schedule of one event per interval.
 *
 * How: with emission interval T and tolerance τ = T·(maxBurst + 1), an event of weight q moves the theoretical arrival time
 * to TAT′ = max(now, TAT) + q·T and is admitted ⇔ now ≥ TAT′ − τ. A refusal changes nothing. Weight 0 only looks.
 * Bound: in any span of length w at most maxBurst + 1 + w/T events. Admits exactly what a token bucket of burst
 * maxBurst + 1 and rate 1/T admits.
 * Units: interval [ms], burst [count]; inside whole nanoseconds. Time: an earlier `now` than before is as far from the TAT
 * as it says, nothing more.
 * Cost: O(1), one number of state, no allocation in `decide`. Randomness: none. Throws: ParamError from the constructor only.
 * Source: throttled/throttled v2.13.0 (9e814f2), GCRARateLimiter; ITU-T I.371 annex A (virtual scheduling).
 * Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { type RateLimiter, REFUSED } from './rate-limiting'
import { moveOrigin, NS_PER_MS, originNear, toNs, waitUntil } from './waiting'

const fields = {
  periodMs: field(
    1,
    'Emission interval',
    'The time between two events in the long run.',
    number('ms', 10, { min: 1e-6, scale: 'log' }),
  ),
  maxBurst: field(
    2,
    'Burst',
    'How many events may come at once beside the one that is due.',
    integer('count', 99, { max: 1e6, scale: 'log' }),
  ),
} as const

/** Answer of {@link Gcra.rateLimit}. */
export interface GcraResult {
  readonly isLimited: boolean
  /** [count] the most that can pass at once. */
  readonly limit: number
  /** [count] how many more would pass now. */
  readonly remaining: number
  /** [ms] until the limiter is as new. */
  readonly resetAfterMs: number
  /** [ms] until the same event passes; −1 when it passed or never can. */
  readonly retryAfterMs: number
}

/** See the head of this file. */
export class Gcra implements RateLimiter {
  private readonly limit: number
  /** [ns] */
  private readonly interval: number
  /** [ns] */
  private readonly tolerance: number
  /** [ns] theoretical arrival time, from the origin; −∞ before the first event. */
  private tat = -Infinity
  /** [ms] */
  private originMs = 0

  constructor(params: InferFields<typeof fields>) {
    this.limit = requireNumber('maxBurst', params.maxBurst, fields.maxBurst.schema) + 1
    this.interval = toNs(requireNumber('periodMs', params.periodMs, fields.periodMs.schema))
    this.tolerance = this.interval * this.limit
  }

  decide(now: number, n = 1): number {
    const origin = originNear(now, this.originMs)
    const at = toNs(now - origin)
    const next = Math.max(at, this.tatFrom(origin)) + n * this.interval
    if (at < next - this.tolerance) return REFUSED
    this.tat = next
    this.originMs = origin
    return 0
  }

  retryAfterMs(now: number, n = 1): number {
    if (n > this.limit) return Infinity
    const origin = originNear(now, this.originMs)
    const at = toNs(now - origin)
    const allowedAt = Math.max(at, this.tatFrom(origin)) + n * this.interval - this.tolerance
    return allowedAt <= at ? 0 : waitUntil(now, origin + allowedAt / NS_PER_MS)
  }

  remaining(now: number): number {
    const origin = originNear(now, this.originMs)
    const ahead = Math.max(0, this.tatFrom(origin) - toNs(now - origin))
    return Math.max(0, Math.floor((this.tolerance - ahead) / this.interval))
  }

  /** Decides as {@link decide} and answers with everything the source does. Allocates. */
  rateLimit(now: number, quantity: number): GcraResult {
    const origin = originNear(now, this.originMs)
    const at = toNs(now - origin)
    const before = Math.max(at, this.tatFrom(origin))
    const next = before + quantity * this.interval
    const isLimited = this.decide(now, quantity) === REFUSED
    const canEverPass = quantity <= this.limit
    // As in the source, what can never pass is answered as if nothing had been taken.
    const until = isLimited ? before : next
    const ttl = canEverPass ? until - at : 0
    const room = this.tolerance - ttl
    return {
      isLimited,
      limit: this.limit,
      remaining: room > -this.interval ? Math.trunc(room / this.interval) : 0,
      resetAfterMs: ttl / NS_PER_MS,
      retryAfterMs: isLimited && canEverPass ? (next - this.tolerance - at) / NS_PER_MS : -1,
    }
  }

  save(out: StateWriter): void {
    out.number(this.tat)
    out.number(this.originMs)
  }

  load(input: StateReader): void {
    this.tat = input.number()
    this.originMs = input.number()
  }

  /** [ns] the theoretical arrival time from another origin. */
  private tatFrom(origin: number): number {
    return moveOrigin(this.tat, this.originMs, origin)
  }
}

export const gcra: BuildableMember<'gcra', typeof fields, Gcra> = {
  id: 'gcra',
  number: 10,
  label: 'GCRA',
  help: 'Compares each event with a schedule of one per interval: a token bucket in a single number.',
  fields,
  source: 'throttled/throttled v2.13.0 (9e814f2), GCRARateLimiter; the model of redis-cell too',
  sourceUrl: 'https://github.com/throttled/throttled',
  formula: 'TAT′ = max(now, TAT) + q·T; admit ⇔ now ≥ TAT′ − T·(maxBurst + 1)',
  deviations: 'State does not expire, which changes no decision.',
  create: (params) => new Gcra(params),
}
