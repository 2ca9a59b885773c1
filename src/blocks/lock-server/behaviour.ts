/**
 * Grants locks with leases and fencing tokens.
 *
 * Wiring: services → [lock server]; the lock is named by the key of the call. Who finds it taken tries again after a growing
 * pause (poll) or is woken when it becomes free (watch), until its wait is over. Who is woken is for locks that know who waits to
 * say, one or the whole herd; with others it is the first to have come. Tries are made here for the caller: they take no round
 * trip and no service time of their own. Where locks know who waits, a caller that waits keeps its session alive, as clients do.
 *
 * A holder believes in its lock from the grant until it lets go, its work ends or its replica dies; a grant while an earlier
 * holder of the same lock still believes in it counts as double holders, whatever the lease says.
 */

import { HELD, type LockTable, type QueueingLockTable } from '../../algorithms/locking/locking'
import { lockTables } from '../../algorithms/locking/registry'
import { build } from '../../algorithms/member'
import { type Attempt, CAUSE_LOCK_NOT_ACQUIRED, OK } from '../../engine/calls'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BlockContext, Condition } from '../behaviour'
import type { ParamsOf } from '../block'
import { RELEASE } from '../parts/operations'
import { STATION_EVENT } from '../parts/station-events'
import { BEYOND, FIRST_OWN_DRAW, UnqueuedBlock } from '../parts/unqueued'
import { Believers } from './believers'
import type { lockServer } from './block'

type Params = ParamsOf<typeof lockServer>

const TRY_AGAIN = 1
const GIVE_UP = 2
const FREED = 3
const KEEP_ALIVE = 4

const DRAW_PAUSE = FIRST_OWN_DRAW
/** The pause between polls doubles up to this many times the first one. */
const MAX_PAUSE_FACTOR = 16

/** A waiting caller looks after its session this many times within its length. */
const LOOKS_PER_SESSION = 3

/** An attempt that waits for its lock: `register1` is the lock, `value0` the next pause and `value1` the owner it will be. */
const WAITING_FOR_LOCK = BEYOND
/** An attempt that waits for nothing any more. */
const SETTLED = BEYOND + 1

export class LockServer extends UnqueuedBlock<Params> {
  private table: LockTable
  private readonly believers = new Believers()
  /** Indices of attempts that watch, by lock, in order of arrival. */
  private readonly watchers = new Map<number, number[]>()
  /** What came due while the server stood still: kind, index of the attempt and generation in turn. */
  private overdue: number[] = []
  private owners = 0
  private waiting = 0
  private newestToken = 0
  private acquisitions = 0
  private doubleHolders = 0
  private refused = 0
  private expired = 0
  private woken = 0

  constructor(context: BlockContext, params: Params) {
    super(context, params)
    this.table = build<LockTable>(lockTables, params.variant)
  }

  protected done(attempt: Attempt): void {
    attempt.register0 = SETTLED
    const { operation, key, argument } = attempt.call
    if (operation === RELEASE) return this.letGo(attempt, key, argument)
    attempt.register1 = key
    attempt.register0 = WAITING_FOR_LOCK
    attempt.value0 = this.params.pollMs
    attempt.value1 = ++this.owners
    this.waiting++
    this.context.stats.waiting.add(this.context.block, 1)
    // Until the lock is granted this is short of the present time, so that waiting for it counts as waiting.
    attempt.startedMs -= this.context.engine.now
    if (this.tryFor(attempt)) return
    if (this.params.maxWaitMs <= 0) return this.giveUp(attempt)
    this.context.after(this.params.maxWaitMs, GIVE_UP, attempt.index, attempt.generation)
    this.keepAliveLater(attempt)
    if (this.params.waiting === 'poll') this.pollLater(attempt)
    else this.watch(attempt)
  }

  override handle(kind: number, a: number, b: number): void {
    if (kind === STATION_EVENT) return super.handle(kind, a, b)
    if (kind === FREED) return this.wake(a)
    const { context } = this
    const attempt = context.attempts.at(a)
    if (!context.isPresent(attempt, b) || attempt.register0 !== WAITING_FOR_LOCK) return
    if (context.condition(0).isPaused) this.overdue.push(kind, a, b)
    else if (kind === GIVE_UP) this.giveUp(attempt)
    else if (this.tryFor(attempt)) return
    else if (kind === TRY_AGAIN) this.pollLater(attempt)
    else this.keepAliveLater(attempt)
  }

  /** After standing still, and after the clock was set, whoever waits may have its turn. */
  override conditionChanged(unit: number, before: Condition): void {
    super.conditionChanged(unit, before)
    if (this.context.condition(0).isPaused) return
    const { overdue } = this
    this.overdue = []
    for (let at = 0; at < overdue.length; at += 3)
      this.context.after(0, overdue[at]!, overdue[at + 1]!, overdue[at + 2]!)
    for (const lock of this.watchers.keys()) this.context.after(0, FREED, lock, 0)
  }

  protected override stop(attempt: Attempt): void {
    if (attempt.register0 !== WAITING_FOR_LOCK) return
    this.stopWaiting(attempt)
    this.leaveQueue(attempt)
  }

  override configure(params: Params): void {
    const before = this.params
    super.configure(params)
    if (JSON.stringify(before.variant) !== JSON.stringify(params.variant)) {
      this.table = build<LockTable>(lockTables, params.variant)
    }
  }

  protected override lost(): void {
    this.watchers.clear()
    this.overdue = []
    this.context.stats.waiting.add(this.context.block, -this.waiting)
    this.waiting = 0
  }

  override openWindow(): void {
    this.acquisitions = 0
    this.doubleHolders = 0
    this.refused = 0
    this.expired = 0
    this.woken = 0
  }

  override figures(): number[] {
    const woken = this.params.waiting === 'watch' ? this.woken : Number.NaN
    return [this.acquisitions, this.doubleHolders, this.refused, this.waiting, this.expired, this.newestToken, woken]
  }

  /** Tries to take the lock for an attempt; true when it has it, and is answered. Not while paused or crashed. */
  private tryFor(attempt: Attempt): boolean {
    const { context } = this
    const condition = context.condition(0)
    if (condition.isPaused || condition.isCrashed) return false
    const lock = attempt.register1
    const owner = attempt.value1
    const token = this.table.acquire(this.clock(), lock, owner, this.params.leaseMs)
    if (token === HELD) return false
    this.acquisitions++
    this.newestToken = Math.max(this.newestToken, token)
    const { parent, parentGeneration } = attempt.call
    const others = this.believers.count(lock, (index, generation) =>
      context.isPresent(context.attempts.at(index), generation),
    )
    if (others > 0) this.doubleHolders++
    if (!attempt.isAbandoned && parent !== null) this.believers.add(lock, owner, parent.index, parentGeneration)
    this.stopWaiting(attempt)
    attempt.startedMs += context.engine.now
    context.answer(attempt, OK, token, owner)
    return true
  }

  private pollLater(attempt: Attempt): void {
    const { context } = this
    const pause = attempt.value0
    const jittered = pause * (0.5 + 0.5 * context.draw(DRAW_PAUSE, attempt).uniform())
    attempt.value0 = Math.min(pause * 2, this.params.pollMs * MAX_PAUSE_FACTOR)
    context.after(jittered, TRY_AGAIN, attempt.index, attempt.generation)
  }

  private watch(attempt: Attempt): void {
    const lock = attempt.register1
    const queue = this.watchers.get(lock)
    if (queue) queue.push(attempt.index)
    else this.watchers.set(lock, [attempt.index])
    this.wakeAtExpiry(lock)
  }

  private wakeAtExpiry(lock: number): void {
    const { clockOffsetMs } = this.context.condition(0)
    this.context.at(this.table.expiresAt(this.clock(), lock) - clockOffsetMs, FREED, lock, 0)
  }

  /** The lock may be free: whoever is told of it tries. */
  private wake(lock: number): void {
    const { context } = this
    const { isCrashed, isPaused } = context.condition(0)
    if (isCrashed || isPaused) return
    for (const index of this.told(lock)) {
      const attempt = context.attempts.at(index)
      if (attempt.register0 !== WAITING_FOR_LOCK) continue
      this.woken++
      this.tryFor(attempt)
    }
    if (this.watchers.has(lock) && this.table.expiresAt(this.clock(), lock) > this.clock()) this.wakeAtExpiry(lock)
  }

  /** Indices of the attempts that watch a lock and are told that it is free, or theirs: by the lock, else the first to have come. */
  private told(lock: number): number[] {
    const { table } = this
    const now = this.clock()
    const queue = this.watchers.get(lock) ?? []
    const told: number[] = []
    if (knowsWaiters(table) && queue.length > 0) {
      for (let i = 0, owner = table.toWake(now, lock, 0); owner !== 0; owner = table.toWake(now, lock, ++i)) {
        const index = queue.find((one) => this.context.attempts.at(one).value1 === owner)
        if (index !== undefined) told.push(index)
      }
    }
    return told.length === 0 && table.holder(now, lock) === 0 ? queue.slice(0, 1) : told
  }

  private keepAliveLater(attempt: Attempt): void {
    if (!knowsWaiters(this.table)) return
    this.context.after(this.params.leaseMs / LOOKS_PER_SESSION, KEEP_ALIVE, attempt.index, attempt.generation)
  }

  private letGo(attempt: Attempt, lock: number, owner: number): void {
    const now = this.clock()
    const wasHolder = this.table.holder(now, lock) === owner
    if (!wasHolder) this.expired++
    this.believers.remove(lock, owner)
    const isFreed =
      this.params.release === 'checked' ? this.table.release(now, lock, owner) : this.table.releaseBlindly(now, lock)
    this.context.answer(attempt, OK, isFreed ? 1 : 0)
    if (isFreed && this.watchers.has(lock)) this.context.after(0, FREED, lock, 0)
  }

  private giveUp(attempt: Attempt): void {
    this.refused++
    this.stopWaiting(attempt)
    this.leaveQueue(attempt)
    this.context.reject(attempt, CAUSE_LOCK_NOT_ACQUIRED)
  }

  /** Locks that remember who waits forget this one. */
  private leaveQueue(attempt: Attempt): void {
    this.table.release(this.clock(), attempt.register1, attempt.value1)
  }

  private stopWaiting(attempt: Attempt): void {
    this.waiting--
    this.context.stats.waiting.add(this.context.block, -1)
    attempt.register0 = SETTLED
    const lock = attempt.register1
    const queue = this.watchers.get(lock)
    const at = queue?.indexOf(attempt.index) ?? -1
    if (at < 0) return
    queue!.splice(at, 1)
    if (queue!.length === 0) this.watchers.delete(lock)
  }

  override save(out: StateWriter): void {
    const numbers = [
      this.owners,
      this.waiting,
      this.newestToken,
      this.acquisitions,
      this.doubleHolders,
      this.refused,
      this.expired,
      this.woken,
    ]
    for (const value of numbers) out.number(value)
    out.array(this.overdue)
    this.station.save(out)
    this.table.save(out)
    this.believers.save(out)
    out.number(this.watchers.size)
    for (const [lock, queue] of this.watchers) {
      out.number(lock)
      out.array(queue)
    }
  }

  override load(input: StateReader): void {
    this.owners = input.number()
    this.waiting = input.number()
    this.newestToken = input.number()
    this.acquisitions = input.number()
    this.doubleHolders = input.number()
    this.refused = input.number()
    this.expired = input.number()
    this.woken = input.number()
    this.overdue = [...input.array()]
    this.station.load(input)
    this.table.load(input)
    this.believers.load(input)
    this.watchers.clear()
    const count = input.number()
    for (let i = 0; i < count; i++) {
      const lock = input.number()
      this.watchers.set(lock, [...input.array()])
    }
  }
}

function knowsWaiters(table: LockTable): table is QueueingLockTable {
  return 'toWake' in table
}

export const create = (context: BlockContext, params: Params): LockServer => new LockServer(context, params)
