/**
 * Earliest deadline first: serves the item that has to be done soonest.
 *
 * How: a heap on the absolute deadline; ties in order of arrival. Items without a deadline (infinity; NaN counts as
 * that) come after all others. An item whose deadline has passed is served like any other: leaving it out is the
 * station's decision.
 * Bound: where some order on one server meets every deadline (with pre-emption), this one does.
 * Cost: O(log n) per operation; no allocation once grown. Priority is ignored.
 * Source: Liu and Layland, "Scheduling algorithms for multiprogramming in a hard-real-time environment", JACM 20(1),
 * 1973, §7. Differs: what was started is not pre-empted.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import { OrderedHeap } from './ordered-heap'
import type { DisciplineMember, QueueDiscipline } from './queueing'

/** Earliest absolute deadline first, ties oldest first. */
export class Deadline implements QueueDiscipline {
  private readonly waiting = new OrderedHeap()

  get length(): number {
    return this.waiting.length
  }

  push(_now: number, item: number, _priority: number, deadline: number): void {
    this.waiting.push(deadline, item)
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

export const deadline = {
  id: 'deadline',
  number: 5,
  label: 'Earliest deadline',
  help: 'Serves the request whose deadline comes first. Best while all can be met, poor once the load is too high.',
  fields: {},
  source: 'Liu and Layland, JACM 20(1), 1973, §7',
  sourceUrl: 'https://doi.org/10.1145/321738.321743',
  formula: 'next = earliest absolute deadline, then the oldest',
  deviations: 'What was started is not pre-empted.',
  create: () => new Deadline(),
} as const satisfies DisciplineMember
