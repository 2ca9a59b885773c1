/**
 * ZooKeeper lock with one node: whoever creates it holds, and all others watch it and are woken together.
 *
 * How: an attempt creates the ephemeral node of the lock, or fails and leaves a watch. When the node goes, every watcher is told and
 * tries again; all but one fail and watch again.
 * Bound: at most one owner per resource; one release with w waiters causes w attempts, so n owners in turn cause about n²/2.
 * Units: time, sessions [ms]: a lease is a session timeout; a watch ends with it too. Time: a session is over at exactly its end.
 * Cost: O(waiters) per call, no allocation apart from growth. Randomness: none. Throws: never.
 * Source: ZooKeeper 3.8.0, "Recipes and Solutions": the herd effect that its lock recipe avoids.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { LeaseLocks } from './lease-locks'
import { HELD, type LockTable, type QueueingLockTable } from './locking'
import { NOBODY, WaiterQueues } from './waiter-queues'

/** See the head of this file. */
export class ZooKeeperHerdLocks extends LeaseLocks implements QueueingLockTable {
  /** Those who wait, in the order in which they began to. */
  private readonly watchers = new WaiterQueues()

  acquire(now: number, resource: number, owner: number, leaseMs: number): number {
    if (!this.isProper(owner, leaseMs)) return HELD
    const row = this.leases.findOrAdd(resource)
    const watcher = this.watchers.find(row, owner)
    if (this.leases.ownerAt(now, row) !== 0) {
      if (watcher === NOBODY) this.watchers.add(row, owner, now + leaseMs, 0)
      else this.watchers.deadlines[watcher] = now + leaseMs
      return HELD
    }
    if (watcher !== NOBODY) this.watchers.drop(row, watcher)
    this.leases.occupy(row, owner, this.endOf(now, leaseMs))
    return this.leases.nextToken(row)
  }

  waiting(now: number, resource: number): number {
    const row = this.leases.find(resource)
    this.dropDead(now, row)
    return this.watchers.lengthOf(row)
  }

  /** Every watcher, in the order in which they began to watch. */
  toWake(now: number, resource: number, index: number): number {
    const row = this.leases.find(resource)
    this.dropDead(now, row)
    let watcher = this.watchers.first(row)
    for (let i = 0; i < index && watcher !== NOBODY; i++) watcher = this.watchers.after(watcher)
    return watcher === NOBODY || this.leases.ownerAt(now, row) !== 0 ? 0 : this.watchers.owners[watcher]!
  }

  /** Takes the watch away. */
  abandon(_now: number, resource: number, owner: number): boolean {
    const row = this.leases.find(resource)
    const watcher = this.watchers.find(row, owner)
    if (watcher === NOBODY) return false
    this.watchers.drop(row, watcher)
    return true
  }

  override release(now: number, resource: number, owner: number): boolean {
    this.abandon(now, resource, owner)
    return super.release(now, resource, owner)
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.watchers.save(out)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.watchers.load(input)
  }

  /** A watch goes with its session. */
  private dropDead(now: number, row: number): void {
    let watcher = this.watchers.first(row)
    while (watcher !== NOBODY) {
      const after = this.watchers.after(watcher)
      if (this.watchers.deadlines[watcher]! <= now) this.watchers.drop(row, watcher)
      watcher = after
    }
  }
}

const fields = {}

export const zooKeeperHerd: BuildableMember<'zookeeper-herd', typeof fields, LockTable> = {
  id: 'zookeeper-herd',
  number: 8,
  label: 'ZooKeeper, herd',
  help: 'One node for all: when it goes, every waiter is woken and all but one are disappointed.',
  fields,
  source: 'ZooKeeper 3.8.0, Recipes and Solutions: the herd effect',
  sourceUrl: 'https://zookeeper.apache.org/doc/r3.8.0/recipes.html#sc_recipes_Locks',
  formula: 'holder = creator of the node; its end wakes all watchers',
  deviations: 'A lease is a session timeout; the fencing token counts creations of the node',
  create: () => new ZooKeeperHerdLocks(),
}
