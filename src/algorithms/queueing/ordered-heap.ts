/**
 * A binary heap of numbers ordered by a key, equal keys in order of arrival.
 *
 * How: an implicit tree in three parallel typed arrays (key, arrival, item); sifting moves a hole instead of swapping.
 * The arrival count makes the order total, so that equal keys come out first in, first out.
 * Cost: O(log n) per operation; no allocation once the greatest length was reached.
 * Source: Williams, "Algorithm 232: Heapsort" (1964).
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import { EMPTY } from './queueing'

const INITIAL_CAPACITY = 16

/** Smallest key first; a key that is not a number counts as infinity, so that the order stays total. */
export class OrderedHeap implements Saveable {
  private keys = new Float64Array(INITIAL_CAPACITY)
  private arrivals = new Float64Array(INITIAL_CAPACITY)
  private items = new Float64Array(INITIAL_CAPACITY)
  private count = 0
  /** How many items were ever added since the heap was last empty. */
  private nextArrival = 0

  /** How many items it holds. */
  get length(): number {
    return this.count
  }

  /** Adds an item. O(log n). */
  push(key: number, item: number): void {
    if (this.count === this.keys.length) this.grow()
    if (this.count === 0) this.nextArrival = 0
    this.siftUp(this.count++, Number.isNaN(key) ? Infinity : key, this.nextArrival++, item)
  }

  /** Removes and returns the item with the smallest key, among equals the oldest, or {@link EMPTY}. O(log n). */
  pop(): number {
    if (this.count === 0) return EMPTY
    const first = this.items[0]!
    const last = --this.count
    if (last > 0) this.siftDown(0, this.keys[last]!, this.arrivals[last]!, this.items[last]!)
    return first
  }

  /** Removes every item for which `isGone` holds; the others keep their order. O(n). */
  removeWhere(isGone: (item: number) => boolean): void {
    const { keys, arrivals, items, count } = this
    let kept = 0
    for (let i = 0; i < count; i++) if (!isGone(items[i]!)) this.move(i, kept++)
    this.count = kept
    // From the last that has children up to the root, so that what is below is in order already.
    for (let i = (kept >> 1) - 1; i >= 0; i--) this.siftDown(i, keys[i]!, arrivals[i]!, items[i]!)
  }

  /** Removes everything; the room stays reserved. */
  clear(): void {
    this.count = 0
  }

  save(out: StateWriter): void {
    out.number(this.nextArrival)
    out.array(this.keys, this.count)
    out.array(this.arrivals, this.count)
    out.array(this.items, this.count)
  }

  load(input: StateReader): void {
    this.nextArrival = input.number()
    const keys = input.array()
    while (this.keys.length < keys.length) this.grow()
    this.keys.set(keys)
    this.count = keys.length
    input.into(this.arrivals)
    input.into(this.items)
  }

  private siftUp(start: number, key: number, arrival: number, item: number): void {
    let hole = start
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      if (!this.isAfter(parent, key, arrival)) break
      this.move(parent, hole)
      hole = parent
    }
    this.put(hole, key, arrival, item)
  }

  private siftDown(start: number, key: number, arrival: number, item: number): void {
    const half = this.count >> 1
    let hole = start
    while (hole < half) {
      let child = 2 * hole + 1
      const right = child + 1
      if (right < this.count && this.isAfter(child, this.keys[right]!, this.arrivals[right]!)) child = right
      if (this.isAfter(child, key, arrival)) break
      this.move(child, hole)
      hole = child
    }
    this.put(hole, key, arrival, item)
  }

  /** Whether the entry at `index` comes after the given one. */
  private isAfter(index: number, key: number, arrival: number): boolean {
    const other = this.keys[index]!
    return other > key || (other === key && this.arrivals[index]! > arrival)
  }

  private move(from: number, to: number): void {
    this.put(to, this.keys[from]!, this.arrivals[from]!, this.items[from]!)
  }

  private put(index: number, key: number, arrival: number, item: number): void {
    this.keys[index] = key
    this.arrivals[index] = arrival
    this.items[index] = item
  }

  private grow(): void {
    const larger = (values: Float64Array) => {
      const copy = new Float64Array(values.length * 2)
      copy.set(values)
      return copy
    }
    this.keys = larger(this.keys)
    this.arrivals = larger(this.arrivals)
    this.items = larger(this.items)
  }
}
