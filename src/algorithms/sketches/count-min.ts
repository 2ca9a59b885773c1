/**
 * Count-min sketch: how often was a key added? Never answers less than the truth.
 *
 * How: d rows of w counters; a key adds to one counter of each row, and the least of them is the answer. With conservative
 * update only counters that would be below the new answer are raised.
 * Formula: w = ⌈e/ε⌉, d = ⌈ln(1/δ)⌉.
 * Bound: truth ≤ estimate ≤ truth + ε·N with probability at least 1 − δ, N being the sum of everything added.
 * Units: error, failure [share]. Time: not used.
 * Cost: O(d), about 5 ns a row, no allocation; counters stop at 2^32 − 1. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: Cormode and Muthukrishnan, "An improved data stream summary: the count-min sketch", J. Algorithms 55(1), 2005;
 * conservative update: Estan and Varghese, SIGCOMM 2002. Differs: rows are hashed by a finaliser with a seed a row instead of a
 * pairwise independent family, so the bound is not proven for keys chosen to collide.
 */
import { requireNumber } from '../../lib/errors'
import { log } from '../../lib/math'
import { mix32 } from '../../lib/random'
import { boolean, field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { FrequencySketch } from './sketches'

const MOST = 0xffffffff
const TWO_TO_MINUS_32 = 2 ** -32

/** See the head of this file. */
export class CountMin implements FrequencySketch {
  /** Counters a row. */
  readonly width: number
  /** Rows. */
  readonly depth: number
  private readonly isConservative: boolean
  private readonly counters: Uint32Array
  private sum = 0

  constructor(error: number, failure: number, isConservative: boolean) {
    requireNumber('error', error, { min: 1e-6, max: 1 })
    requireNumber('failure', failure, { min: 1e-9, max: 0.999 })
    this.width = Math.ceil(Math.E / error)
    this.depth = Math.ceil(log(1 / failure))
    this.isConservative = isConservative
    this.counters = new Uint32Array(this.width * this.depth)
  }

  get bytes(): number {
    return this.counters.byteLength
  }

  /** Sum of everything added. */
  get total(): number {
    return this.sum
  }

  /** Adds a key `times` over (default 1); 0, less and NaN do nothing, fractions are cut off. */
  add(key: number, times = 1): void {
    const amount = Math.floor(times)
    if (Number.isNaN(key) || !(amount > 0)) return
    this.sum += amount
    const target = this.estimate(key) + amount
    for (let row = 0; row < this.depth; row++) {
      const index = this.indexOf(row, key)
      const raised = this.isConservative ? Math.max(this.counters[index]!, target) : this.counters[index]! + amount
      this.counters[index] = Math.min(MOST, raised)
    }
  }

  estimate(key: number): number {
    let least = MOST
    for (let row = 0; row < this.depth; row++) least = Math.min(least, this.counters[this.indexOf(row, key)]!)
    return least
  }

  clear(): void {
    this.counters.fill(0)
    this.sum = 0
  }

  save(out: StateWriter): void {
    out.number(this.sum)
    out.array(this.counters)
  }

  load(input: StateReader): void {
    this.sum = input.number()
    input.into(this.counters)
  }

  private indexOf(row: number, key: number): number {
    const hash = mix32(mix32(key) + Math.imul(row + 1, 0x9e3779b9)) >>> 0
    return row * this.width + Math.floor(hash * TWO_TO_MINUS_32 * this.width)
  }
}

const fields = {
  error: field(
    1,
    'Error',
    'By how much of everything counted an answer may be too high.',
    number('share', 0.001, { min: 1e-5, max: 1, scale: 'log' }),
  ),
  failure: field(
    2,
    'Failure',
    'Share of answers that may be further off.',
    number('share', 0.01, { min: 1e-6, max: 0.5, scale: 'log' }),
  ),
  conservative: field(
    3,
    'Conservative update',
    'Raise only the counters that must be: fewer overestimates.',
    boolean(false),
  ),
}

export const countMin: BuildableMember<'count-min', typeof fields, CountMin> = {
  id: 'count-min',
  number: 2,
  label: 'Count-min sketch',
  help: 'Counts how often each key was seen in fixed memory; never too low.',
  fields,
  source: 'Cormode and Muthukrishnan, J. Algorithms 55(1), 2005',
  sourceUrl: 'https://doi.org/10.1016/j.jalgor.2003.12.001',
  formula: 'least of d counters; w = ⌈e/ε⌉, d = ⌈ln(1/δ)⌉',
  deviations: 'Rows are hashed by a seeded finaliser, not by a pairwise independent family. Counters stop at 2^32 − 1.',
  create: ({ error, failure, conservative }) => new CountMin(error, failure, conservative),
}
