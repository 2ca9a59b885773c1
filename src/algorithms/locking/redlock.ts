/**
 * Redlock: the same lock on several independent Redis nodes; a majority counts.
 *
 * How: an attempt sets the key on every node that answers. It succeeds with at least ⌊N/2⌋ + 1 nodes and a validity above 0, which is
 * the lease less the time the attempt took less the drift; otherwise everything is released again.
 * Bound: at most one owner per resource as long as no node forgets a key and no clock jumps; with either, two can hold it.
 * Units: time, leases [ms]; drift factor [share]. Each node has a clock of its own: `now` plus its offset.
 * Cost: O(nodes), no allocation apart from growth. Randomness: none. Throws: ParamError from the constructor only.
 * Source: Redis documentation, "Distributed Locks with Redis", "The Redlock algorithm"; drift as in node-redlock 4.2.0, checked on five
 * Redis 7.0.15. Differs: Redlock has no fencing token; the one returned is counted by this table, which no real deployment could.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { LeaseTable } from './lease-table'
import { HELD, type LockTable } from './locking'
import { RedisSimpleLocks } from './redis-simple'
import { driftOf, quorumOf, validityOf } from './redlock-validity'

const fields = {
  nodes: field(1, 'Nodes', 'Independent Redis nodes; an odd number is best.', integer('count', 5, { min: 1, max: 25 })),
  driftFactor: field(2, 'Drift', 'Share of the lease that clocks may run apart.', number('share', 0.01, { max: 1 })),
}

/** See the head of this file. */
export class RedlockLocks implements LockTable {
  /** What each node holds. */
  private readonly nodes: RedisSimpleLocks[]
  /** 1 for a node that does not answer. */
  private readonly isDown: Uint8Array
  /** [ms] what the clock of each node is ahead. */
  private readonly offsets: Float64Array
  /** Counters of acquisitions, by resource. */
  private readonly tokens = new LeaseTable()
  /** Nodes that make a majority. */
  private readonly quorum: number
  private readonly driftFactor: number

  constructor(params: InferFields<typeof fields>) {
    const count = requireNumber('nodes', params.nodes, { min: 1, max: 25, integer: true })
    this.driftFactor = requireNumber('driftFactor', params.driftFactor, { min: 0, max: 1 })
    this.nodes = Array.from({ length: count }, () => new RedisSimpleLocks())
    this.isDown = new Uint8Array(count)
    this.offsets = new Float64Array(count)
    this.quorum = quorumOf(count)
  }

  acquire(now: number, resource: number, owner: number, leaseMs: number): number {
    return this.attempt(now, now, resource, owner, leaseMs)
  }

  /** As {@link acquire}, for an attempt that began at `startedAt` [ms] and reached the nodes by `now`. */
  attempt(startedAt: number, now: number, resource: number, owner: number, leaseMs: number): number {
    let grants = 0
    for (let i = 0; i < this.nodes.length; i++) {
      if (this.isUp(i) && this.nodes[i]!.acquire(this.clockOf(i, now), resource, owner, leaseMs) !== HELD) grants++
    }
    if (grants >= this.quorum && this.validityMs(leaseMs, now - startedAt) > 0) {
      return this.tokens.nextToken(this.tokens.findOrAdd(resource))
    }
    this.releaseEverywhere(now, resource, owner)
    return HELD
  }

  /** [ms] how long a lock with that lease may be used after an attempt that took `elapsedMs`. */
  validityMs(leaseMs: number, elapsedMs: number): number {
    return validityOf(leaseMs, elapsedMs, driftOf(leaseMs, this.driftFactor))
  }

  /** True if a majority prolonged the lease and its validity is above 0. */
  extend(now: number, resource: number, owner: number, leaseMs: number): boolean {
    let grants = 0
    for (let i = 0; i < this.nodes.length; i++) {
      if (this.isUp(i) && this.nodes[i]!.extend(this.clockOf(i, now), resource, owner, leaseMs)) grants++
    }
    return grants >= this.quorum && this.validityMs(leaseMs, 0) > 0
  }

  /** Releases on every node that answers; true if a majority held it for the owner. */
  release(now: number, resource: number, owner: number): boolean {
    return this.releaseEverywhere(now, resource, owner) >= this.quorum
  }

  releaseBlindly(now: number, resource: number): boolean {
    const wasHeld = this.holder(now, resource) !== 0
    for (let i = 0; i < this.nodes.length; i++) {
      if (this.isUp(i)) this.nodes[i]!.releaseBlindly(this.clockOf(i, now), resource)
    }
    return wasHeld
  }

  /** The owner that a majority of nodes holds the resource for, or 0. */
  holder(now: number, resource: number): number {
    for (let i = 0; i < this.nodes.length; i++) {
      const owner = this.ownerOn(i, now, resource)
      if (owner !== 0 && this.nodesHeldBy(now, resource, owner) >= this.quorum) return owner
    }
    return 0
  }

  /** [ms] when the holder loses its majority. */
  expiresAt(now: number, resource: number): number {
    const owner = this.holder(now, resource)
    if (owner === 0) return now
    let end = now
    for (let i = 0; i < this.nodes.length; i++) {
      if (this.ownerOn(i, now, resource) !== owner) continue
      const candidate = this.endOn(i, now, resource)
      if (candidate > end && this.nodesLastingTo(candidate, now, resource, owner) >= this.quorum) end = candidate
    }
    return end
  }

  /** Nodes that hold the resource for the owner now and answer. */
  nodesHeldBy(now: number, resource: number, owner: number): number {
    let count = 0
    for (let i = 0; i < this.nodes.length; i++) if (this.ownerOn(i, now, resource) === owner) count++
    return count
  }

  /** The lock table of one node, for somebody who does not go through a majority. */
  node(index: number): LockTable {
    return this.nodes[index]!
  }

  /** Whether a node answers. What it holds stays. */
  setUp(node: number, isUp: boolean): void {
    this.isDown[node] = isUp ? 0 : 1
  }

  /** A node starts anew; without persistence it has forgotten every key. */
  restart(node: number, isPersistent: boolean): void {
    if (!isPersistent) this.nodes[node] = new RedisSimpleLocks()
    this.setUp(node, true)
  }

  /** The clock of a node jumps by `byMs` [ms]. */
  shiftClock(node: number, byMs: number): void {
    this.offsets[node]! += byMs
  }

  save(out: StateWriter): void {
    for (const node of this.nodes) node.save(out)
    out.array(this.isDown)
    out.array(this.offsets)
    this.tokens.save(out)
  }

  load(input: StateReader): void {
    for (const node of this.nodes) node.load(input)
    input.into(this.isDown)
    input.into(this.offsets)
    this.tokens.load(input)
  }

  private isUp(node: number): boolean {
    return this.isDown[node] === 0
  }

  /** [ms] the time that a node believes it is. */
  private clockOf(node: number, now: number): number {
    return now + this.offsets[node]!
  }

  /** The owner that a node names; 0 where it does not answer. */
  private ownerOn(node: number, now: number, resource: number): number {
    return this.isUp(node) ? this.nodes[node]!.holder(this.clockOf(node, now), resource) : 0
  }

  /** [ms] when the lease on a node ends, by the common clock. */
  private endOn(node: number, now: number, resource: number): number {
    return this.nodes[node]!.expiresAt(this.clockOf(node, now), resource) - this.offsets[node]!
  }

  /** Nodes that hold the resource for the owner until `end` at least. */
  private nodesLastingTo(end: number, now: number, resource: number, owner: number): number {
    let count = 0
    for (let i = 0; i < this.nodes.length; i++) {
      if (this.ownerOn(i, now, resource) === owner && this.endOn(i, now, resource) >= end) count++
    }
    return count
  }

  /** Returns how many nodes released it. */
  private releaseEverywhere(now: number, resource: number, owner: number): number {
    let released = 0
    for (let i = 0; i < this.nodes.length; i++) {
      if (this.isUp(i) && this.nodes[i]!.release(this.clockOf(i, now), resource, owner)) released++
    }
    return released
  }
}

export const redlock: BuildableMember<'redlock', typeof fields, LockTable> = {
  id: 'redlock',
  number: 9,
  label: 'Redlock',
  help: 'Takes the same lock on several Redis nodes; a majority in good time counts.',
  fields,
  source: 'Redis documentation, "The Redlock algorithm"; node-redlock 4.2.0',
  sourceUrl: 'https://redis.io/docs/latest/develop/use/patterns/distributed-locks/#the-redlock-algorithm',
  formula: 'held ⇔ nodes ≥ ⌊N/2⌋ + 1 and lease − elapsed − (round(drift·lease) + 2) > 0',
  deviations: 'Redlock has no fencing token; the one here is counted by the table',
  create: (params) => new RedlockLocks(params),
}
