/**
 * Ghost entries: keys that were given up lately, without their values, newest first.
 *
 * How: a table and a list of its own; a new key drives out the oldest when there is no room. Capacity 0 remembers nothing.
 * Cost: O(1) per operation, no allocation apart from growth.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import { KeyTable, NONE } from './key-table'
import { SlotList } from './slot-list'

/** See the head of this file. */
export class KeyHistory implements Saveable {
  readonly capacity: number
  private readonly table: KeyTable
  private readonly order: SlotList

  constructor(capacity: number) {
    this.capacity = capacity
    this.table = new KeyTable(capacity)
    this.order = new SlotList(this.table)
  }

  /** Number of keys remembered. */
  get size(): number {
    return this.table.size
  }

  has(key: number): boolean {
    return this.table.find(key) >= 0
  }

  /** Remembers a key as the newest. A key already remembered keeps its age. */
  remember(key: number): void {
    if (this.capacity === 0 || this.has(key)) return
    if (this.table.size === this.capacity) this.forgetOldest()
    this.order.pushFront(this.table.add(key))
  }

  /** Forgets a key; false when it was not remembered. */
  forget(key: number): boolean {
    const slot = this.table.find(key)
    if (slot < 0) return false
    this.order.unlink(slot)
    this.table.drop(slot)
    return true
  }

  /** Forgets the key remembered longest ago, if there is one. */
  forgetOldest(): void {
    const slot = this.order.popBack()
    if (slot !== NONE) this.table.drop(slot)
  }

  clear(): void {
    this.table.clear()
    this.order.clear()
  }

  save(out: StateWriter): void {
    this.table.save(out)
    this.order.save(out)
  }

  load(input: StateReader): void {
    this.table.load(input)
    this.order.load(input)
  }
}
