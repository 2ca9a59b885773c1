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
import { field, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** See the head of this file. */
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

const fields = {
  leaseMs: field(
    1,
    'Lease',
    'How long a confirmed heartbeat lets its sender act.',
    number('ms', 3000, { min: 0.001, max: 3.6e6, scale: 'log' }),
  ),
}

export const acknowledgedHeartbeat: BuildableMember<'acknowledged-heartbeat', typeof fields, AcknowledgedHeartbeat> = {
  id: 'acknowledged-heartbeat',
  number: 3,
  label: 'Acknowledged heartbeat',
  help: 'The sender stands down by itself when its heartbeats are no longer confirmed.',
  fields,
  source: 'Gray and Cheriton, "Leases" (SOSP 1989), section 2',
  sourceUrl: 'https://doi.org/10.1145/74850.74870',
  formula: 'may act ⇔ now < time sent + lease',
  deviations: 'No allowance for drifting clocks; it belongs to the waiting time of the watcher.',
  create: (params) => new AcknowledgedHeartbeat(params),
}
