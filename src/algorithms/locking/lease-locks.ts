/**
 * What lock tables over one store of leases share: everything but the way to take a lock.
 *
 * A table says how a lock is taken; prolonging, freeing and asking follow the lease. Owner 0 means nobody.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import { LeaseTable } from './lease-table'
import type { LockTable } from './locking'

/** See the head of this file. */
export abstract class LeaseLocks implements LockTable {
  protected readonly leases = new LeaseTable()

  abstract acquire(now: number, resource: number, owner: number, leaseMs: number): number

  /** A lease that is not above 0 ends it at once, and still counts as prolonged. */
  extend(now: number, resource: number, owner: number, leaseMs: number): boolean {
    const row = this.leases.find(resource)
    if (!this.isHeldBy(now, row, owner)) return false
    this.leases.prolong(row, leaseMs > 0 ? this.endOf(now, leaseMs) : now)
    return true
  }

  release(now: number, resource: number, owner: number): boolean {
    const row = this.leases.find(resource)
    if (!this.isHeldBy(now, row, owner)) return false
    this.leases.free(row)
    return true
  }

  releaseBlindly(now: number, resource: number): boolean {
    const row = this.leases.find(resource)
    if (this.leases.ownerAt(now, row) === 0) return false
    this.leases.free(row)
    return true
  }

  holder(now: number, resource: number): number {
    return this.leases.ownerAt(now, this.leases.find(resource))
  }

  expiresAt(now: number, resource: number): number {
    return this.leases.expiryAt(now, this.leases.find(resource))
  }

  save(out: StateWriter): void {
    this.leases.save(out)
  }

  load(input: StateReader): void {
    this.leases.load(input)
  }

  /** [ms] when a lease that begins now ends. */
  protected endOf(now: number, leaseMs: number): number {
    return now + leaseMs
  }

  protected isHeldBy(now: number, row: number, owner: number): boolean {
    return owner !== 0 && this.leases.ownerAt(now, row) === owner
  }

  /** Whether an attempt can be granted at all: by a real owner, for a lease above 0. */
  protected isProper(owner: number, leaseMs: number): boolean {
    return owner !== 0 && leaseMs > 0
  }
}
