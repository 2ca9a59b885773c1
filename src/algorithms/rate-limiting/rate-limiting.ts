/** Contract of the rate-limiting family: may an event of weight n happen now? */
import type { Saveable } from '../../lib/state'

/** Answer of {@link RateLimiter.decide}: the event may not happen. */
export const REFUSED = -1

/**
 * One limiter for one key. `now` [ms] is given with each call; what an earlier `now` than before does follows the source of
 * the member and is tested there. Decisions never throw and allocate nothing.
 */
export interface RateLimiter extends Saveable {
  /**
   * Decides about an event of weight `n` (default 1) and takes it into account.
   * Returns 0 to admit at once, a positive delay [ms] to admit after waiting that long (shapers), or {@link REFUSED}.
   */
  decide(now: number, n?: number): number
  /** [ms] how long to wait from `now` until `decide(·, n)` would return 0: 0 exactly when it would now, infinity when it
   * never can. Changes nothing. */
  retryAfterMs(now: number, n?: number): number
  /** How many events of weight 1 would be admitted at once right now; undefined where the member cannot tell. */
  remaining(now: number): number | undefined
}
