/**
 * Outbox (local message table): the event is a row written in the same transaction as the business data.
 *
 * How: a commit stores the business row and the event row, or neither. A relay publishes unsent rows in order and then marks
 * them sent. A crash between the two publishes the row again.
 * Bound: each event of a committed transaction is published at least once, none of a rolled-back one ever.
 * Cost: O(1) per operation, amortised. Randomness: none. Throws: nothing.
 * Source: C. Richardson, "Microservices Patterns" (2018), section 3.3.7, transactional outbox; D. Pritchett, "BASE" (2008).
 */

import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** Answer of {@link Outbox.next} when every row was sent. */
export const NO_ROW = -1

/** See the head of this file. */
export class Outbox implements Saveable {
  /** Event ids in the order of their commits. Rows before `head` were sent. */
  private rows: number[] = []
  private head = 0

  /** [count] rows not marked as sent. */
  get backlog(): number {
    return this.rows.length - this.head
  }

  /** The business transaction that wrote event `id` ends; only a commit leaves a row. */
  finishTransaction(id: number, isCommitted: boolean): void {
    if (isCommitted) this.rows.push(id)
  }

  /** The oldest event not marked as sent, to be published now; or {@link NO_ROW}. */
  next(): number {
    return this.rows[this.head] ?? NO_ROW
  }

  /** The event that `next` gives was published. Without this call, as after a crash, `next` gives it again. */
  markSent(): void {
    if (this.backlog === 0) return
    this.head++
    if (this.head < 1024 || this.head * 2 < this.rows.length) return
    this.rows = this.rows.slice(this.head)
    this.head = 0
  }

  save(out: StateWriter): void {
    out.array(this.rows.slice(this.head))
  }

  load(input: StateReader): void {
    this.rows = Array.from(input.array())
    this.head = 0
  }
}

const fields = {}

export const outbox: BuildableMember<'transactional-outbox', typeof fields, Outbox> = {
  id: 'transactional-outbox',
  number: 3,
  label: 'Transactional outbox',
  help: 'The event is a row that is written in the same transaction as the business data.',
  fields,
  source: 'Richardson, "Microservices Patterns" (2018), section 3.3.7; Pritchett, "BASE" (2008)',
  sourceUrl: 'https://microservices.io/patterns/data/transactional-outbox.html',
  formula: 'committed ⇒ published at least once; rolled back ⇒ never',
  deviations: '',
  create: () => new Outbox(),
}
