/**
 * Exponential moving average over a count of values: each new one has a fixed weight.
 *
 * Formula: y ← (1 − α)·y + α·x from y = x₀. Adjusted: Σ(1 − α)^i·x_{t−i} ÷ Σ(1 − α)^i, which gives the first values no
 * more weight than their age allows.
 * Bound: lies between the least and the largest value so far.
 * Units: alpha [share]; 2/(span + 1) for a span. Time: not used. Cost: O(1), no allocation. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: pandas 1.5.3 `Series.ewm(alpha, adjust)`.
 */
import { requireNumber } from '../../lib/errors'
import { boolean, field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { AverageSketch } from './sketches'

/** See the head of this file. */
export class Ema implements AverageSketch {
  private readonly alpha: number
  private readonly isAdjusted: boolean
  private average = 0
  /** Sum of the weights of the past, relative to that of the next value; 0 before the first. */
  private weight = 0
  readonly bytes = 16

  constructor(alpha: number, isAdjusted: boolean) {
    this.alpha = requireNumber('alpha', alpha, { min: Number.MIN_VALUE, max: 1 })
    this.isAdjusted = isAdjusted
  }

  get value(): number | null {
    return this.weight === 0 ? null : this.average
  }

  /** Takes a finite value in; infinities are ignored like NaN. */
  add(value: number): void {
    if (!Number.isFinite(value)) return
    if (this.weight === 0) {
      this.average = value
      this.weight = 1
      return
    }
    if (!this.isAdjusted) {
      this.average = (1 - this.alpha) * this.average + this.alpha * value
      return
    }
    const past = this.weight * (1 - this.alpha)
    this.weight = past + 1
    this.average = (past * this.average + value) / this.weight
  }

  clear(): void {
    this.average = 0
    this.weight = 0
  }

  save(out: StateWriter): void {
    out.number(this.average)
    out.number(this.weight)
  }

  load(input: StateReader): void {
    this.average = input.number()
    this.weight = input.number()
  }
}

const fields = {
  alpha: field(
    1,
    'Weight',
    'Weight of each new value; more follows faster and is noisier.',
    number('share', 0.1, { min: 0.0001, scale: 'log', max: 1 }),
  ),
  adjusted: field(
    2,
    'Adjusted start',
    'Divide by the sum of weights, so that the first value does not dominate.',
    boolean(false),
  ),
}

export const ema: BuildableMember<'ema', typeof fields, Ema> = {
  id: 'ema',
  number: 6,
  label: 'Moving average (EMA)',
  help: 'An average that forgets by the number of values.',
  fields,
  source: 'pandas 1.5.3, Series.ewm',
  sourceUrl: 'https://pandas.pydata.org/pandas-docs/version/1.5.3/reference/api/pandas.DataFrame.ewm.html',
  formula: 'y ← (1 − α)·y + α·x',
  deviations: 'Infinite values are ignored.',
  create: ({ alpha, adjusted }) => new Ema(alpha, adjusted),
}
