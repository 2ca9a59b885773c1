/**
 * Simple Redis lock: one key with an owner's value and a time to live; only that owner may prolong or free it.
 *
 * How: acquire = SET key owner NX PX lease, then INCR for the fencing token; release and extend compare the owner first.
 * Bound: at most one live lease per resource; tokens of a resource rise by one with each acquisition, across expiries.
 * Units: time and leases [ms]; lease ∞ never ends. Time: a lease is over at exactly its expiry; an earlier `now` sees it live.
 * Cost: O(1), no allocation apart from growth. Randomness: none. Throws: never.
 * Source: Redis documentation, SET, "Patterns", and "Distributed Locks with Redis"; run against Redis 7.0.15.
 * Differs: an acquisition with a lease that is not above 0 is refused, where Redis answers with an error; the token is
 * counted in the same step.
 */
import type { BuildableMember } from '../member'
import { LeaseLocks } from './lease-locks'
import { HELD, type LockTable } from './locking'

/** See the head of this file. */
export class RedisSimpleLocks extends LeaseLocks {
  acquire(now: number, resource: number, owner: number, leaseMs: number): number {
    if (!this.isProper(owner, leaseMs)) return HELD
    const row = this.leases.findOrAdd(resource)
    if (this.leases.ownerAt(now, row) !== 0) return HELD
    this.leases.occupy(row, owner, this.endOf(now, leaseMs))
    return this.leases.nextToken(row)
  }
}

const fields = {}

export const redisSimple: BuildableMember<'redis-simple', typeof fields, LockTable> = {
  id: 'redis-simple',
  number: 1,
  label: 'Redis, one node',
  help: 'Sets a key if it is absent, with a time to live and the value of its owner, who alone may delete it.',
  fields,
  source: 'Redis documentation, "Distributed Locks with Redis", correct implementation with a single instance',
  sourceUrl: 'https://redis.io/docs/latest/develop/use/patterns/distributed-locks/',
  formula: 'SET key owner NX PX lease; free ⇔ now ≥ expiry; release and extend only if GET key = owner',
  deviations: 'A fencing token is counted with each acquisition; a lease of 0 is refused instead of an error',
  create: () => new RedisSimpleLocks(),
}
