/** Contract of the sketches family: small summaries of a stream of values. */
import type { Saveable } from '../../lib/state'

/**
 * A summary that takes one value after another. What a value is, and what can be asked, is the member's own: each has
 * further methods. Adding never throws and does not depend on time unless the member says so.
 */
export interface Sketch extends Saveable {
  /** Takes a value into account. Values that mean nothing to the member (NaN above all) are ignored. */
  add(value: number): void
  /** Forgets everything. */
  clear(): void
  /** [byte] memory that the summary itself takes now. */
  readonly bytes: number
}

/** Answers whether a key was added: "no" is certain, "yes" may be wrong. Keys are whole numbers, modulo 2^32. */
export interface MembershipSketch extends Sketch {
  mightContain(key: number): boolean
}

/** Answers how often a key was added: never less than the truth. Keys are whole numbers, modulo 2^32. */
export interface FrequencySketch extends Sketch {
  estimate(key: number): number
}

/** Answers with one number that follows the stream; null before the first value. */
export interface AverageSketch extends Sketch {
  readonly value: number | null
}
