/** A priority queue of bucket numbers by expiration. */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/**
 * Equal expirations leave in the order that `java.util.PriorityQueue` happens to give, which decides the order in which
 * tasks of different levels fire; so its sifting is followed step by step. Cost: O(log n).
 */
export class BucketQueue implements Saveable {
  private heap: number[] = []
  /** [ms] expiration of each bucket by number, shared with the owner. */
  private readonly expirations: number[]

  constructor(expirations: number[]) {
    this.expirations = expirations
  }

  /** [ms] expiration of the first bucket; infinity when the queue is empty. */
  get firstExpiration(): number {
    return this.heap.length === 0 ? Infinity : this.expirations[this.heap[0]!]!
  }

  offer(bucket: number): void {
    const { heap, expirations } = this
    const key = expirations[bucket]!
    let hole = heap.length
    heap.push(bucket)
    while (hole > 0) {
      const parent = (hole - 1) >>> 1
      const other = heap[parent]!
      if (key >= expirations[other]!) break
      heap[hole] = other
      hole = parent
    }
    heap[hole] = bucket
  }

  /** Takes the first bucket out; the queue must not be empty. */
  poll(): number {
    const { heap, expirations } = this
    const result = heap[0]!
    const last = heap.pop()!
    const count = heap.length
    if (count === 0) return result
    const key = expirations[last]!
    const half = count >>> 1
    let hole = 0
    while (hole < half) {
      let child = 2 * hole + 1
      if (child + 1 < count && expirations[heap[child]!]! > expirations[heap[child + 1]!]!) child++
      if (key <= expirations[heap[child]!]!) break
      heap[hole] = heap[child]!
      hole = child
    }
    heap[hole] = last
    return result
  }

  save(out: StateWriter): void {
    out.array(this.heap)
  }

  load(input: StateReader): void {
    this.heap = Array.from(input.array())
  }
}
