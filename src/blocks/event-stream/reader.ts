/**
 * How far a group has come in one partition, and the event that is being worked on.
 *
 * Events are handed out one at a time, so what lies before the position is done, but for the last one while it is on its way or
 * waits to be tried again.
 */
import { ConsumerOffsets } from '../../algorithms/messaging/consumer-offsets'
import { NO_OWNER } from '../../algorithms/messaging/messaging'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

/** No delivery. */
export const NOTHING = -1

export class Reader implements Saveable {
  readonly offsets = new ConsumerOffsets()
  /** Number of the delivery that is waited for, {@link NOTHING} when there is none. */
  delivery = NOTHING
  /** Whether nothing is handed out, since the partition is about to move. */
  isStopped = false
  /** The member that gives the partition up, while it is on its way to another. */
  giver = NO_OWNER
  /** Whether the event before the position has to be handed out again. */
  isRetrying = false
  /** Failures in a row of that event, and [ms] before which it is not tried again. */
  failures = 0
  retryAtMs = 0
  /** Deliveries so far that were not the first of their event: they tell the draws of each apart. */
  repeats = 0
  /** Offset after the furthest that was ever handed out. */
  private reached = 0

  /** Offset up to which everything is done. */
  get done(): number {
    return this.offsets.position - (this.delivery !== NOTHING || this.isRetrying ? 1 : 0)
  }

  /** Events that wait to be handed out. */
  waiting(logEnd: number): number {
    return logEnd - this.offsets.position + (this.isRetrying ? 1 : 0)
  }

  /** Takes the next event that waits, and returns its offset. */
  take(logEnd: number): number {
    if (this.isRetrying) this.isRetrying = false
    else this.offsets.poll(logEnd, 1)
    return this.offsets.position - 1
  }

  /** Whether an event is handed out for the first time ever. */
  isFirst(offset: number): boolean {
    const isFirst = offset >= this.reached
    this.reached = Math.max(this.reached, offset + 1)
    return isFirst
  }

  /**
   * The delivery did not succeed: its event comes again, no earlier than that. It does not where retention has removed it by now, which
   * has moved the committed offset past it.
   */
  fail(retryAtMs: number): void {
    if (this.offsets.position <= this.offsets.committed) return this.finish()
    this.delivery = NOTHING
    this.isRetrying = true
    this.retryAtMs = retryAtMs
  }

  /** The event that was on its way is finished, one way or the other. */
  finish(): void {
    this.delivery = NOTHING
    this.failures = 0
  }

  /** Whoever reads the partition from now on begins at the committed offset. */
  startOver(): void {
    this.offsets.reassign()
    this.giver = NO_OWNER
    this.isRetrying = false
    this.isStopped = false
    this.failures = 0
    this.retryAtMs = 0
  }

  /** The log begins at that offset now. Returns how many events the group has not even begun. */
  truncate(logStart: number): number {
    const missed = this.offsets.truncate(logStart)
    if (this.isRetrying && this.offsets.position <= logStart) this.isRetrying = false
    return missed
  }

  save(out: StateWriter): void {
    this.offsets.save(out)
    out.array([this.delivery, this.failures, this.retryAtMs, this.repeats, this.reached, this.giver])
    out.boolean(this.isStopped)
    out.boolean(this.isRetrying)
  }

  load(input: StateReader): void {
    this.offsets.load(input)
    const numbers = input.array()
    this.delivery = numbers[0]!
    this.failures = numbers[1]!
    this.retryAtMs = numbers[2]!
    this.repeats = numbers[3]!
    this.reached = numbers[4]!
    this.giver = numbers[5]!
    this.isStopped = input.boolean()
    this.isRetrying = input.boolean()
  }
}
