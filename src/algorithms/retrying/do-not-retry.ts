/**
 * Do-not-retry answers: only the layer right above an overload retries it; the layers further up pass the failure on.
 *
 * How: a layer that sees a retriable failure retries while its attempts and its budget allow. When it gives up it answers "do not
 * retry", and a layer that receives that answer passes it up without trying again.
 * Bound: with k layers of n attempts each, the bottom sees at most n calls per request instead of n^k.
 * Cost: O(1). Randomness: none. Throws: never.
 * Source: B. Beyer et al., "Site Reliability Engineering" (2016), chapter 21, "Deciding to retry".
 */
import type { BuildableMember } from '../member'

/** How a call ended, as its caller sees it. */
export type CallOutcome = 'ok' | 'retriable' | 'permanent' | 'do-not-retry'

/** What the caller does about it: try again, or answer its own caller with an outcome. */
export type RetryDecision = 'retry' | CallOutcome

/**
 * Decides what a layer does after an attempt.
 * @param mayRetry whether attempts, budget and deadline of this layer allow another attempt
 */
export function afterAttempt(outcome: CallOutcome, mayRetry: boolean): RetryDecision {
  if (outcome !== 'retriable') return outcome
  return mayRetry ? 'retry' : 'do-not-retry'
}

const fields = {}

export const doNotRetry: BuildableMember<'do-not-retry', typeof fields, typeof afterAttempt> = {
  id: 'do-not-retry',
  number: 3,
  label: 'Do-not-retry answers',
  help: 'Only the layer right above an overload tries again; the layers further up pass the failure on.',
  fields,
  source: 'Beyer et al., "Site Reliability Engineering" (2016), chapter 21, deciding to retry',
  sourceUrl: 'https://sre.google/sre-book/handling-overload/',
  formula: 'calls at the bottom ≤ n instead of n^k, with k layers of n attempts',
  deviations: '',
  create: () => afterAttempt,
}
