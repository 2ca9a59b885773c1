/** Contract of the retrying family: whether and when to try again. */
import type { Random } from '../../lib/random'
import type { Saveable } from '../../lib/state'

/** How long to wait before each retry. Holds no state: what was waited before is passed in. */
export interface Backoff {
  /** Attempts in all, the first included; 1 means that nothing is retried. */
  readonly attempts: number
  /**
   * [ms] wait before retry number `retry` (0 is the first retry, that is the second attempt).
   * `previousMs` is the wait before the retry before this one, 0 for the first.
   */
  delayMs(retry: number, previousMs: number, random: Random): number
}

/** Limits retries as a share of requests. */
export interface RetryBudget extends Saveable {
  /** A first attempt is made. */
  deposit(now: number): void
  /** Asks to retry now; true takes one retry out of the budget. */
  withdraw(now: number): boolean
}
