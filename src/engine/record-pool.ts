/**
 * Records that are used again and again, with free list and generations.
 *
 * A record is known by its index, which goes into events and other records. `generation[index]` changes whenever the record is
 * freed, so that a kept (index, generation) pair can be told to be stale. All fields of a record are numbers; a record that is
 * allocated holds whatever it held before, zeros at first.
 * Cost: O(1) to allocate and free; no allocation of memory once grown. Objects rather than columns of typed arrays, because
 * engines reach many fields of one object in far fewer steps than the same place of many arrays.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'

/** First value of a field that may hold fractions, so that engines provide for them from the start. */
export const FRACTION = 0.5

/** Records at first. */
const CAPACITY = 256

export abstract class RecordPool<T extends object> implements Saveable {
  /** Changes when the record is freed. */
  generation = new Int32Array(0)
  /** Records in use. */
  inUse = 0
  private readonly records: T[] = []
  private readonly fields: readonly (keyof T)[]
  private readonly create: () => T
  private free = new Int32Array(0)
  private freeCount = 0

  constructor(create: () => T) {
    this.create = create
    this.fields = Object.keys(create()) as (keyof T)[]
    this.growTo(CAPACITY)
  }

  /** The record with an index that is in use, or was. */
  at(index: number): T {
    return this.records[index]!
  }

  /** Number of records that fit without growing; indices are below it. */
  get capacity(): number {
    return this.records.length
  }

  /** Takes a record. */
  allocate(): number {
    if (this.freeCount === 0) this.growTo(this.capacity * 2)
    this.inUse++
    return this.free[--this.freeCount]!
  }

  /** Gives a record back. */
  release(index: number): void {
    this.generation[index] = (this.generation[index]! + 1) | 0
    this.inUse--
    this.free[this.freeCount++] = index | 0
  }

  private growTo(capacity: number): void {
    const before = this.capacity
    while (this.records.length < capacity) this.records.push(this.blank())
    this.generation = longer(this.generation, capacity)
    this.free = longer(this.free, capacity)
    for (let index = capacity - 1; index >= before; index--) this.free[this.freeCount++] = index | 0
  }

  private blank(): T {
    const record = this.create()
    for (const field of this.fields) record[field] = 0 as T[keyof T]
    return record
  }

  save(out: StateWriter): void {
    out.number(this.capacity)
    out.number(this.inUse)
    out.array(this.free, this.freeCount)
    out.array(this.generation)
    for (const field of this.fields) for (const record of this.records) out.number(record[field] as number)
  }

  load(input: StateReader): void {
    const capacity = input.number()
    this.inUse = input.number()
    const free = input.array()
    if (this.capacity < capacity) this.growTo(capacity)
    this.free.set(free)
    this.freeCount = free.length
    input.into(this.generation)
    for (const field of this.fields) for (const record of this.records) record[field] = input.number() as T[keyof T]
  }
}

function longer(source: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const target = new Int32Array(length)
  target.set(source)
  return target
}
