/** Contract of the replication family: which copies of a value a read or a write goes to, and whose answers it waits for. */
import type { Random } from '../../lib/random'

/** Answer of {@link ReplicationScheme.plan} when too few replicas are up for the operation. */
export const UNAVAILABLE = -1

/** A way to keep copies. Holds no changing state: what each replica holds belongs to the caller. */
export interface ReplicationScheme {
  /** [count] replicas, numbered from 0; spares that only stand in for others come last. */
  readonly replicas: number
  /** [count] answers that a write waits for. */
  readonly writeAnswers: number
  /** [count] answers that a read waits for. */
  readonly readAnswers: number
  /**
   * Whether the contacted replicas pass the write on one after the other instead of getting it at the same time; the answer
   * of the last one ends it.
   */
  readonly isChained: boolean
  /**
   * Writes the replicas to contact into `out` (as long as `replicas`) in order, and returns how many; or {@link UNAVAILABLE}.
   * @param isUp 1 for each replica that can be reached, by number
   */
  plan(isWrite: boolean, isUp: ArrayLike<number>, random: Random, out: Int32Array): number
}
