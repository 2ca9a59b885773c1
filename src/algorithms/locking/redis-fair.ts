/**
 * Fair Redis lock: waiters queue, and only the first may take the lock, even when it is free.
 *
 * How: a refused owner joins the end of the queue with a deadline: that of the waiter before it, or the end of the present lease, plus
 * the wait time. Before anything else, waiters at the head whose deadline has come are dropped. Whoever takes the lock brings all
 * other deadlines forward by one wait time. The lock is re-entrant.
 * Bound: owners that keep asking get the lock in the order in which they first asked.
 * Units: time, wait time [ms]. Time: a waiter is dropped at exactly its deadline. Cost: O(waiters) per call.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: Redisson 6686397, RedissonFairLock (Lua), run on Redis 7.0.15. Differs: the wait time is a parameter of the table, as it is of the
 * lock object there; the fencing token is an addition; releasing a lock one only waits for leaves the queue.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { LockTable, QueueingLockTable } from './locking'
import { RedisReentrantLocks } from './redis-reentrant'
import { NOBODY, WaiterQueues } from './waiter-queues'

const fields = {
  waitMs: field(
    1,
    'Wait time',
    'How long a silent waiter keeps its place, per waiter before it.',
    number('ms', 300_000, { min: 1, max: 86_400_000, scale: 'log' }),
  ),
}

/** See the head of this file. */
export class RedisFairLocks extends RedisReentrantLocks implements QueueingLockTable {
  /** Waiters by resource, first to come first. */
  private readonly queues = new WaiterQueues()
  /** [ms] */
  private readonly waitMs: number
  /** [ms] see {@link retryAfterMs}. */
  private advisedMs = 0

  constructor(params: InferFields<typeof fields>) {
    super()
    this.waitMs = requireNumber('waitMs', params.waitMs, { min: Number.MIN_VALUE })
  }

  override acquire(now: number, resource: number, owner: number, leaseMs: number): number {
    const row = this.leases.find(resource)
    this.dropSilent(now, row)
    const token = super.acquire(now, resource, owner, leaseMs)
    if (token === 0 && this.isProper(owner, leaseMs)) this.enqueue(now, this.leases.find(resource), owner)
    return token
  }

  /** As without a queue, but where nobody holds the lock everybody is told that it is free now. */
  override unlock(now: number, resource: number, owner: number, leaseMs: number): number {
    const row = this.leases.find(resource)
    this.dropSilent(now, row)
    return this.leases.ownerAt(now, row) === 0 ? 0 : super.unlock(now, resource, owner, leaseMs)
  }

  override release(now: number, resource: number, owner: number): boolean {
    const isHolder = this.holder(now, resource) === owner && super.release(now, resource, owner)
    if (!isHolder) this.abandon(now, resource, owner)
    return isHolder
  }

  /**
   * [ms] what the last refused attempt was told to wait: until the deadline of the waiter before it, where it joined the queue
   * behind one; else until the present lease ends, 0 where there is none.
   */
  get retryAfterMs(): number {
    return this.advisedMs
  }

  waiting(now: number, resource: number): number {
    const row = this.leases.find(resource)
    this.dropSilent(now, row)
    return this.queues.lengthOf(row)
  }

  /** Only the first waiter is told. */
  toWake(now: number, resource: number, index: number): number {
    const row = this.leases.find(resource)
    this.dropSilent(now, row)
    const waiter = this.queues.first(row)
    return index === 0 && waiter !== NOBODY && this.leases.ownerAt(now, row) === 0 ? this.queues.owners[waiter]! : 0
  }

  /** Those behind move up by one wait time. */
  abandon(_now: number, resource: number, owner: number): boolean {
    const row = this.leases.find(resource)
    const waiter = this.queues.find(row, owner)
    if (waiter === NOBODY) return false
    this.bringForward(this.queues.after(waiter))
    this.queues.drop(row, waiter)
    return true
  }

  /** Owners in the queue, first to last. For tables and tests; allocates. */
  queueOf(resource: number): number[] {
    const owners: number[] = []
    const row = this.leases.find(resource)
    for (let waiter = this.queues.first(row); waiter !== NOBODY; waiter = this.queues.after(waiter)) {
      owners.push(this.queues.owners[waiter]!)
    }
    return owners
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.queues.save(out)
    out.number(this.advisedMs)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.queues.load(input)
    this.advisedMs = input.number()
  }

  /** The free lock may be taken by the first waiter, or by anybody when nobody waits. */
  protected override mayEnter(_now: number, row: number, owner: number): boolean {
    const first = this.queues.first(row)
    if (first === NOBODY) return true
    if (this.queues.owners[first] !== owner) return false
    this.queues.drop(row, first)
    this.bringForward(this.queues.first(row))
    return true
  }

  private enqueue(now: number, row: number, owner: number): void {
    const last = this.queues.last(row)
    const leaseEnd = this.leases.expiryAt(now, row)
    if (this.queues.find(row, owner) !== NOBODY) {
      this.advisedMs = leaseEnd - now
      return
    }
    const start = last === NOBODY ? leaseEnd : this.queues.deadlines[last]!
    this.advisedMs = start - now
    this.queues.add(row, owner, start + this.waitMs, 0)
  }

  /** Drops waiters from the head whose deadline has come; those behind keep theirs. */
  private dropSilent(now: number, row: number): void {
    for (let first = this.queues.first(row); first !== NOBODY; first = this.queues.first(row)) {
      if (this.queues.deadlines[first]! > now) return
      this.queues.drop(row, first)
    }
  }

  /** Everybody from this waiter on has one wait time less. */
  private bringForward(from: number): void {
    for (let waiter = from; waiter !== NOBODY; waiter = this.queues.after(waiter)) {
      this.queues.deadlines[waiter]! -= this.waitMs
    }
  }
}

export const redisFair: BuildableMember<'redis-fair', typeof fields, LockTable> = {
  id: 'redis-fair',
  number: 3,
  label: 'Redis, fair',
  help: 'Waiters queue; only the first may take the lock, and one that falls silent loses its place.',
  fields,
  source: 'Redisson 6686397, RedissonFairLock',
  sourceUrl: 'https://github.com/redisson/redisson',
  formula: 'take ⇔ free and (queue empty or first in it); deadline = that of the one before + wait time',
  deviations: 'A fencing token is counted with each first taking; releasing while waiting leaves the queue',
  create: (params) => new RedisFairLocks(params),
}
