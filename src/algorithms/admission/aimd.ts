/**
 * AIMD: raises the limit on calls in flight by one while all goes well, cuts it by a share when a call fails.
 *
 * How: a failure or a latency above the timeout gives limit ← ⌊limit·backoffRatio⌋; otherwise, if at least half the limit
 * is in use, limit ← limit + 1. The result is kept within [minLimit, maxLimit].
 * Bound: never more than maxLimit in flight.
 * Units: limits [calls], timeout [ms].
 * Cost: O(1), no allocation. No randomness, no time.
 * Source: Netflix concurrency-limits 78a74b9, `AIMDLimit`; Chiu and Jain (1989) for the principle.
 */
import { requireNumber } from '../../lib/errors'
import { type Rule, requireRules } from '../../lib/rules'
import { field, type InferFields, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { AdmissionMember } from './admission'
import { ConcurrencyLimit, type Limit } from './concurrency-limit'

const fields = {
  initialLimit: field(
    1,
    'Initial limit',
    'Calls in flight that are allowed at first.',
    number('count', 20, { min: 1, max: 1e6, integer: true, scale: 'log' }),
  ),
  minLimit: field(
    2,
    'Lowest limit',
    'The limit never falls below this.',
    number('count', 20, { min: 1, max: 1e6, integer: true, scale: 'log' }),
  ),
  maxLimit: field(
    3,
    'Highest limit',
    'The limit never rises above this.',
    number('count', 200, { min: 1, max: 1e6, integer: true, scale: 'log' }),
  ),
  backoffRatio: field(
    4,
    'Backoff ratio',
    'What is left of the limit after a failure.',
    number('share', 0.9, { min: 0.5, max: 0.999 }),
  ),
  timeoutMs: field(
    5,
    'Slow above',
    'A call that takes longer counts as a failure.',
    number('ms', 5000, { min: 0.001, max: 1e7, scale: 'log' }),
  ),
}

const rules = [{ field: 'maxLimit', is: 'at-least', other: 'minLimit' }] as const satisfies readonly Rule[]

/** Netflix's AIMDLimit. Latencies and timeout in one unit. */
export class AimdLimit implements Limit {
  limit: number
  private readonly params: InferFields<typeof fields>

  constructor(params: InferFields<typeof fields>) {
    requireNumber('initialLimit', params.initialLimit, { min: 1, integer: true })
    requireNumber('minLimit', params.minLimit, { min: 1, integer: true })
    requireNumber('maxLimit', params.maxLimit, { integer: true })
    requireRules(rules, params)
    requireNumber('backoffRatio', params.backoffRatio, { min: 0.5, max: 0.999 })
    requireNumber('timeoutMs', params.timeoutMs, { min: Number.MIN_VALUE })
    this.params = params
    this.limit = params.initialLimit
  }

  sample(latency: number, inFlight: number, didDrop: boolean): void {
    const { minLimit, maxLimit, backoffRatio, timeoutMs } = this.params
    if (didDrop || latency > timeoutMs) this.limit = Math.floor(this.limit * backoffRatio)
    else if (inFlight * 2 >= this.limit) this.limit++
    this.limit = Math.min(maxLimit, Math.max(minLimit, this.limit))
  }

  save(out: StateWriter): void {
    out.number(this.limit)
  }

  load(input: StateReader): void {
    this.limit = input.number()
  }
}

export const aimd = {
  id: 'aimd',
  number: 6,
  label: 'AIMD concurrency',
  help: 'Allows one more call in flight after each success, and a tenth fewer after each failure.',
  fields,
  rules,
  source: 'Netflix concurrency-limits 78a74b9, AIMDLimit',
  sourceUrl: 'https://github.com/Netflix/concurrency-limits',
  formula: 'success: limit + 1; failure: ⌊limit · ratio⌋',
  deviations: 'The calls in flight of a sample are those at its end.',
  create: (params) => new ConcurrencyLimit(new AimdLimit(params)),
} as const satisfies AdmissionMember<string, typeof fields>
