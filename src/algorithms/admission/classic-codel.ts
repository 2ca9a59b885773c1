/**
 * The control flow that the CoDel of RFC 8289 and of the Linux kernel share; members supply clock and control law.
 *
 * How: once waits have been at or above the target for an interval, the call at hand is shed and the dropping state
 * begins; in it, calls are shed at times that come closer as interval/√count. A wait below the target, or a queue of at
 * most one more call, ends it. Coming back within 16 intervals resumes near the old rate (count − lastCount).
 * A call shed on entering the dropping state is followed by one that is only looked at; the kernel does both in one
 * dequeue, here they are two successive `shed` calls at the same instant.
 * Source: RFC 8289 §5; Linux 6.12 `include/net/codel_impl.h`.
 */
import { requireNumber } from '../../lib/errors'
import type { StateReader, StateWriter } from '../../lib/state'
import { OpenGate } from './open-gate'

/** What happened in the `shed` before, at the same instant. */
const NOTHING = 0
const ENTERED = 1
const DROPPED = 2

/** Waiting calls that may remain without shedding: the kernel spares the last packet of maximal size. */
const SPARED = 1
const RESUME_INTERVALS = 16
const NOT_ABOVE = 0

/** Drops at dequeue by the schedule interval/√count. Times inside are in the member's own ticks. */
export abstract class ClassicCodel extends OpenGate {
  private readonly targetMs: number
  private readonly intervalMs: number
  /** Calls shed in this dropping state, with what was carried over. */
  count = 0
  /** Whether it is in the dropping state. */
  isDropping = false
  private lastCount = 0
  private dropNext = 0
  private firstAbove = NOT_ABOVE
  private pending = NOTHING

  /** @param targetMs [ms] at least 0. @param intervalMs [ms] above 0. */
  constructor(targetMs: number, intervalMs: number) {
    super()
    this.targetMs = requireNumber('targetMs', targetMs, { min: 0, max: 1e9 })
    this.intervalMs = requireNumber('intervalMs', intervalMs, { min: Number.MIN_VALUE, max: 1e9 })
  }

  /** [ticks] a point in time or a duration given in [ms]. */
  protected abstract ticks(ms: number): number

  /** [ticks] the wait of a call taken at `now` [ms] after `waitedMs` [ms]. */
  protected abstract waitTicks(now: number, waitedMs: number): number

  /** [ticks] interval/√count for the present count. */
  protected abstract gap(interval: number): number

  /** The count was raised, or replaced by one for which the last root is a fair start. */
  protected abstract countChanged(): void

  /** The count was set back to 1. */
  protected abstract countReset(): void

  override shed(now: number, waitedMs: number, waiting: number): boolean {
    const tick = this.ticks(now)
    const isAbove = this.isAbove(tick, this.waitTicks(now, waitedMs), waiting)
    const before = this.pending
    this.pending = NOTHING
    if (before === ENTERED) return false
    if (!this.isDropping) return isAbove && this.enter(tick)
    if (!isAbove) {
      this.isDropping = false
      return false
    }
    if (before === DROPPED) this.dropNext += this.gap(this.ticks(this.intervalMs))
    if (tick < this.dropNext) return false
    this.count++
    this.countChanged()
    this.pending = DROPPED
    return true
  }

  override foundEmpty(_now: number): void {
    this.firstAbove = NOT_ABOVE
    // The kernel enters the dropping state only after it has looked for the next packet.
    if (this.pending !== ENTERED) this.isDropping = false
    this.pending = NOTHING
  }

  save(out: StateWriter): void {
    out.number(this.count)
    out.boolean(this.isDropping)
    for (const value of [this.lastCount, this.dropNext, this.firstAbove, this.pending]) out.number(value)
  }

  load(input: StateReader): void {
    this.count = input.number()
    this.isDropping = input.boolean()
    this.lastCount = input.number()
    this.dropNext = input.number()
    this.firstAbove = input.number()
    this.pending = input.number()
  }

  /** Whether waits have been at or above the target for an interval. */
  private isAbove(tick: number, wait: number, waiting: number): boolean {
    if (wait < this.ticks(this.targetMs) || waiting <= SPARED) {
      this.firstAbove = NOT_ABOVE
      return false
    }
    if (this.firstAbove !== NOT_ABOVE) return tick > this.firstAbove
    this.firstAbove = tick + this.ticks(this.intervalMs)
    return false
  }

  private enter(tick: number): true {
    const interval = this.ticks(this.intervalMs)
    const delta = this.count - this.lastCount
    this.isDropping = true
    if (delta > 1 && tick - this.dropNext < RESUME_INTERVALS * interval) {
      this.count = delta
      this.countChanged()
    } else {
      this.count = 1
      this.countReset()
    }
    this.lastCount = this.count
    this.dropNext = tick + this.gap(interval)
    this.pending = ENTERED
    return true
  }
}
