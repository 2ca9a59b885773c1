/** Picking by a hash among backends laid out one after the other, each as wide as its whole weight: nginx's peer list. */
import type { Backends } from './load-balancing'
import { wholeWeights } from './weight-map'

/** The layout of all backends, eligible or not. */
export class WeightedIndex {
  private weights: readonly number[] = []
  /** Sum of the weights; 0 when there are no backends. */
  total = 0

  /** Reads the weights. */
  build(backends: Backends): void {
    this.weights = wholeWeights(backends)
    this.total = this.weights.reduce((sum, weight) => sum + weight, 0)
  }

  /** The backend at place `hash` mod total. O(n). There must be backends. */
  indexOf(hash: number): number {
    let left = hash % this.total
    let index = 0
    while (left >= this.weights[index]!) left -= this.weights[index++]!
    return index
  }
}
