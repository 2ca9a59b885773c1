/**
 * Load following: a token bucket whose rate goes down while the thing behind it is overloaded, and up again afterwards.
 *
 * How: the owner reports the load, a share; at most once an interval the rate becomes max(minimum, rate·decrease) when the
 * load was above the target, and min(maximum, rate + increase·maximum) otherwise. Between reports nothing changes.
 * Bound: in any span of length w at most burst + maximum rate·w.
 * Units: rates [1/s], burst [count], load, target, decrease, increase [share], interval [ms]. Starts at the maximum.
 * Time: an earlier `now` than before is no time passed, for the bucket and for the interval.
 * Cost: O(1), no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: additive increase, multiplicative decrease: D.-M. Chiu and R. Jain, "Analysis of the increase and decrease
 * algorithms for congestion avoidance in computer networks" (1989), on a {@link TokenBucket}. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { RateLimiter } from './rate-limiting'
import { TokenBucket } from './token-bucket'

const fields = {
  ratePerSecond: field(
    1,
    'Highest rate',
    'The rate while the load is low.',
    number('1/s', 100, { min: 0.001, scale: 'log' }),
  ),
  minimumPerSecond: field(
    2,
    'Lowest rate',
    'The rate never falls below this, or below the highest rate where that is less.',
    number('1/s', 1, { scale: 'log' }),
  ),
  burst: field(3, 'Burst', 'How many tokens the bucket holds.', integer('count', 100, { min: 1, scale: 'log' })),
  targetLoad: field(4, 'Target load', 'Above this load the rate goes down.', number('share', 0.8, { max: 1 })),
  decrease: field(
    5,
    'Decrease',
    'What the rate is multiplied by when the load is too high.',
    number('share', 0.7, { min: 0.01, max: 0.99 }),
  ),
  increase: field(
    6,
    'Increase',
    'What share of the highest rate is added when the load is not too high.',
    number('share', 0.05, { min: 0.001, max: 1 }),
  ),
  intervalMs: field(7, 'Interval', 'The rate changes at most once in this time.', number('ms', 1000, { scale: 'log' })),
} as const

/** See the head of this file. */
export class LoadFollowing implements RateLimiter {
  private readonly params: InferFields<typeof fields>
  private readonly bucket: TokenBucket
  private rate: number
  /** [ms] when the rate last changed or was confirmed. */
  private adjustedMs = -Infinity

  constructor(params: InferFields<typeof fields>) {
    for (const [name, { schema }] of Object.entries(fields)) {
      requireNumber(name, params[name as keyof typeof fields], schema)
    }
    const { ratePerSecond, burst } = params
    this.params = { ...params, minimumPerSecond: Math.min(params.minimumPerSecond, ratePerSecond) }
    this.bucket = new TokenBucket({ ratePerSecond, burst })
    this.rate = ratePerSecond
  }

  decide(now: number, n = 1): number {
    return this.bucket.decide(now, n)
  }

  /** At the present rate; reports of load may lengthen or shorten it. */
  retryAfterMs(now: number, n = 1): number {
    return this.bucket.retryAfterMs(now, n)
  }

  remaining(now: number): number {
    return this.bucket.remaining(now)
  }

  /** Reports the load [share] at `now`, which changes the rate if the interval has passed since the last change. */
  observeLoad(now: number, load: number): void {
    const { params } = this
    if (now - this.adjustedMs < params.intervalMs) return
    this.adjustedMs = now
    this.rate =
      load > params.targetLoad
        ? Math.max(params.minimumPerSecond, this.rate * params.decrease)
        : Math.min(params.ratePerSecond, this.rate + params.increase * params.ratePerSecond)
    this.bucket.setRate(now, this.rate)
  }

  /** [1/s] the present rate. */
  ratePerSecond(): number {
    return this.rate
  }

  save(out: StateWriter): void {
    out.number(this.rate)
    out.number(this.adjustedMs)
    this.bucket.save(out)
  }

  load(input: StateReader): void {
    this.rate = input.number()
    this.adjustedMs = input.number()
    this.bucket.load(input)
  }
}

export const loadFollowing: BuildableMember<'load-following', typeof fields, LoadFollowing> = {
  id: 'load-following',
  number: 16,
  label: 'Load following',
  help: 'A token bucket whose rate follows the load behind it.',
  fields,
  source: 'Chiu and Jain (1989), additive increase and multiplicative decrease, on a token bucket',
  sourceUrl: 'https://doi.org/10.1016/0169-7552(89)90019-6',
  formula: 'load > target: rate ×= decrease; otherwise rate += increase·maximum',
  deviations: 'The signal is a load reported by the owner, instead of one bit from the network.',
  create: (params) => new LoadFollowing(params),
}
