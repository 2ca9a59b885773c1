/**
 * First in, first out: serves the item that has waited longest.
 *
 * Bound: with one server and the same service times no other order has a smaller greatest wait.
 * Cost: O(1) per operation. Time, priority and deadline are ignored.
 * Source: Kleinrock, "Queueing Systems" vol. 1 (1975), ch. 1; the usual order of a listen backlog or thread pool.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import { Deque } from './deque'
import type { DisciplineMember, QueueDiscipline } from './queueing'

/** Oldest item first. */
export class Fifo implements QueueDiscipline {
  private readonly waiting = new Deque()

  get length(): number {
    return this.waiting.length
  }

  push(_now: number, item: number, _priority: number, _deadline: number): void {
    this.waiting.pushBack(item)
  }

  pop(_now: number): number {
    return this.waiting.popFront()
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

export const fifo = {
  id: 'fifo',
  number: 1,
  label: 'First in, first out',
  help: 'Serves the request that has waited longest. Fair, but under overload every request waits too long.',
  fields: {},
  source: 'Kleinrock, Queueing Systems, vol. 1 (1975), ch. 1',
  formula: 'next = the oldest waiting',
  deviations: '',
  create: () => new Fifo(),
} as const satisfies DisciplineMember
