/**
 * Sliding log: remembers each admitted event and admits while those of the last window are within the limit.
 *
 * How: admit ⇔ Σ weights of the events of the last W + n ≤ limit. An event exactly W old no longer counts with the `open`
 * boundary and still counts with the `closed` one. Refused events are not logged.
 * Bound: at most `limit` in any span [t, t + W) (`open`) or [t, t + W] (`closed`).
 * Units: limit [count], window [ms]. Time: an earlier `now` than before counts as the latest one.
 * Cost: O(1) amortised time, memory for up to `limit` events; allocates only while the log still grows. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: open: the Redis recipe ZREMRANGEBYSCORE 0..now−W, ZCARD, ZADD; closed: Python limits 2.8.0,
 * MovingWindowRateLimiter. Deviations: see the descriptor.
 */
import { ParamError, requireNumber } from '../../lib/errors'
import { choice, field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { EventLog } from './event-log'
import { type RateLimiter, REFUSED } from './rate-limiting'
import { justAfter, waitUntil } from './waiting'

const fields = {
  limit: field(
    1,
    'Limit',
    'How many events are admitted in any window.',
    integer('count', 100, { min: 1, max: 1e6, scale: 'log' }),
  ),
  windowMs: field(2, 'Window', 'How far back events count.', number('ms', 1000, { min: 1, scale: 'log' })),
  boundary: field(
    3,
    'Boundary',
    'Whether an event that is exactly one window old still counts.',
    choice(
      [
        { id: 'open', number: 1, label: 'No longer counts' },
        { id: 'closed', number: 2, label: 'Still counts' },
      ],
      'open',
    ),
  ),
} as const

/** See the head of this file. */
export class SlidingLog implements RateLimiter {
  private readonly limit: number
  private readonly windowMs: number
  private readonly isClosed: boolean
  private readonly log = new EventLog()
  /** [ms] the latest `now`. */
  private latestMs = -Infinity

  constructor(params: InferFields<typeof fields>) {
    this.limit = requireNumber('limit', params.limit, fields.limit.schema)
    this.windowMs = requireNumber('windowMs', params.windowMs, fields.windowMs.schema)
    if (!fields.boundary.schema.options.some((option) => option.id === params.boundary))
      throw new ParamError('boundary', params.boundary, 'open or closed')
    this.isClosed = params.boundary === 'closed'
  }

  decide(now: number, n = 1): number {
    if (now > this.latestMs) this.latestMs = now
    const { log } = this
    while (log.length > 0 && this.hasLeft(log.timeAt(0), this.latestMs)) log.shift()
    if (log.weight + n > this.limit) return REFUSED
    if (n > 0) log.push(this.latestMs, n)
    return 0
  }

  retryAfterMs(now: number, n = 1): number {
    if (n > this.limit) return Infinity
    const { log } = this
    const at = Math.max(now, this.latestMs)
    let weight = log.weight + n
    let wait = 0
    for (let i = 0; i < log.length; i++) {
      const time = log.timeAt(i)
      if (!this.hasLeft(time, at)) {
        if (weight <= this.limit) break
        const end = time + this.windowMs
        wait = waitUntil(now, this.isClosed ? justAfter(end) : end)
      }
      weight -= log.weightAt(i)
    }
    return wait
  }

  remaining(now: number): number {
    const { log } = this
    const at = Math.max(now, this.latestMs)
    let weight = log.weight
    for (let i = 0; i < log.length && this.hasLeft(log.timeAt(i), at); i++) weight -= log.weightAt(i)
    return Math.floor(this.limit - weight)
  }

  /** [ms] time of the oldest event that counted at the last decision; undefined when there is none. */
  protected oldestMs(): number | undefined {
    return this.log.length > 0 ? this.log.timeAt(0) : undefined
  }

  save(out: StateWriter): void {
    out.number(this.latestMs)
    this.log.save(out)
  }

  load(input: StateReader): void {
    this.latestMs = input.number()
    this.log.load(input)
  }

  private hasLeft(time: number, now: number): boolean {
    const end = time + this.windowMs
    return this.isClosed ? now > end : now >= end
  }
}

export const slidingLog: BuildableMember<'sliding-log', typeof fields, SlidingLog> = {
  id: 'sliding-log',
  number: 6,
  label: 'Sliding log',
  help: 'Remembers each admitted event, so that the limit holds in every window, at the price of memory.',
  fields,
  source: 'Redis sorted-set recipe (open boundary); Python limits 2.8.0, MovingWindowRateLimiter (closed boundary)',
  sourceUrl: 'https://limits.readthedocs.io/en/stable/strategies.html#moving-window',
  formula: 'admit ⇔ Σ weights in the last W + n ≤ limit',
  deviations: 'An event of weight n is one entry of weight n; time that goes backwards stands still.',
  create: (params) => new SlidingLog(params),
}
