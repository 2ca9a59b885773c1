/**
 * The rotation that nginx uses to share calls by weight without bunching them.
 *
 * How: each backend has a credit, at first 0. A pick adds to the credit of every candidate its weight, takes the one
 * with the largest credit (the earlier one on a tie) and takes the sum of the added weights off it.
 * Bound: credits of a fixed candidate set sum to 0, and in each run of (sum of weights) picks every backend is picked
 * exactly its weight in times.
 * Source: nginx 1.22.1, `ngx_http_upstream_get_peer`; the commit message of 2012 that introduced it ("smooth weighted
 * round-robin balancing") works the example 5, 1, 1 → a a b a c a a.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** Credits of the backends of one balancer. */
export class SmoothWeights implements Saveable {
  /** Credit of each backend. Open to members whose loop over candidates is their whole cost. */
  values = new Float64Array(0)

  /** Sets the number of backends. All credits start again from 0. */
  resize(size: number): void {
    this.values = new Float64Array(size)
  }

  /** Adds `weight` to the credit of a candidate and returns the new credit. */
  raise(index: number, weight: number): number {
    const credit = this.values[index]! + weight
    this.values[index] = credit
    return credit
  }

  save(out: StateWriter): void {
    out.array(this.values)
  }

  load(input: StateReader): void {
    input.into(this.values)
  }
}
