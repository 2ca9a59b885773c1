/**
 * Records that are used again and again, with free list and generations.
 *
 * Whoever works with a record holds the record itself; its index goes into events and into what is saved. `generation` changes
 * whenever the record is freed, so that a kept (index, generation) pair can be told to be stale. Fields of a record are numbers, or
 * other records; a record that is allocated holds whatever it held before, zeros and the references of a blank one at first.
 * Cost: O(1) to allocate and free; no allocation of memory once grown. Objects rather than columns of typed arrays, because
 * engines reach many fields of one object in far fewer steps than the same place of many arrays. A reference that is never null
 * costs engines the least: they know what it leads to without looking.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import type { LaneGuard } from './lane'

/** First value of a field that may hold fractions, so that engines provide for them from the start. */
export const FRACTION = 0.5

/** No record: the index of those that stand for none. */
export const NONE = -1

/** Records at first. */
const CAPACITY = 256

/** What all records have. */
export abstract class PoolRecord {
  /** Place in the pool. */
  index = NONE
  /** Changes when the record is freed. */
  generation = 0
  /** The record that is next to be taken after this one, while it is free. */
  nextFree: PoolRecord | null = null
}

/** Where a record with a given index is found, whether or not it has been made yet. */
interface Shelf {
  reach(index: number): PoolRecord
}

/** For each field that leads to another record, the pool of that. */
type References<T> = { readonly [field in keyof T]?: () => Shelf }

export abstract class RecordPool<T extends PoolRecord> implements LaneGuard, Saveable {
  private readonly records: T[] = []
  private readonly create: () => T
  private readonly references: [keyof T, () => Shelf][]
  private readonly numbers: (keyof T)[]
  /** The record that is taken next. */
  private free: PoolRecord | null = null

  constructor(create: () => T, references: References<T> = {}) {
    this.create = create
    this.references = Object.entries(references) as [keyof T, () => Shelf][]
    this.numbers = (Object.keys(create()) as (keyof T)[]).filter(
      (field) => !(field in references) && field !== 'index' && field !== 'nextFree',
    )
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

  /** Whether the record that had this generation has not been freed since. */
  isCurrent(index: number, generation: number): boolean {
    return this.records[index]!.generation === generation
  }

  /** Takes a record. */
  allocate(): T {
    if (this.free === null) this.growTo(this.capacity * 2)
    const record = this.free as T
    this.free = record.nextFree
    return record
  }

  /** Gives a record back. */
  release(record: T): void {
    record.generation = (record.generation + 1) | 0
    this.setFree(record)
  }

  private growTo(capacity: number): void {
    const before = this.capacity
    while (this.records.length < capacity) this.records.push(this.blank(this.records.length))
    for (let index = capacity - 1; index >= before; index--) this.setFree(this.records[index]!)
  }

  private setFree(record: T): void {
    record.nextFree = this.free
    this.free = record
  }

  private blank(index: number): T {
    const record = this.create()
    for (const field of this.numbers) record[field] = 0 as T[keyof T]
    record.index = index
    return record
  }

  /** The record at an index, made if there are not as many yet. */
  reach(index: number): T {
    while (this.capacity <= index) this.growTo(this.capacity * 2)
    return this.records[index]!
  }

  save(out: StateWriter): void {
    out.number(this.capacity)
    const free: number[] = []
    for (let record = this.free; record !== null; record = record.nextFree) free.push(record.index)
    out.array(free)
    for (const field of this.numbers) for (const record of this.records) out.number(record[field] as number)
    for (const [field] of this.references) {
      for (const record of this.records) out.number((record[field] as PoolRecord | null)?.index ?? NONE)
    }
  }

  /** Records that others refer to may not be loaded yet; they are made here and filled by their own pool. */
  load(input: StateReader): void {
    this.reach(input.number() - 1)
    this.free = null
    for (const index of [...input.array()].reverse()) this.setFree(this.records[index]!)
    for (const field of this.numbers) for (const record of this.records) record[field] = input.number() as T[keyof T]
    const blank = this.create()
    for (const [field, pool] of this.references) {
      for (const record of this.records) {
        const index = input.number()
        record[field] = index === NONE ? blank[field] : (pool().reach(index) as T[keyof T])
      }
    }
  }
}
