/**
 * Write-behind buffer: writes wait here until they go to the database in one batch.
 *
 * How: a write to a key that already waits replaces it. A batch is due when `batchSize` keys wait, or the oldest has waited `delayMs`.
 * Keys leave in the order in which they first came. A crash loses everything that waits.
 * Bound: at most `batchSize` keys wait if every due batch is taken; a write waits at most `delayMs`.
 * Units: delay [ms], size [keys]. Cost: O(1) per write, no allocation apart from growth. Randomness: none.
 * Throws: ParamError from the constructor only. Time: an earlier `now` never makes a batch due that was not.
 * Source: elementary; the write-behind of Caffeine's and Ehcache's guides.
 */

import { requireNumber } from '../../lib/errors'
import { field, integer, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { KeyTable, NONE } from './key-table'
import { MAX_CAPACITY } from './keyed-eviction'
import { SlotList } from './slot-list'

/** See the head of this file. Keys are whole numbers in [0, 2^32). */
export class WriteBehind implements Saveable {
  private readonly batchSize: number
  private readonly delayMs: number
  private readonly table = new KeyTable(MAX_CAPACITY)
  private readonly order = new SlotList(this.table)
  private cameAt: Float64Array = new Float64Array(16)
  private lostCount = 0

  constructor(params: { readonly batchSize: number; readonly delayMs: number }) {
    this.batchSize = requireNumber('batchSize', params.batchSize, { min: 1, max: MAX_CAPACITY, integer: true })
    this.delayMs = requireNumber('delayMs', params.delayMs, { min: 0 })
  }

  /** Keys that wait. */
  get size(): number {
    return this.table.size
  }

  /** Writes that crashes have lost so far. */
  get lost(): number {
    return this.lostCount
  }

  /** Takes a write; false if the key already waited, whose write it replaces. */
  write(now: number, key: number): boolean {
    if (this.table.find(key) !== NONE) return false
    const slot = this.table.add(key)
    if (slot >= this.cameAt.length) this.grow(slot)
    this.cameAt[slot] = now
    this.order.pushFront(slot)
    return true
  }

  /** [ms] when the next batch is due: `now` if it is already, infinity when nothing waits. */
  dueAt(now: number): number {
    if (this.order.back === NONE) return Infinity
    if (this.table.size >= this.batchSize) return now
    return Math.max(now, this.cameAt[this.order.back]! + this.delayMs)
  }

  /** Takes the key that came first out of the buffer, or returns −1 when nothing waits. */
  take(): number {
    const slot = this.order.popBack()
    if (slot === NONE) return -1
    const key = this.table.keys[slot]!
    this.table.drop(slot)
    return key
  }

  /** Loses all that waits; returns how many writes that were. */
  crash(): number {
    const lost = this.table.size
    this.lostCount += lost
    this.table.clear()
    this.order.clear()
    return lost
  }

  save(out: StateWriter): void {
    out.number(this.lostCount)
    this.table.save(out)
    this.order.save(out)
    out.array(this.cameAt, this.table.highWater)
  }

  load(input: StateReader): void {
    this.lostCount = input.number()
    this.table.load(input)
    this.order.load(input)
    const cameAt = input.array()
    if (cameAt.length > this.cameAt.length) this.grow(cameAt.length)
    this.cameAt.set(cameAt)
  }

  private grow(slot: number): void {
    const larger = new Float64Array(Math.max(slot + 1, this.cameAt.length * 2))
    larger.set(this.cameAt)
    this.cameAt = larger
  }
}

const fields = {
  batchSize: field(
    1,
    'Batch size',
    'Keys that make a batch due. More means fewer writes to the database and more to lose in a crash.',
    integer('count', 100, { min: 1, max: MAX_CAPACITY, scale: 'log' }),
  ),
  delayMs: field(
    2,
    'Longest wait',
    'After this long the oldest write makes a batch due, however small.',
    number('ms', 1000, { max: 1e8, scale: 'log' }),
  ),
}

export const writeBehind: BuildableMember<'write-behind-buffer', typeof fields, WriteBehind> = {
  id: 'write-behind-buffer',
  number: 3,
  label: 'Write-behind buffer',
  help: 'Writes wait in the cache and go to the database in batches; a crash loses those that wait.',
  fields,
  source: 'Ehcache 3 documentation, write-behind caching',
  sourceUrl: 'https://www.ehcache.org/documentation/3.10/writers.html#write-behind',
  formula: 'batch due ⇔ waiting keys ≥ batch size, or the oldest waited the delay',
  deviations: 'Writes to a key that waits are always joined; one queue.',
  create: (params) => new WriteBehind(params),
}
