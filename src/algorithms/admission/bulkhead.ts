/**
 * Bulkhead: at most so many calls at a time, others are refused at once or wait for a limited time.
 *
 * How: a counting semaphore. `acquire` takes a permit, joins the line of waiters (first come, first served) or is refused;
 * `release` hands the permit to the longest waiter whose time is not over; `expire` takes out waiters whose time is over.
 * The caller schedules a look at `expire` maxWaitMs after a call began to wait. As the gate of a station it never lets
 * calls wait itself: the station has its own queue.
 * Bound: never more than maxConcurrent permits are out.
 * Units: permits, wait [ms]; a wait of exactly maxWaitMs still succeeds. 0 refuses at once, infinity waits for ever.
 * Time: an earlier `now` expires nobody.
 * Cost: O(1), no allocation once the line has had its greatest length. No randomness.
 * Source: resilience4j 2.4 `SemaphoreBulkhead` (maxConcurrentCalls 25, maxWaitDuration 0, fair); Semian tickets.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import { Deque } from '../queueing/deque'
import { EMPTY } from '../queueing/queueing'
import type { AdmissionCall, AdmissionMember } from './admission'
import { OpenGate } from './open-gate'

/** Answers of {@link Bulkhead.acquire}. */
export const GRANTED = 0
/** See {@link GRANTED}. It has a place in the queue. */
export const WAITING = 1
/** See {@link GRANTED}. */
export const REFUSED = 2

/** A semaphore with a line of waiters. */
export class Bulkhead extends OpenGate {
  private readonly maxConcurrent: number
  private readonly maxWaitMs: number
  /** Permits that are out. */
  held = 0
  private readonly waiters = new Deque()
  private readonly waitsUntil = new Deque()

  /** @param maxConcurrent a whole number of at least 1, or infinity. @param maxWaitMs [ms] at least 0. */
  constructor(maxConcurrent: number, maxWaitMs: number) {
    super()
    this.maxConcurrent = requireNumber('maxConcurrent', maxConcurrent, { min: 1, integer: true })
    this.maxWaitMs = requireNumber('maxWaitMs', maxWaitMs, { min: 0 })
  }

  /** How many wait. */
  get waiting(): number {
    return this.waiters.length
  }

  /** Asks for a permit for call `id` ≥ 0: GRANTED, WAITING (it comes from {@link release} or {@link expire}) or REFUSED. */
  acquire(now: number, id: number): number {
    if (this.held < this.maxConcurrent) {
      this.held++
      return GRANTED
    }
    if (this.maxWaitMs === 0) return REFUSED
    this.waiters.pushBack(id)
    this.waitsUntil.pushBack(now + this.maxWaitMs)
    return WAITING
  }

  /**
   * Gives a permit back. Returns the id of the waiter that has it now, or EMPTY. Call {@link expire} first: waiters whose
   * time is over are passed over here without a word.
   */
  release(now: number): number {
    while (this.waiters.length > 0) {
      const id = this.waiters.popFront()
      if (this.waitsUntil.popFront() >= now) return id
    }
    if (this.held > 0) this.held--
    return EMPTY
  }

  /** Takes out the longest waiter if its time is over and returns its id, or EMPTY. Call until EMPTY. */
  expire(now: number): number {
    if (this.waiters.length === 0 || this.waitsUntil.front() >= now) return EMPTY
    this.waitsUntil.popFront()
    return this.waiters.popFront()
  }

  override admit(_now: number, _call: AdmissionCall, _random: Random): boolean {
    if (this.held >= this.maxConcurrent) return false
    this.held++
    return true
  }

  override finished(now: number, _latencyMs: number, _ok: boolean): void {
    this.release(now)
  }

  save(out: StateWriter): void {
    out.number(this.held)
    this.waiters.save(out)
    this.waitsUntil.save(out)
  }

  load(input: StateReader): void {
    this.held = input.number()
    this.waiters.load(input)
    this.waitsUntil.load(input)
  }
}

const fields = {
  maxConcurrent: field(
    1,
    'Concurrent calls',
    'How many calls may run at a time.',
    number('count', 25, { min: 1, max: 1e6, integer: true, scale: 'log' }),
  ),
  maxWaitMs: field(
    2,
    'Longest wait',
    'How long a call may wait for a free place; 0 refuses at once.',
    number('ms', 0, { min: 0, max: 1e7 }),
  ),
}

export const bulkhead = {
  id: 'bulkhead',
  number: 11,
  label: 'Bulkhead',
  help: 'At most so many calls at a time, so that one slow part cannot take all resources.',
  fields,
  source: 'resilience4j 2.4, SemaphoreBulkhead',
  sourceUrl: 'https://resilience4j.readme.io/docs/bulkhead',
  formula: 'admit ⇔ held < maxConcurrent',
  deviations: '',
  create: (params) => new Bulkhead(params.maxConcurrent, params.maxWaitMs),
} as const satisfies AdmissionMember<string, typeof fields>
