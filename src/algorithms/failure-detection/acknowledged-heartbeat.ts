/**
 * Acknowledged heartbeat: the sender stands down when its heartbeats are no longer confirmed.
 *
 * How: an acknowledgement of a heartbeat sent at s lets the sender act until s + lease. The watcher that confirmed it may
 * replace the sender only at its arrival + lease or later.
 * Bound: with clocks of the same rate, sender and replacement never act at the same time: s + lease ≤ arrival + lease.
 * Units: leaseMs [ms]. Time: acknowledgements out of order keep the latest s; exactly at s + lease the right is over.
 * Cost: O(1), no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: Gray and Cheriton, "Leases" (SOSP 1989), section 2. Differs: no allowance for drift; add it to the watcher's time.
 */
import { requireNumber } from '../../lib/errors'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

export class AcknowledgedHeartbeat implements Saveable {
  private readonly leaseMs: number
  private confirmedSent = -Infinity

  constructor(params: { leaseMs: number }) {
    this.leaseMs = requireNumber('leaseMs', params.leaseMs, { min: Number.MIN_VALUE })
  }

  /** The heartbeat that was sent at `sentAt` [ms] was confirmed. */
  acknowledged(sentAt: number): void {
    this.confirmedSent = Math.max(this.confirmedSent, sentAt)
  }

  /** Whether the sender may act now. Not before the first acknowledgement. */
  mayAct(now: number): boolean {
    return now < this.confirmedSent + this.leaseMs
  }

  /** [ms] when the right to act ends; −infinity before the first acknowledgement. */
  actsUntil(): number {
    return this.confirmedSent + this.leaseMs
  }

  save(out: StateWriter): void {
    out.number(this.confirmedSent)
  }

  load(input: StateReader): void {
    this.confirmedSent = input.number()
  }
}
