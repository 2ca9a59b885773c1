/**
 * Events that are due at the present instant, in the order in which they were put in.
 *
 * How: a ring of rows that are used again and again. Rows are objects rather than places of typed arrays, since there are few of
 * them and each is written and read once.
 * Cost: O(1) amortised; no allocation once grown.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import { FRACTION } from './record-pool'

/** One event. */
export class InstantRow {
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
  private rows = blankRows(ROWS)
  private mask = ROWS - 1
  private head = 0

  /** The event that is next; valid when there is one. */
  get first(): InstantRow {
    return this.rows[this.head]!
  }

  append(time: number, sequence: number, code: number, a: number, b: number): void {
    if (this.length > this.mask) this.grow()
    const row = this.rows[(this.head + this.length++) & this.mask]!
    row.time = time
    row.sequence = sequence
    row.code = code
    row.a = a
    row.b = b
  }

  /** Drops the first event. */
  advance(): void {
    this.head = (this.head + 1) & this.mask
    this.length--
  }

  private grow(): void {
    const { rows, head } = this
    this.rows = [...rows.slice(head), ...rows.slice(0, head), ...blankRows(rows.length)]
    this.head = 0
    this.mask = this.rows.length - 1
  }

  save(out: StateWriter): void {
    out.number(this.length)
    for (let i = 0; i < this.length; i++) {
      const { time, sequence, code, a, b } = this.rows[(this.head + i) & this.mask]!
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

function blankRows(count: number): InstantRow[] {
  const rows: InstantRow[] = []
  while (rows.length < count) {
    const row = new InstantRow()
    row.time = 0
    rows.push(row)
  }
  return rows
}
