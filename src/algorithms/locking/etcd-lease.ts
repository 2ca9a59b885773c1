/**
 * etcd lock: a key attached to a lease, put only if it does not exist.
 *
 * How: a transaction compares the create revision of the key with 0 and puts it with the owner's lease. Leases last whole seconds. Each
 * put and each delete raises the revision of the store by one; the create revision of the key is the fencing token. Keep-alives
 * renew the lease; revoking it, or its end, deletes the key.
 * Bound: at most one owner per resource; tokens rise over all resources together.
 * Units: time and leases [ms], rounded up to seconds. Time: the key is gone at exactly the end of the lease.
 * Cost: O(1), no allocation apart from growth. Randomness: none. Throws: never.
 * Source: etcd 3.4.23, lease and transaction API, client/v3/concurrency. Differs: the server may keep an expired lease longer
 * after an election; here it ends on time, and its deletion is counted when the key is next taken.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { LeaseLocks } from './lease-locks'
import { HELD, type LockTable } from './locking'

/** [ms] granularity of leases. */
const SECOND = 1000

/** See the head of this file. */
export class EtcdLeaseLocks extends LeaseLocks {
  /** Revision of the store; a fresh one is at 1. */
  private revision = 1

  acquire(now: number, resource: number, owner: number, leaseMs: number): number {
    if (!this.isProper(owner, leaseMs)) return HELD
    const row = this.leases.findOrAdd(resource)
    if (this.leases.ownerAt(now, row) !== 0) return HELD
    if (this.leases.hasOwner(row)) this.revision++
    this.revision++
    this.leases.occupy(row, owner, this.endOf(now, leaseMs))
    this.leases.setToken(row, this.revision)
    return this.revision
  }

  override release(now: number, resource: number, owner: number): boolean {
    const isFreed = super.release(now, resource, owner)
    if (isFreed) this.revision++
    return isFreed
  }

  override releaseBlindly(now: number, resource: number): boolean {
    const isFreed = super.releaseBlindly(now, resource)
    if (isFreed) this.revision++
    return isFreed
  }

  /** Create revision of the key while it exists, else 0. */
  createRevision(now: number, resource: number): number {
    const row = this.leases.find(resource)
    return this.leases.ownerAt(now, row) === 0 ? 0 : this.leases.lastToken(row)
  }

  override save(out: StateWriter): void {
    super.save(out)
    out.number(this.revision)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.revision = input.number()
  }

  protected override endOf(now: number, leaseMs: number): number {
    return now + Math.ceil(leaseMs / SECOND) * SECOND
  }
}

const fields = {}

export const etcdLease: BuildableMember<'etcd-lease', typeof fields, LockTable> = {
  id: 'etcd-lease',
  number: 5,
  label: 'etcd lease',
  help: 'Puts a key if it does not exist, attached to a lease of whole seconds that is kept alive.',
  fields,
  source: 'etcd 3.4.23, transactions and leases',
  sourceUrl: 'https://etcd.io/docs/v3.4/dev-guide/api_concurrency_reference_v3/',
  formula: 'txn: create_revision(key) = 0 ⇒ put with lease; token = create_revision',
  deviations: 'Leases end on time, where a server may keep them longer after an election',
  create: () => new EtcdLeaseLocks(),
}
