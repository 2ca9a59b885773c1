/**
 * Aligned cycles: a number of permits in each cycle of the clock, and permits of later cycles for those who wait.
 *
 * How: at the start of a cycle permits = min(limit, permits + limit·cycles passed); an event of weight n that finds fewer
 * waits for the first cycle that begins with enough, and takes them now (permits < 0), unless the wait exceeds the timeout.
 * Bound: at most `limit` events happen in each cycle, hence 2·limit in a span that straddles a boundary. Weights above the
 * limit can be reserved over several cycles and happen in the last of them.
 * Units: limit [count], period, timeout [ms]. Cycles are [k·P, (k + 1)·P) from time 0.
 * Time: an earlier `now` than before counts as the start of the current cycle.
 * Cost: O(1), no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: resilience4j v2.4.0 (f1c3be8), AtomicRateLimiter. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { type RateLimiter, REFUSED } from './rate-limiting'
import { waitUntil } from './waiting'

const fields = {
  limit: field(1, 'Limit', 'How many permits each cycle brings.', integer('count', 100, { min: 1, scale: 'log' })),
  periodMs: field(2, 'Cycle', 'How long a cycle is.', number('ms', 1000, { min: 0.001, scale: 'log' })),
  timeoutMs: field(
    3,
    'Longest wait',
    'How long an event may wait for permits of a later cycle; 0 refuses at once.',
    number('ms', 0, { scale: 'log' }),
  ),
} as const

/** See the head of this file. */
export class AlignedCycles implements RateLimiter {
  private readonly limit: number
  private readonly periodMs: number
  private readonly timeoutMs: number
  private cycle = 0
  private permits: number

  constructor(params: InferFields<typeof fields>) {
    this.limit = requireNumber('limit', params.limit, fields.limit.schema)
    this.periodMs = requireNumber('periodMs', params.periodMs, fields.periodMs.schema)
    this.timeoutMs = requireNumber('timeoutMs', params.timeoutMs, fields.timeoutMs.schema)
    this.permits = this.limit
  }

  decide(now: number, n = 1): number {
    const cycle = Math.floor(now / this.periodMs)
    if (cycle > this.cycle) {
      this.permits = this.permitsIn(cycle)
      this.cycle = cycle
    }
    const wait = this.waitFor(now, this.cycle, this.permits, n)
    if (wait > this.timeoutMs) return REFUSED
    this.permits -= n
    return wait
  }

  retryAfterMs(now: number, n = 1): number {
    if (n > this.limit) return Infinity
    const cycle = Math.max(this.cycle, Math.floor(now / this.periodMs))
    return this.waitFor(now, cycle, this.permitsIn(cycle), n)
  }

  remaining(now: number): number {
    return Math.max(0, Math.floor(this.permitsIn(Math.max(this.cycle, Math.floor(now / this.periodMs)))))
  }

  /** [count] permits left after the last decision, negative when later cycles are reserved. */
  available(): number {
    return this.permits
  }

  save(out: StateWriter): void {
    out.number(this.cycle)
    out.number(this.permits)
  }

  load(input: StateReader): void {
    this.cycle = input.number()
    this.permits = input.number()
  }

  private permitsIn(cycle: number): number {
    if (cycle === this.cycle) return this.permits
    return Math.min(this.limit, this.permits + (cycle - this.cycle) * this.limit)
  }

  private waitFor(now: number, cycle: number, permits: number, n: number): number {
    if (permits >= n) return 0
    const cycles = Math.ceil((n - permits) / this.limit)
    return waitUntil(now, this.startOf(cycle + cycles))
  }

  /** [ms] the first time that division by the period puts into `cycle`; rounding may put the product just before it. */
  private startOf(cycle: number): number {
    const start = cycle * this.periodMs
    return Math.floor(start / this.periodMs) >= cycle ? start : start + Math.abs(start) * Number.EPSILON
  }
}

export const alignedCycles: BuildableMember<'aligned-cycles', typeof fields, AlignedCycles> = {
  id: 'aligned-cycles',
  number: 3,
  label: 'Aligned cycles with reservation',
  help: 'Gives out permits cycle by cycle, and lets events wait for permits of later cycles.',
  fields,
  source: 'resilience4j v2.4.0 (f1c3be8), AtomicRateLimiter',
  sourceUrl: 'https://resilience4j.readme.io/docs/ratelimiter',
  formula: 'permits = min(limit, permits + limit·cycles); wait = start of the cycle with permits ≥ n − now',
  deviations: 'Time that goes backwards does not take permits away.',
  create: (params) => new AlignedCycles(params),
}
