/**
 * Fixed timeout: every attempt may take the same time.
 *
 * Units: limit [ms]. Cost: O(1), no state. Randomness: none. Throws: ParamError from the constructor only. Source: elementary.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import type { AttemptTimeout } from './retrying'

const fields = {
  limitMs: field(
    1,
    'Timeout',
    'Time after which an attempt is given up.',
    number('ms', 1000, { min: 0.001, max: 86_400_000, scale: 'log' }),
  ),
}

/** See the head of this file. */
export class FixedTimeout implements AttemptTimeout {
  private readonly limitMs: number

  constructor(params: InferFields<typeof fields>) {
    this.limitMs = requireNumber('limitMs', params.limitMs, { min: Number.MIN_VALUE })
  }

  timeoutMs(): number {
    return this.limitMs
  }

  observe(): void {}

  save(): void {}

  load(): void {}
}

export const fixedTimeout: BuildableMember<'fixed-timeout', typeof fields, AttemptTimeout> = {
  id: 'fixed-timeout',
  number: 1,
  label: 'Fixed timeout',
  help: 'Gives up an attempt after the same time, always.',
  fields,
  source: 'Elementary',
  formula: 'timeout = limit',
  deviations: '',
  create: (params) => new FixedTimeout(params),
}
