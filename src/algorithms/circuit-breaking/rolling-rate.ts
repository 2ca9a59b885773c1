/**
 * Rolling rate: opens when the share of failed, or of slow, calls in the last while is too high.
 *
 * How, states, time, cost: {@link RateBreaker} over a window of time in ten buckets. Half-open waits for the results of
 * exactly `trials` calls, or until as many have succeeded as are said to close it, or can no longer; results of calls admitted before the last change of state do not count.
 * Bound: never opens on fewer than `minimumCalls` results; the window holds between 0.9 and 1 `windowMs` of results.
 * Units: rates [share], window, open, slow call [ms], calls [count]. Throws: ParamError from the constructor only.
 * Source: after resilience4j v2.4.0 (f1c3be8), CircuitBreakerStateMachine with a TIME_BASED window.
 * Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { requireRules } from '../../lib/rules'
import { field, type InferFields, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { TimeWindow } from './outcome-window'
import { RateBreaker } from './rate-breaker'
import {
  failureRateField,
  minimumCallsField,
  openMsField,
  requireSlowCallMs,
  requireSuccesses,
  slowCallMsField,
  slowCallRateField,
  successesField,
  successesRule,
  trialsField,
  type WithSuccesses,
} from './rate-fields'

/** Buckets of the window. */
const BUCKETS = 10

const fields = {
  failureRate: failureRateField(1),
  minimumCalls: minimumCallsField(2, 20),
  windowMs: field(3, 'Window', 'How far back results count.', number('ms', 10_000, { min: 10, scale: 'log' })),
  openMs: openMsField(4, 5000),
  trials: trialsField(5, 3),
  slowCallMs: slowCallMsField(6),
  slowCallRate: slowCallRateField(7),
  successes: successesField(8, 'by their rate'),
} as const

const rules = [successesRule] as const

/** See the head of this file. */
export class RollingRate extends RateBreaker {
  constructor(params: WithSuccesses<InferFields<typeof fields>>) {
    requireRules(rules, params)
    const windowMs = requireNumber('windowMs', params.windowMs, fields.windowMs.schema)
    const trials = requireNumber('trials', params.trials, fields.trials.schema)
    super({
      failureRate: requireNumber('failureRate', params.failureRate, fields.failureRate.schema),
      slowCallRate: requireNumber('slowCallRate', params.slowCallRate, fields.slowCallRate.schema),
      slowCallMs: requireSlowCallMs(params.slowCallMs),
      minimumCalls: requireNumber('minimumCalls', params.minimumCalls, fields.minimumCalls.schema),
      window: new TimeWindow(windowMs / BUCKETS, BUCKETS),
      openMs: requireNumber('openMs', params.openMs, fields.openMs.schema),
      trials,
      trialResults: trials,
      ...requireSuccesses(params.successes),
      countsLateResults: false,
    })
  }
}

export const rollingRate: BuildableMember<'rolling-rate', typeof fields, RollingRate> = {
  id: 'rolling-rate',
  number: 2,
  label: 'Rolling error rate',
  help: 'Opens when the share of failed or slow calls over the last while is too high.',
  fields,
  rules,
  source: 'after resilience4j v2.4.0 (f1c3be8), CircuitBreakerStateMachine, time-based window',
  sourceUrl: 'https://resilience4j.readme.io/docs/circuitbreaker',
  formula: 'open ⇔ calls ≥ minimum and (failed/calls ≥ failure rate or slow/calls ≥ slow-call rate)',
  deviations:
    'Ten buckets whatever the window, instead of one a second; half-open waits for all trials, or for as many successes as are said to close it; results of calls admitted in an earlier state do not count.',
  create: (params) => new RollingRate(params),
}
