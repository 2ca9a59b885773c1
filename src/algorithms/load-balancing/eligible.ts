/** Counting and choosing among the eligible backends, and noticing when that set changes. All in O(n). */
import type { Random } from '../../lib/random'
import { type Backends, NO_BACKEND } from './load-balancing'

/** How many backends may be picked. */
export function countEligible(backends: Backends): number {
  const { size, eligible } = backends
  let count = 0
  for (let i = 0; i < size; i++) if (eligible[i] !== 0) count++
  return count
}

/** Index of the eligible backend number `rank`, counted from 0, or {@link NO_BACKEND} when there are not so many. */
export function eligibleAt(backends: Backends, rank: number): number {
  const { size, eligible } = backends
  let left = rank
  for (let i = 0; i < size; i++) if (eligible[i] !== 0 && left-- === 0) return i
  return NO_BACKEND
}

/** A whole number, uniform on [0, n). One draw; the bias is below n / 2^32. */
export function randomIndex(random: Random, n: number): number {
  return Math.floor(random.uniform() * n)
}

/** Whether an eligible backend has a positive weight. Where none has, all weights count as 1, so that a pick exists. */
export function hasWeight(backends: Backends): boolean {
  const { size, eligible, weights } = backends
  for (let i = 0; i < size; i++) if (eligible[i] !== 0 && weights[i]! > 0) return true
  return false
}

/** Remembers which backends were eligible, for tables that hold only those. */
export class EligibilityWatch {
  private seen = new Uint8Array(0)
  private isFresh = false

  /** True when the eligible set is not the one of the call before, and on the first call. O(n), no allocation. */
  hasChanged(backends: Backends): boolean {
    const { seen } = this
    const { size, eligible } = backends
    if (this.isFresh && seen.length === size) {
      let i = 0
      while (i < size && seen[i] === eligible[i]) i++
      if (i === size) return false
    }
    this.remember(backends)
    return true
  }

  // Apart from the question, so that asking makes no closure.
  private remember({ size, eligible }: Backends): void {
    this.seen = Uint8Array.from({ length: size }, (_, i) => eligible[i]!)
    this.isFresh = true
  }

  /** Makes the next {@link hasChanged} answer true. */
  forget(): void {
    this.isFresh = false
  }
}
