/**
 * Records kept as columns of typed arrays, with free list and generations.
 *
 * A record is an index. `generation[index]` changes whenever the record is freed, so that a kept (index, generation) pair can
 * be told to be stale. Columns are plain fields of the subclass, named in `columns`, so that hot code reads them directly.
 * Growing replaces the arrays: do not keep a column across a call that may allocate.
 * Cost: O(1) to allocate and free; no allocation of memory once grown.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'

type Column = Float64Array | Int32Array | Uint8Array

export abstract class Pool implements Saveable {
  /** Changes when the record is freed. */
  generation: Int32Array
  /** Records in use. */
  inUse = 0
  private free: Int32Array
  private freeCount: number
  private readonly columns: readonly string[]

  /** `columns` names every field that holds a column; each must have been made with `initialCapacity` entries. */
  constructor(columns: readonly string[], initialCapacity: number) {
    this.columns = ['generation', ...columns]
    this.generation = new Int32Array(initialCapacity)
    this.free = Int32Array.from({ length: initialCapacity }, (_, i) => initialCapacity - 1 - i)
    this.freeCount = initialCapacity
  }

  /** Number of records that fit without growing; indices are below it. */
  get capacity(): number {
    return this.generation.length
  }

  /** Takes a record; its columns hold whatever they held before. */
  allocate(): number {
    if (this.freeCount === 0) this.grow()
    this.inUse++
    return this.free[--this.freeCount]!
  }

  /** Gives a record back. */
  release(index: number): void {
    this.generation[index] = (this.generation[index]! + 1) | 0
    this.inUse--
    this.free[this.freeCount++] = index | 0
  }

  private column(name: string): Column {
    return (this as unknown as Record<string, Column>)[name]!
  }

  private grow(): void {
    const size = this.capacity
    for (const name of this.columns) {
      const column = this.column(name)
      const longer = new (column.constructor as new (length: number) => Column)(size * 2)
      longer.set(column)
      ;(this as unknown as Record<string, Column>)[name] = longer
    }
    const free = new Int32Array(size * 2)
    free.set(this.free)
    this.free = free
    for (let index = size * 2 - 1; index >= size; index--) this.free[this.freeCount++] = index
  }

  save(out: StateWriter): void {
    out.number(this.capacity)
    out.number(this.inUse)
    out.array(this.free, this.freeCount)
    for (const name of this.columns) out.array(this.column(name))
  }

  load(input: StateReader): void {
    const capacity = input.number()
    this.inUse = input.number()
    const free = input.array()
    while (this.capacity < capacity) {
      this.freeCount = 0
      this.grow()
    }
    this.free.set(free)
    this.freeCount = free.length
    for (const name of this.columns) input.into(this.column(name))
  }
}
