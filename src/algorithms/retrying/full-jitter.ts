/**
 * Full jitter: each retry waits a uniform part of the exponential step.
 *
 * How: delay(n) = U(0, b), b = min(cap, base·2^n), n = 0 for the first retry.
 * Bound: 0 < delay < b; the mean is b/2.
 * Units: base, cap [ms]. Randomness: one draw per call. Cost: O(log(cap/base)), no allocation.
 * Throws: ParamError from the constructor only.
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015), "Full Jitter". Differs: n counts from 0.
 */
import type { Random } from '../../lib/random'
import type { InferFields } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { ExponentialStep, roundedFields } from './exponential-step'
import type { Backoff } from './retrying'

/** See the head of this file. */
export class FullJitter extends ExponentialStep implements Backoff {
  private readonly wholeMs: boolean

  constructor(params: InferFields<typeof roundedFields>) {
    super(params)
    this.wholeMs = params.wholeMs
  }

  delayMs(retry: number, _previousMs: number, random: Random): number {
    const wait = this.stepMs(retry) * random.uniform()
    return this.wholeMs ? Math.floor(wait) : wait
  }
}

export const fullJitter: BuildableMember<'full-jitter', typeof roundedFields, Backoff> = {
  id: 'full-jitter',
  number: 3,
  label: 'Full jitter',
  help: 'Waits a random part of an exponentially growing step, anything from zero up.',
  fields: roundedFields,
  source: 'Exponential Backoff And Jitter, AWS Architecture Blog (2015), "Full Jitter"',
  sourceUrl: 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/',
  formula: 'delay(n) = U(0, min(cap, base·2ⁿ)), n from 0',
  deviations: 'n counts from 0; the simulator published with the article counts from 1',
  create: (params) => new FullJitter(params),
}
