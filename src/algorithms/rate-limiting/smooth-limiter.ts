/**
 * What the two Guava limiters share: permits are stored while idle, and the price of a request is paid by the next one.
 *
 * How: a request gets through at `nextFree`; its cost, stored permits first and fresh ones at the steady interval after that,
 * moves `nextFree` on. A request is therefore never late for its own size.
 * Bound: the times at which requests happen are spaced by the cost of the one before.
 * Units: inside whole microseconds, as the source. Time: an earlier `now` than before simply waits longer.
 * Cost: O(1), no allocation. Source: Guava 31.1, SmoothRateLimiter.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { RateLimiter } from './rate-limiting'
import { waitUntil } from './waiting'

const US_PER_MS = 1000

/** See the head of this file. */
export abstract class SmoothLimiter implements RateLimiter {
  /** [µs] between two permits in the long run. */
  protected readonly intervalUs: number
  /** [count] permits saved up. */
  protected stored: number
  private readonly maxStored: number
  /** [µs] in which one permit is saved up. */
  private readonly coolDownUs: number
  /** [µs] when the next request gets through. */
  private nextFreeUs = 0

  constructor(intervalUs: number, maxStored: number, coolDownUs: number, stored: number) {
    this.intervalUs = intervalUs
    this.maxStored = maxStored
    this.coolDownUs = coolDownUs
    this.stored = stored
  }

  /** Takes `n` permits and returns the wait [ms]; never refuses. Weight 0 passes and changes nothing. */
  decide(now: number, n = 1): number {
    if (n <= 0) return 0
    const nowUs = Math.floor(now * US_PER_MS)
    if (nowUs > this.nextFreeUs) {
      this.stored = Math.min(this.maxStored, this.stored + (nowUs - this.nextFreeUs) / this.coolDownUs)
      this.nextFreeUs = nowUs
    }
    const startsUs = this.nextFreeUs
    const fromStore = Math.min(n, this.stored)
    this.nextFreeUs += this.storedCostUs(fromStore) + Math.trunc((n - fromStore) * this.intervalUs)
    this.stored -= fromStore
    return startsUs > nowUs ? (startsUs - nowUs) / US_PER_MS : 0
  }

  /** Takes `n` permits if that takes no longer than `timeoutMs` (a negative one counts as 0), and says whether. */
  tryAcquire(now: number, n: number, timeoutMs: number): boolean {
    const nowUs = Math.floor(now * US_PER_MS)
    if (this.nextFreeUs - Math.max(Math.floor(timeoutMs * US_PER_MS), 0) > nowUs) return false
    this.decide(now, n)
    return true
  }

  retryAfterMs(now: number, n = 1): number {
    if (n <= 0 || this.nextFreeUs <= Math.floor(now * US_PER_MS)) return 0
    const wait = waitUntil(now, this.nextFreeUs / US_PER_MS)
    // The division by 1000 may have rounded to before the microsecond.
    return Math.floor((now + wait) * US_PER_MS) >= this.nextFreeUs ? wait : wait + 1 / US_PER_MS
  }

  /** Undefined: what passes at once depends on the sizes asked for. */
  remaining(_now: number): number | undefined {
    return undefined
  }

  save(out: StateWriter): void {
    out.number(this.stored)
    out.number(this.nextFreeUs)
  }

  load(input: StateReader): void {
    this.stored = input.number()
    this.nextFreeUs = input.number()
  }

  /** [µs, whole] what it costs to take `permits` of the stored ones; called before they are taken. */
  protected abstract storedCostUs(permits: number): number
}
