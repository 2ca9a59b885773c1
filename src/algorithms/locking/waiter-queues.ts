/**
 * One queue of waiting owners per row of a {@link LeaseTable}, each waiter with a time and a rank.
 *
 * Cost: O(1) to add and to take out, O(length) to find an owner; 28 bytes a waiter, allocated only to grow.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** No waiter. */
export const NOBODY = -1

const FIRST_LENGTH = 16

/** See the head of this file. */
export class WaiterQueues implements Saveable {
  /** Owner by waiter. */
  owners: Float64Array = new Float64Array(FIRST_LENGTH)
  /** [ms] when the waiter is taken for gone. */
  deadlines: Float64Array = new Float64Array(FIRST_LENGTH)
  /** What the table orders or marks waiters by. */
  ranks: Float64Array = new Float64Array(FIRST_LENGTH)
  /** Waiter in front, by waiter. */
  private prev: Int32Array = new Int32Array(FIRST_LENGTH)
  /** Waiter behind, by waiter; chains the free ones. */
  private next: Int32Array = new Int32Array(FIRST_LENGTH)
  /** First waiter, by row. */
  private heads: Int32Array = new Int32Array(FIRST_LENGTH).fill(NOBODY)
  /** Last waiter, by row. */
  private tails: Int32Array = new Int32Array(FIRST_LENGTH).fill(NOBODY)
  /** Waiters ever used. */
  private used = 0
  private firstFree = NOBODY

  /** First waiter of a row, or {@link NOBODY}. */
  first(row: number): number {
    return row >= 0 && row < this.heads.length ? this.heads[row]! : NOBODY
  }

  /** Last waiter of a row, or {@link NOBODY}. */
  last(row: number): number {
    return row >= 0 && row < this.tails.length ? this.tails[row]! : NOBODY
  }

  /** The waiter behind this one, or {@link NOBODY}. */
  after(waiter: number): number {
    return this.next[waiter]!
  }

  /** The waiter in front of this one, or {@link NOBODY}. */
  before(waiter: number): number {
    return this.prev[waiter]!
  }

  /** The waiter of an owner, or {@link NOBODY}. */
  find(row: number, owner: number): number {
    let waiter = this.first(row)
    while (waiter !== NOBODY && this.owners[waiter] !== owner) waiter = this.next[waiter]!
    return waiter
  }

  /** Number of waiters of a row. */
  lengthOf(row: number): number {
    let length = 0
    for (let waiter = this.first(row); waiter !== NOBODY; waiter = this.next[waiter]!) length++
    return length
  }

  /** Adds an owner at the end of the queue and returns its waiter. */
  add(row: number, owner: number, deadline: number, rank: number): number {
    this.makeRoomForRow(row)
    const waiter = this.takeFree()
    const last = this.tails[row]!
    this.owners[waiter] = owner
    this.deadlines[waiter] = deadline
    this.ranks[waiter] = rank
    this.prev[waiter] = last
    this.next[waiter] = NOBODY
    if (last === NOBODY) this.heads[row] = waiter
    else this.next[last] = waiter
    this.tails[row] = waiter
    return waiter
  }

  /** Takes a waiter out of its queue. */
  drop(row: number, waiter: number): void {
    const before = this.prev[waiter]!
    const after = this.next[waiter]!
    if (before === NOBODY) this.heads[row] = after
    else this.next[before] = after
    if (after === NOBODY) this.tails[row] = before
    else this.prev[after] = before
    this.next[waiter] = this.firstFree
    this.firstFree = waiter
  }

  save(out: StateWriter): void {
    out.number(this.firstFree)
    out.array(this.owners, this.used)
    out.array(this.deadlines, this.used)
    out.array(this.ranks, this.used)
    out.array(this.prev, this.used)
    out.array(this.next, this.used)
    out.array(this.heads)
    out.array(this.tails)
  }

  load(input: StateReader): void {
    this.firstFree = input.number()
    const owners = input.array()
    this.used = owners.length
    while (this.owners.length < this.used) this.grow()
    this.owners.set(owners)
    input.into(this.deadlines)
    input.into(this.ranks)
    input.into(this.prev)
    input.into(this.next)
    this.heads = Int32Array.from(input.array())
    this.tails = Int32Array.from(input.array())
  }

  private takeFree(): number {
    if (this.firstFree === NOBODY) {
      if (this.used === this.owners.length) this.grow()
      return this.used++
    }
    const waiter = this.firstFree
    this.firstFree = this.next[waiter]!
    return waiter
  }

  private makeRoomForRow(row: number): void {
    if (row < this.heads.length) return
    const rows = Math.max(row + 1, this.heads.length * 2)
    this.heads = copied(this.heads, new Int32Array(rows).fill(NOBODY))
    this.tails = copied(this.tails, new Int32Array(rows).fill(NOBODY))
  }

  private grow(): void {
    const length = this.owners.length * 2
    this.owners = copied(this.owners, new Float64Array(length))
    this.deadlines = copied(this.deadlines, new Float64Array(length))
    this.ranks = copied(this.ranks, new Float64Array(length))
    this.prev = copied(this.prev, new Int32Array(length))
    this.next = copied(this.next, new Int32Array(length))
  }
}

function copied<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
