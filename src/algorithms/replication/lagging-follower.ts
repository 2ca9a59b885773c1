/**
 * A follower that applies the leader's log some time later: what position it has reached, and what a reader must wait for.
 *
 * How: each write has a position (1, 2, …) and an arrival time; positions are applied in order, so one that arrives early waits
 * for those before it. A session that remembers the position of its last write reads its own writes by waiting for it.
 * Units: [ms]. Time: applied at exactly the arrival time; positions once applied stay so when the clock goes back.
 * Cost: O(1) amortised, no allocation in steady state. Randomness: none. Throws: nothing.
 * Source: D. Terry et al., "Session Guarantees for Weakly Consistent Replicated Data" (1994), read your writes.
 */

import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** See the head of this file. */
export class LaggingFollower implements Saveable {
  private arrivals = new Float64Array(16)
  private head = 0
  private count = 0
  private applied = 0
  private lastArrival = -Infinity

  /** The leader's next write arrives here at that time; returns its position. */
  send(arrivesAt: number): number {
    if (this.count === this.arrivals.length) this.grow()
    // In order: nothing is applied before what precedes it.
    this.lastArrival = Math.max(this.lastArrival, arrivesAt)
    this.arrivals[(this.head + this.count++) % this.arrivals.length] = this.lastArrival
    return this.applied + this.count
  }

  /** Position up to which everything is applied. */
  positionAt(now: number): number {
    while (this.count > 0 && this.arrivals[this.head]! <= now) {
      this.head = (this.head + 1) % this.arrivals.length
      this.count--
      this.applied++
    }
    return this.applied
  }

  /** [count] writes sent and not yet applied. */
  behind(now: number): number {
    this.positionAt(now)
    return this.count
  }

  /** [ms] when a position will be applied: `now` when it is, infinity when it was not sent. */
  appliedAt(now: number, position: number): number {
    const done = this.positionAt(now)
    if (position <= done) return now
    const ahead = position - done
    return ahead > this.count ? Infinity : this.arrivals[(this.head + ahead - 1) % this.arrivals.length]!
  }

  save(out: StateWriter): void {
    out.number(this.applied)
    out.number(this.lastArrival)
    out.number(this.count)
    for (let i = 0; i < this.count; i++) out.number(this.arrivals[(this.head + i) % this.arrivals.length]!)
  }

  load(input: StateReader): void {
    this.applied = input.number()
    this.lastArrival = input.number()
    const count = input.number()
    this.head = 0
    this.count = 0
    for (let i = 0; i < count; i++) {
      if (this.count === this.arrivals.length) this.grow()
      this.arrivals[this.count++] = input.number()
    }
  }

  private grow(): void {
    const larger = new Float64Array(this.arrivals.length * 2)
    for (let i = 0; i < this.count; i++) larger[i] = this.arrivals[(this.head + i) % this.arrivals.length]!
    this.arrivals = larger
    this.head = 0
  }
}

const fields = {}

export const laggingFollower: BuildableMember<'lagging-follower', typeof fields, LaggingFollower> = {
  id: 'lagging-follower',
  number: 4,
  label: 'Follower with lag',
  help: 'Applies the log of the leader some time later, in order, and tells a reader what to wait for.',
  fields,
  source: 'Terry et al., "Session Guarantees for Weakly Consistent Replicated Data" (1994), read your writes',
  sourceUrl: 'https://doi.org/10.1109/PDIS.1994.331722',
  formula: 'applied(i) = max(arrival(i), applied(i − 1))',
  deviations: '',
  create: () => new LaggingFollower(),
}
