/**
 * Exponential moving average over time: the past loses weight by its age, however many values there were.
 *
 * Formula: w = e^(−Δt/τ), y ← w·y + (1 − w)·x from y = x₀. Adjusted: every value weighs e^(−age/τ), divided by the sum of
 * the weights, so that values at the same time count alike.
 * Bound: lies between the least and the largest value so far.
 * Units: tauMs, times [ms]; τ = half-life ÷ ln 2. Time: an earlier time than before counts as no time passed.
 * Cost: O(1), about 15 ns, no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: Finagle `Ema`; adjusted as pandas 1.5.3 `ewm(halflife, times)`.
 */
import { requireNumber } from '../../lib/errors'
import { boolean, field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import { decay } from '../../lib/statistics'
import type { BuildableMember } from '../member'
import type { AverageSketch } from './sketches'

/** See the head of this file. */
export class TimedEma implements AverageSketch {
  private readonly tauMs: number
  private readonly isAdjusted: boolean
  private average = 0
  private weight = 0
  /** [ms] latest time seen. */
  private latest = 0
  readonly bytes = 24

  constructor(tauMs: number, isAdjusted: boolean) {
    this.tauMs = requireNumber('tauMs', tauMs, { min: Number.MIN_VALUE })
    this.isAdjusted = isAdjusted
  }

  get value(): number | null {
    return this.weight === 0 ? null : this.average
  }

  /** Takes a finite value in, at the time of the one before: for a stream without times. */
  add(value: number): void {
    this.update(this.latest, value)
  }

  /** Takes a finite value in at a time [ms]; NaN and infinities of either are ignored. */
  update(now: number, value: number): void {
    if (!Number.isFinite(value) || !Number.isFinite(now)) return
    if (this.weight === 0) {
      this.average = value
      this.weight = 1
      this.latest = now
      return
    }
    const kept = decay(now - this.latest, this.tauMs)
    this.latest = Math.max(this.latest, now)
    if (!this.isAdjusted) {
      this.average = kept * this.average + (1 - kept) * value
      return
    }
    const past = this.weight * kept
    this.weight = past + 1
    this.average = (past * this.average + value) / this.weight
  }

  clear(): void {
    this.average = 0
    this.weight = 0
    this.latest = 0
  }

  save(out: StateWriter): void {
    out.number(this.average)
    out.number(this.weight)
    out.number(this.latest)
  }

  load(input: StateReader): void {
    this.average = input.number()
    this.weight = input.number()
    this.latest = input.number()
  }
}

const fields = {
  tauMs: field(
    1,
    'Time constant',
    'After this time a value has 37 % of its weight left.',
    number('ms', 10_000, { min: 1, max: 3_600_000, scale: 'log' }),
  ),
  adjusted: field(
    2,
    'Adjusted start',
    'Divide by the sum of weights, so that the first value does not dominate.',
    boolean(false),
  ),
}

export const timedEma: BuildableMember<'timed-ema', typeof fields, TimedEma> = {
  id: 'timed-ema',
  number: 7,
  label: 'Moving average over time',
  help: 'An average that forgets by age.',
  fields,
  source: 'Finagle, Ema; pandas 1.5.3, ewm with times',
  sourceUrl:
    'https://github.com/twitter/finagle/blob/develop/finagle-core/src/main/scala/com/twitter/finagle/util/Ema.scala',
  formula: 'y ← w·y + (1 − w)·x, w = e^(−Δt/τ)',
  deviations: 'Times going backwards count as no time passed. Infinite values are ignored.',
  create: ({ tauMs, adjusted }) => new TimedEma(tauMs, adjusted),
}
