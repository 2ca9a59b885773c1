/**
 * Events that are due at the present instant, in the order in which they were put in.
 *
 * How: the first of them stands in plain fields, and there is seldom another; the others follow in a ring of rows that are used
 * again and again. Rows are objects rather than places of typed arrays, since there are few of them and each is written and
 * read once.
 * Cost: O(1) amortised; no allocation once grown.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import { FRACTION } from './record-pool'

/** One event. */
class Row {
  time = FRACTION
  sequence = 0
  code = 0
  a = 0
  b = 0
}

/** Rows at first; a power of two. */
const ROWS = 64

export class Instant implements Saveable {
  /** Events that wait. */
  length = 0
  /** The event that is next; valid when there is one. */
  time = FRACTION
  sequence = 0
  code = 0
  a = 0
  b = 0
  private rows = Array.from({ length: ROWS }, () => new Row())
  private mask = ROWS - 1
  /** Row of the event after the next. */
  private head = 0

  append(time: number, sequence: number, code: number, a: number, b: number): void {
    if (this.length++ > 0) return this.queue(time, sequence, code, a, b)
    this.time = time
    this.sequence = sequence
    this.code = code
    this.a = a
    this.b = b
  }

  /** Drops the first event. */
  advance(): void {
    if (--this.length > 0) this.takeRow()
  }

  /** Puts an event behind the one that is next. */
  private queue(time: number, sequence: number, code: number, a: number, b: number): void {
    if (this.length > this.mask) this.grow()
    const row = this.rows[(this.head + this.length - 2) & this.mask]!
    row.time = time
    row.sequence = sequence
    row.code = code
    row.a = a
    row.b = b
  }

  private takeRow(): void {
    const row = this.rows[this.head]!
    this.head = (this.head + 1) & this.mask
    this.time = row.time
    this.sequence = row.sequence
    this.code = row.code
    this.a = row.a
    this.b = row.b
  }

  private grow(): void {
    const { rows, head } = this
    const more = rows.map(() => new Row())
    this.rows = [...rows.slice(head), ...rows.slice(0, head), ...more]
    this.head = 0
    this.mask = this.rows.length - 1
  }

  save(out: StateWriter): void {
    out.number(this.length)
    for (let i = 0; i < this.length; i++) {
      const { time, sequence, code, a, b } = i === 0 ? this : this.rows[(this.head + i - 1) & this.mask]!
      for (const value of [time, sequence, code, a, b]) out.number(value)
    }
  }

  load(input: StateReader): void {
    this.head = 0
    this.length = 0
    for (let count = input.number(); count > 0; count--) {
      this.append(input.number(), input.number(), input.number(), input.number(), input.number())
    }
  }
}
