/**
 * Last in, first out: serves the item that came last.
 *
 * Bound: the mean wait equals that of first in, first out (any order that does not look at service times has it); the
 * second moment of an M/M/1 wait is 1/(1 − ρ) times as large. Under overload the newest still finish in time while the
 * oldest starve.
 * Cost: O(1) per operation. Time, priority and deadline are ignored.
 * Source: Kleinrock, "Queueing Systems" vol. 2 (1976), ch. 3.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import { Deque } from './deque'
import type { DisciplineMember, QueueDiscipline } from './queueing'

/** Newest item first. */
export class Lifo implements QueueDiscipline {
  private readonly waiting = new Deque()

  get length(): number {
    return this.waiting.length
  }

  push(_now: number, item: number, _priority: number, _deadline: number): void {
    this.waiting.pushBack(item)
  }

  pop(_now: number): number {
    return this.waiting.popBack()
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

export const lifo = {
  id: 'lifo',
  number: 2,
  label: 'Last in, first out',
  help: 'Serves the newest request first. Under overload some requests are still answered fast; the oldest starve.',
  fields: {},
  source: 'Kleinrock, Queueing Systems, vol. 2 (1976), ch. 3',
  formula: 'next = the newest waiting',
  deviations: '',
  create: () => new Lifo(),
} as const satisfies DisciplineMember
