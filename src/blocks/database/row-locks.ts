/**
 * Exclusive locks on rows, granted in order of arrival.
 *
 * How: a map from row to its holder and those who wait. Rows that nobody holds take no memory.
 * Cost: O(1) to take and free; O(waiters) to withdraw.
 */
import { NONE } from '../../engine/calls'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

export class RowLocks implements Saveable {
  /** Holder first, then the waiters in order. */
  private readonly rows = new Map<number, number[]>()
  private waiterCount = 0

  /** Attempts that wait for a row. */
  get waiters(): number {
    return this.waiterCount
  }

  /** Takes the row for an attempt, or lets it wait; true when it is taken at once. */
  take(row: number, attempt: number): boolean {
    const queue = this.rows.get(row)
    if (!queue) {
      this.rows.set(row, [attempt])
      return true
    }
    queue.push(attempt)
    this.waiterCount++
    return false
  }

  isHeldBy(row: number, attempt: number): boolean {
    return this.rows.get(row)?.[0] === attempt
  }

  /** Frees the row and returns the attempt that holds it now, or NONE. */
  free(row: number): number {
    const queue = this.rows.get(row)
    queue?.shift()
    if (queue && queue.length > 0) {
      this.waiterCount--
      return queue[0]!
    }
    this.rows.delete(row)
    return NONE
  }

  /** A waiter gives up. */
  withdraw(row: number, attempt: number): void {
    const queue = this.rows.get(row)
    const at = queue?.indexOf(attempt, 1) ?? -1
    if (at <= 0) return
    queue!.splice(at, 1)
    this.waiterCount--
  }

  clear(): void {
    this.waiterCount = 0
    this.rows.clear()
  }

  save(out: StateWriter): void {
    out.number(this.rows.size)
    for (const [row, queue] of this.rows) {
      out.number(row)
      out.array(queue)
    }
  }

  load(input: StateReader): void {
    this.clear()
    const count = input.number()
    for (let i = 0; i < count; i++) {
      const row = input.number()
      const queue = [...input.array()]
      this.rows.set(row, queue)
      this.waiterCount += queue.length - 1
    }
  }
}
