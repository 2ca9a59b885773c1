/**
 * A table in which each eligible backend stands as often as its weight says, spread out: HAProxy's server map.
 *
 * How: whole weights divided by their greatest common divisor; then, slot by slot, every backend gains its weight in
 * score, the one with the largest floor((score + total) / total) takes the slot (the earlier one on a tie) and loses the
 * total. Weights 5, 1, 1 give a a a b a a c.
 * Bound: a backend of weight w has exactly w/gcd slots.
 * Cost: O(n · total weight) to build, O(1) to look up.
 * Source: HAProxy 2.6 `src/lb_map.c`, `recalc_server_map` and `init_server_map`.
 * Deviations: weights that are not whole or above 256, which HAProxy does not take, are scaled to the ratio of
 * small whole numbers, or so that the largest is 100.
 */
import { EligibilityWatch, hasWeight } from './eligible'
import { type Backends, NO_BACKEND } from './load-balancing'

const MAX_WEIGHT = 256
/** What the largest of weights without a small whole ratio becomes. */
const SCALED_WEIGHT = 100

/**
 * Weights as whole numbers from 0 to 256, in the same ratio where that is possible; positive ones stay positive. Where none
 * is positive, all are 1.
 */
export function wholeWeights(backends: Backends): number[] {
  const weights = Array.from({ length: backends.size }, (_, i) => backends.weights[i]!)
  const positive = weights.filter((weight) => weight > 0)
  if (positive.length === 0) return weights.map(() => 1)
  if (weights.every((weight) => Number.isInteger(weight) && weight <= MAX_WEIGHT)) return weights
  const smallest = Math.min(...positive)
  const ratios = weights.map((weight) => weight / smallest)
  if (ratios.every((ratio) => Math.abs(ratio - Math.round(ratio)) < 1e-9 && ratio <= MAX_WEIGHT))
    return ratios.map(Math.round)
  const scale = SCALED_WEIGHT / Math.max(...weights)
  return weights.map((weight) => (weight > 0 ? Math.max(1, Math.round(weight * scale)) : 0))
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

/** The slots for the present eligible set; rebuilt by itself when that set changes. */
export class WeightMap {
  private slots: Int32Array = new Int32Array(0)
  private readonly watch = new EligibilityWatch()

  /** Number of slots; 0 when no backend is eligible. Brings the map up to date first: call before {@link at}. */
  refresh(backends: Backends): number {
    if (this.watch.hasChanged(backends)) this.slots = buildSlots(backends)
    return this.slots.length
  }

  /** Backend in a slot, or {@link NO_BACKEND} on an empty map. */
  at(slot: number): number {
    return this.slots[slot] ?? NO_BACKEND
  }

  /** Makes the next {@link refresh} rebuild. */
  forget(): void {
    this.watch.forget()
  }
}

function buildSlots(backends: Backends): Int32Array {
  const isWeighted = hasWeight(backends)
  const whole = wholeWeights(backends)
  const divisor = whole.reduce(greatestCommonDivisor, 0) || 1
  const weights = whole.map((weight, i) => {
    if (backends.eligible[i] === 0) return 0
    return isWeighted ? weight / divisor : 1
  })
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const scores = new Float64Array(backends.size)
  return Int32Array.from({ length: total }, () => {
    let best = NO_BACKEND
    let bestRank = 0
    weights.forEach((weight, i) => {
      if (weight === 0) return
      scores[i]! += weight
      const rank = Math.floor((scores[i]! + total) / total)
      if (best !== NO_BACKEND && rank <= bestRank) return
      best = i
      bestRank = rank
    })
    scores[best]! -= total
    return best
  })
}
