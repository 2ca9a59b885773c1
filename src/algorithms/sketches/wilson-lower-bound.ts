/**
 * Wilson lower bound: a share that is surely at least so large, for ranking by few observations.
 *
 * Formula: (p̂ + z²/2n − z·√(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n), z the normal quantile of the two-sided confidence.
 * Bound: the true share is below it in about (1 − confidence)/2 of all cases. 0 without observations.
 * Units: confidence, answers [share]. Time: not used. Cost: O(1). Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: Wilson (1927); Miller, "How not to sort by average rating" (2009), with statsmodels' exact z.
 */
import { requireNumber } from '../../lib/errors'
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import { type Interval, wilsonInterval } from '../../lib/statistics'
import type { BuildableMember } from '../member'
import type { AverageSketch } from './sketches'

/** See the head of this file. */
export class WilsonLowerBound implements AverageSketch {
  private readonly confidence: number
  private successes = 0
  private n = 0
  readonly bytes = 16

  constructor(confidence: number) {
    this.confidence = requireNumber('confidence', confidence, { min: 1e-6, max: 1 - 1e-12 })
  }

  /** Counts a success for a value above 0, a failure otherwise. */
  add(value: number): void {
    if (Number.isNaN(value)) return
    this.n++
    if (value > 0) this.successes++
  }

  /** The lower bound; null before the first observation. */
  get value(): number | null {
    return this.n === 0 ? null : this.interval().lower
  }

  /** Both ends; [0, 1] before the first observation. */
  interval(): Interval {
    return wilsonInterval(this.successes, this.n, this.confidence)
  }

  clear(): void {
    this.successes = 0
    this.n = 0
  }

  save(out: StateWriter): void {
    out.number(this.successes)
    out.number(this.n)
  }

  load(input: StateReader): void {
    this.successes = input.number()
    this.n = input.number()
  }
}

const fields = {
  confidence: field(
    1,
    'Confidence',
    'How sure to be that the true share lies between both ends.',
    number('share', 0.95, { min: 0.5, max: 0.9999 }),
  ),
}

export const wilsonLowerBound: BuildableMember<'wilson-lower-bound', typeof fields, WilsonLowerBound> = {
  id: 'wilson-lower-bound',
  number: 5,
  label: 'Wilson lower bound',
  help: 'A cautious share of successes: few observations count for little.',
  fields,
  source: 'Wilson, J. Am. Stat. Assoc. 22, 1927; statsmodels 0.13.5, proportion_confint',
  sourceUrl: 'https://www.evanmiller.org/how-not-to-sort-by-average-rating.html',
  formula: '(p̂ + z²/2n − z·√(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n)',
  deviations: '',
  create: ({ confidence }) => new WilsonLowerBound(confidence),
}
