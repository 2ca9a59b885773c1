/**
 * Token bucket on a clock of whole seconds, as the Redis script of Spring Cloud Gateway.
 *
 * How: filled = min(capacity, tokens + rate·max(0, seconds passed)); admit ⇔ filled ≥ n, then tokens = filled − n. The
 * refilled state is stored on refusal too, with the same arithmetic.
 * Bound: in any w whole seconds at most capacity + rate·w; a burst of `rate` appears at each full second.
 * Units: rate [1/s], capacity [count], time [ms], cut to seconds. Starts full.
 * Time: an earlier second than before adds nothing, and moves the clock back (as the source).
 * Cost: O(1), no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: Spring Cloud Gateway (2071340), request_rate_limiter.lua. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { type RateLimiter, REFUSED } from './rate-limiting'
import { waitUntil } from './waiting'

const fields = {
  ratePerSecond: field(
    1,
    'Replenish rate',
    'How many tokens are added at each full second.',
    number('1/s', 100, { scale: 'log' }),
  ),
  burst: field(2, 'Burst capacity', 'How many tokens the bucket holds.', integer('count', 100, { scale: 'log' })),
} as const

/** See the head of this file. */
export class SpringGatewayBucket implements RateLimiter {
  private readonly rate: number
  private readonly capacity: number
  private tokens: number
  /** [s] second of the last decision. */
  private lastSecond = 0

  constructor(params: InferFields<typeof fields>) {
    this.rate = requireNumber('ratePerSecond', params.ratePerSecond, fields.ratePerSecond.schema)
    this.capacity = requireNumber('burst', params.burst, fields.burst.schema)
    this.tokens = this.capacity
  }

  decide(now: number, n = 1): number {
    this.tokens = this.filled(now)
    this.lastSecond = Math.floor(now / 1000)
    if (this.tokens < n) return REFUSED
    this.tokens -= n
    return 0
  }

  retryAfterMs(now: number, n = 1): number {
    if (n > this.capacity) return Infinity
    const missing = n - this.filled(now)
    if (missing <= 0) return 0
    if (this.rate === 0) return Infinity
    const second = Math.max(this.lastSecond, Math.floor(now / 1000)) + Math.ceil(missing / this.rate)
    // The quotient may round down to just too few seconds.
    return waitUntil(now, (this.filled(second * 1000) >= n ? second : second + 1) * 1000)
  }

  remaining(now: number): number {
    return Math.floor(this.filled(now))
  }

  save(out: StateWriter): void {
    out.number(this.tokens)
    out.number(this.lastSecond)
  }

  load(input: StateReader): void {
    this.tokens = input.number()
    this.lastSecond = input.number()
  }

  private filled(now: number): number {
    const second = Math.floor(now / 1000)
    if (second <= this.lastSecond || this.rate === 0) return this.tokens
    return Math.min(this.capacity, this.tokens + (second - this.lastSecond) * this.rate)
  }
}

export const springGatewayBucket: BuildableMember<'spring-gateway-bucket', typeof fields, SpringGatewayBucket> = {
  id: 'spring-gateway-bucket',
  number: 11,
  label: 'Token bucket by the second',
  help: 'A token bucket in Redis whose clock ticks in whole seconds, so that it fills in steps.',
  fields,
  source: 'Spring Cloud Gateway (2071340), request_rate_limiter.lua',
  sourceUrl: 'https://docs.spring.io/spring-cloud-gateway/reference/',
  formula: 'tokens = min(capacity, tokens + rate·⌊Δ seconds⌋); admit ⇔ tokens ≥ n',
  deviations: 'Keys do not expire. With a capacity under half the rate the source keeps no state at all; here it does.',
  create: (params) => new SpringGatewayBucket(params),
}
