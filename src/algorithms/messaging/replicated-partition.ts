/**
 * A replicated partition: a leader, followers that fetch from it, and which of them count as in sync.
 *
 * How: a follower that has caught up with the leader's end within lagTimeMs is in sync. The high-water mark is the smallest end of
 * the replicas in sync; consumers read up to it. A write with acknowledgement of all is refused while fewer than
 * minInSync are in sync, and done when the high-water mark has passed it. A lost leader is replaced by a replica in sync, or,
 * if unclean election is allowed and none is left, by any: what it lacks is lost.
 * Bound: with clean elections nothing below the high-water mark is lost.
 * Units: lagTimeMs [ms], offsets and minInSync [count]. Time: out of sync when the last catch-up is more than lagTimeMs ago.
 * Cost: O(replicas) per operation, no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: Apache Kafka 3.7 documentation, section 4.7 replication; replica.lag.time.max.ms, min.insync.replicas.
 * Differs: no epochs; a follower is cut back to the new leader's high-water mark at once.
 */

import { requireNumber } from '../../lib/errors'
import { boolean, field, integer, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** Leader of a partition that has none. */
export const NO_LEADER = -1

/** Parameters of {@link ReplicatedPartition}. */
export interface ReplicatedPartitionParams {
  /** [count] replicas, numbered from 0. */
  replicas: number
  /** [count] replicas in sync, the leader included, that a fully acknowledged write needs. */
  minInSync: number
  /** [ms] how long ago a follower may have caught up last. */
  lagTimeMs: number
  /** Whether a replica out of sync may lead when none is in sync. */
  allowsUnclean: boolean
}

/** See the head of this file. */
export class ReplicatedPartition implements Saveable {
  private readonly params: ReplicatedPartitionParams
  private readonly ends: Float64Array
  private readonly caughtUpAt: Float64Array
  private readonly isUp: Uint8Array
  private readonly inSync: Uint8Array
  private leaderNumber = 0
  private highWater = 0
  private lostCount = 0

  constructor(params: ReplicatedPartitionParams) {
    const { replicas } = params
    requireNumber('replicas', replicas, { min: 1, max: 1000, integer: true })
    requireNumber('minInSync', params.minInSync, { min: 1, max: replicas, integer: true })
    requireNumber('lagTimeMs', params.lagTimeMs, { min: 0 })
    this.params = { ...params }
    this.ends = new Float64Array(replicas)
    this.caughtUpAt = new Float64Array(replicas)
    this.isUp = new Uint8Array(replicas).fill(1)
    this.inSync = new Uint8Array(replicas).fill(1)
  }

  /** The leading replica, or {@link NO_LEADER}. */
  get leader(): number {
    return this.leaderNumber
  }

  /** Offset up to which consumers read. */
  get highWaterMark(): number {
    return this.highWater
  }

  /** [count] messages lost by unclean elections, and by those after which unconfirmed ones were cut. */
  get lost(): number {
    return this.lostCount
  }

  /** The end of a replica's log. */
  end(replica: number): number {
    return this.ends[replica]!
  }

  /** [count] replicas in sync at `now`, the leader included. */
  inSyncCount(now: number): number {
    this.advance(now)
    let count = 0
    for (const flag of this.inSync) count += flag
    return count
  }

  /**
   * Appends to the leader; returns the offset after it, or -1 when there is no leader, or too few replicas are in sync for a
   * write that all must acknowledge. Such a write is done when the high-water mark reaches the returned offset.
   */
  append(now: number, needsAll: boolean): number {
    if (this.leaderNumber === NO_LEADER) return -1
    if (needsAll && this.inSyncCount(now) < this.params.minInSync) return -1
    this.ends[this.leaderNumber]!++
    this.caughtUpAt[this.leaderNumber] = now
    this.advance(now)
    return this.ends[this.leaderNumber]!
  }

  /** A follower has fetched up to `end` from the leader. Ignored for a replica that is down or leads. */
  fetched(now: number, replica: number, end: number): void {
    if (replica === this.leaderNumber || this.leaderNumber === NO_LEADER || this.isUp[replica] !== 1) return
    const leaderEnd = this.ends[this.leaderNumber]!
    this.ends[replica] = Math.max(this.ends[replica]!, Math.min(end, leaderEnd))
    if (this.ends[replica] === leaderEnd) {
      this.caughtUpAt[replica] = now
      this.inSync[replica] = 1
    }
    this.advance(now)
  }

  /** A replica goes down; if it led, another takes over where possible. Returns the leader. */
  fail(now: number, replica: number): number {
    this.advance(now)
    this.isUp[replica] = 0
    if (replica === this.leaderNumber) this.elect(now)
    else if (this.inSyncOthers(replica) > 0) this.inSync[replica] = 0
    this.advance(now)
    return this.leaderNumber
  }

  /** A replica is back, cut to the high-water mark unless it leads again. Returns the leader. */
  recover(now: number, replica: number): number {
    this.isUp[replica] = 1
    if (this.leaderNumber === NO_LEADER) this.elect(now)
    if (replica !== this.leaderNumber) this.ends[replica] = Math.min(this.ends[replica]!, this.highWater)
    this.advance(now)
    return this.leaderNumber
  }

  save(out: StateWriter): void {
    for (const part of [this.ends, this.caughtUpAt, this.isUp, this.inSync]) out.array(part)
    for (const part of [this.leaderNumber, this.highWater, this.lostCount]) out.number(part)
  }

  load(input: StateReader): void {
    for (const part of [this.ends, this.caughtUpAt, this.isUp, this.inSync]) input.into(part)
    this.leaderNumber = input.number()
    this.highWater = input.number()
    this.lostCount = input.number()
  }

  /** Drops followers that have not caught up for too long. */
  private refresh(now: number): void {
    if (this.leaderNumber === NO_LEADER) return
    for (let replica = 0; replica < this.params.replicas; replica++) {
      if (replica === this.leaderNumber || this.ends[replica] === this.ends[this.leaderNumber]) continue
      if (now - this.caughtUpAt[replica]! > this.params.lagTimeMs) this.inSync[replica] = 0
    }
  }

  private advance(now: number): void {
    if (this.leaderNumber === NO_LEADER) return
    this.refresh(now)
    let smallest = Infinity
    for (let replica = 0; replica < this.params.replicas; replica++)
      if (this.inSync[replica] === 1) smallest = Math.min(smallest, this.ends[replica]!)
    if (smallest < Infinity) this.highWater = Math.max(this.highWater, smallest)
  }

  /** The lowest-numbered replica that is up and in sync, else any that is up if that is allowed, else nobody. */
  private elect(now: number): void {
    const oldEnd = this.leaderNumber === NO_LEADER ? this.highWater : this.ends[this.leaderNumber]!
    let next = this.firstUp(true)
    if (next === NO_LEADER && this.params.allowsUnclean) next = this.firstUp(false)
    const previous = this.leaderNumber
    this.leaderNumber = next
    if (next === NO_LEADER) return
    if (previous !== NO_LEADER) this.inSync[previous] = 0
    this.inSync[next] = 1
    this.lostCount += Math.max(0, oldEnd - this.ends[next]!)
    this.highWater = Math.min(this.highWater, this.ends[next]!)
    for (let replica = 0; replica < this.params.replicas; replica++) {
      if (replica === next) continue
      if (this.isUp[replica] !== 1) this.inSync[replica] = 0
      this.ends[replica] = Math.min(this.ends[replica]!, this.ends[next]!)
    }
    this.caughtUpAt[next] = now
  }

  private firstUp(mustBeInSync: boolean): number {
    for (let replica = 0; replica < this.params.replicas; replica++)
      if (this.isUp[replica] === 1 && (!mustBeInSync || this.inSync[replica] === 1)) return replica
    return NO_LEADER
  }

  private inSyncOthers(replica: number): number {
    let count = 0
    for (let other = 0; other < this.params.replicas; other++) if (other !== replica) count += this.inSync[other]!
    return count
  }
}

const fields = {
  replicas: field(1, 'Replicas', 'Copies of the log, the leader included.', integer('count', 3, { min: 1, max: 1000 })),
  minInSync: field(
    2,
    'Fewest in sync',
    'A write that all must confirm is refused while fewer replicas are in sync.',
    integer('count', 2, { min: 1, max: 1000 }),
  ),
  lagTimeMs: field(
    3,
    'Longest lag',
    'A follower that has not caught up for longer is out of sync.',
    number('ms', 30_000, { max: 1e8, scale: 'log' }),
  ),
  allowsUnclean: field(
    4,
    'Unclean election',
    'Lets a replica that is out of sync lead when no other is left; what it lacks is lost.',
    boolean(false),
  ),
}

export const replicatedPartition: BuildableMember<'in-sync-replicas', typeof fields, ReplicatedPartition> = {
  id: 'in-sync-replicas',
  number: 3,
  label: 'In-sync replicas and high-water mark',
  help: 'Followers fetch from the leader; consumers read what all that are in sync have.',
  fields,
  rules: [{ field: 'minInSync', is: 'at-most', other: 'replicas' }],
  source: 'Apache Kafka 3.7 documentation, section 4.7, replication',
  sourceUrl: 'https://kafka.apache.org/37/documentation.html#replication',
  formula: 'high-water mark = min end of the replicas in sync',
  deviations: 'No epochs; a follower is cut back to the high-water mark of the new leader at once.',
  create: (params) => new ReplicatedPartition(params),
}
