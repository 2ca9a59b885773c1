/**
 * Sliding window counter: estimates the events of the last window from the counts of this clock window and the one before.
 *
 * How: windows are [k·W, (k + 1)·W); estimate = previous·(W − elapsed)/W + current, the first part rounded down or kept as
 * a fraction; admit ⇔ estimate + n ≤ limit.
 * Bound: at most `limit` in each clock window; in any span of length W up to 2·limit, but only if the events before were
 * unevenly spread. Events are taken as evenly spread over the previous window.
 * Units: limit [count], window [ms]. Time: an earlier `now` than before stays in the current window; the previous one then
 * weighs more than once (as the source).
 * Cost: O(1) time and memory, no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: RussellLuo/slidingwindow (535bb99), Limiter on LocalWindow; the fraction: Cloudflare, "How we built rate limiting
 * capable of scaling to millions of domains" (2017). Deviations: see the descriptor.
 */
import { ParamError, requireNumber } from '../../lib/errors'
import { choice, field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { type RateLimiter, REFUSED } from './rate-limiting'
import { justAfter, waitUntil } from './waiting'

const fields = {
  limit: field(
    1,
    'Limit',
    'How many events are admitted in a window, by estimate.',
    integer('count', 100, { min: 1, scale: 'log' }),
  ),
  windowMs: field(2, 'Window', 'How far back events count.', number('ms', 1000, { min: 1, scale: 'log' })),
  estimate: field(
    3,
    'Estimate',
    'Whether the part of the previous window counts in whole events or with its fraction.',
    choice(
      [
        { id: 'whole', number: 1, label: 'Whole events', help: 'Rounded down.' },
        { id: 'fraction', number: 2, label: 'With its fraction' },
      ],
      'whole',
    ),
  ),
} as const

/** See the head of this file. */
export class SlidingWindowCounter implements RateLimiter {
  private readonly limit: number
  private readonly windowMs: number
  private readonly isWhole: boolean
  private previous = 0
  private current = 0
  /** Number of the current window since time 0; −∞ before the first event. */
  private index = -Infinity

  constructor(params: InferFields<typeof fields>) {
    this.limit = requireNumber('limit', params.limit, fields.limit.schema)
    this.windowMs = requireNumber('windowMs', params.windowMs, fields.windowMs.schema)
    if (!fields.estimate.schema.options.some((option) => option.id === params.estimate))
      throw new ParamError('estimate', params.estimate, 'whole or fraction')
    this.isWhole = params.estimate === 'whole'
  }

  decide(now: number, n = 1): number {
    const index = Math.floor(now / this.windowMs)
    if (index > this.index) {
      this.previous = index - this.index === 1 ? this.current : 0
      this.current = 0
      this.index = index
    }
    if (this.weighted(this.previous, now - this.startMs()) + this.current + n > this.limit) return REFUSED
    this.current += n
    return 0
  }

  retryAfterMs(now: number, n = 1): number {
    if (n > this.limit) return Infinity
    if (this.estimateAt(now) + n <= this.limit) return 0
    const { windowMs } = this
    const startMs = this.startMs()
    const nextMs = startMs + windowMs
    const isPast = now >= nextMs
    const inCurrent = isPast ? Infinity : this.enoughAt(startMs, this.previous, this.limit - this.current - n)
    // When the current window has no room at all, its own count must fade during the next one.
    const target =
      inCurrent < nextMs ? inCurrent : Math.max(nextMs, this.enoughAt(nextMs, this.current, this.limit - n))
    return this.settle(now, target, n)
  }

  remaining(now: number): number {
    return Math.max(0, Math.floor(this.limit - this.estimateAt(now)))
  }

  save(out: StateWriter): void {
    out.number(this.previous)
    out.number(this.current)
    out.number(this.index)
  }

  load(input: StateReader): void {
    this.previous = input.number()
    this.current = input.number()
    this.index = input.number()
  }

  private weighted(count: number, elapsedMs: number): number {
    if (count === 0) return 0
    const part = ((this.windowMs - elapsedMs) / this.windowMs) * count
    return this.isWhole ? Math.trunc(part) : part
  }

  /** The estimate at `now`, without moving the windows. */
  private estimateAt(now: number): number {
    const index = Math.floor(now / this.windowMs)
    if (index <= this.index) return this.weighted(this.previous, now - this.startMs()) + this.current
    return index - this.index === 1 ? this.weighted(this.current, now - index * this.windowMs) : 0
  }

  /** [ms] start of the current window. */
  private startMs(): number {
    return this.index * this.windowMs
  }

  /** [ms] when `count` events of the window before `startMs` weigh no more than `room`; infinity for negative room. */
  private enoughAt(startMs: number, count: number, room: number): number {
    if (room < 0) return Infinity
    if (count <= room) return startMs
    const share = (this.isWhole ? room + 1 : room) / count
    return startMs + this.windowMs * Math.max(0, 1 - share)
  }

  /** [ms] the wait to `target`, lengthened by the little that rounding, or a bound not met by equality, may need. */
  private settle(now: number, target: number, n: number): number {
    let at = target
    for (let step = Math.max(target, this.windowMs) * Number.EPSILON; step < this.windowMs; step *= 2) {
      const wait = waitUntil(now, at)
      if (this.estimateAt(now + wait) + n <= this.limit) return wait
      at = justAfter(at) + step
    }
    return waitUntil(now, target + this.windowMs)
  }
}

export const slidingWindowCounter: BuildableMember<'sliding-window-counter', typeof fields, SlidingWindowCounter> = {
  id: 'sliding-window-counter',
  number: 5,
  label: 'Sliding window counter',
  help: 'Estimates the last window from two counters: nearly as exact as a log, without its memory.',
  fields,
  source: 'RussellLuo/slidingwindow (535bb99), Limiter; Cloudflare blog (2017) for the fraction',
  sourceUrl: 'https://blog.cloudflare.com/counting-things-a-lot-of-different-things/',
  formula: 'admit ⇔ ⌊previous·(W − elapsed)/W⌋ + current + n ≤ limit',
  deviations: 'Windows are aligned to multiples of their length since time 0, not since the year 1.',
  create: (params) => new SlidingWindowCounter(params),
}
