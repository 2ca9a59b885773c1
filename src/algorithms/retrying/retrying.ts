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

/**
 * A budget that also learns how attempts end. The caller tells each attempt, first or not, exactly once when it has ended, before it
 * asks to retry it, or that it was given up.
 */
export interface RetryLimit extends RetryBudget {
  /** An attempt has ended. `isRetry` is false for the first attempt of a request. */
  finish(now: number, isRetry: boolean, succeeded: boolean): void
  /** An attempt was given up before its end, or a retry that was granted is not made: it is under way no longer, and says nothing. */
  giveUp(now: number, isRetry: boolean): void
  /** Retries that would be granted one after the other now, if nothing else happened. */
  balance(now: number): number
}

/** How long an attempt may take before it is given up, perhaps learned from earlier ones. */
export interface AttemptTimeout extends Saveable {
  /** [ms] limit for an attempt that begins now. */
  timeoutMs(): number
  /** An attempt took that long [ms]; one that was given up counts with its limit. */
  observe(tookMs: number): void
}
