/** A binary heap of task slots by deadline, with removal from the middle. */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { TaskSlots } from './task-slots'

/** Cost: O(log n) to add and remove. `places` of the slots says where in the heap each one is. */
export class SlotHeap implements Saveable {
  private readonly slots: TaskSlots
  private readonly isTieById: boolean
  private heap = new Int32Array(16)
  private count = 0
  /** Slots compared so far. */
  work = 0

  /** @param isTieById equal deadlines come by id; otherwise in the order of scheduling. */
  constructor(slots: TaskSlots, isTieById: boolean) {
    this.slots = slots
    this.isTieById = isTieById
  }

  get size(): number {
    return this.count
  }

  /** The slot that is due first; -1 when the heap is empty. */
  first(): number {
    return this.count === 0 ? -1 : this.heap[0]!
  }

  push(slot: number): void {
    if (this.count === this.heap.length) {
      const larger = new Int32Array(this.count * 2)
      larger.set(this.heap)
      this.heap = larger
    }
    this.up(this.count++, slot)
  }

  /** Takes out a slot, wherever it is. */
  remove(slot: number): void {
    const hole = this.slots.places[slot]!
    const last = this.heap[--this.count]!
    if (last === slot) return
    const parent = (hole - 1) >> 1
    if (hole > 0 && this.isBefore(last, this.heap[parent]!)) this.up(hole, last)
    else this.down(hole, last)
  }

  save(out: StateWriter): void {
    out.array(this.heap, this.count)
    out.number(this.work)
  }

  load(input: StateReader): void {
    const saved = input.array()
    this.count = saved.length
    this.heap = new Int32Array(Math.max(16, saved.length))
    this.heap.set(saved)
    this.work = input.number()
  }

  private isBefore(a: number, b: number): boolean {
    this.work++
    const { deadlines, ids, orders } = this.slots
    const difference = deadlines[a]! - deadlines[b]!
    // Two infinite deadlines differ by NaN and fall through to the tie.
    if (difference < 0) return true
    if (difference > 0) return false
    return this.isTieById ? ids[a]! < ids[b]! : orders[a]! < orders[b]!
  }

  private up(start: number, slot: number): void {
    const { heap } = this
    const { places } = this.slots
    let hole = start
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      const other = heap[parent]!
      if (!this.isBefore(slot, other)) break
      heap[hole] = other
      places[other] = hole
      hole = parent
    }
    heap[hole] = slot
    places[slot] = hole
  }

  private down(start: number, slot: number): void {
    const { heap, count } = this
    const { places } = this.slots
    let hole = start
    for (let child = 2 * hole + 1; child < count; child = 2 * hole + 1) {
      if (child + 1 < count && this.isBefore(heap[child + 1]!, heap[child]!)) child++
      const other = heap[child]!
      if (!this.isBefore(other, slot)) break
      heap[hole] = other
      places[other] = hole
      hole = child
    }
    heap[hole] = slot
    places[slot] = hole
  }
}
