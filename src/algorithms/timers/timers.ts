/** Contract of the timers family: a set of delayed tasks that fire when their time has come. */
import type { Saveable } from '../../lib/state'

/** Receives a task that fires and the time [ms] at which it does. May schedule and cancel. */
export type Fire = (id: number, firedAt: number) => void

/**
 * Delayed tasks, each known by a whole number in [0, 2^32) that is unique among those pending.
 *
 * `now` [ms] is given with each call and is 0 at construction. Drive it by calling {@link Timers.advance} at
 * {@link Timers.nextAt}; then every task fires in [deadline − earlyMs, deadline + lateMs]. Called later, it fires what it
 * missed, in order and with the times at which it would have. An earlier `now` than before fires nothing that lies ahead
 * of it. Calls never throw; steady state allocates nothing.
 */
export interface Timers extends Saveable {
  /**
   * Adds a task, or moves a pending one. A delay of 0, less or NaN is due at once, which the next `advance` does; an
   * infinite one stays pending and never fires.
   */
  schedule(now: number, delayMs: number, id: number): void
  /** Takes a pending task out; says whether there was one. */
  cancel(id: number): boolean
  /** Fires everything whose time has come, by firing time; ties as the member says. Infinity fires all that ever will. */
  advance(now: number, fire: Fire): void
  /** [ms] when to call `advance` next: it may turn out that nothing fires then. Infinity when nothing ever will. */
  nextAt(): number
  /** Number of tasks waiting. */
  readonly pending: number
  /** [ms] how long before its deadline a task may fire. */
  readonly earlyMs: number
  /** [ms] how long after its deadline a task may fire; infinite when a backlog can grow. */
  readonly lateMs: number
  /**
   * Entries, buckets or list heads looked at since construction: what the structure costs, for comparisons. Comparable
   * between members to a factor of two or so.
   */
  readonly work: number
}

/** [ms] the deadline of a task: a delay of 0 or less, or NaN, is now. */
export function deadlineOf(now: number, delayMs: number): number {
  return delayMs > 0 ? now + delayMs : now
}
