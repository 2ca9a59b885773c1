/**
 * Binary heap: fires each task exactly at its deadline.
 *
 * How: a heap ordered by deadline, then by order of scheduling; an index by id makes cancelling as cheap as adding.
 * Bound: fires at the deadline, neither earlier nor later; equal deadlines in the order of scheduling.
 * Time: an earlier `now` fires only what is due by then. An infinite delay never fires.
 * Cost: O(log n) to schedule, cancel and fire. Randomness: none. Throws: never.
 * Source: Williams, "Algorithm 232: Heapsort", CACM 7(6), 1964; the structure of java.util.Timer and of Go before 1.10.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { SlotHeap } from './slot-heap'
import { TaskSlots } from './task-slots'
import { deadlineOf, type Fire, type Timers } from './timers'

/** See the head of this file. */
export class BinaryHeapTimers implements Timers {
  private readonly slots = new TaskSlots()
  private readonly heap = new SlotHeap(this.slots, false)
  readonly earlyMs = 0
  readonly lateMs = 0

  get pending(): number {
    return this.slots.size
  }

  get work(): number {
    return this.heap.work
  }

  schedule(now: number, delayMs: number, id: number): void {
    this.cancel(id)
    this.heap.push(this.slots.add(id, deadlineOf(now, delayMs)))
  }

  cancel(id: number): boolean {
    const slot = this.slots.find(id)
    if (slot < 0) return false
    this.heap.remove(slot)
    this.slots.remove(slot)
    return true
  }

  advance(now: number, fire: Fire): void {
    for (;;) {
      const slot = this.heap.first()
      if (slot < 0) return
      const deadline = this.slots.deadlines[slot]!
      if (deadline > now || deadline === Infinity) return
      const id = this.slots.ids[slot]!
      this.heap.remove(slot)
      this.slots.remove(slot)
      fire(id, deadline)
    }
  }

  nextAt(): number {
    const slot = this.heap.first()
    return slot < 0 ? Infinity : this.slots.deadlines[slot]!
  }

  save(out: StateWriter): void {
    this.slots.save(out)
    this.heap.save(out)
  }

  load(input: StateReader): void {
    this.slots.load(input)
    this.heap.load(input)
  }
}

const fields = {}

export const binaryHeap: BuildableMember<'binary-heap', typeof fields, Timers> = {
  id: 'binary-heap',
  number: 1,
  label: 'Binary heap',
  help: 'Exact times; the work grows with the logarithm of the number of tasks.',
  fields,
  source: 'Williams, Algorithm 232: Heapsort, CACM 7(6), 1964',
  sourceUrl: 'https://doi.org/10.1145/512274.512284',
  formula: 'fires at the deadline; O(log n) each',
  deviations: 'Cancelling finds the task by id instead of marking it.',
  create: () => new BinaryHeapTimers(),
}
