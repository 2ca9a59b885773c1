/**
 * A quantile of recent latencies, for hedges that wait as long as most answers take.
 *
 * How: two histograms in turn; the one in use is replaced after {@link TURN} samples by one that then starts empty, and the quantile
 * is taken from the last full one, or from what there is before that. It is computed anew every {@link EVERY} samples.
 * Bound: never from fewer than {@link FEWEST} samples; until then it is infinite, so that nothing is hedged on a guess.
 * Cost: O(1) amortised. Error: as the histogram, below 1 %.
 */
import { Histogram } from '../lib/histogram'
import type { Saveable, StateReader, StateWriter } from '../lib/state'

const TURN = 10_000
const EVERY = 100
const FEWEST = 100

export class LatencyQuantile implements Saveable {
  private readonly share: number
  private filling = new Histogram()
  private full: Histogram | null = null
  private sinceComputed = 0
  private value = Infinity

  /** @param share quantile wanted, from 0 to 1 */
  constructor(share: number) {
    this.share = share
  }

  /** [ms] the quantile, infinity as long as there are too few samples. */
  get valueMs(): number {
    return this.value
  }

  observe(tookMs: number): void {
    this.filling.record(tookMs)
    if (this.filling.count >= TURN) {
      const spare = this.full ?? new Histogram()
      this.full = this.filling
      this.filling = spare
      this.filling.clear()
    }
    if (++this.sinceComputed < EVERY) return
    this.sinceComputed = 0
    const source = this.full ?? this.filling
    this.value = source.count >= FEWEST ? (source.percentile(this.share * 100) ?? Infinity) : Infinity
  }

  save(out: StateWriter): void {
    out.number(this.sinceComputed)
    out.number(this.value)
    this.filling.save(out)
    out.boolean(this.full !== null)
    this.full?.save(out)
  }

  load(input: StateReader): void {
    this.sinceComputed = input.number()
    this.value = input.number()
    this.filling.load(input)
    this.full = input.boolean() ? new Histogram() : null
    this.full?.load(input)
  }
}
