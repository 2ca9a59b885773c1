/**
 * Phi accrual with the normal approximation: suspicion grows with how unlikely the present silence is.
 *
 * How: φ = −log₁₀ P(silence lasts longer), intervals taken as normal with the mean and spread of the recent ones. The normal
 * tail is the logistic e/(1 + e), e = exp(−y(1.5976 + 0.070566y²)), y = (silence − mean − pause)/spread. Suspected ⇔ φ ≥
 * threshold. The window starts with firstEstimate ± a quarter of it. A heartbeat that ends a suspicion is not counted.
 * Bound: φ = −log₁₀ ½ when the silence is exactly mean + pause.
 * Units: minStdDeviationMs, acceptablePauseMs, firstEstimateMs [ms]; threshold [factor]; maxSamples [count].
 * Time: going back makes the silence negative, φ close to 0; such an interval is not remembered, nor is an infinite one. Cost: O(1) per heartbeat and question, no allocation in steady
 * state; `suspectedAt` bisects, about 60 steps. Randomness: none. Throws: ParamError from the constructor only.
 * Source: akka/akka 9892c5e PhiAccrualFailureDetector.scala; Hayashibara et al., "The φ Accrual Failure Detector" (2004).
 * Differs: times are fractions of milliseconds instead of whole ones; the quarter is rounded down as there.
 */
import { requireNumber } from '../../lib/errors'
import { exp, log, log10 } from '../../lib/math'
import { field, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { type FailureDetector, silenceSince } from './failure-detection'
import { HeartbeatWindow } from './heartbeat-window'

/** Parameters of {@link PhiAccrual}. */
export interface PhiAccrualParams {
  /** [factor] φ from which on the node is suspected. */
  threshold: number
  /** [count] intervals remembered. */
  maxSamples: number
  /** [ms] the spread never counts as less than this. */
  minStdDeviationMs: number
  /** [ms] silence that is accepted on top of the mean interval. */
  acceptablePauseMs: number
  /** [ms] the interval assumed before any was seen. */
  firstEstimateMs: number
}

/** φ of a silence, for intervals of that mean and standard deviation [ms]. Infinite where the tail underflows. */
export function phiOf(silence: number, mean: number, standardDeviation: number): number {
  const y = (silence - mean) / standardDeviation
  const e = exp(-y * (1.5976 + 0.070566 * y * y))
  // Two forms of the same tail: each loses least precision on its side of the mean.
  return silence > mean ? -log10(e / (1 + e)) : -log10(1 - 1 / (1 + e))
}

/** See the head of this file. */
export class PhiAccrual implements FailureDetector {
  private readonly params: PhiAccrualParams
  private readonly window: HeartbeatWindow
  private last = Number.NaN

  constructor(params: PhiAccrualParams) {
    requireNumber('threshold', params.threshold, { min: Number.MIN_VALUE })
    requireNumber('maxSamples', params.maxSamples, { min: 1, max: 1e7, integer: true })
    requireNumber('minStdDeviationMs', params.minStdDeviationMs, { min: Number.MIN_VALUE, max: 1e12 })
    requireNumber('acceptablePauseMs', params.acceptablePauseMs, { min: 0, max: 1e12 })
    requireNumber('firstEstimateMs', params.firstEstimateMs, { min: Number.MIN_VALUE, max: 1e12 })
    this.params = { ...params }
    this.window = new HeartbeatWindow(params.maxSamples)
    this.resetWindow()
  }

  heartbeat(now: number): void {
    if (Number.isNaN(this.last)) this.resetWindow()
    else if (!this.isSuspected(now)) this.window.add(silenceSince(this.last, now))
    this.last = now
  }

  suspicion(now: number): number {
    return Number.isNaN(this.last) ? 0 : this.phiAfter(silenceSince(this.last, now))
  }

  isSuspected(now: number): boolean {
    return this.suspicion(now) >= this.params.threshold
  }

  suspectedAt(): number {
    if (Number.isNaN(this.last) || this.params.threshold === Infinity) return Infinity
    return this.last + Math.max(0, this.silenceAtThreshold())
  }

  save(out: StateWriter): void {
    out.number(this.last)
    this.window.save(out)
  }

  load(input: StateReader): void {
    this.last = input.number()
    this.window.load(input)
  }

  private phiAfter(silence: number): number {
    return phiOf(silence, this.mean, this.spread)
  }

  private get mean(): number {
    return this.window.mean + this.params.acceptablePauseMs
  }

  private get spread(): number {
    return Math.max(this.window.standardDeviation, this.params.minStdDeviationMs)
  }

  /** φ rises with the silence, so the crossing is found by halving; both ends are given by |y| of the tail. */
  private silenceAtThreshold(): number {
    const { threshold } = this.params
    // e ≥ exp(−1.5976·y) for y ≥ 0, so that φ(y) ≥ 0.69·y: this y is far enough.
    const reach = (threshold * log(10)) / 1.5976 + 1
    let low = this.mean - 40 * this.spread
    let high = this.mean + reach * this.spread
    for (let i = 0; i < 100; i++) {
      const middle = low + (high - low) / 2
      if (middle <= low || middle >= high) break
      if (this.phiAfter(middle) >= threshold) high = middle
      else low = middle
    }
    return high
  }

  private resetWindow(): void {
    const { firstEstimateMs } = this.params
    const quarter = Math.floor(firstEstimateMs / 4)
    this.window.clear()
    this.window.add(firstEstimateMs - quarter)
    this.window.add(firstEstimateMs + quarter)
  }
}

const fields = {
  threshold: field(
    1,
    'Threshold',
    'Suspicion φ from which on the node counts as failed; 8 means a wrong suspicion in 10⁸ intervals.',
    number('factor', 8, { min: 0.1, max: 100 }),
  ),
  maxSamples: field(
    2,
    'Samples',
    'Intervals remembered; more adapt more slowly.',
    integer('count', 1000, { min: 1, max: 100_000, scale: 'log' }),
  ),
  minStdDeviationMs: field(
    3,
    'Least spread',
    'Spread assumed at least; too low suspects at the first small delay.',
    number('ms', 100, { min: 0.001, max: 60_000, scale: 'log' }),
  ),
  acceptablePauseMs: field(
    4,
    'Acceptable pause',
    'Silence accepted on top of the mean interval, for example a garbage collection.',
    number('ms', 0, { max: 3_600_000 }),
  ),
  firstEstimateMs: field(
    5,
    'First estimate',
    'Interval between heartbeats assumed before any was seen.',
    number('ms', 1000, { min: 1, max: 3_600_000, scale: 'log' }),
  ),
}

export const phiAccrual: BuildableMember<'phi-accrual', typeof fields, FailureDetector> = {
  id: 'phi-accrual',
  number: 2,
  label: 'Phi accrual',
  help: 'Learns the rhythm of the heartbeats and suspects a silence that would be too unlikely.',
  fields,
  source: 'Akka PhiAccrualFailureDetector.scala (9892c5e); Hayashibara et al., "The φ Accrual Failure Detector" (2004)',
  sourceUrl: 'https://github.com/akka/akka',
  formula: 'φ = −log₁₀(e/(1 + e)), e = exp(−y(1.5976 + 0.070566y²)), y = (silence − mean)/spread',
  deviations: 'fractions of milliseconds are kept',
  create: (params) => new PhiAccrual(params),
}
