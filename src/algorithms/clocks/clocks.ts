/** Contract of the clocks family: logical clocks that order events, and physical clocks that are wrong. */
import type { Saveable } from '../../lib/state'

/** How stamp a stands to stamp b. */
export const BEFORE = -1
/** See {@link BEFORE}. */
export const SAME = 0
/** See {@link BEFORE}. */
export const AFTER = 1
/** Neither happened before the other, as far as these stamps can tell. */
export const CONCURRENT = 2

/** How two stamps stand to each other. */
export type Order = typeof BEFORE | typeof SAME | typeof AFTER | typeof CONCURRENT

/** A stamp: as many numbers as the scheme is wide. */
export type Stamp = ArrayLike<number>

/** The logical clock of one node. */
export interface LogicalClock extends Saveable {
  /** Stamp of the latest event here. The array is the clock's own and changes with the next event: copy to keep it. */
  readonly stamp: Stamp
  /** A local event or the sending of a message, at physical time `now` [ms]. */
  tick(now: number): void
  /** The receipt of a message that carries `stamp`, at physical time `now` [ms]. */
  receive(now: number, stamp: Stamp): void
}

/** A way of stamping. Law: if event a happened before event b, then `order(stamp of a, stamp of b)` is {@link BEFORE}. */
export interface LogicalClockScheme {
  /** The clock of node number `node` (from 0) out of `nodes`. */
  clock(node: number, nodes: number): LogicalClock
  /** How a stands to b. Stamps of one scheme and one number of nodes only. */
  order(a: Stamp, b: Stamp): Order
}

/** A clock on the wall of one node. */
export interface PhysicalClock extends Saveable {
  /** [ms] what the clock shows at true time `now`. */
  read(now: number): number
  /** [ms] the earliest true time from `now` on at which the clock shows at least `local`; infinity when it never will. */
  whenShows(now: number, local: number): number
}
