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
import { field, number } from '../../lib/schema'
import type { BuildableMember } from '../member'

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

const fields = {
  ttlMs: field(
    1,
    'Time to live',
    'How long an entry is good. Longer hits more often and shows older values.',
    number('ms', 60_000, { max: 1e9, scale: 'log' }),
  ),
  jitter: field(
    2,
    'Jitter',
    'Part of the time by which a life may fall short, so that entries put together do not end together.',
    number('share', 0.1, { max: 1 }),
  ),
}

export const timeToLive: BuildableMember<'time-to-live', typeof fields, TimeToLive> = {
  id: 'time-to-live',
  number: 1,
  label: 'Time to live with jitter',
  help: 'An entry stops being good after a while, which differs from entry to entry.',
  fields,
  source: 'RFC 9111, HTTP Caching, section 4.2 (freshness lifetime); the jitter is elementary',
  sourceUrl: 'https://www.rfc-editor.org/rfc/rfc9111#section-4.2',
  formula: 'end = now + ttl·(1 − jitter·u), u uniform on (0, 1)',
  deviations: 'Lives are only ever shortened, so that the configured time stays the limit of staleness.',
  create: (params) => new TimeToLive(params),
}
