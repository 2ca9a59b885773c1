/**
 * Time window: opens when the share of failed, or of slow, calls in the last seconds is too high.
 *
 * How, states, time, cost: {@link RateBreaker} over whole seconds of the clock: the current one and those before it that make
 * up the window. Half-open is judged after min(`minimumCalls`, `trials`) results. Results of calls admitted in an earlier
 * state count in the current one.
 * Bound: never opens on fewer than `minimumCalls` results; the window holds between W − 1 s and W of results.
 * Units: rates [share], window [ms, rounded up to whole seconds], open, slow call [ms]. Throws: ParamError from the
 * constructor only.
 * Source: resilience4j v2.4.0 (f1c3be8), CircuitBreakerStateMachine with a TIME_BASED window. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { TimeWindow } from './outcome-window'
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

const BUCKET_MS = 1000

const fields = {
  failureRate: failureRateField(1),
  minimumCalls: minimumCallsField(2, 100),
  windowMs: field(
    3,
    'Window',
    'How far back results count, in whole seconds.',
    number('ms', 100_000, { min: BUCKET_MS, max: 1e7, scale: 'log' }),
  ),
  openMs: openMsField(4, 60_000),
  trials: trialsField(5, 10),
  slowCallMs: slowCallMsField(6),
  slowCallRate: slowCallRateField(7),
} as const

/** See the head of this file. */
export class TimeWindowBreaker extends RateBreaker {
  constructor(params: InferFields<typeof fields>) {
    const windowMs = requireNumber('windowMs', params.windowMs, fields.windowMs.schema)
    const trials = requireNumber('trials', params.trials, fields.trials.schema)
    const minimumCalls = requireNumber('minimumCalls', params.minimumCalls, fields.minimumCalls.schema)
    super({
      failureRate: requireNumber('failureRate', params.failureRate, fields.failureRate.schema),
      slowCallRate: requireNumber('slowCallRate', params.slowCallRate, fields.slowCallRate.schema),
      slowCallMs: requireSlowCallMs(params.slowCallMs),
      minimumCalls,
      window: new TimeWindow(BUCKET_MS, Math.ceil(windowMs / BUCKET_MS)),
      openMs: requireNumber('openMs', params.openMs, fields.openMs.schema),
      trials,
      trialResults: Math.min(minimumCalls, trials),
      countsLateResults: true,
    })
  }
}

export const timeWindow: BuildableMember<'time-window', typeof fields, TimeWindowBreaker> = {
  id: 'time-window',
  number: 4,
  label: 'Error rate by seconds',
  help: 'Opens when too many calls of the last seconds failed or were slow.',
  fields,
  source: 'resilience4j v2.4.0 (f1c3be8), CircuitBreakerStateMachine, time-based window',
  sourceUrl: 'https://resilience4j.readme.io/docs/circuitbreaker',
  formula: 'open ⇔ results ≥ minimum and (failed/results ≥ failure rate or slow/results ≥ slow-call rate)',
  deviations:
    'Rates are shares in double precision instead of percentages in single precision; time that goes backwards does not rotate the buckets.',
  create: (params) => new TimeWindowBreaker(params),
}
