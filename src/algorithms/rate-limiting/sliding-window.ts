/**
 * Sliding window of slots: counts events in slots of time and admits while the last slots together are within the limit.
 *
 * How: slots are W/slots long and aligned to multiples of that; admit ⇔ Σ of the current slot and the slots − 1 before + n
 * ≤ limit. Refused events are not counted.
 * Bound: at most `limit` in any `slots` slots in a row, hence in any span of (1 − 1/slots)·W; up to 2·limit in a span of W.
 * Units: limit, slots [count], window [ms]. One slot makes a fixed window on the clock.
 * Time: an earlier `now` than before counts into the latest slot.
 * Cost: O(1) time plus one step for each slot passed since the last call, no allocation. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: Alibaba Sentinel 1.8, LeapArray, with the rule of its DefaultController (passed + n > count refuses).
 * Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { type RateLimiter, REFUSED } from './rate-limiting'
import { waitUntil } from './waiting'

const fields = {
  limit: field(
    1,
    'Limit',
    'How many events are admitted in the last slots together.',
    integer('count', 100, { min: 1, scale: 'log' }),
  ),
  windowMs: field(2, 'Window', 'How far back events count.', number('ms', 1000, { min: 1, scale: 'log' })),
  slots: field(
    3,
    'Slots',
    'Into how many slots the window is divided; more of them follow time more closely.',
    integer('count', 10, { min: 1, max: 10_000 }),
  ),
} as const

/** See the head of this file. */
export class SlidingWindow implements RateLimiter {
  private readonly limit: number
  private readonly slotMs: number
  private readonly slots: number
  private readonly counts: Float64Array
  private total = 0
  /** Number of the latest slot since time 0; −∞ before the first event. */
  private latest = -Infinity

  constructor(params: InferFields<typeof fields>) {
    this.limit = requireNumber('limit', params.limit, fields.limit.schema)
    this.slots = requireNumber('slots', params.slots, fields.slots.schema)
    this.slotMs = requireNumber('windowMs', params.windowMs, fields.windowMs.schema) / this.slots
    this.counts = new Float64Array(this.slots)
  }

  decide(now: number, n = 1): number {
    this.advance(this.slotOf(now))
    if (this.total + n > this.limit) return REFUSED
    this.counts[this.indexOf(this.latest)]! += n
    this.total += n
    return 0
  }

  retryAfterMs(now: number, n = 1): number {
    if (n > this.limit) return Infinity
    let slot = Math.max(this.slotOf(now), this.latest)
    if (this.totalAt(slot) + n <= this.limit) return 0
    // Beyond the whole numbers there is no next slot.
    do slot++
    while (this.totalAt(slot) + n > this.limit && slot < Number.MAX_SAFE_INTEGER)
    return waitUntil(now, this.startOf(slot))
  }

  remaining(now: number): number {
    return Math.floor(this.limit - this.totalAt(Math.max(this.slotOf(now), this.latest)))
  }

  save(out: StateWriter): void {
    out.number(this.latest)
    out.number(this.total)
    out.array(this.counts)
  }

  load(input: StateReader): void {
    this.latest = input.number()
    this.total = input.number()
    input.into(this.counts)
  }

  private slotOf(now: number): number {
    return Math.floor(now / this.slotMs)
  }

  /** [ms] the first time that {@link slotOf} puts into `slot`; rounding may put the product just before it. */
  private startOf(slot: number): number {
    const start = slot * this.slotMs
    return this.slotOf(start) >= slot ? start : start + Math.abs(start) * Number.EPSILON
  }

  private indexOf(slot: number): number {
    const index = slot % this.slots
    return index < 0 ? index + this.slots : index
  }

  /** What the window that ends with `slot` holds; `slot` is not before the latest. */
  private totalAt(slot: number): number {
    if (slot === this.latest) return this.total
    if (slot - this.latest >= this.slots) return 0
    let total = this.total
    for (let leaving = this.latest + 1; leaving <= slot; leaving++) total -= this.counts[this.indexOf(leaving)]!
    return total
  }

  private advance(slot: number): void {
    if (slot <= this.latest) return
    if (slot - this.latest >= this.slots) {
      this.counts.fill(0)
      this.total = 0
    } else {
      for (let entering = this.latest + 1; entering <= slot; entering++) {
        const index = this.indexOf(entering)
        this.total -= this.counts[index]!
        this.counts[index] = 0
      }
    }
    this.latest = slot
  }
}

export const slidingWindow: BuildableMember<'sliding-window', typeof fields, SlidingWindow> = {
  id: 'sliding-window',
  number: 4,
  label: 'Sliding window of slots',
  help: 'Counts events in small slots of time and adds up the last ones.',
  fields,
  source: 'Alibaba Sentinel 1.8, LeapArray',
  sourceUrl: 'https://sentinelguard.io/en-us/docs/system-architecture.html',
  formula: 'admit ⇔ Σ of the last slots + n ≤ limit',
  deviations: 'Only admitted events are counted; there is no borrowing from future slots.',
  create: (params) => new SlidingWindow(params),
}
