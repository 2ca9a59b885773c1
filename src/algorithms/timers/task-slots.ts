/** Storage shared by the timers: tasks in numbered slots of typed arrays, found by id, chained into lists. */
import { IntMap } from '../../lib/int-map'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** End of a list, or no slot. */
export const NONE = -1

/** Cost: O(1) per operation; 36 bytes a slot beside the map; grows by doubling, never shrinks. */
export class TaskSlots implements Saveable {
  /** Slot by id. */
  private readonly slots = new IntMap()
  private capacity = 16
  private freed = NONE
  private used = 0
  private sequence = 0
  ids = new Uint32Array(this.capacity)
  /** [ms] when the task is due. */
  deadlines = new Float64Array(this.capacity)
  /** Rises with each task: the order of scheduling. */
  orders = new Float64Array(this.capacity)
  /** Neighbours in the list that the task is in; `next` also chains free slots. */
  next = new Int32Array(this.capacity)
  previous = new Int32Array(this.capacity)
  /** Which list, or where in a heap. */
  places = new Int32Array(this.capacity)

  /** Number of tasks. */
  get size(): number {
    return this.slots.size
  }

  /** Slot of a task, {@link NONE} when it is not here. */
  find(id: number): number {
    return this.slots.get(id)
  }

  /** A new slot for a task that is not here yet. */
  add(id: number, deadline: number): number {
    let slot = this.freed
    if (slot === NONE) {
      if (this.used === this.capacity) this.grow(this.capacity * 2)
      slot = this.used++
    } else this.freed = this.next[slot]!
    this.slots.set(id, slot)
    this.ids[slot] = id
    this.deadlines[slot] = deadline
    this.orders[slot] = this.sequence++
    this.places[slot] = NONE
    return slot
  }

  /** Gives the slot back. */
  remove(slot: number): void {
    this.slots.delete(this.ids[slot]!)
    this.next[slot] = this.freed
    this.freed = slot
  }

  /** Earliest finite deadline by a look at every task; infinity when there is none. O(tasks). */
  earliestDeadline(): number {
    let earliest = Infinity
    this.slots.forEach((_id, slot) => {
      earliest = Math.min(earliest, this.deadlines[slot]!)
    })
    return earliest
  }

  save(out: StateWriter): void {
    out.number(this.capacity)
    out.number(this.used)
    out.number(this.freed)
    out.number(this.sequence)
    this.slots.save(out)
    for (const part of this.parts()) out.array(part, this.used)
  }

  load(input: StateReader): void {
    this.grow(input.number())
    this.used = input.number()
    this.freed = input.number()
    this.sequence = input.number()
    this.slots.load(input)
    for (const part of this.parts()) input.into(part)
  }

  private parts(): (Uint32Array | Int32Array | Float64Array)[] {
    return [this.ids, this.deadlines, this.orders, this.next, this.previous, this.places]
  }

  private grow(capacity: number): void {
    const [ids, deadlines, orders, next, previous, places] = this.parts()
    this.capacity = capacity
    this.ids = new Uint32Array(capacity)
    this.deadlines = new Float64Array(capacity)
    this.orders = new Float64Array(capacity)
    this.next = new Int32Array(capacity)
    this.previous = new Int32Array(capacity)
    this.places = new Int32Array(capacity)
    const old = [ids, deadlines, orders, next, previous, places]
    this.parts().forEach((part, index) => {
      part.set((old[index] as Float64Array).subarray(0, Math.min(capacity, old[index]!.length)))
    })
  }
}

/** Doubly linked lists of slots, numbered from 0; a slot is in at most one, and its place says which. */
export class SlotLists implements Saveable {
  private readonly slots: TaskSlots
  private heads: Int32Array
  private tails: Int32Array

  constructor(slots: TaskSlots, count: number) {
    this.slots = slots
    this.heads = new Int32Array(count).fill(NONE)
    this.tails = new Int32Array(count).fill(NONE)
  }

  /** Adds lists so that there are `count`. */
  extend(count: number): void {
    const { heads, tails } = this
    this.heads = new Int32Array(count).fill(NONE)
    this.tails = new Int32Array(count).fill(NONE)
    this.heads.set(heads)
    this.tails.set(tails)
  }

  /** First slot of a list; {@link NONE} when it is empty. */
  first(list: number): number {
    return this.heads[list]!
  }

  append(list: number, slot: number): void {
    const { next, previous, places } = this.slots
    const last = this.tails[list]!
    places[slot] = list
    previous[slot] = last
    next[slot] = NONE
    if (last === NONE) this.heads[list] = slot
    else next[last] = slot
    this.tails[list] = slot
  }

  /** Takes a slot out of the list that it is in. */
  unlink(slot: number): void {
    const { next, previous, places } = this.slots
    const list = places[slot]!
    const before = previous[slot]!
    const after = next[slot]!
    if (before === NONE) this.heads[list] = after
    else next[before] = after
    if (after === NONE) this.tails[list] = before
    else previous[after] = before
    places[slot] = NONE
  }

  save(out: StateWriter): void {
    out.array(this.heads)
    out.array(this.tails)
  }

  load(input: StateReader): void {
    this.heads = Int32Array.from(input.array())
    this.tails = Int32Array.from(input.array())
  }
}
