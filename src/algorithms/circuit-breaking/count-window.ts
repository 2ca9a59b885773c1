/**
 * Count window: opens when the share of failed, or of slow, calls among the last n results is too high.
 *
 * How, states, time, cost: {@link RateBreaker} over the last `windowCalls` results, judged once there are
 * min(`minimumCalls`, `windowCalls`) of them; half-open is judged after min(`minimumCalls`, `trials`) results. Results of
 * calls admitted in an earlier state count in the current one.
 * Bound: never opens on fewer results than that.
 * Units: rates [share], calls [count], open, slow call [ms]. Throws: ParamError from the constructor only.
 * Source: resilience4j v2.4.0 (f1c3be8), CircuitBreakerStateMachine with a COUNT_BASED window. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { CountWindow } from './outcome-window'
import { RateBreaker } from './rate-breaker'
import {
  failureRateField,
  minimumCallsField,
  openMsField,
  requireSlowCallMs,
  slowCallMsField,
  slowCallRateField,
  trialsField,
} from './rate-fields'

const fields = {
  failureRate: failureRateField(1),
  minimumCalls: minimumCallsField(2, 100),
  windowCalls: field(
    3,
    'Window',
    'How many of the latest results count.',
    integer('count', 100, { min: 1, max: 1e6, scale: 'log' }),
  ),
  openMs: openMsField(4, 60_000),
  trials: trialsField(5, 10),
  slowCallMs: slowCallMsField(6),
  slowCallRate: slowCallRateField(7),
} as const

/** See the head of this file. */
export class CountWindowBreaker extends RateBreaker {
  constructor(params: InferFields<typeof fields>) {
    const windowCalls = requireNumber('windowCalls', params.windowCalls, fields.windowCalls.schema)
    const trials = requireNumber('trials', params.trials, fields.trials.schema)
    const minimumCalls = requireNumber('minimumCalls', params.minimumCalls, fields.minimumCalls.schema)
    super({
      failureRate: requireNumber('failureRate', params.failureRate, fields.failureRate.schema),
      slowCallRate: requireNumber('slowCallRate', params.slowCallRate, fields.slowCallRate.schema),
      slowCallMs: requireSlowCallMs(params.slowCallMs),
      minimumCalls: Math.min(minimumCalls, windowCalls),
      window: new CountWindow(windowCalls),
      openMs: requireNumber('openMs', params.openMs, fields.openMs.schema),
      trials,
      trialResults: Math.min(minimumCalls, trials),
      countsLateResults: true,
    })
  }
}

export const countWindow: BuildableMember<'count-window', typeof fields, CountWindowBreaker> = {
  id: 'count-window',
  number: 3,
  label: 'Error rate by count',
  help: 'Opens when too many of the latest calls failed or were slow.',
  fields,
  source: 'resilience4j v2.4.0 (f1c3be8), CircuitBreakerStateMachine, count-based window',
  sourceUrl: 'https://resilience4j.readme.io/docs/circuitbreaker',
  formula: 'open ⇔ results ≥ minimum and (failed/results ≥ failure rate or slow/results ≥ slow-call rate)',
  deviations: 'Rates are shares in double precision instead of percentages in single precision.',
  create: (params) => new CountWindowBreaker(params),
}
