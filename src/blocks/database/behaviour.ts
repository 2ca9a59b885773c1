/**
 * Reads and writes rows and counters through a pool of connections.
 *
 * Wiring: callers → [database]; unit 0 is the leader, further units are read replicas with pools of their own.
 * A commit raises the version of its key at the end of the write. With row locks a write holds its row from its start to its
 * commit, and a write that waits for a row keeps its connection. A read of a copy returns what was committed one lag ago.
 */
import { type Attempt, type Call, NONE, OK, type Request } from '../../engine/calls'
import { createDistribution, type Distribution } from '../../lib/distributions'
import { hashText } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import { Behaviour, type BlockContext, type Condition } from '../behaviour'
import type { ParamsOf } from '../block'
import { batchFactor } from '../parts/fields'
import {
  ACT,
  BATCH,
  COMPARE_AND_TAKE,
  DECREMENT,
  FENCED_OFF,
  READ,
  READ_COUNTER,
  STORE,
  WRITE,
  WRITE_COUNTER,
} from '../parts/operations'
import { OwnPauses, PAUSE_BEGINS, PAUSE_ENDS } from '../parts/own-pauses'
import { handleRare, handleWork, Station } from '../parts/station'
import { STATION_EVENT } from '../parts/station-events'
import type { StationOwner, StationSettings } from '../parts/station-settings'
import { NOT_THERE, Versions } from '../parts/versions'
import type { database } from './block'
import { RowLocks } from './row-locks'

type Params = ParamsOf<typeof database>

const DRAW_SERVICE = 1
const DRAW_LAG = 2

/** Values of `register0` of an attempt: waiting for a connection, waiting for a row, at work. */
const WAITING = 0
const WAITING_FOR_ROW = 1
const AT_WORK = 2

/** A named number, and what is known of it. */
interface Counter {
  value: number
  initial: number
  sold: number
  newestToken: number
}

export class Database extends Behaviour<Params> implements StationOwner {
  private readonly stations: Station[] = []
  private readonly pauses: OwnPauses
  private readTime: Distribution
  private writeTime: Distribution
  private lag: Distribution
  private readonly versions: Versions
  private readonly rows = new RowLocks()
  private countedRowWaiters = 0
  /** By hash of the name. */
  private readonly counters = new Map<number, Counter>()
  private turn = 0
  private reads = 0
  private writes = 0
  private staleReads = 0
  private fencedOff = 0
  private rowLockWaits = 0
  /** Reads of keys that were not there. */
  private absentReads = 0

  constructor(context: BlockContext, params: Params) {
    super(context, params)
    this.pauses = new OwnPauses(context)
    this.readTime = createDistribution(params.readTime)
    this.writeTime = createDistribution(params.writeTime)
    this.lag = createDistribution(params.replicaLag)
    this.versions = new Versions()
    this.versions.held = params.keys ?? Infinity
    context.versions[context.block] = this.versions
    for (const [name, initial] of Object.entries(params.counters)) {
      this.counters.set(hashText(name), { value: initial, initial, sold: 0, newestToken: 0 })
    }
    this.resize()
  }

  override start(): void {
    this.pauses.configure(this.params.pauses, this.units)
  }

  override get units(): number {
    return 1 + this.params.readReplicas
  }

  arrive(attempt: Attempt): void {
    attempt.register0 = WAITING
    attempt.replica = this.unitFor(attempt)
    const cause = this.stationOf(attempt).enter(attempt)
    if (cause !== OK) this.context.reject(attempt, cause)
  }

  turnedAway(attempt: Attempt, cause: number): void {
    this.context.reject(attempt, cause)
  }

  admitted(attempt: Attempt): void {
    if (this.params.rowLocks && !this.stationOf(attempt).isInBatch(attempt) && this.isWrite(attempt)) {
      const { key } = attempt.call
      attempt.register1 = key
      if (!this.rows.take(key, attempt.index)) {
        this.rowLockWaits++
        attempt.register0 = WAITING_FOR_ROW
        return this.countRowWaiters()
      }
    }
    this.startWork(attempt)
  }

  worked(attempt: Attempt): void {
    const { context } = this
    const { call } = attempt
    let result = 0
    let result2 = context.block + 1
    switch (call.operation) {
      case READ_COUNTER:
        this.reads++
        result = this.isFencedOff(call) ? FENCED_OFF : this.counterOf(call).value
        break
      case WRITE_COUNTER:
      case DECREMENT:
      case COMPARE_AND_TAKE:
        result = this.isFencedOff(call) ? FENCED_OFF : this.sell(call)
        result2 = 0
        break
      default:
        result = this.isWrite(attempt) ? this.commit(call) : this.readVersion(attempt)
    }
    this.stationOf(attempt).finished(attempt, true)
    this.leave(attempt)
    context.answer(attempt, OK, result, result2)
  }

  idle(): void {}

  override handle(kind: number, a: number, b: number): void {
    if (kind === STATION_EVENT) handleWork(this.stations, this.context.attempts.at(a), b)
    else if (kind === PAUSE_BEGINS || kind === PAUSE_ENDS) this.pauses.handle(kind, a, b)
    else handleRare(this.stations, this.context, kind, a, b)
  }

  override cancel(attempt: Attempt): void {
    const state = attempt.register0
    if (state === WAITING) this.stationOf(attempt).remove(attempt, false)
    else {
      if (state === WAITING_FOR_ROW) {
        this.rows.withdraw(attempt.register1, attempt.index)
        this.countRowWaiters()
      } else this.freeRow(attempt)
      this.stationOf(attempt).remove(attempt, true)
    }
    this.context.drop(attempt)
  }

  override lose(attempt: Attempt): void {
    this.stationOf(attempt).lose(attempt)
  }

  override configure(params: Params): void {
    super.configure(params)
    this.readTime = createDistribution(params.readTime)
    this.writeTime = createDistribution(params.writeTime)
    this.lag = createDistribution(params.replicaLag)
    this.versions.held = params.keys ?? Infinity
    for (const [name, initial] of Object.entries(params.counters)) {
      const counter = this.counters.get(hashText(name))
      if (!counter) this.counters.set(hashText(name), { value: initial, initial, sold: 0, newestToken: 0 })
      else {
        counter.value += initial - counter.initial
        counter.initial = initial
      }
    }
    this.resize()
    for (const station of this.stations) station.configure(this.settings())
    this.pauses.configure(params.pauses, this.units)
  }

  override levelOf(replica: number): number {
    return this.stations[replica]?.level ?? Infinity
  }

  override rankOf(replica: number, request: Request): number {
    return this.stations[replica]?.rankOf(request) ?? 0
  }

  override conditionChanged(unit: number, before: Condition): void {
    const station = this.stations[unit]
    if (!station) return
    const condition = this.context.condition(unit)
    if (condition.isCrashed && !before.isCrashed) {
      station.clear()
      if (unit === 0) {
        this.rows.clear()
        this.countRowWaiters()
      }
    }
    if (condition.isPaused) station.pause()
    else station.resume()
  }

  override openWindow(): void {
    this.reads = 0
    this.writes = 0
    this.staleReads = 0
    this.fencedOff = 0
    this.rowLockWaits = 0
    this.absentReads = 0
  }

  /** Oversold counts from the beginning of the run: stock has no warm-up. */
  override figures(): number[] {
    let oversold = 0
    for (const counter of this.counters.values()) oversold += Math.max(0, counter.sold - counter.initial)
    const absentReads = this.params.keys === null ? Number.NaN : this.absentReads
    return [this.reads, this.writes, oversold, this.staleReads, this.fencedOff, this.rowLockWaits, absentReads]
  }

  private stationOf(attempt: Attempt): Station {
    return this.stations[attempt.replica]!
  }

  /** Reads go to the copies in turn, where there are any that live; everything else to the leader. */
  private unitFor(attempt: Attempt): number {
    const { readReplicas } = this.params
    if (readReplicas === 0 || !this.isPlainRead(attempt)) return 0
    for (let i = 0; i < readReplicas; i++) {
      this.turn = (this.turn % readReplicas) + 1
      if (!this.context.condition(this.turn).isCrashed) return this.turn
    }
    return 0
  }

  private isPlainRead(attempt: Attempt): boolean {
    const { operation } = attempt.call
    return (operation === ACT || operation === BATCH || operation === READ) && !this.isWrite(attempt)
  }

  private isWrite(attempt: Attempt): boolean {
    const { operation, request } = attempt.call
    switch (operation) {
      case READ:
      case READ_COUNTER:
        return false
      case WRITE:
      case STORE:
      case WRITE_COUNTER:
      case DECREMENT:
      case COMPARE_AND_TAKE:
        return true
      default:
        return request.isWrite === 1
    }
  }

  private startWork(attempt: Attempt): void {
    attempt.register0 = AT_WORK
    const time = this.isWrite(attempt) ? this.writeTime : this.readTime
    const keys = keysOf(attempt.call)
    const factor = keys > 1 ? batchFactor(keys, this.params.batchCost) : 1
    this.stationOf(attempt).work(attempt, time.sample(this.context.draw(DRAW_SERVICE, attempt)) * factor)
  }

  /** Gives back row and connection. */
  private leave(attempt: Attempt): void {
    this.freeRow(attempt)
    this.stationOf(attempt).release(attempt)
  }

  private freeRow(attempt: Attempt): void {
    if (!this.rows.isHeldBy(attempt.register1, attempt.index)) return
    const next = this.rows.free(attempt.register1)
    if (next === NONE) return
    this.countRowWaiters()
    const { attempts, engine } = this.context
    const holder = attempts.at(next)
    holder.startedMs = engine.now
    this.startWork(holder)
  }

  /** Those who wait for a row wait, although they hold a connection. */
  private countRowWaiters(): void {
    const { stats, block } = this.context
    stats.waiting.add(block, this.rows.waiters - this.countedRowWaiters)
    this.countedRowWaiters = this.rows.waiters
  }

  private commit(call: Call): number {
    this.writes++
    const { now } = this.context.engine
    if (call.operation === STORE) return this.versions.raise(now, call.key, call.argument)
    return this.versions.commit(now, call.key)
  }

  private readVersion(attempt: Attempt): number {
    this.reads++
    const seen = attempt.replica === 0 ? this.versions.latest(attempt.call.key) : this.readCopy(attempt)
    if (seen === NOT_THERE) this.absentReads++
    return seen
  }

  /** What a copy shows, one lag behind. */
  private readCopy(attempt: Attempt): number {
    const { context, versions } = this
    const { key, startedMs } = attempt.call
    const seen = versions.at(context.engine.now - this.lag.sample(context.draw(DRAW_LAG, attempt)), key)
    if (seen < versions.at(startedMs, key)) this.staleReads++
    return seen
  }

  private counterOf(call: Call): Counter {
    const name = call.key
    let counter = this.counters.get(name)
    if (!counter) {
      counter = { value: 0, initial: 0, sold: 0, newestToken: 0 }
      this.counters.set(name, counter)
    }
    return counter
  }

  /** Whether a newer token than that of the call has been seen, by a read or a write; if not, this one now has. */
  private isFencedOff(call: Call): boolean {
    const counter = this.counterOf(call)
    const token = call.argument2
    if (token === 0) return false
    if (token < counter.newestToken) {
      this.fencedOff++
      return true
    }
    counter.newestToken = token
    return false
  }

  /** Stores a counter, or takes one off it; 0 when none is left, or when it is not what the caller takes it for. */
  private sell(call: Call): number {
    const counter = this.counterOf(call)
    if (call.operation === DECREMENT) {
      if (counter.value <= 0) return 0
      counter.value--
    } else if (call.operation === COMPARE_AND_TAKE) {
      if (counter.value !== call.argument) return 0
      counter.value--
    } else counter.value = call.argument
    counter.sold++
    this.writes++
    return 1
  }

  private resize(): void {
    while (this.stations.length < this.units) this.addStation()
    for (const [unit, station] of this.stations.entries()) station.setExists(unit < this.units)
  }

  private addStation(): void {
    this.stations.push(new Station(this.context, this, this.stations.length, this.settings()))
  }

  private settings(): StationSettings {
    const { params } = this
    return { ...params, workers: params.connections }
  }

  override save(out: StateWriter): void {
    const { turn, reads, writes, staleReads, fencedOff, rowLockWaits, absentReads } = this
    for (const value of [turn, reads, writes, staleReads, fencedOff, rowLockWaits, absentReads]) out.number(value)
    this.pauses.save(out)
    out.number(this.stations.length)
    for (const station of this.stations) station.save(out)
    this.versions.save(out)
    this.rows.save(out)
    out.number(this.counters.size)
    for (const [name, counter] of this.counters) {
      out.array([name, counter.value, counter.initial, counter.sold, counter.newestToken])
    }
  }

  override load(input: StateReader): void {
    this.turn = input.number()
    this.reads = input.number()
    this.writes = input.number()
    this.staleReads = input.number()
    this.fencedOff = input.number()
    this.rowLockWaits = input.number()
    this.absentReads = input.number()
    this.pauses.load(input)
    for (let count = input.number(); this.stations.length < count; ) this.addStation()
    for (const station of this.stations) station.load(input)
    this.versions.load(input)
    this.rows.load(input)
    this.countedRowWaiters = this.rows.waiters
    this.counters.clear()
    const count = input.number()
    for (let i = 0; i < count; i++) {
      const [name, value, initial, sold, newestToken] = input.array() as unknown as [
        number,
        number,
        number,
        number,
        number,
      ]
      this.counters.set(name, { value, initial, sold, newestToken })
    }
  }
}

/** [count] keys that a call is about. */
function keysOf({ operation, argument, argument2 }: Call): number {
  if (operation === BATCH) return argument
  return operation === READ || operation === STORE ? argument2 : 1
}

export const create = (context: BlockContext, params: Params): Database => new Database(context, params)
