/**
 * A doubly linked list of slots of one {@link KeyTable}, front to back. A slot is in at most one list at a time.
 *
 * Cost: O(1) per operation, no allocation. The links live in the table, so saving a list takes three numbers.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import { type KeyTable, NONE } from './key-table'

/** See the head of this file. */
export class SlotList implements Saveable {
  /** First slot, or NONE. */
  front = NONE
  /** Last slot, or NONE. */
  back = NONE
  /** Number of slots in the list. */
  length = 0
  private readonly table: KeyTable

  constructor(table: KeyTable) {
    this.table = table
  }

  /** Puts a slot that is in no list before all others. */
  pushFront(slot: number): void {
    const { prev, next } = this.table
    prev[slot] = NONE
    next[slot] = this.front
    if (this.front === NONE) this.back = slot
    else prev[this.front] = slot
    this.front = slot
    this.length++
  }

  /** Takes a slot of this list out of it. */
  unlink(slot: number): void {
    const { prev, next } = this.table
    const before = prev[slot]!
    const after = next[slot]!
    if (before === NONE) this.front = after
    else next[before] = after
    if (after === NONE) this.back = before
    else prev[after] = before
    this.length--
  }

  /** Takes out the last slot and returns it; NONE when the list is empty. */
  popBack(): number {
    const slot = this.back
    if (slot !== NONE) this.unlink(slot)
    return slot
  }

  /** Puts a slot of this list before all others. */
  moveToFront(slot: number): void {
    if (slot === this.front) return
    this.unlink(slot)
    this.pushFront(slot)
  }

  /** Forgets all slots without touching the table. */
  clear(): void {
    this.front = NONE
    this.back = NONE
    this.length = 0
  }

  save(out: StateWriter): void {
    out.number(this.front)
    out.number(this.back)
    out.number(this.length)
  }

  load(input: StateReader): void {
    this.front = input.number()
    this.back = input.number()
    this.length = input.number()
  }
}
