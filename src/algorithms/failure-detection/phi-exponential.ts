/**
 * Phi accrual with exponential intervals: suspicion is the silence in units of the mean interval.
 *
 * How: φ = −log₁₀ exp(−silence/mean) = silence/(mean·ln 10). Suspected ⇔ φ > threshold. The window starts with one interval of
 * firstIntervalMs; intervals longer than maxIntervalMs are not remembered.
 * Bound: threshold 8 means a silence of more than 18.4 mean intervals.
 * Units: firstIntervalMs, maxIntervalMs [ms]; threshold [factor]; maxSamples [count].
 * Time: going back counts as no silence; such an interval is not remembered, nor is an infinite one. Cost: O(1), no allocation in steady state.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: Apache Cassandra FailureDetector.java, class ArrivalWindow (read, not run). Differs: fractions of milliseconds; no
 * correction for pauses of the observer itself.
 */
import { requireNumber } from '../../lib/errors'
import { log } from '../../lib/math'
import { field, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { type FailureDetector, silenceSince } from './failure-detection'
import { HeartbeatWindow } from './heartbeat-window'

/** Parameters of {@link PhiExponential}. */
export interface PhiExponentialParams {
  /** [factor] the node is suspected when φ is above this. */
  threshold: number
  /** [count] intervals remembered. */
  maxSamples: number
  /** [ms] the interval assumed before any was seen. */
  firstIntervalMs: number
  /** [ms] longer intervals are not remembered. */
  maxIntervalMs: number
}

const LN_10 = log(10)

/** φ of a silence [ms] for intervals of that mean [ms]. */
export function exponentialPhiOf(silence: number, mean: number): number {
  return silence / (mean * LN_10)
}

/** See the head of this file. */
export class PhiExponential implements FailureDetector {
  private readonly params: PhiExponentialParams
  private readonly window: HeartbeatWindow
  private last = Number.NaN

  constructor(params: PhiExponentialParams) {
    requireNumber('threshold', params.threshold, { min: Number.MIN_VALUE })
    requireNumber('maxSamples', params.maxSamples, { min: 1, max: 1e7, integer: true })
    requireNumber('firstIntervalMs', params.firstIntervalMs, { min: Number.MIN_VALUE, max: 1e12 })
    requireNumber('maxIntervalMs', params.maxIntervalMs, { min: 0 })
    this.params = { ...params }
    this.window = new HeartbeatWindow(params.maxSamples)
  }

  heartbeat(now: number): void {
    const interval = silenceSince(this.last, now)
    if (Number.isNaN(this.last)) this.window.add(this.params.firstIntervalMs)
    else if (interval <= this.params.maxIntervalMs) this.window.add(interval)
    this.last = now
  }

  suspicion(now: number): number {
    return Number.isNaN(this.last) ? 0 : exponentialPhiOf(Math.max(0, silenceSince(this.last, now)), this.window.mean)
  }

  isSuspected(now: number): boolean {
    return this.suspicion(now) > this.params.threshold
  }

  suspectedAt(): number {
    return Number.isNaN(this.last) ? Infinity : this.last + this.params.threshold * this.window.mean * LN_10
  }

  save(out: StateWriter): void {
    out.number(this.last)
    this.window.save(out)
  }

  load(input: StateReader): void {
    this.last = input.number()
    this.window.load(input)
  }
}

const fields = {
  threshold: field(
    1,
    'Threshold',
    'Suspicion φ above which the node counts as failed; 8 is a silence of 18.4 mean intervals.',
    number('factor', 8, { min: 0.1, max: 100 }),
  ),
  maxSamples: field(
    2,
    'Samples',
    'Intervals remembered; more adapt more slowly.',
    integer('count', 1000, { min: 1, max: 100_000, scale: 'log' }),
  ),
  firstIntervalMs: field(
    3,
    'First interval',
    'Interval between heartbeats assumed before any was seen.',
    number('ms', 2000, { min: 1, max: 3_600_000, scale: 'log' }),
  ),
  maxIntervalMs: field(
    4,
    'Longest interval',
    'Longer intervals are not learned from.',
    number('ms', 2000, { min: 1, max: 3_600_000, scale: 'log' }),
  ),
}

export const phiExponential: BuildableMember<'phi-exponential', typeof fields, FailureDetector> = {
  id: 'phi-exponential',
  number: 3,
  label: 'Phi accrual, exponential',
  help: 'Suspects a silence that is many mean intervals long; far less steep than the normal variant.',
  fields,
  source: 'Apache Cassandra FailureDetector.java, ArrivalWindow',
  sourceUrl: 'https://github.com/apache/cassandra',
  formula: 'φ = silence/(mean·ln 10); suspected ⇔ φ > threshold',
  deviations: 'fractions of milliseconds; no correction for pauses of the observer',
  create: (params) => new PhiExponential(params),
}
