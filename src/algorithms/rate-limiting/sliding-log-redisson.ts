/**
 * Sliding log with permit weights and a time to retry, as Redisson's distributed rate limiter.
 *
 * How: `available` permits are given out with the time of each grant; grants at least one interval old give theirs back.
 * A refusal says when to come again: 3 ms after the oldest grant ends, however many permits that frees.
 * Bound: at most `rate` permits in any span [t, t + interval).
 * Units: rate [count], interval [ms]. Time: an earlier `now` than before counts as the latest one.
 * Cost: O(1) amortised, memory for the grants of one interval. Randomness: none. Throws: ParamError from the constructor only.
 * Source: Redisson 4.7 (6686397), RedissonRateLimiter, Lua of tryAcquire. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { SlidingLog } from './sliding-log'

const fields = {
  limit: field(
    1,
    'Rate',
    'How many permits are given out in any interval.',
    integer('count', 100, { min: 1, max: 1e6, scale: 'log' }),
  ),
  windowMs: field(
    2,
    'Interval',
    'How long a permit is taken before it is free again.',
    number('ms', 1000, { min: 1, scale: 'log' }),
  ),
} as const

/** [ms] that the source adds to the time to retry. */
const SLACK_MS = 3

/** See the head of this file. */
export class SlidingLogRedisson extends SlidingLog {
  private readonly intervalMs: number

  constructor(params: InferFields<typeof fields>) {
    const limit = requireNumber('limit', params.limit, fields.limit.schema)
    const windowMs = requireNumber('windowMs', params.windowMs, fields.windowMs.schema)
    super({ limit, windowMs, boundary: 'open' })
    this.intervalMs = windowMs
  }

  /**
   * Takes `n` permits and returns null, or returns the time to retry [ms] as the source gives it, which is enough for the
   * oldest grant to end but not always for `n` permits to be free. `n` above the rate gives infinity.
   */
  acquire(now: number, n: number): number | null {
    if (this.decide(now, n) === 0) return null
    const oldestMs = this.oldestMs()
    return oldestMs === undefined ? Infinity : SLACK_MS + this.intervalMs - (now - oldestMs)
  }
}

export const slidingLogRedisson: BuildableMember<'sliding-log-redisson', typeof fields, SlidingLogRedisson> = {
  id: 'sliding-log-redisson',
  number: 7,
  label: 'Sliding log with retry time',
  help: 'A sliding log of permits that tells a refused caller when to come again.',
  fields,
  source: 'Redisson 4.7 (6686397), RedissonRateLimiter',
  sourceUrl: 'https://redisson.pro/docs/data-and-services/objects/#ratelimiter',
  formula: 'admit ⇔ available ≥ n; retry after 3 + interval − age of the oldest grant',
  deviations:
    'The family view of the time to retry is exact. More permits than the rate are refused instead of raising an error.',
  create: (params) => new SlidingLogRedisson(params),
}
