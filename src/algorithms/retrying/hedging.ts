/**
 * Hedging: sends further copies of a slow request, and takes the first answer.
 *
 * How: the first copy goes out at once, each further one a delay after the one before, up to the number of attempts. A
 * non-fatal failure brings the next copy forward to now; the delay then runs from there. The first success, or a fatal failure,
 * ends it; so does the failure of the last copy when all are out. A server can push back: the next copy waits that long, or
 * never comes.
 * Bound: with n attempts and delay h, P(T > t) = P(X > t)·P(X > t − h)·…, n factors, for independent answers X and t above (n − 1)h.
 * Units: time, delay [ms]; delay 0 sends all copies at once. Cost: O(1), no allocation. Randomness: none.
 * Throws: ParamError from the constructor only. Time: an earlier `now` only moves the next copy as asked.
 * Source: gRFC A6, "Hedging policy"; J. Dean, L. A. Barroso, "The tail at scale", CACM 56 (2013), "Hedged requests".
 */

import { requireNumber } from '../../lib/errors'
import { field, integer, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** See the head of this file. One instance follows one request. */
export class Hedging implements Saveable {
  private readonly attempts: number
  private delayMs: number
  /** Copies sent. */
  private sentCount = 0
  /** Copies that failed. */
  private failedCount = 0
  /** [ms] when the next copy is due, infinity when none is. */
  private dueMs = Infinity
  private ended = false

  constructor(params: { readonly attempts: number; readonly delayMs: number }) {
    this.attempts = requireNumber('attempts', params.attempts, { min: 1, integer: true, max: 1e6 })
    this.delayMs = requireNumber('delayMs', params.delayMs, { min: 0 })
  }

  /** Begins, or begins again: the first copy is due now. `delayMs` [ms] replaces the delay from before. */
  start(now: number, delayMs = this.delayMs): void {
    this.delayMs = delayMs
    this.sentCount = 0
    this.failedCount = 0
    this.dueMs = now
    this.ended = false
  }

  /** [ms] when the next copy is to be sent, infinity when none is. */
  get nextAt(): number {
    return this.dueMs
  }

  /** Copies sent so far. */
  get sent(): number {
    return this.sentCount
  }

  /** Whether the outcome is known: no further answer counts. */
  get isOver(): boolean {
    return this.ended
  }

  /** Sends the copy that is due and returns its number, 0 for the first; −1 if none may be sent. */
  send(now: number): number {
    if (this.dueMs === Infinity) return -1
    const copy = this.sentCount++
    this.dueMs = this.sentCount < this.attempts ? now + this.delayMs : Infinity
    return copy
  }

  /** A copy succeeded, or failed for good; true if that decides the outcome, false if it came too late. */
  settle(): boolean {
    if (this.ended) return false
    this.end()
    return true
  }

  /**
   * A copy failed in a way that another may not. True if it was the last hope, so that its failure is the outcome.
   * @param pushbackMs [ms] what the server asks to wait before the next copy; below 0 asks for none at all
   */
  fail(now: number, pushbackMs = 0): boolean {
    if (this.ended) return false
    this.failedCount++
    if (this.dueMs !== Infinity) this.dueMs = pushbackMs < 0 ? Infinity : now + pushbackMs
    if (this.dueMs !== Infinity || this.failedCount < this.sentCount) return false
    this.end()
    return true
  }

  save(out: StateWriter): void {
    out.number(this.delayMs)
    out.number(this.sentCount)
    out.number(this.failedCount)
    out.number(this.dueMs)
    out.boolean(this.ended)
  }

  load(input: StateReader): void {
    this.delayMs = input.number()
    this.sentCount = input.number()
    this.failedCount = input.number()
    this.dueMs = input.number()
    this.ended = input.boolean()
  }

  private end(): void {
    this.ended = true
    this.dueMs = Infinity
  }
}

const fields = {
  attempts: field(
    1,
    'Copies',
    'How many copies of a request are sent at most, the first included.',
    integer('count', 2, { min: 1, max: 100 }),
  ),
  delayMs: field(
    2,
    'Delay',
    'Time between copies. A high percentile of the usual latency costs few copies and cuts the tail.',
    number('ms', 100, { max: 3.6e6, scale: 'log' }),
  ),
}

export const hedging: BuildableMember<'hedged-requests', typeof fields, Hedging> = {
  id: 'hedged-requests',
  number: 1,
  label: 'Hedged requests',
  help: 'Sends a further copy of a request that takes long, and takes the first answer.',
  fields,
  source: 'gRFC A6, hedging policy; Dean and Barroso, "The tail at scale" (CACM 56, 2013)',
  sourceUrl: 'https://github.com/grpc/proposal/blob/master/A6-client-retries.md',
  formula: 'P(T > t) = P(X > t)·P(X > t − h)·…, a factor for each copy',
  deviations: 'More attempts than five may be asked for.',
  create: (params) => new Hedging(params),
}
