/**
 * Time to live with jitter: when an entry stops being good.
 *
 * How: an entry put at `now` ends at now + ttl·(1 − jitter·u), u uniform on (0, 1); jitter 0 draws nothing. It is good while now < end.
 * Bound: ttl·(1 − jitter) < life ≤ ttl; the mean is ttl·(1 − jitter/2). Entries put together end spread over jitter·ttl.
 * Units: ttl [ms], jitter [share]; ttl ∞ never ends. Cost: O(1), no allocation. Randomness: one draw per put if there is jitter.
 * Throws: ParamError from the constructor only. Time: an earlier `now` finds an entry good that it was good for before.
 * Source: elementary. Only ever shorter, so that the configured time stays the limit of staleness.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'

/** See the head of this file. Holds no state. */
export class TimeToLive {
  private readonly ttlMs: number
  private readonly jitter: number

  constructor(params: { readonly ttlMs: number; readonly jitter: number }) {
    this.ttlMs = requireNumber('ttlMs', params.ttlMs, { min: 0 })
    this.jitter = requireNumber('jitter', params.jitter, { min: 0, max: 1 })
  }

  /** [ms] when an entry put now ends. */
  endOf(now: number, random: Random): number {
    if (this.jitter === 0 || this.ttlMs === Infinity) return now + this.ttlMs
    return now + this.ttlMs * (1 - this.jitter * random.uniform())
  }

  /** Whether an entry is good; at exactly its end it is not. */
  static isGood(now: number, end: number): boolean {
    return now < end
  }
}
