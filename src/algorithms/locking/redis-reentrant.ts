/**
 * Re-entrant Redis lock: the holder may take it again, and must give it back as often.
 *
 * How: the key holds a count for its owner. Taking again raises the count and starts the full lease anew; giving back lowers it,
 * and starts the lease anew while the count is above 0. At 0 the key is deleted.
 * Bound: at most one owner per resource. Taking again returns the fencing token of the first time: it is the same holding.
 * Units: time and leases [ms]. Time: a lease is over at exactly its expiry, whatever the count.
 * Cost: O(1), no allocation apart from growth. Randomness: none. Throws: never.
 * Source: Redisson 6686397, RedissonLock (Lua), run on Redis 7.0.15. A watchdog there renews a lease of 30 s every third of it.
 * Differs: the fencing token is an addition.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { LeaseLocks } from './lease-locks'
import { HELD, type LockTable } from './locking'

/** Answer of {@link RedisReentrantLocks.unlock} to somebody who does not hold the lock. */
export const NOT_OWNER = -1

/** See the head of this file. */
export class RedisReentrantLocks extends LeaseLocks {
  /** Times that the owner of a row holds it. */
  private counts: Float64Array = new Float64Array(16)
  /** [ms] lease that a partial unlock starts anew. */
  private lengths: Float64Array = new Float64Array(16)

  acquire(now: number, resource: number, owner: number, leaseMs: number): number {
    if (!this.isProper(owner, leaseMs)) return HELD
    const row = this.leases.findOrAdd(resource)
    this.makeRoomFor(row)
    const holder = this.leases.ownerAt(now, row)
    if (holder === owner) return this.enterAgain(now, row, leaseMs)
    if (holder !== 0 || !this.mayEnter(now, row, owner, leaseMs)) return HELD
    this.leases.occupy(row, owner, this.endOf(now, leaseMs))
    this.counts[row] = 1
    this.lengths[row] = leaseMs
    return this.leases.nextToken(row)
  }

  /**
   * Gives back one holding. Returns how often the owner still holds the lock, 0 when it is free now, {@link NOT_OWNER} for
   * anybody else. A partial unlock starts a lease of `leaseMs`.
   */
  unlock(now: number, resource: number, owner: number, leaseMs: number): number {
    const row = this.leases.find(resource)
    if (!this.isHeldBy(now, row, owner)) return NOT_OWNER
    const left = this.counts[row]! - 1
    this.counts[row] = left
    if (left > 0) this.leases.prolong(row, this.endOf(now, leaseMs))
    else this.leases.free(row)
    return left
  }

  /** Gives back one holding, with the lease it was last taken for; true for the holder, also where it still holds the lock. */
  override release(now: number, resource: number, owner: number): boolean {
    const row = this.leases.find(resource)
    return row >= 0 && this.unlock(now, resource, owner, this.lengths[row]!) !== NOT_OWNER
  }

  /** How often the present owner holds the resource. */
  holds(now: number, resource: number): number {
    const row = this.leases.find(resource)
    return this.leases.ownerAt(now, row) === 0 ? 0 : this.counts[row]!
  }

  override save(out: StateWriter): void {
    super.save(out)
    out.array(this.counts)
    out.array(this.lengths)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.counts = input.array()
    this.lengths = input.array()
  }

  /** Whether an owner may take the free resource now. */
  protected mayEnter(_now: number, _row: number, _owner: number, _leaseMs: number): boolean {
    return true
  }

  private enterAgain(now: number, row: number, leaseMs: number): number {
    this.counts[row]!++
    this.lengths[row] = leaseMs
    this.leases.prolong(row, this.endOf(now, leaseMs))
    return this.leases.lastToken(row)
  }

  private makeRoomFor(row: number): void {
    if (row < this.counts.length) return
    this.counts = enlarged(this.counts)
    this.lengths = enlarged(this.lengths)
  }
}

function enlarged(values: Float64Array): Float64Array {
  const larger = new Float64Array(values.length * 2)
  larger.set(values)
  return larger
}

const fields = {}

export const redisReentrant: BuildableMember<'redis-reentrant', typeof fields, LockTable> = {
  id: 'redis-reentrant',
  number: 2,
  label: 'Redis, re-entrant',
  help: 'The holder may take the lock again and must give it back as often; each time the lease starts anew.',
  fields,
  source: 'Redisson 6686397, RedissonLock',
  sourceUrl: 'https://github.com/redisson/redisson',
  formula: 'lock: count + 1, full lease; unlock: count − 1, full lease while count > 0, else free',
  deviations: 'A fencing token is counted with each first taking; a lease of 0 is refused',
  create: () => new RedisReentrantLocks(),
}
