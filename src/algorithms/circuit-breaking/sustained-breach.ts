/**
 * Sustained breach: opens only when the error rate has stayed too high for a while, not on a single bad moment.
 *
 * How: {@link RateBreaker} over a window of time in ten buckets, but a rate at or above its threshold only starts a clock; it
 * opens with the first result that finds the rate still too high `sustainMs` later. A result that finds the rate below its
 * threshold, or too few calls, stops the clock. Half-open waits for exactly `trials` results; results of calls admitted
 * before the last change of state do not count.
 * Bound: opens no earlier than `sustainMs` after the rate first was too high.
 * Units: rate [share], times [ms], calls [count]. Time: an earlier `now` than before just means that less time has passed.
 * Cost: O(1), no allocation. Throws: ParamError from the constructor only.
 * Source: own, the "for" clause of alerting rules (Prometheus, alerting_rules) on the breaker of resilience4j v2.4.0.
 * Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { TimeWindow } from './outcome-window'
import { RateBreaker } from './rate-breaker'
import { failureRateField, minimumCallsField, openMsField, trialsField } from './rate-fields'

/** Buckets of the window. */
const BUCKETS = 10

const fields = {
  failureRate: failureRateField(1),
  minimumCalls: minimumCallsField(2, 20),
  windowMs: field(3, 'Window', 'How far back results count.', number('ms', 10_000, { min: 10, scale: 'log' })),
  sustainMs: field(
    4,
    'Sustained for',
    'How long the rate must stay too high before the breaker opens.',
    number('ms', 30_000, { scale: 'log' }),
  ),
  openMs: openMsField(5, 5000),
  trials: trialsField(6, 3),
} as const

/** See the head of this file. */
export class SustainedBreach extends RateBreaker {
  private readonly sustainMs: number
  /** [ms] since when the rate has been too high; NaN when it is not. */
  private breachSinceMs = NaN

  constructor(params: InferFields<typeof fields>) {
    const windowMs = requireNumber('windowMs', params.windowMs, fields.windowMs.schema)
    const trials = requireNumber('trials', params.trials, fields.trials.schema)
    super({
      failureRate: requireNumber('failureRate', params.failureRate, fields.failureRate.schema),
      slowCallRate: Infinity,
      slowCallMs: Infinity,
      minimumCalls: requireNumber('minimumCalls', params.minimumCalls, fields.minimumCalls.schema),
      window: new TimeWindow(windowMs / BUCKETS, BUCKETS),
      openMs: requireNumber('openMs', params.openMs, fields.openMs.schema),
      trials,
      trialResults: trials,
      countsLateResults: false,
    })
    this.sustainMs = requireNumber('sustainMs', params.sustainMs, fields.sustainMs.schema)
  }

  override save(out: StateWriter): void {
    super.save(out)
    out.number(this.breachSinceMs)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.breachSinceMs = input.number()
  }

  protected override opensOn(now: number, isOver: boolean): boolean {
    if (!isOver) {
      this.breachSinceMs = NaN
      return false
    }
    if (Number.isNaN(this.breachSinceMs)) this.breachSinceMs = now
    if (now - this.breachSinceMs < this.sustainMs) return false
    this.breachSinceMs = NaN
    return true
  }
}

export const sustainedBreach: BuildableMember<'sustained-breach', typeof fields, SustainedBreach> = {
  id: 'sustained-breach',
  number: 10,
  label: 'Sustained breach',
  help: 'Opens only when the error rate has stayed too high for a while.',
  fields,
  source: 'own: the "for" clause of Prometheus alerting rules on a rolling error rate',
  sourceUrl: 'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/',
  formula: 'open ⇔ failed/calls ≥ failure rate at every result for the sustained time',
  deviations: 'The rate is looked at with each result instead of periodically.',
  create: (params) => new SustainedBreach(params),
}
