/**
 * ZooKeeper lock: everybody creates a numbered node; the smallest number holds, and each watches only the one before it.
 *
 * How: an owner's first attempt opens a session and creates an ephemeral sequential node; further attempts keep the session alive and
 * look again. The smallest live node holds the lock, from the moment it is the smallest. When a node goes, by release or with
 * its session, only the next one is told. Every session, creation and deletion is a transaction; the number of the transaction that
 * created the node is the fencing token.
 * Bound: at most one owner per resource; owners get the lock in the order of their numbers; one release wakes one waiter.
 * Units: time, sessions [ms]: a lease here is a session timeout. Time: a session is over at exactly its end.
 * Cost: O(waiters) per call, no allocation apart from growth. Randomness: none. Throws: never.
 * Source: ZooKeeper 3.8.0, "Recipes and Solutions", Locks; run in process. Differs: each owner has a session of its own, and releasing
 * closes it; a session that nobody looks at ends unseen and is counted when its resource is next asked for.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { LeaseTable } from './lease-table'
import { HELD, type LockTable, type QueueingLockTable } from './locking'
import { NOBODY, WaiterQueues } from './waiter-queues'

/** See the head of this file. */
export class ZooKeeperLocks implements QueueingLockTable {
  /** One row a resource; its counter is the next sequence number of the parent node. */
  private readonly parents = new LeaseTable()
  /** The nodes below each parent, by sequence number; `ranks` holds the transaction that created them. */
  private readonly nodes = new WaiterQueues()
  /** Sequence numbers by node. */
  private sequences: Float64Array = new Float64Array(16)
  /** Number of the last transaction. */
  private zxid = 0

  acquire(now: number, resource: number, owner: number, leaseMs: number): number {
    if (owner === 0 || !(leaseMs > 0)) return HELD
    const row = this.parentOf(resource)
    this.dropDead(now, row)
    let node = this.nodes.find(row, owner)
    if (node === NOBODY) node = this.createNode(row, owner)
    this.nodes.deadlines[node] = now + leaseMs
    return node === this.nodes.first(row) ? this.nodes.ranks[node]! : HELD
  }

  /** Keeps the session alive, also that of a waiter; true only for the holder. */
  extend(now: number, resource: number, owner: number, leaseMs: number): boolean {
    const row = this.parents.find(resource)
    this.dropDead(now, row)
    const node = this.nodes.find(row, owner)
    if (node === NOBODY) return false
    const isHolder = node === this.nodes.first(row)
    this.nodes.deadlines[node] = now + Math.max(0, leaseMs)
    return isHolder
  }

  /** Closes the owner's session, also that of a waiter, which gives up its place; true only for the holder. */
  release(now: number, resource: number, owner: number): boolean {
    const row = this.parents.find(resource)
    this.dropDead(now, row)
    const node = this.nodes.find(row, owner)
    if (node === NOBODY) return false
    const isHolder = node === this.nodes.first(row)
    this.closeSession(row, node)
    return isHolder
  }

  releaseBlindly(now: number, resource: number): boolean {
    const row = this.parents.find(resource)
    this.dropDead(now, row)
    const holder = this.nodes.first(row)
    if (holder === NOBODY) return false
    this.closeSession(row, holder)
    return true
  }

  holder(now: number, resource: number): number {
    const node = this.firstLive(now, this.parents.find(resource))
    return node === NOBODY ? 0 : this.nodes.owners[node]!
  }

  expiresAt(now: number, resource: number): number {
    const node = this.firstLive(now, this.parents.find(resource))
    return node === NOBODY ? now : this.nodes.deadlines[node]!
  }

  /** All but the holder. */
  waiting(now: number, resource: number): number {
    const row = this.parents.find(resource)
    this.dropDead(now, row)
    return Math.max(0, this.nodes.lengthOf(row) - 1)
  }

  /** Only the owner of the smallest node is told: it holds the lock already and learns of it by asking. */
  toWake(now: number, resource: number, index: number): number {
    return index === 0 ? this.holder(now, resource) : 0
  }

  abandon(now: number, resource: number, owner: number): boolean {
    if (this.sequenceOf(resource, owner) === NOBODY || this.holder(now, resource) === owner) return false
    this.release(now, resource, owner)
    return true
  }

  /** Sequence number of the owner's node, or −1. */
  sequenceOf(resource: number, owner: number): number {
    const node = this.nodes.find(this.parents.find(resource), owner)
    return node === NOBODY ? NOBODY : this.sequences[node]!
  }

  /** Owner of the node that this owner watches, the one before it; 0 for the first. */
  watchedBy(resource: number, owner: number): number {
    const node = this.nodes.find(this.parents.find(resource), owner)
    const before = node === NOBODY ? NOBODY : this.nodes.before(node)
    return before === NOBODY ? 0 : this.nodes.owners[before]!
  }

  /** Transaction that created the owner's node, or 0. */
  createdBy(resource: number, owner: number): number {
    const node = this.nodes.find(this.parents.find(resource), owner)
    return node === NOBODY ? 0 : this.nodes.ranks[node]!
  }

  /** Creates a node of another name below the same parent and deletes it again: it uses up a number. Returns the number. */
  passSequence(resource: number): number {
    this.zxid += 2
    return this.parents.nextToken(this.parentOf(resource)) - 1
  }

  save(out: StateWriter): void {
    out.number(this.zxid)
    this.parents.save(out)
    this.nodes.save(out)
    out.array(this.sequences)
  }

  load(input: StateReader): void {
    this.zxid = input.number()
    this.parents.load(input)
    this.nodes.load(input)
    this.sequences = input.array()
  }

  /** Row of the parent node, which a first use creates. */
  private parentOf(resource: number): number {
    const known = this.parents.find(resource)
    if (known >= 0) return known
    this.zxid++
    return this.parents.findOrAdd(resource)
  }

  /** Opens a session and creates its node, which takes two transactions. */
  private createNode(row: number, owner: number): number {
    this.zxid += 2
    const node = this.nodes.add(row, owner, 0, this.zxid)
    if (node >= this.sequences.length) {
      const larger = new Float64Array(this.sequences.length * 2)
      larger.set(this.sequences)
      this.sequences = larger
    }
    this.sequences[node] = this.parents.nextToken(row) - 1
    return node
  }

  /** The node goes with its session, in one transaction. */
  private closeSession(row: number, node: number): void {
    this.zxid++
    this.nodes.drop(row, node)
  }

  /** Closes every session that has ended, anywhere in the queue. */
  private dropDead(now: number, row: number): void {
    let node = this.nodes.first(row)
    while (node !== NOBODY) {
      const after = this.nodes.after(node)
      if (this.nodes.deadlines[node]! <= now) this.closeSession(row, node)
      node = after
    }
  }

  /** The node that holds, without counting the dead before it. */
  private firstLive(now: number, row: number): number {
    let node = this.nodes.first(row)
    while (node !== NOBODY && this.nodes.deadlines[node]! <= now) node = this.nodes.after(node)
    return node
  }
}

const fields = {}

export const zooKeeper: BuildableMember<'zookeeper', typeof fields, LockTable> = {
  id: 'zookeeper',
  number: 7,
  label: 'ZooKeeper, in sequence',
  help: 'Owners create numbered nodes; the smallest holds, and each waiter watches only the one before it.',
  fields,
  source: 'ZooKeeper 3.8.0, Recipes and Solutions, Locks',
  sourceUrl: 'https://zookeeper.apache.org/doc/r3.8.0/recipes.html#sc_recipes_Locks',
  formula: 'holder = smallest live sequence number; token = czxid of its node',
  deviations: 'Each owner has a session of its own, which releasing closes; a lease is a session timeout',
  create: () => new ZooKeeperLocks(),
}
