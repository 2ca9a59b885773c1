/**
 * Chubby-style lock: held through a session; when a session dies with the lock, the lock stays closed for a while.
 *
 * How: the lock is taken with the session's lease, which keep-alives prolong. Freed properly, it is free at once. When the lease ends with the
 * lock held, nobody can take it for the lock delay, so that late requests of the dead holder meet no new one. Each acquisition has
 * a higher generation, which goes into the sequencer: the fencing token.
 * Bound: at most one owner per resource, and after a lost session none for the lock delay.
 * Units: time, leases, delays [ms]. Time: the lock can be taken at exactly the end of the delay.
 * Cost: O(1), no allocation apart from growth. Randomness: none. Throws: ParamError from the constructor only.
 * Source: M. Burrows, "The Chubby lock service for loosely-coupled distributed systems", OSDI 2006, §2.4 and §2.8. The client side of
 * a session is {@link sessionState}.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { LeaseLocks } from './lease-locks'
import { HELD, type LockTable } from './locking'

const fields = {
  lockDelayMs: field(
    1,
    'Lock delay',
    'How long nobody can take a lock whose holder has lost its session.',
    number('ms', 60_000, { max: 3_600_000 }),
  ),
}

/** How a client sees its session. */
export type SessionState = 'safe' | 'jeopardy' | 'expired'

/**
 * What a client knows of its session: safe until its own, cautious estimate of the lease ends; then in jeopardy, when it should
 * do nothing but wait for the server, for the grace period; then expired.
 * @param leaseEnd [ms] the client's estimate @param graceMs [ms] 45 000 in the source
 */
export function sessionState(now: number, leaseEnd: number, graceMs: number): SessionState {
  if (now < leaseEnd) return 'safe'
  return now < leaseEnd + graceMs ? 'jeopardy' : 'expired'
}

/** See the head of this file. */
export class ChubbyLocks extends LeaseLocks {
  private readonly lockDelayMs: number

  constructor(params: InferFields<typeof fields>) {
    super()
    this.lockDelayMs = requireNumber('lockDelayMs', params.lockDelayMs, { min: 0, max: Number.MAX_VALUE })
  }

  acquire(now: number, resource: number, owner: number, leaseMs: number): number {
    if (!this.isProper(owner, leaseMs)) return HELD
    const row = this.leases.findOrAdd(resource)
    if (now < this.opensAt(row)) return HELD
    this.leases.occupy(row, owner, this.endOf(now, leaseMs))
    return this.leases.nextToken(row)
  }

  /** [ms] end of the live lease; after it, while the lock is closed, the end of the lock delay. */
  override expiresAt(now: number, resource: number): number {
    const row = this.leases.find(resource)
    if (this.leases.ownerAt(now, row) !== 0) return this.leases.expiryAt(now, row)
    return Math.max(now, this.opensAt(row))
  }

  private opensAt(row: number): number {
    return this.leases.hasOwner(row) ? this.leases.storedExpiry(row) + this.lockDelayMs : -Infinity
  }
}

export const chubbySession: BuildableMember<'chubby-session', typeof fields, LockTable> = {
  id: 'chubby-session',
  number: 6,
  label: 'Chubby session',
  help: 'Held through a session; when a session is lost the lock stays closed for the lock delay.',
  fields,
  source: 'Burrows, The Chubby lock service, OSDI 2006, §2.4, §2.8',
  sourceUrl: 'https://research.google/pubs/the-chubby-lock-service-for-loosely-coupled-distributed-systems/',
  formula: 'free at once after a release, at lease end + lock delay after a lost session',
  deviations: 'Each lock has a session of its own; failover of the master is not part of it',
  create: (params) => new ChubbyLocks(params),
}
