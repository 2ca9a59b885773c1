/**
 * Exponential wait without jitter: each retry waits twice as long as the one before, up to a cap.
 *
 * How: delay(n) = min(cap, base·2^n), n = 0 for the first retry.
 * Bound: no wait exceeds the cap; clients that failed together still come back together.
 * Units: base, cap [ms]. Randomness: none. Cost: O(log(cap/base)), no allocation.
 * Throws: ParamError from the constructor only.
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015). Differs: its simulator counts n from 1,
 * so its first wait is 2·base; here n counts from 0, as cockatiel 3.2.1 and most libraries do.
 */
import type { BuildableMember } from '../member'
import { ExponentialStep, exponentialFields } from './exponential-step'
import type { Backoff } from './retrying'

/** See the head of this file. */
export class ExponentialBackoff extends ExponentialStep implements Backoff {
  delayMs(retry: number): number {
    return this.stepMs(retry)
  }
}

export const exponential: BuildableMember<'exponential', typeof exponentialFields, Backoff> = {
  id: 'exponential',
  number: 2,
  label: 'Exponential, no jitter',
  help: 'Doubles the wait with each retry, up to a cap; all clients wait alike.',
  fields: exponentialFields,
  source: 'Exponential Backoff And Jitter, AWS Architecture Blog (2015)',
  sourceUrl: 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/',
  formula: 'delay(n) = min(cap, base·2ⁿ), n from 0',
  deviations: 'n counts from 0; the simulator published with the article counts from 1',
  create: (params) => new ExponentialBackoff(params),
}
