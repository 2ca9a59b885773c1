/**
 * Equal jitter: each retry waits half of the exponential step, and a uniform part of the other half.
 *
 * How: delay(n) = b/2 + U(0, b/2), b = min(cap, base·2^n), n = 0 for the first retry.
 * Bound: b/2 < delay < b; the mean is 3b/4.
 * Units: base, cap [ms]. Randomness: one draw per call. Cost: O(log(cap/base)), no allocation.
 * Throws: ParamError from the constructor only.
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015), "Equal Jitter". Differs: n counts from 0.
 */
import type { Random } from '../../lib/random'
import type { InferFields } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { ExponentialStep, roundedFields } from './exponential-step'
import type { Backoff } from './retrying'

/** See the head of this file. */
export class EqualJitter extends ExponentialStep implements Backoff {
  private readonly wholeMs: boolean

  constructor(params: InferFields<typeof roundedFields>) {
    super(params)
    this.wholeMs = params.wholeMs
  }

  delayMs(retry: number, _previousMs: number, random: Random): number {
    const half = this.stepMs(retry) / 2
    const wait = half + half * random.uniform()
    return this.wholeMs ? Math.floor(wait) : wait
  }
}

export const equalJitter: BuildableMember<'equal-jitter', typeof roundedFields, Backoff> = {
  id: 'equal-jitter',
  number: 4,
  label: 'Equal jitter',
  help: 'Waits half of an exponentially growing step and a random part of the other half.',
  fields: roundedFields,
  source: 'Exponential Backoff And Jitter, AWS Architecture Blog (2015), "Equal Jitter"',
  sourceUrl: 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/',
  formula: 'delay(n) = b/2 + U(0, b/2), b = min(cap, base·2ⁿ), n from 0',
  deviations: 'n counts from 0; the simulator published with the article counts from 1',
  create: (params) => new EqualJitter(params),
}
