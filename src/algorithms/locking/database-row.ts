/**
 * Database lock: a row with the resource as its key; a job deletes the rows that were left behind.
 *
 * How: taking the lock inserts the row, and fails while there is one; giving back deletes it, if it is the owner's. A row whose
 * lease has ended stays until the next run of the clean-up job, at the multiples of its period; with period 0 an attempt itself
 * overwrites such a row.
 * Bound: at most one owner per resource; a lock left behind is free at the latest one period after its lease.
 * Units: time, period [ms]. Time: the job counts as having run at its own time exactly. Cost: O(1), no allocation apart from growth.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: elementary; a unique key in place of an atomic set, and a version column for the fencing token.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { LeaseLocks } from './lease-locks'
import { HELD, type LockTable } from './locking'

const fields = {
  cleanupMs: field(
    1,
    'Clean-up period',
    'Time between runs of the job that deletes rows whose lease has ended; 0 lets an attempt overwrite them.',
    number('ms', 1000, { max: 86_400_000 }),
  ),
}

/** See the head of this file. */
export class DatabaseRowLocks extends LeaseLocks {
  private readonly cleanupMs: number

  constructor(params: InferFields<typeof fields>) {
    super()
    this.cleanupMs = requireNumber('cleanupMs', params.cleanupMs, { min: 0, max: Number.MAX_VALUE })
  }

  acquire(now: number, resource: number, owner: number, leaseMs: number): number {
    if (!this.isProper(owner, leaseMs)) return HELD
    const row = this.leases.findOrAdd(resource)
    if (this.leases.ownerAt(now, row) !== 0) return HELD
    this.leases.occupy(row, owner, this.endOf(now, leaseMs))
    return this.leases.nextToken(row)
  }

  /** [ms] the first run of the job at or after the end of the lease. */
  protected override endOf(now: number, leaseMs: number): number {
    const end = now + leaseMs
    return this.cleanupMs === 0 || end === Infinity ? end : Math.ceil(end / this.cleanupMs) * this.cleanupMs
  }
}

export const databaseRow: BuildableMember<'database-row', typeof fields, LockTable> = {
  id: 'database-row',
  number: 4,
  label: 'Row in a database',
  help: 'Inserts a row with a unique key; a job deletes rows that were left behind.',
  fields,
  source: 'Elementary: a unique key, and a version column',
  formula: 'INSERT succeeds ⇔ no row; free at ⌈(now + lease)/period⌉·period',
  deviations: '',
  create: (params) => new DatabaseRowLocks(params),
}
