/**
 * Leaky bucket as a shaper: never refuses, but gives each event a time at which it may happen, evenly spaced.
 *
 * How: with interval p = 1/rate, event k issues at xₖ = xₖ₋₁ + p, or, after a pause, no earlier than now − slack·p, so that
 * up to `slack` intervals of idle time are made up for; the wait is max(0, x − now). Without slack x = now after a pause
 * longer than p. An event of weight n issues as n events and waits for the last of them.
 * Bound: in any span of length w at most slack + 1 + w/p events happen.
 * Units: rate [1/s], slack [count], time [ms]; inside whole nanoseconds.
 * Time: an earlier `now` than before simply waits longer.
 * Cost: O(1), no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: uber-go/ratelimit v0.3.1+ (3e5300c), atomicInt64Limiter. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { RateLimiter } from './rate-limiting'
import { moveOrigin, NS_PER_MS, originNear, toNs, waitUntil } from './waiting'

const fields = {
  rate: field(
    1,
    'Events',
    'How many events are spread evenly over the period.',
    integer('count', 100, { min: 1, scale: 'log' }),
  ),
  perMs: field(2, 'Period', 'The time over which they are spread.', number('ms', 1000, { min: 0.001, scale: 'log' })),
  slack: field(
    3,
    'Slack',
    'How many events of an idle time may be made up for at once afterwards.',
    integer('count', 10, { max: 1e6 }),
  ),
} as const

/** See the head of this file. */
export class LeakyBucketShaper implements RateLimiter {
  /** [ns] between two events. */
  private readonly interval: number
  /** [ns] */
  private readonly maxSlack: number
  /** [ns] when the latest event issued, from the origin; NaN before the first. */
  private issued = NaN
  /** [ms] */
  private originMs = 0

  constructor(params: InferFields<typeof fields>) {
    const rate = requireNumber('rate', params.rate, fields.rate.schema)
    const perMs = requireNumber('perMs', params.perMs, fields.perMs.schema)
    this.interval = Math.floor(toNs(perMs) / rate)
    this.maxSlack = this.interval * requireNumber('slack', params.slack, fields.slack.schema)
  }

  /** Returns the wait [ms]; never refuses. Weight 0 passes and changes nothing. */
  decide(now: number, n = 1): number {
    if (n <= 0) return 0
    const origin = originNear(now, this.originMs)
    this.issued = this.issuedFrom(origin)
    this.originMs = origin
    const at = toNs(now - origin)
    this.issued = this.next(this.issued, at, n)
    return this.issued > at ? (this.issued - at) / NS_PER_MS : 0
  }

  retryAfterMs(now: number, n = 1): number {
    const origin = originNear(now, this.originMs)
    const at = toNs(now - origin)
    const issued = this.issuedFrom(origin)
    if (n <= 0 || this.next(issued, at, n) <= at) return 0
    // Whatever the pause, only slack + 1 events can issue at one moment, and only one as long as none has.
    const extra = (n - 1) * this.interval
    if (extra > this.maxSlack || Number.isNaN(issued)) return Infinity
    return waitUntil(now, origin + (issued + n * this.interval) / NS_PER_MS)
  }

  remaining(now: number): number {
    const origin = originNear(now, this.originMs)
    const at = toNs(now - origin)
    const first = this.next(this.issuedFrom(origin), at, 1)
    if (first > at) return 0
    return this.interval === 0 ? Infinity : Math.floor((at - first) / this.interval) + 1
  }

  /** [ms] when an event of weight 1 that is taken now may happen. */
  take(now: number): number {
    const wait = this.decide(now)
    return wait > 0 ? this.originMs + this.issued / NS_PER_MS : now
  }

  save(out: StateWriter): void {
    out.number(this.issued)
    out.number(this.originMs)
  }

  load(input: StateReader): void {
    this.issued = input.number()
    this.originMs = input.number()
  }

  /** [ns] the latest issue from another origin. */
  private issuedFrom(origin: number): number {
    return moveOrigin(this.issued, this.originMs, origin)
  }

  private next(issued: number, at: number, n: number): number {
    const pause = at - issued
    const extra = (n - 1) * this.interval
    if (Number.isNaN(issued) || (this.maxSlack === 0 && pause > this.interval)) return at + extra
    if (this.maxSlack > 0 && pause > this.maxSlack + this.interval) return at - this.maxSlack + extra
    return issued + this.interval + extra
  }
}

export const leakyBucketShaper: BuildableMember<'leaky-bucket-shaper', typeof fields, LeakyBucketShaper> = {
  id: 'leaky-bucket-shaper',
  number: 9,
  label: 'Leaky bucket (shaper)',
  help: 'Never refuses; spaces events evenly by making them wait.',
  fields,
  source: 'uber-go/ratelimit v0.3.1+ (3e5300c), atomicInt64Limiter',
  sourceUrl: 'https://github.com/uber-go/ratelimit',
  formula: 'x = max(now − slack·p, x + p); wait max(0, x − now)',
  deviations: 'Time 0 is a time like any other; in the source it means "never".',
  create: (params) => new LeakyBucketShaper(params),
}
