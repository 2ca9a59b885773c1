/**
 * A growable double-ended queue of numbers in one circular typed array.
 *
 * Cost: O(1) per operation, amortised over doublings; no allocation once the greatest length was reached.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import { EMPTY } from './queueing'

const INITIAL_CAPACITY = 16

/** Numbers in order from front to back. */
export class Deque implements Saveable {
  private values = new Float64Array(INITIAL_CAPACITY)
  private first = 0
  private count = 0

  /** How many numbers it holds. */
  get length(): number {
    return this.count
  }

  /** The number at the front, which stays, or {@link EMPTY}. */
  front(): number {
    return this.count === 0 ? EMPTY : this.values[this.first]!
  }

  /** Adds a number at the back. */
  pushBack(value: number): void {
    if (this.count === this.values.length) this.resize(this.count * 2)
    this.values[(this.first + this.count) & (this.values.length - 1)] = value
    this.count++
  }

  /** Removes and returns the number at the front, or {@link EMPTY}. */
  popFront(): number {
    if (this.count === 0) return EMPTY
    const value = this.values[this.first]!
    this.first = (this.first + 1) & (this.values.length - 1)
    this.count--
    return value
  }

  /** Removes and returns the number at the back, or {@link EMPTY}. */
  popBack(): number {
    if (this.count === 0) return EMPTY
    this.count--
    return this.values[(this.first + this.count) & (this.values.length - 1)]!
  }

  /** Removes every number for which `isGone` holds; the others keep their order. O(n). */
  removeWhere(isGone: (value: number) => boolean): void {
    const { values, first, count } = this
    const mask = values.length - 1
    let kept = 0
    for (let i = 0; i < count; i++) {
      const value = values[(first + i) & mask]!
      if (!isGone(value)) values[(first + kept++) & mask] = value
    }
    this.count = kept
  }

  /** Removes everything; the room stays reserved. */
  clear(): void {
    this.first = 0
    this.count = 0
  }

  save(out: StateWriter): void {
    out.number(this.count)
    for (let i = 0; i < this.count; i++) out.number(this.values[(this.first + i) & (this.values.length - 1)]!)
  }

  load(input: StateReader): void {
    const count = input.number()
    this.clear()
    for (let i = 0; i < count; i++) this.pushBack(input.number())
  }

  /** `capacity` is a power of two, so that positions wrap by a mask. */
  private resize(capacity: number): void {
    const larger = new Float64Array(capacity)
    for (let i = 0; i < this.count; i++) larger[i] = this.values[(this.first + i) & (this.values.length - 1)]!
    this.values = larger
    this.first = 0
  }
}
