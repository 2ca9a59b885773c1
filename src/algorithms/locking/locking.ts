/** Contract of the locking family: who holds a named resource, and for how long. */
import type { Saveable } from '../../lib/state'

/** Answer of {@link LockTable.acquire} when the resource is held by another. */
export const HELD = 0

/** Locks over resources (whole numbers) by owners (whole numbers unique per acquisition attempt). Leases end by `now`. */
export interface LockTable extends Saveable {
  /**
   * Tries to take `resource` for `owner` until `now + leaseMs`. Returns the fencing token (≥ 1, strictly rising with each
   * acquisition of that resource), or {@link HELD}. A lease ends at exactly its expiry: at that time it is free.
   */
  acquire(now: number, resource: number, owner: number, leaseMs: number): number
  /** Prolongs the lease to `now + leaseMs` if `owner` holds it; false otherwise. */
  extend(now: number, resource: number, owner: number, leaseMs: number): boolean
  /** Frees the resource if `owner` holds it; false otherwise. */
  release(now: number, resource: number, owner: number): boolean
  /** Frees the resource whoever holds it (a plain delete); false when it was free. */
  releaseBlindly(now: number, resource: number): boolean
  /** The owner that holds the resource now, or 0. */
  holder(now: number, resource: number): number
  /** [ms] when the present lease on the resource ends; `now` when it is free. */
  expiresAt(now: number, resource: number): number
}

/** A lock table that remembers who was refused, so that they can be told when to try again. */
export interface QueueingLockTable extends LockTable {
  /** Number of owners that wait for the resource and have not timed out. */
  waiting(now: number, resource: number): number
  /**
   * The owner that is to be woken now that the resource is free: the `index`-th of them, from 0, or 0 when there are no more.
   * Tables that wake one waiter at a time know index 0 only; tables that wake the herd go on to the last waiter.
   */
  toWake(now: number, resource: number, index: number): number
  /** Takes an owner out of the queue; false if it was not waiting. */
  abandon(now: number, resource: number, owner: number): boolean
}
