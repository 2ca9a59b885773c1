/**
 * Fixed wait: every retry waits the same time.
 *
 * How: delay = delayMs, whatever the retry.
 * Bound: n retries wait n·delayMs in all; clients that failed together come back together.
 * Units: delayMs [ms]. 0 retries at once.
 * Randomness: none. Cost: O(1), no allocation. Throws: ParamError from the constructor only.
 * Source: elementary.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { attemptsField, requireAttempts } from './exponential-step'
import type { Backoff } from './retrying'

const fields = {
  attempts: attemptsField,
  delayMs: field(2, 'Wait', 'Wait before each retry.', number('ms', 100, { max: 86_400_000, scale: 'log' })),
}

/** See the head of this file. */
export class FixedBackoff implements Backoff {
  readonly attempts: number
  private readonly waitMs: number

  constructor(params: InferFields<typeof fields>) {
    this.attempts = requireAttempts(params.attempts)
    this.waitMs = requireNumber('delayMs', params.delayMs, { min: 0, max: Number.MAX_VALUE })
  }

  delayMs(): number {
    return this.waitMs
  }
}

export const fixed: BuildableMember<'fixed', typeof fields, Backoff> = {
  id: 'fixed',
  number: 1,
  label: 'Fixed wait',
  help: 'Waits the same time before each retry.',
  fields,
  source: 'Elementary',
  formula: 'delay = wait',
  deviations: '',
  create: (params) => new FixedBackoff(params),
}
