/**
 * Polly's decorrelated jitter: smooth exponential growth without the steps and spikes of the formulas by rounds.
 *
 * How: f(t) = exponent^t · tanh(√(4t)). Retry n waits max(0, f(n + u) − f(n − 1 + u′)) / 1.4 · base, at most the cap; u and u′
 * are uniform, and the second term is missing for the first retry.
 * Bound: 0 ≤ delay ≤ cap; the median of the first wait is near the base.
 * Units: base, cap [ms]. Randomness: one draw for the first retry, two for each further one. Cost: O(1), no allocation.
 * Throws: ParamError from the constructor only.
 * Source: Polly.Contrib.WaitAndRetry, DecorrelatedJitterBackoffV2, as in cockatiel 3.2.1, decorrelatedJitterGenerator. Differs:
 * both ends of each step are drawn afresh instead of keeping the end of the step before; every wait has the same distribution,
 * but successive waits of one request are independent.
 */
import { requireNumber } from '../../lib/errors'
import { pow, tanh } from '../../lib/math'
import type { Random } from '../../lib/random'
import { field, type InferFields, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { exponentialFields, requireAttempts } from './exponential-step'
import type { Backoff } from './retrying'

const fields = {
  ...exponentialFields,
  exponent: field(
    4,
    'Exponent',
    'Growth from one retry to the next.',
    number('factor', 2, { min: 1, max: 10, scale: 'log' }),
  ),
}

/** Steepness of the start of the curve, from the source. */
const P_FACTOR = 4

/** Divisor that brings the median of the first wait to the base, from the source. */
const SCALING = 1.4

/** See the head of this file. */
export class PollyJitter implements Backoff {
  readonly attempts: number
  private readonly baseMs: number
  private readonly capMs: number
  private readonly exponent: number

  constructor(params: InferFields<typeof fields>) {
    this.attempts = requireAttempts(params.attempts)
    this.baseMs = requireNumber('baseMs', params.baseMs, { min: 0, max: Number.MAX_VALUE })
    this.capMs = requireNumber('capMs', params.capMs, { min: 0, max: Number.MAX_VALUE })
    this.exponent = requireNumber('exponent', params.exponent, { min: 1, max: 10 })
  }

  delayMs(retry: number, _previousMs: number, random: Random): number {
    const before = retry > 0 ? this.curve(retry - 1 + random.uniform()) : 0
    const after = this.curve(Math.max(0, retry) + random.uniform())
    const step = after < Infinity ? Math.max(0, after - before) : Infinity
    return this.baseMs === 0 ? 0 : Math.min(this.capMs, (step / SCALING) * this.baseMs)
  }

  private curve(t: number): number {
    return pow(this.exponent, t) * tanh(Math.sqrt(P_FACTOR * t))
  }
}

export const polly: BuildableMember<'polly', typeof fields, Backoff> = {
  id: 'polly',
  number: 7,
  label: 'Polly decorrelated jitter',
  help: 'Grows smoothly: the difference of two random points on an exponential curve.',
  fields,
  source: 'Polly.Contrib.WaitAndRetry, DecorrelatedJitterBackoffV2; cockatiel 3.2.1',
  sourceUrl: 'https://github.com/Polly-Contrib/Polly.Contrib.WaitAndRetry',
  formula: 'delay(n) = min(cap, base/1.4 · max(0, f(n + u) − f(n − 1 + u′))), f(t) = exponentᵗ·tanh √(4t)',
  deviations:
    'Both ends of each step are drawn afresh, so successive waits are independent; each has the same distribution',
  create: (params) => new PollyJitter(params),
}
