/**
 * Decorrelated jitter: each retry waits between the base and three times the wait before it.
 *
 * How: delay = min(cap, U(base, 3·previous)); previous = base before the first retry.
 * Bound: min(cap, base) ≤ delay ≤ cap; the mean grows by about 3/2 a step until the cap.
 * Units: base, cap [ms]. Randomness: one draw per call. Cost: O(1), no allocation.
 * Throws: ParamError from the constructor only.
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015), "Decorrelated Jitter".
 */
import type { Random } from '../../lib/random'
import type { BuildableMember } from '../member'
import { ExponentialStep, exponentialFields } from './exponential-step'
import type { Backoff } from './retrying'

/** Growth of the upper end from one wait to the next, from the article. */
const GROWTH = 3

/** See the head of this file. */
export class DecorrelatedJitter extends ExponentialStep implements Backoff {
  /** A `previousMs` below the base counts as the base, which also covers the first retry, where it is 0. */
  delayMs(_retry: number, previousMs: number, random: Random): number {
    const previous = Math.max(previousMs, this.baseMs)
    const wait = this.baseMs + (GROWTH * previous - this.baseMs) * random.uniform()
    return Math.min(this.capMs, wait)
  }
}

export const decorrelatedJitter: BuildableMember<'decorrelated-jitter', typeof exponentialFields, Backoff> = {
  id: 'decorrelated-jitter',
  number: 5,
  label: 'Decorrelated jitter',
  help: 'Waits at random between the base and three times the wait before.',
  fields: exponentialFields,
  source: 'Exponential Backoff And Jitter, AWS Architecture Blog (2015), "Decorrelated Jitter"',
  sourceUrl: 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/',
  formula: 'delay = min(cap, U(base, 3·previous)); previous = base at first',
  deviations: '',
  create: (params) => new DecorrelatedJitter(params),
}
