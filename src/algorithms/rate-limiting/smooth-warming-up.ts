/**
 * Smooth limiter with warm-up: slow after idle time, at the full rate once it has been busy for a while.
 *
 * How, time, cost: {@link SmoothLimiter}; a stored permit costs the steady interval p, and above the threshold W/(2p) a
 * price that rises on a line to coldFactor·p at W/(2p) + 2W/(p + coldFactor·p), the most that is stored. The cost of taking
 * permits is the area under that line. Starts cold, that is with a full store.
 * Bound: as of the steady rate; from cold it takes the warm-up time W to come down to the threshold.
 * Units: rate [1/s], warm-up [ms], cold factor [factor]. Randomness: none. Throws: ParamError from the constructor only.
 * Source: Guava 31.1, SmoothRateLimiter.SmoothWarmingUp. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { SmoothLimiter } from './smooth-limiter'

const fields = {
  permitsPerSecond: field(
    1,
    'Rate',
    'How many permits are given out each second once warm.',
    number('1/s', 100, { min: 0.001, max: 1e6, scale: 'log' }),
  ),
  warmupMs: field(
    2,
    'Warm-up',
    'How long it takes from cold to the full rate.',
    number('ms', 3000, { min: 1, scale: 'log' }),
  ),
  coldFactor: field(
    3,
    'Cold factor',
    'How many times longer the interval between permits is when cold.',
    number('factor', 3, { min: 1.01, max: 1000, scale: 'log' }),
  ),
} as const

/** See the head of this file. */
export class SmoothWarmingUp extends SmoothLimiter {
  /** [count] stored permits above this cost more. */
  private readonly threshold: number
  /** [µs] more for each stored permit above the threshold. */
  private readonly slope: number

  constructor(params: InferFields<typeof fields>) {
    const rate = requireNumber('permitsPerSecond', params.permitsPerSecond, fields.permitsPerSecond.schema)
    const warmupUs = requireNumber('warmupMs', params.warmupMs, fields.warmupMs.schema) * 1000
    const intervalUs = 1e6 / rate
    const coldUs = intervalUs * requireNumber('coldFactor', params.coldFactor, fields.coldFactor.schema)
    const threshold = (0.5 * warmupUs) / intervalUs
    const maxStored = threshold + (2 * warmupUs) / (intervalUs + coldUs)
    super(intervalUs, maxStored, warmupUs / maxStored, maxStored)
    this.threshold = threshold
    this.slope = (coldUs - intervalUs) / (maxStored - threshold)
  }

  protected storedCostUs(permits: number): number {
    const above = this.stored - this.threshold
    if (above <= 0) return Math.trunc(this.intervalUs * permits)
    const dear = Math.min(above, permits)
    const heights = this.priceUs(above) + this.priceUs(above - dear)
    return Math.trunc((dear * heights) / 2) + Math.trunc(this.intervalUs * (permits - dear))
  }

  private priceUs(above: number): number {
    return this.intervalUs + above * this.slope
  }
}

export const smoothWarmingUp: BuildableMember<'smooth-warming-up', typeof fields, SmoothWarmingUp> = {
  id: 'smooth-warming-up',
  number: 13,
  label: 'Smooth with warm-up',
  help: 'Lets a cold backend warm up: requests are spaced further apart after idle time.',
  fields,
  source: 'Guava 31.1, RateLimiter.create(permitsPerSecond, warmupPeriod)',
  sourceUrl: 'https://guava.dev/releases/31.1-jre/api/docs/com/google/common/util/concurrent/RateLimiter.html',
  formula: 'next free += ∫ price of the stored permits taken + fresh permits/rate',
  deviations: 'The cold factor is a parameter (3 in the public source); the rate cannot be changed later.',
  create: (params) => new SmoothWarmingUp(params),
}
