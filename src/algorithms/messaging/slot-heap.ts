/**
 * Binary min-heap of slot numbers, each with a key and a tie-breaker, from which any slot can be removed.
 *
 * How: an implicit heap over typed arrays, with the position of every slot kept beside it.
 * Order: by key, then by tie-breaker; two slots with both equal come out in an unspecified but repeatable order.
 * Cost: O(log n) push, pop and remove; O(1) top; memory grows by doubling, so that nothing is allocated in steady state.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** Answer of {@link SlotHeap.top} when the heap is empty. */
export const NO_SLOT = -1

/** See the head of this file. */
export class SlotHeap implements Saveable {
  private heap = new Int32Array(16)
  /** Position in `heap` by slot, -1 when the slot is not in it. */
  private positions = new Int32Array(16).fill(-1)
  private keys = new Float64Array(16)
  private ties = new Float64Array(16)
  private count = 0

  /** Slots in the heap. */
  get size(): number {
    return this.count
  }

  /** The slot that comes first, or {@link NO_SLOT}. */
  get top(): number {
    return this.count === 0 ? NO_SLOT : this.heap[0]!
  }

  /** Key of the slot that comes first; infinity when empty. */
  get topKey(): number {
    return this.count === 0 ? Infinity : this.keys[this.heap[0]!]!
  }

  /** Whether the slot is in the heap. */
  has(slot: number): boolean {
    return slot < this.positions.length && this.positions[slot]! >= 0
  }

  /** Adds a slot that is not in the heap. */
  push(slot: number, key: number, tie: number): void {
    this.reserve(slot)
    this.keys[slot] = key
    this.ties[slot] = tie
    this.place(this.count, slot)
    this.siftUp(this.count++)
  }

  /** Removes a slot; nothing happens when it is not in the heap. */
  remove(slot: number): void {
    if (!this.has(slot)) return
    const hole = this.positions[slot]!
    this.positions[slot] = -1
    const last = this.heap[--this.count]!
    if (last === slot) return
    this.place(hole, last)
    this.siftUp(hole)
    this.siftDown(this.positions[last]!)
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.positions[this.heap[i]!] = -1
    this.count = 0
  }

  save(out: StateWriter): void {
    out.number(this.count)
    for (let i = 0; i < this.count; i++) {
      const slot = this.heap[i]!
      out.number(slot)
      out.number(this.keys[slot]!)
      out.number(this.ties[slot]!)
    }
  }

  /** The saved order is already a heap: each push stays where it is put, so the layout comes back exactly. */
  load(input: StateReader): void {
    this.clear()
    const count = input.number()
    for (let i = 0; i < count; i++) this.push(input.number(), input.number(), input.number())
  }

  private isBefore(a: number, b: number): boolean {
    const difference = this.keys[a]! - this.keys[b]!
    return difference < 0 || (this.keys[a]! === this.keys[b]! && this.ties[a]! < this.ties[b]!)
  }

  private siftUp(start: number): void {
    const slot = this.heap[start]!
    let at = start
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.isBefore(slot, this.heap[parent]!)) break
      this.place(at, this.heap[parent]!)
      at = parent
    }
    this.place(at, slot)
  }

  private siftDown(start: number): void {
    const slot = this.heap[start]!
    let at = start
    for (;;) {
      let child = 2 * at + 1
      if (child >= this.count) break
      if (child + 1 < this.count && this.isBefore(this.heap[child + 1]!, this.heap[child]!)) child++
      if (!this.isBefore(this.heap[child]!, slot)) break
      this.place(at, this.heap[child]!)
      at = child
    }
    this.place(at, slot)
  }

  private place(at: number, slot: number): void {
    this.heap[at] = slot
    this.positions[slot] = at
  }

  /** Makes room for slot numbers up to `slot`; the heap never holds more slots than there are numbers. */
  private reserve(slot: number): void {
    if (slot < this.positions.length) return
    const size = Math.max(slot + 1, this.positions.length * 2)
    const positions = new Int32Array(size).fill(-1)
    positions.set(this.positions)
    this.positions = positions
    this.heap = grown(this.heap, new Int32Array(size))
    this.keys = grown(this.keys, new Float64Array(size))
    this.ties = grown(this.ties, new Float64Array(size))
  }
}

/** Copies `old` into the larger array and returns that. */
export function grown<T extends Int32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old)
  return larger
}
