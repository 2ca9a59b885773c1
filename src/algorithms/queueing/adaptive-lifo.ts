/**
 * Adaptive LIFO: serves the oldest first in normal operation and the newest first while a backlog stands.
 *
 * How: first in, first out while the queue has been empty at some instant of [now − N, now], otherwise last in, first
 * out. `lastEmptyAt` is the latest instant at which nothing waited: an arrival at an empty queue and the departure that
 * empties it both set it. A queue emptied by removal is empty until the next arrival, which sets it.
 * Bound: while arrivals outrun service, the wait of those served tends to the time between two services.
 * Units: N = `recentlyEmptyMs` [ms]; exactly N ms since empty still counts as recent. Infinity is plain first in, first
 * out; 0 is newest first whenever anything has waited for any time at all.
 * Time: an earlier `now` counts as recent, hence first in, first out.
 * Cost: O(1) per operation.
 * Throws: ParamError from the constructor only.
 * Source: Maurer, "Fail at Scale", ACM Queue 13(8), 2015 (N = 100 ms). The switch itself was never published as code;
 * the condition is the one of its controlled-delay pseudo code.
 */
import { requireNumber } from '../../lib/errors'
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import { Deque } from './deque'
import type { DisciplineMember, QueueDiscipline } from './queueing'

/** Oldest first while recently empty, else newest first. */
export class AdaptiveLifo implements QueueDiscipline {
  private readonly waiting = new Deque()
  /** [ms] how long ago the queue may have been empty at most to count as healthy. */
  private readonly recentlyEmptyMs: number
  /** [ms] the latest instant at which nothing waited. */
  private lastEmptyAt = -Infinity

  /** @param recentlyEmptyMs [ms] N, at least 0; infinity is allowed. */
  constructor(recentlyEmptyMs: number) {
    this.recentlyEmptyMs = requireNumber('recentlyEmptyMs', recentlyEmptyMs, { min: 0 })
  }

  get length(): number {
    return this.waiting.length
  }

  push(now: number, item: number, _priority: number, _deadline: number): void {
    if (this.waiting.length === 0) this.lastEmptyAt = now
    this.waiting.pushBack(item)
  }

  pop(now: number): number {
    const isBackedUp = now - this.lastEmptyAt > this.recentlyEmptyMs
    const item = isBackedUp ? this.waiting.popBack() : this.waiting.popFront()
    if (this.waiting.length === 0) this.lastEmptyAt = now
    return item
  }

  removeWhere(isGone: (item: number) => boolean): void {
    this.waiting.removeWhere(isGone)
  }

  clear(): void {
    this.waiting.clear()
  }

  save(out: StateWriter): void {
    out.number(this.lastEmptyAt)
    this.waiting.save(out)
  }

  load(input: StateReader): void {
    this.lastEmptyAt = input.number()
    this.waiting.load(input)
  }
}

const fields = {
  recentlyEmptyMs: field(
    1,
    'Recently empty',
    'The order turns to newest first once the queue has not been empty for longer than this.',
    number('ms', 100, { max: 1e6, scale: 'log' }),
  ),
}

export const adaptiveLifo = {
  id: 'adaptive-lifo',
  number: 3,
  label: 'Adaptive LIFO',
  help: 'First in, first out while the queue empties now and then; newest first while it is backed up.',
  fields,
  source: 'Maurer, Fail at Scale, ACM Queue 13(8), 2015',
  sourceUrl: 'https://queue.acm.org/detail.cfm?id=2839461',
  formula: 'newest first ⇔ now − lastEmptyAt > recentlyEmptyMs, else oldest first',
  deviations: 'The article names the behaviour without code; the switch condition is that of its controlled delay.',
  create: (params) => new AdaptiveLifo(params.recentlyEmptyMs),
} as const satisfies DisciplineMember<string, typeof fields>
