/**
 * Keys in slots: the storage under every eviction policy.
 *
 * How: a key gets the lowest slot never used, or the slot freed last; an index finds the slot of a key. Each slot carries
 * the links and the mark that lists and policies need, so that a policy keeps no arrays of its own.
 * Bound: at most `capacity` keys; slots are in [0, capacity).
 * Cost: O(1) per operation, about 16 bytes a slot and the index. The arrays double as slots come into use, never beyond
 * the capacity, so a large capacity costs nothing until it is filled; nothing else allocates.
 */
import { IntMap } from '../../lib/int-map'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** No slot: end of a list, or key not held. */
export const NONE = -1

/** Value of `prev` for a slot that holds no key. */
const FREE = -2

const FIRST_SLOTS = 16

/** See the head of this file. Keys are whole numbers in [0, 2^32). */
export class KeyTable implements Saveable {
  readonly capacity: number
  /** Keys by slot. */
  keys: Uint32Array<ArrayBuffer>
  /** Link towards the front of the list that the slot is in. */
  prev: Int32Array<ArrayBuffer>
  /** Link towards the back of the list that the slot is in; chains the free slots. */
  next: Int32Array<ArrayBuffer>
  /** What the policy notes about the slot; 0 for a new key. */
  mark: Int32Array<ArrayBuffer>
  /** Slot by key. */
  private readonly slots = new IntMap()
  private count = 0
  /** Slots ever used: those from here on were never touched. */
  private used = 0
  /** First of the freed slots, or NONE. */
  private firstFree = NONE

  constructor(capacity: number) {
    this.capacity = capacity
    const length = Math.min(capacity, FIRST_SLOTS)
    this.keys = new Uint32Array(length)
    this.prev = new Int32Array(length)
    this.next = new Int32Array(length)
    this.mark = new Int32Array(length)
  }

  /** Number of keys held. */
  get size(): number {
    return this.count
  }

  /** Slots that hold a key or once did, all below this. */
  get highWater(): number {
    return this.used
  }

  /** Slot of the key, or {@link NONE}. */
  find(key: number): number {
    return this.slots.get(key)
  }

  /** Whether a key is held in that slot. */
  isOccupied(slot: number): boolean {
    return slot >= 0 && slot < this.used && this.prev[slot] !== FREE
  }

  /** Takes in a key that is not held, in no list and with mark 0, and returns its slot. Only while size < capacity. */
  add(key: number): number {
    let slot = this.firstFree
    if (slot === NONE) {
      if (this.used === this.keys.length) this.grow()
      slot = this.used++
    } else {
      this.firstFree = this.next[slot]!
    }
    this.keys[slot] = key
    this.prev[slot] = NONE
    this.next[slot] = NONE
    this.mark[slot] = 0
    this.slots.set(key, slot)
    this.count++
    return slot
  }

  /** Drops the key of an occupied slot that is in no list. */
  drop(slot: number): void {
    this.slots.delete(this.keys[slot]!)
    this.prev[slot] = FREE
    this.next[slot] = this.firstFree
    this.firstFree = slot
    this.count--
  }

  /** Drops every key. Keeps the memory. */
  clear(): void {
    this.slots.clear()
    this.count = 0
    this.used = 0
    this.firstFree = NONE
  }

  save(out: StateWriter): void {
    out.number(this.firstFree)
    out.array(this.keys, this.used)
    out.array(this.prev, this.used)
    out.array(this.next, this.used)
    out.array(this.mark, this.used)
  }

  load(input: StateReader): void {
    this.clear()
    this.firstFree = input.number()
    const keys = input.array()
    while (this.keys.length < keys.length) this.grow()
    this.used = keys.length
    this.keys.set(keys)
    input.into(this.prev)
    input.into(this.next)
    input.into(this.mark)
    for (let slot = 0; slot < this.used; slot++) {
      if (this.prev[slot] === FREE) continue
      this.slots.set(this.keys[slot]!, slot)
      this.count++
    }
  }

  private grow(): void {
    const length = Math.min(this.capacity, this.keys.length * 2)
    const keys = new Uint32Array(length)
    keys.set(this.keys)
    this.keys = keys
    this.prev = enlarged(this.prev, length)
    this.next = enlarged(this.next, length)
    this.mark = enlarged(this.mark, length)
  }
}

/** A copy of `values` with room for `length`, the rest 0. */
export function enlarged(values: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length)
  larger.set(values)
  return larger
}
