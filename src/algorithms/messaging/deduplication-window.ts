/**
 * Deduplication window: a message id that was accepted is refused when it comes again within the window.
 *
 * How: accepted ids are kept with their time, oldest first. A refused repeat does not prolong the window.
 * Bound: no id is accepted twice within windowMs, unless more than `capacity` others came between.
 * Units: windowMs [ms], capacity [count]. Time: an id is free again at exactly its time + windowMs; a clock that goes back
 * forgets nothing. Cost: O(1) amortised. Randomness: none. Throws: ParamError from the constructor only.
 * Source: Amazon SQS developer guide, "exactly-once processing" (its window is 300 000 ms). Differs: capacity is bounded.
 */

import { requireNumber } from '../../lib/errors'
import { field, integer, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** See the head of this file. */
export class DeduplicationWindow implements Saveable {
  private readonly windowMs: number
  private readonly capacity: number
  /** Time of acceptance by id, in the order of acceptance. */
  private readonly accepted = new Map<number, number>()
  private duplicateCount = 0

  constructor(params: { windowMs: number; capacity: number }) {
    this.windowMs = requireNumber('windowMs', params.windowMs, { min: 0 })
    this.capacity = requireNumber('capacity', params.capacity, { min: 1, integer: true })
  }

  /** [count] repeats refused so far. */
  get duplicates(): number {
    return this.duplicateCount
  }

  /** [count] ids remembered. */
  get size(): number {
    return this.accepted.size
  }

  /** Whether the id is new within the window; if so it is remembered. */
  accept(now: number, id: number): boolean {
    for (const [oldest, time] of this.accepted) {
      if (now < time + this.windowMs) break
      this.accepted.delete(oldest)
    }
    const time = this.accepted.get(id)
    if (time !== undefined && now < time + this.windowMs) {
      this.duplicateCount++
      return false
    }
    this.accepted.delete(id)
    if (this.accepted.size >= this.capacity) this.accepted.delete(this.accepted.keys().next().value ?? id)
    this.accepted.set(id, now)
    return true
  }

  save(out: StateWriter): void {
    out.number(this.duplicateCount)
    out.number(this.accepted.size)
    for (const [id, time] of this.accepted) {
      out.number(id)
      out.number(time)
    }
  }

  load(input: StateReader): void {
    this.duplicateCount = input.number()
    this.accepted.clear()
    const size = input.number()
    for (let i = 0; i < size; i++) this.accepted.set(input.number(), input.number())
  }
}

const fields = {
  windowMs: field(
    1,
    'Window',
    'How long an accepted id is remembered.',
    number('ms', 300_000, { max: 1e9, scale: 'log' }),
  ),
  capacity: field(
    2,
    'Capacity',
    'How many ids are remembered at most; the oldest goes first.',
    integer('count', 100_000, { min: 1, max: 1e7, scale: 'log' }),
  ),
}

export const deduplicationWindow: BuildableMember<'deduplication-window', typeof fields, DeduplicationWindow> = {
  id: 'deduplication-window',
  number: 1,
  label: 'Deduplication window',
  help: 'Refuses a message whose id was accepted a short time ago.',
  fields,
  source: 'Amazon SQS developer guide, exactly-once processing',
  sourceUrl:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html',
  formula: 'accept ⇔ id not accepted within the window',
  deviations: 'The number of remembered ids is bounded.',
  create: (params) => new DeduplicationWindow(params),
}
