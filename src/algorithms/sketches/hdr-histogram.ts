/**
 * HDR-style histogram: percentiles of a stream in fixed memory, to a fixed relative error.
 *
 * How, bound, units and cost: see lib/histogram.ts, which this puts into the family. 64 buckets for each doubling; a
 * percentile is within 1/128 (0.79 %) of the nearest rank for values in [2^−10, 2^30) ms.
 * Time: not used. Randomness: none. Throws: never.
 * Source: Tene, HdrHistogram. Differs: no auto-ranging and no correction for coordinated omission (times run from the
 * intended start instead).
 */
import { Histogram } from '../../lib/histogram'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { Sketch } from './sketches'

/** See the head of this file. */
export class HdrHistogram implements Sketch {
  readonly histogram = new Histogram()

  get bytes(): number {
    return this.histogram.counts.byteLength
  }

  /** Counts a value [ms]. */
  add(value: number): void {
    this.histogram.record(value)
  }

  /** [ms] percentile for p in [0, 100]; null when empty. */
  percentile(p: number): number | null {
    return this.histogram.percentile(p)
  }

  clear(): void {
    this.histogram.clear()
  }

  save(out: StateWriter): void {
    this.histogram.save(out)
  }

  load(input: StateReader): void {
    this.histogram.load(input)
  }
}

const fields = {}

export const hdrHistogram: BuildableMember<'hdr-histogram', typeof fields, HdrHistogram> = {
  id: 'hdr-histogram',
  number: 4,
  label: 'HDR histogram',
  help: 'Percentiles of any number of values in 20 KiB, each within one per cent.',
  fields,
  source: 'Tene, HdrHistogram',
  sourceUrl: 'https://github.com/HdrHistogram/HdrHistogram',
  formula: 'bucket = exponent and top 6 fraction bits; percentile = middle of the bucket of the nearest rank',
  deviations: 'Fixed range from 2^−10 to 2^30 ms. No correction for coordinated omission.',
  create: () => new HdrHistogram(),
}
