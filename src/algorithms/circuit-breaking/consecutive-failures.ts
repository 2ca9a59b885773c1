/**
 * Consecutive failures: opens after a number of failures in a row.
 *
 * How, states, time, cost: {@link TwoStepBreaker} with the test "failures in a row ≥ failures" and counts that are never
 * cleared while closed.
 * Bound: with independent failures of probability p, the mean number of calls to open is (1 − pᶠ)/((1 − p)·pᶠ).
 * Units: failures, trials [count], openMs [ms]. Throws: ParamError from the constructor only.
 * Source: sony/gobreaker v2.4.0 (fed8e9e). Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { requireRules } from '../../lib/rules'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { requireSuccesses, successesField, successesRule, type WithSuccesses } from './rate-fields'
import { TwoStepBreaker } from './two-step-breaker'

const fields = {
  failures: field(
    1,
    'Failures in a row',
    'How many failures in a row open the breaker; more of them react later and to fewer false alarms.',
    integer('count', 5, { min: 1, max: 1e6, scale: 'log' }),
  ),
  openMs: field(
    2,
    'Open for',
    'How long all calls are refused before trials are let through.',
    number('ms', 5000, { scale: 'log' }),
  ),
  trials: field(
    3,
    'Trials',
    'How many calls pass half-open; one failure opens it again.',
    integer('count', 1, { min: 1, max: 1e6 }),
  ),
  successes: successesField(4, 'all trials'),
} as const

const rules = [successesRule] as const

/** See the head of this file. */
export class ConsecutiveFailures extends TwoStepBreaker {
  constructor(params: WithSuccesses<InferFields<typeof fields>>) {
    requireRules(rules, params)
    super({
      trip: { type: 'consecutive', failures: requireNumber('failures', params.failures, fields.failures.schema) },
      openMs: requireNumber('openMs', params.openMs, fields.openMs.schema),
      trials: requireNumber('trials', params.trials, fields.trials.schema),
      ...requireSuccesses(params.successes),
      intervalMs: Infinity,
      bucketMs: Infinity,
    })
  }
}

export const consecutiveFailures: BuildableMember<'consecutive-failures', typeof fields, ConsecutiveFailures> = {
  id: 'consecutive-failures',
  number: 1,
  label: 'Consecutive failures',
  help: 'Opens after a number of failures in a row.',
  fields,
  rules,
  source: 'sony/gobreaker v2.4.0 (fed8e9e), TwoStepCircuitBreaker',
  sourceUrl: 'https://github.com/sony/gobreaker',
  formula: 'open ⇔ failures in a row ≥ failures; close ⇔ successes in a row ≥ successes to close',
  deviations:
    'The threshold is the number that opens; in the source the default opens at one more than 5. Fewer successes than trials may close it.',
  create: (params) => new ConsecutiveFailures(params),
}
