/**
 * Priority: serves the most important item; among equals the one that has waited longest.
 *
 * How: a heap on −priority. Any real number is a level, negative ones and infinities too; NaN is below all others.
 * Bound: an item never waits for one of lower priority that had not started; low levels starve under overload.
 * Cost: O(log n) per operation; no allocation once grown. Time and deadline are ignored.
 * Source: Cobham, "Priority assignment in waiting line problems", Operations Research 2(1), 1954 (head of the line,
 * without pre-emption).
 */
import type { StateReader, StateWriter } from '../../lib/state'
import { OrderedHeap } from './ordered-heap'
import type { DisciplineMember, QueueDiscipline } from './queueing'

/** Highest priority first, oldest first within one level. */
export class Priority implements QueueDiscipline {
  private readonly waiting = new OrderedHeap()

  get length(): number {
    return this.waiting.length
  }

  push(_now: number, item: number, priority: number, _deadline: number): void {
    this.waiting.push(-priority, item)
  }

  pop(_now: number): number {
    return this.waiting.pop()
  }

  removeWhere(isGone: (item: number) => boolean): void {
    this.waiting.removeWhere(isGone)
  }

  clear(): void {
    this.waiting.clear()
  }

  save(out: StateWriter): void {
    this.waiting.save(out)
  }

  load(input: StateReader): void {
    this.waiting.load(input)
  }
}

export const priority = {
  id: 'priority',
  number: 4,
  label: 'Priority',
  help: 'Serves the most important request first, the oldest among equals. Unimportant ones wait as long as it takes.',
  fields: {},
  source: 'Cobham, Priority assignment in waiting line problems, Operations Research 2(1), 1954',
  sourceUrl: 'https://doi.org/10.1287/opre.2.1.70',
  formula: 'next = highest priority, then the oldest',
  deviations: '',
  create: () => new Priority(),
} as const satisfies DisciplineMember
