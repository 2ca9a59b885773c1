/**
 * Leaky bucket as a meter: refuses, or delays, an event that would make the excess over the rate larger than the burst.
 *
 * How: excess′ = max(0, excess − rate·Δt + 1); refuse ⇔ excess′ > burst; otherwise pass at once (`nodelay`) or after
 * excess′/rate. A refusal changes nothing. The first event has excess 0, so that burst + 1 events pass at once.
 * An event of weight n counts as n events at the same moment, all or none.
 * Bound: in any span of length w at most burst + 1 + rate·w events (their passing times, when they are delayed).
 * Units: rate [1/s], burst [count], time [ms]. Rate 0 admits burst + 1 events in all.
 * Time: an earlier `now` than before counts as no time passed and does not move the clock back.
 * Cost: O(1), no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: nginx 1.22.1, ngx_http_limit_req_module. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { boolean, field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { type RateLimiter, REFUSED } from './rate-limiting'
import { waitUntil } from './waiting'

const fields = {
  ratePerSecond: field(
    1,
    'Rate',
    'How fast the bucket leaks: events per second in the long run.',
    number('1/s', 100, { scale: 'log' }),
  ),
  burst: field(
    2,
    'Burst',
    'How many events above the rate are tolerated.',
    integer('count', 100, { max: 1e6, scale: 'log' }),
  ),
  nodelay: field(
    3,
    'Pass the burst at once',
    'Whether tolerated events pass at once; otherwise they are held back until the rate allows them.',
    boolean(true),
  ),
} as const

/** [count] excess that is put down to rounding; the source counts in thousandths. */
const ROUNDING = 1e-9

/** See the head of this file. */
export class LeakyBucketMeter implements RateLimiter {
  private readonly rate: number
  private readonly burst: number
  private readonly nodelay: boolean
  private excess = 0
  /** [ms] when `excess` was true; −∞ before the first event. */
  private lastMs = -Infinity

  constructor(params: InferFields<typeof fields>) {
    this.rate = requireNumber('ratePerSecond', params.ratePerSecond, fields.ratePerSecond.schema)
    this.burst = requireNumber('burst', params.burst, fields.burst.schema)
    this.nodelay = params.nodelay
  }

  decide(now: number, n = 1): number {
    if (n <= 0) return 0
    const excess = this.excessWith(now, n)
    if (excess > this.burst + ROUNDING) return REFUSED
    this.excess = excess
    if (now > this.lastMs) this.lastMs = now
    return this.nodelay || excess <= ROUNDING ? 0 : (excess / this.rate) * 1000
  }

  retryAfterMs(now: number, n = 1): number {
    if (n <= 0) return 0
    const allowed = this.nodelay ? this.burst : 0
    if (n - 1 > allowed) return Infinity
    const over = this.excessWith(now, n) - allowed
    if (over <= ROUNDING) return 0
    return this.rate === 0 ? Infinity : waitUntil(now, Math.max(now, this.lastMs) + (over / this.rate) * 1000)
  }

  remaining(now: number): number {
    const allowed = this.nodelay ? this.burst : 0
    return Math.max(0, Math.floor(allowed - this.excessWith(now, 1) + ROUNDING) + 1)
  }

  save(out: StateWriter): void {
    out.number(this.excess)
    out.number(this.lastMs)
  }

  load(input: StateReader): void {
    this.excess = input.number()
    this.lastMs = input.number()
  }

  /** [count] the excess if `n` events happened now. */
  private excessWith(now: number, n: number): number {
    const first = this.lastMs === -Infinity ? 0 : Math.max(0, this.excess - this.leaked(now) + 1)
    return first + n - 1
  }

  private leaked(now: number): number {
    const elapsedMs = now - this.lastMs
    return elapsedMs > 0 && this.rate > 0 ? (elapsedMs * this.rate) / 1000 : 0
  }
}

export const leakyBucketMeter: BuildableMember<'leaky-bucket-meter', typeof fields, LeakyBucketMeter> = {
  id: 'leaky-bucket-meter',
  number: 8,
  label: 'Leaky bucket (meter)',
  help: 'Tolerates a burst above a steady rate, passed at once or held back, and refuses the rest.',
  fields,
  source: 'nginx 1.22.1, ngx_http_limit_req_module',
  sourceUrl: 'https://nginx.org/en/docs/http/ngx_http_limit_req_module.html',
  formula: 'excess′ = max(0, excess − rate·Δt + 1); refuse ⇔ excess′ > burst',
  deviations:
    'Doubles instead of thousandths of an event and whole milliseconds; the clock going back by over a minute is not special.',
  create: (params) => new LeakyBucketMeter(params),
}
