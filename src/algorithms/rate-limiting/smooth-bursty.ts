/**
 * Smooth bursty limiter: spaces requests evenly, after letting through at once what was saved up while idle.
 *
 * How, time, cost: {@link SmoothLimiter}; up to one second of permits is saved up and costs nothing to use. The store starts
 * empty, but the first request, of any size, is free: the next one pays for it.
 * Bound: with requests of weight 1, in any span of length w at most rate·(w + 1 s) + 2 requests happen.
 * Units: rate [1/s]. Randomness: none. Throws: ParamError from the constructor only.
 * Source: Guava 31.1, SmoothRateLimiter.SmoothBursty. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { SmoothLimiter } from './smooth-limiter'

const fields = {
  permitsPerSecond: field(
    1,
    'Rate',
    'How many permits are given out each second in the long run.',
    number('1/s', 100, { min: 0.001, max: 1e6, scale: 'log' }),
  ),
} as const

/** See the head of this file. */
export class SmoothBursty extends SmoothLimiter {
  constructor(params: InferFields<typeof fields>) {
    const rate = requireNumber('permitsPerSecond', params.permitsPerSecond, fields.permitsPerSecond.schema)
    super(1e6 / rate, rate, 1e6 / rate, 0)
  }

  protected storedCostUs(_permits: number): number {
    return 0
  }
}

export const smoothBursty: BuildableMember<'smooth-bursty', typeof fields, SmoothBursty> = {
  id: 'smooth-bursty',
  number: 12,
  label: 'Smooth bursty',
  help: 'Makes each request wait for the cost of the one before; a second of idle time is made up for.',
  fields,
  source: 'Guava 31.1, RateLimiter.create(permitsPerSecond)',
  sourceUrl: 'https://guava.dev/releases/31.1-jre/api/docs/com/google/common/util/concurrent/RateLimiter.html',
  formula: 'wait = max(0, next free − now); next free += fresh permits/rate',
  deviations: 'The rate cannot be changed later.',
  create: (params) => new SmoothBursty(params),
}
