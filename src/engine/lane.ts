/**
 * Events that come out in the order in which they were put in: a ring of them, with a row for each.
 *
 * Cost: O(1) amortised; no allocation once grown.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'

/** Tells whether a lane entry (a, b) still means anything. */
export interface LaneGuard {
  isCurrent(a: number, b: number): boolean
}

/** A row of {@link Lane.keys} holds time and sequence, one of {@link Lane.data} code, a, b and one to spare: powers of two, both. */
export const KEY_BITS = 1
export const SEQUENCE = 1
export const DATA_BITS = 2
export const A = 1
export const B = 2
const KEYS = 1 << KEY_BITS
const DATA = 1 << DATA_BITS

/** One constant delay and the events that wait for it, in order. */
export class Lane implements Saveable {
  readonly delayMs: number
  readonly guard: LaneGuard | null
  /** Rows of time and sequence. */
  keys = new Float64Array(64 * KEYS)
  /** Rows of code, a and b. */
  data = new Int32Array(64 * DATA)
  /** Row of the first entry. */
  head = 0
  length = 0
  private mask = 63

  constructor(delayMs: number, guard: LaneGuard | null) {
    this.delayMs = delayMs
    this.guard = guard
  }

  append(time: number, sequence: number, code: number, a: number, b: number): void {
    if (this.length > this.mask) this.grow()
    const row = (this.head + this.length++) & this.mask
    const { keys, data } = this
    const key = row << KEY_BITS
    keys[key] = time
    keys[key | SEQUENCE] = sequence
    const datum = row << DATA_BITS
    data[datum] = code
    data[datum | A] = a | 0
    data[datum | B] = b | 0
  }

  /** Drops the head, and after it every entry that the guard knows to be stale. */
  advance(): void {
    this.head = (this.head + 1) & this.mask
    this.length--
    if (this.guard === null) return
    const { data, mask, guard } = this
    let { head, length } = this
    while (length > 0 && !guard.isCurrent(data[(head << DATA_BITS) | A]!, data[(head << DATA_BITS) | B]!)) {
      head = (head + 1) & mask
      length--
    }
    this.head = head
    this.length = length
  }

  private grow(): void {
    const size = this.mask + 1
    const keys = new Float64Array(size * 2 * KEYS)
    const data = new Int32Array(size * 2 * DATA)
    const upper = size - this.head
    keys.set(this.keys.subarray(this.head * KEYS))
    keys.set(this.keys.subarray(0, this.head * KEYS), upper * KEYS)
    data.set(this.data.subarray(this.head * DATA))
    data.set(this.data.subarray(0, this.head * DATA), upper * DATA)
    this.keys = keys
    this.data = data
    this.head = 0
    this.mask = size * 2 - 1
  }

  save(out: StateWriter): void {
    out.number(this.length)
    for (let i = 0; i < this.length; i++) {
      const row = (this.head + i) & this.mask
      for (let part = 0; part < KEYS; part++) out.number(this.keys[row * KEYS + part]!)
      for (let part = 0; part < DATA - 1; part++) out.number(this.data[row * DATA + part]!)
    }
  }

  load(input: StateReader): void {
    this.head = 0
    this.length = 0
    const length = input.number()
    for (let i = 0; i < length; i++) {
      this.append(input.number(), input.number(), input.number(), input.number(), input.number())
    }
  }
}
