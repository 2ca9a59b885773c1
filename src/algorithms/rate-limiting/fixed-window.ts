/**
 * Fixed window: counts events in windows of one length and admits while the count is within the limit.
 *
 * How: `first-hit` opens a window [t, t + W) at the first event after the last window ended, and counts refused events too;
 * `aligned` has windows [k·W, (k + 1)·W) and counts admitted events only.
 * Bound: at most `limit` in each window, hence up to 2·limit in a span of length W that straddles a boundary.
 * Units: window [ms], limit [count]. The end of a window belongs to the next one.
 * Time: an earlier `now` than before counts into the current window.
 * Cost: O(1), no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: first-hit: Python limits 2.8.0, FixedWindowRateLimiter on MemoryStorage (INCR and EXPIRE in Redis terms);
 * aligned: the same count with windows aligned to multiples of their length.
 */
import { ParamError, requireNumber } from '../../lib/errors'
import { choice, field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { type RateLimiter, REFUSED } from './rate-limiting'
import { waitUntil } from './waiting'

const fields = {
  limit: field(
    1,
    'Limit',
    'How many events are admitted in each window.',
    integer('count', 100, { min: 1, scale: 'log' }),
  ),
  windowMs: field(
    2,
    'Window',
    'How long a window is; the count starts again from zero after it.',
    number('ms', 1000, { min: 1, scale: 'log' }),
  ),
  anchor: field(
    3,
    'Windows begin',
    'Whether a window begins with the first event in it or at multiples of its length.',
    choice(
      [
        { id: 'first-hit', number: 1, label: 'At the first event', help: 'As a counter with a time to live.' },
        { id: 'aligned', number: 2, label: 'On the clock', help: 'At multiples of the window since time 0.' },
      ],
      'first-hit',
    ),
  ),
} as const

/** See the head of this file. */
export class FixedWindow implements RateLimiter {
  private readonly limit: number
  private readonly windowMs: number
  private readonly isAligned: boolean
  private count = 0
  /** [ms] end of the current window, outside it. */
  private endMs = -Infinity
  /** Number of the current window on the clock: the quotient decides, since rounding may put the product beside it. */
  private index = -Infinity

  constructor(params: InferFields<typeof fields>) {
    this.limit = requireNumber('limit', params.limit, fields.limit.schema)
    this.windowMs = requireNumber('windowMs', params.windowMs, fields.windowMs.schema)
    if (!fields.anchor.schema.options.some((option) => option.id === params.anchor))
      throw new ParamError('anchor', params.anchor, 'first-hit or aligned')
    this.isAligned = params.anchor === 'aligned'
  }

  decide(now: number, n = 1): number {
    if (this.isOver(now)) this.open(now)
    const isAdmitted = this.count + n <= this.limit
    if (isAdmitted || !this.isAligned) this.count += n
    // As long as only events of weight 0 came, the next one begins the window anew.
    if (!this.isAligned && this.count === n) this.endMs = now + this.windowMs
    return isAdmitted ? 0 : REFUSED
  }

  retryAfterMs(now: number, n = 1): number {
    if (n > this.limit) return Infinity
    if (this.isOver(now) || this.count + n <= this.limit) return 0
    return waitUntil(now, this.endMs)
  }

  remaining(now: number): number {
    return this.isOver(now) ? this.limit : Math.max(0, this.limit - this.count)
  }

  /** [ms] when the current window ends; −∞ before the first event. */
  windowEndMs(): number {
    return this.endMs
  }

  save(out: StateWriter): void {
    out.number(this.count)
    out.number(this.endMs)
  }

  load(input: StateReader): void {
    this.count = input.number()
    this.endMs = input.number()
    this.index = Math.round(this.endMs / this.windowMs) - 1
  }

  private isOver(now: number): boolean {
    return this.isAligned ? Math.floor(now / this.windowMs) > this.index : now >= this.endMs
  }

  private open(now: number): void {
    this.count = 0
    this.index = Math.floor(now / this.windowMs)
    this.endMs = this.isAligned ? this.startOf(this.index + 1) : now + this.windowMs
  }

  /** [ms] the first time that division by the length puts into a window. */
  private startOf(index: number): number {
    const start = index * this.windowMs
    return Math.floor(start / this.windowMs) >= index ? start : start + Math.abs(start) * Number.EPSILON
  }
}

export const fixedWindow: BuildableMember<'fixed-window', typeof fields, FixedWindow> = {
  id: 'fixed-window',
  number: 2,
  label: 'Fixed window',
  help: 'Counts events in windows of one length; twice the limit can pass around a boundary.',
  fields,
  source: 'Python limits 2.8.0, FixedWindowRateLimiter (first event); clock-aligned windows as a named variant',
  sourceUrl: 'https://limits.readthedocs.io/en/stable/strategies.html#fixed-window',
  formula: 'admit ⇔ count + n ≤ limit; count = 0 when a window begins',
  deviations: 'Times are exact, where the source cuts the end of a window to whole seconds for showing it.',
  create: (params) => new FixedWindow(params),
}
