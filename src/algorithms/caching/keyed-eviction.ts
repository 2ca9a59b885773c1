/**
 * What the eviction policies share: a table of keys, a count of evictions, and the order of one insertion.
 *
 * A policy says what a use does (`touch`), where a new key goes (`place`), which slot to give up (`evictOne`) and how to
 * take a slot out of its lists (`detach`).
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import type { Eviction } from './caching'
import { KeyTable } from './key-table'

/** Largest cache that can be built. */
export const MAX_CAPACITY = 10_000_000

/** Skeleton of a policy that admits every key. Throws: ParamError for a capacity outside [1, {@link MAX_CAPACITY}]. */
export abstract class KeyedEviction implements Eviction {
  readonly capacity: number
  protected readonly table: KeyTable
  private evicted = 0

  constructor(capacity: number) {
    this.capacity = requireNumber('capacity', capacity, { min: 1, max: MAX_CAPACITY, integer: true })
    this.table = new KeyTable(capacity)
  }

  get size(): number {
    return this.table.size
  }

  get evictions(): number {
    return this.evicted
  }

  lookup(key: number): number {
    const slot = this.table.find(key)
    if (slot >= 0) this.touch(slot)
    return slot
  }

  peek(key: number): number {
    return this.table.find(key)
  }

  insert(key: number, random: Random): number {
    const held = this.table.find(key)
    if (held >= 0) return held
    this.arrive(key)
    if (this.table.size === this.capacity) this.evictOne(random)
    const slot = this.table.add(key)
    this.place(slot)
    return slot
  }

  remove(key: number): boolean {
    const slot = this.table.find(key)
    if (slot < 0) return false
    this.detach(slot)
    this.table.drop(slot)
    return true
  }

  clear(): void {
    this.table.clear()
    this.evicted = 0
  }

  save(out: StateWriter): void {
    out.number(this.evicted)
    this.table.save(out)
  }

  load(input: StateReader): void {
    this.evicted = input.number()
    this.table.load(input)
  }

  /** Drops the key of a slot that is in no list, and counts the eviction. */
  protected give(slot: number): void {
    this.table.drop(slot)
    this.evicted++
  }

  /** A key that is not held is about to come in; room for it is made after this. */
  protected arrive(_key: number): void {}
  /** The key of an occupied slot is used. */
  protected abstract touch(slot: number): void
  /** A new key has come into the slot. */
  protected abstract place(slot: number): void
  /** Makes room: takes one slot out of its lists and gives it up by {@link give}. */
  protected abstract evictOne(random: Random): void
  /** Takes a slot out of the lists it is in, because its key is removed. */
  protected abstract detach(slot: number): void
}
