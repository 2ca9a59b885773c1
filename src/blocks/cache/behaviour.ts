/**
 * Holds answers by key.
 *
 * Wiring: cache-aside, a service asks [cache] and the origin in turn; in front, callers → [cache] → origin.
 * Any number of look-ups are worked on at the same time. A hit whose version is older than what had been committed when the
 * read began is a stale read: the beginning is when the caller made the call. With single flight, reads of a key that is being fetched
 * wait for what that brings, and may be stale like hits. An answer that the key is not there is kept only where that is wished, and
 * a filter in front may give it at once.
 */
import { ABSENT } from '../../algorithms/caching/caching'
import { type Attempt, type Call, NONE, OK } from '../../engine/calls'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BlockContext, Condition } from '../behaviour'
import type { ParamsOf } from '../block'
import { CacheStore } from '../parts/cache-store'
import { ACT, BATCH, DELETE, FILL, LOOK_UP, READ, WRITE } from '../parts/operations'
import { FIRST_OWN_DRAW, UnqueuedBlock } from '../parts/unqueued'
import { isStale, NOT_THERE } from '../parts/versions'
import type { cache } from './block'
import { type DirtyParams, DirtyWrites } from './dirty-writes'
import { KeyFilter } from './key-filter'
import { SharedFetches } from './shared-fetches'

type Params = ParamsOf<typeof cache>

const DRAW_LIFE = FIRST_OWN_DRAW

/** Event: writes are due. */
const WRITES_DUE = 1

export class Cache extends UnqueuedBlock<Params> {
  private store: CacheStore
  /** Writes that wait, with write-behind. */
  private dirty: DirtyWrites | null = null
  private lostBefore = 0
  private filter: KeyFilter | null = null
  private readonly fetches: SharedFetches
  private hits = 0
  private misses = 0
  private staleReads = 0
  /** Misses that waited for the fetch of another. */
  private joined = 0
  /** Evictions before the window opened, and by stores that were replaced. */
  private evictionsBefore = 0

  constructor(context: BlockContext, params: Params) {
    super(context, params)
    this.store = new CacheStore(params.eviction, params.capacity)
    this.dirty = this.dirtyWrites()
    this.filter = params.filter && new KeyFilter(params.filter, context.versions)
    this.fetches = new SharedFetches(context.attempts)
  }

  override handle(kind: number, a: number, b: number): void {
    if (kind === WRITES_DUE) this.dirty?.due(a)
    else super.handle(kind, a, b)
  }

  protected done(attempt: Attempt): void {
    const { call } = attempt
    attempt.register1 = NONE
    switch (this.operationOf(call)) {
      case FILL:
        this.filter?.add(this.keyOf(call))
        this.fill(attempt, call.argument, call.argument2)
        return this.context.answer(attempt, OK)
      case DELETE:
        this.filter?.add(this.keyOf(call))
        this.delete(this.keyOf(call))
        return this.context.answer(attempt, OK)
      case WRITE:
        return this.write(attempt)
      default:
        return this.read(attempt)
    }
  }

  override answered(call: Call): void {
    const { parent: attempt, outcome } = call
    if (attempt === null) return this.written(call)
    if (outcome === OK) {
      const isWrite = call.operation === WRITE
      if (isWrite) this.hasChanged(this.keyOf(call))
      if (isWrite && this.params.mode !== 'write-through') this.store.delete(this.keyOf(call))
      else this.fill(attempt, call.result, call.result2)
    }
    const others = this.fetches.end(attempt)
    this.tell(attempt, call)
    for (const other of others) {
      if (outcome === OK && this.isStale(other, call.result, call.result2)) this.staleReads++
      this.tell(other, call)
    }
  }

  /** Answers what the origin has said; to a look-up, that the key has been found. */
  private tell(attempt: Attempt, { outcome, result, result2 }: Call): void {
    if (outcome === OK && attempt.call.operation === LOOK_UP) this.context.answer(attempt, OK, 1, result)
    else this.context.answer(attempt, outcome, result, result2)
  }

  override configure(params: Params): void {
    super.configure(params)
    this.changeDirty()
    this.changeFilter()
    if (!this.store.differsFrom(params.eviction, params.capacity)) return
    this.evictionsBefore -= this.store.evictions
    this.store = new CacheStore(params.eviction, params.capacity)
  }

  protected override lost(): void {
    this.coolDown()
    this.fetches.clear()
    this.dirty?.crash()
  }

  protected override stop(attempt: Attempt): void {
    const heir = this.fetches.leave(attempt)
    if (heir !== null) this.askOrigin(heir, READ)
  }

  override conditionChanged(unit: number, before: Condition): void {
    super.conditionChanged(unit, before)
    this.dirty?.flush()
  }

  override coolDown(): void {
    this.evictionsBefore -= this.store.evictions
    this.store.clear()
  }

  override openWindow(): void {
    this.hits = 0
    this.misses = 0
    this.staleReads = 0
    this.joined = 0
    this.evictionsBefore = this.store.evictions
    this.lostBefore = this.dirty?.lost ?? 0
    this.filter?.openWindow()
  }

  override figures(): number[] {
    const evictions = this.store.evictions - this.evictionsBefore
    const lostWrites = this.dirty === null ? Number.NaN : this.dirty.lost - this.lostBefore
    const joined = this.params.singleFlight ? this.joined : Number.NaN
    const { filtered, falsePositives } = this.filter ?? { filtered: Number.NaN, falsePositives: Number.NaN }
    const { hits, misses, staleReads, store } = this
    return [hits, misses, staleReads, store.size, evictions, lostWrites, joined, filtered, falsePositives]
  }

  /** What is asked for; a plain request reads or writes, as it says. */
  private operationOf(call: Call): number {
    const { operation, request } = call
    if (operation !== ACT && operation !== BATCH) return operation
    const isFronting = this.params.mode !== 'cache-aside'
    return request.isWrite ? (isFronting ? WRITE : DELETE) : READ
  }

  private keyOf(call: Call): number {
    return call.key >>> 0
  }

  private delete(key: number): void {
    this.store.delete(key)
    this.fetches.forget(key)
  }

  /** A key is written: it will be there, and what is being fetched may be what was there before. */
  private hasChanged(key: number): void {
    this.filter?.add(key)
    this.fetches.forget(key)
  }

  private read(attempt: Attempt): void {
    const { context } = this
    const { call } = attempt
    const isLookUp = call.operation === LOOK_UP
    if (this.isFiltered(call)) return this.answerAbsent(attempt, isLookUp)
    const slot = this.store.lookUp(this.clock(), this.keyOf(call))
    if (slot === ABSENT) {
      if (this.dirty?.has(this.keyOf(call))) return this.answerDirty(attempt, isLookUp)
      this.misses++
      const asksOrigin = context.outgoing.length > 0 && this.params.mode !== 'cache-aside'
      if (asksOrigin) return this.fetch(attempt)
      return context.answer(attempt, OK, 0, isLookUp && this.params.absentTtlMs !== null ? 1 : 0)
    }
    this.hits++
    const version = this.store.versionIn(slot)
    const origin = this.store.originIn(slot)
    if (this.isStale(attempt, version, origin)) this.staleReads++
    if (isLookUp) context.answer(attempt, OK, 1, version)
    else context.answer(attempt, OK, version, origin)
  }

  /** Whether an answer is older than what had been committed when the read began. */
  private isStale({ call }: Attempt, version: number, origin: number): boolean {
    return isStale(this.context.versions, version, origin, call.startedMs, call.key)
  }

  /** Whether the filter knows that the key is not at the origin, nor on its way there from here. */
  private isFiltered(call: Call): boolean {
    const key = this.keyOf(call)
    return this.filter !== null && !this.dirty?.has(key) && this.filter.stops(key, this.originOf(call) - 1)
  }

  /** The filter says that the key is not there. */
  private answerAbsent(attempt: Attempt, isLookUp: boolean): void {
    const origin = this.originOf(attempt.call)
    if (this.isStale(attempt, NOT_THERE, origin)) this.staleReads++
    if (isLookUp) this.context.answer(attempt, OK, 1, NOT_THERE)
    else this.context.answer(attempt, OK, NOT_THERE, origin)
  }

  /** Index plus one of the block that a read would go on to: the own origin, or that of the service which asks; 0 if not known. */
  private originOf({ operation, argument }: Call): number {
    const { outgoing } = this.context
    if (this.params.mode !== 'cache-aside' && outgoing[0]) return outgoing[0].callee + 1
    return operation === LOOK_UP ? argument : 0
  }

  private fetch(attempt: Attempt): void {
    const isFirst = !this.params.singleFlight || this.fetches.join(attempt, this.keyOf(attempt.call))
    if (isFirst) this.askOrigin(attempt, READ)
    else this.joined++
  }

  /** The cache knows what was written last, whatever it has evicted. */
  private answerDirty(attempt: Attempt, isLookUp: boolean): void {
    this.hits++
    const version = this.versionToCome(attempt)
    if (isLookUp) this.context.answer(attempt, OK, 1, version)
    else this.context.answer(attempt, OK, version, this.originOfWrites())
  }

  private write(attempt: Attempt): void {
    this.filter?.add(this.keyOf(attempt.call))
    if (this.dirty !== null && this.context.outgoing.length > 0) this.writeLater(attempt, this.dirty)
    else if (this.context.outgoing.length > 0) this.askOrigin(attempt, WRITE)
    else {
      this.delete(this.keyOf(attempt.call))
      this.context.answer(attempt, OK)
    }
  }

  private writeLater(attempt: Attempt, dirty: DirtyWrites): void {
    const { context } = this
    const version = this.versionToCome(attempt)
    const origin = this.originOfWrites()
    this.fetches.forget(this.keyOf(attempt.call))
    this.fill(attempt, version, origin)
    dirty.write(this.keyOf(attempt.call), attempt.call.request)
    context.answer(attempt, OK, version, origin)
  }

  /** The version that a write which is still to come will have, unless others write to the origin in the meantime. */
  private versionToCome(attempt: Attempt): number {
    const { key } = attempt.call
    return (this.context.versions[this.originOfWrites() - 1]?.latest(key) ?? -1) + 1
  }

  /** Index plus one of the origin, if it keeps versions, else 0. */
  private originOfWrites(): number {
    const { outgoing, versions } = this.context
    const callee = outgoing[0]?.callee ?? -1
    return versions[callee] ? callee + 1 : 0
  }

  /** The origin has taken a write, or refused it. */
  private written(call: Call): void {
    const key = this.keyOf(call)
    if (call.outcome === OK) this.filter?.add(key)
    if (call.outcome === OK && this.store.lookUp(this.clock(), key) !== ABSENT) {
      const endMs = this.clock() + (this.params.ttlMs ?? Infinity)
      this.store.fill(key, call.result, call.result2, endMs, this.context.random)
    }
    this.dirty?.answered(call)
  }

  private dirtyWrites(): DirtyWrites | null {
    return this.params.mode === 'write-behind' ? new DirtyWrites(this.context, WRITES_DUE, this.dirtyParams()) : null
  }

  private dirtyParams(): DirtyParams {
    return { batchSize: this.params.writeBatch, delayMs: this.params.writeDelayMs }
  }

  /** Another filter is loaded anew, and counts on. */
  private changeFilter(): void {
    const { filter: before, context } = this
    const { filter } = this.params
    if (filter !== null && before !== null && !before.differsFrom(filter)) return
    this.filter = filter && new KeyFilter(filter, context.versions)
    if (this.filter === null || before === null) return
    this.filter.filtered = before.filtered
    this.filter.falsePositives = before.falsePositives
  }

  /** Another way of writing begins with nothing left over from the one before. */
  private changeDirty(): void {
    const isWanted = this.params.mode === 'write-behind'
    if (isWanted === (this.dirty !== null) && !this.dirty?.differsFrom(this.dirtyParams())) return
    this.dirty?.flushAll()
    this.dirty = this.dirtyWrites()
    this.lostBefore = 0
  }

  private askOrigin(attempt: Attempt, operation: number): void {
    const { context } = this
    const call = context.prepare(0, attempt, NONE, 0)
    call.operation = operation
    call.key = attempt.call.key
    context.send(call)
  }

  /** Takes in a version; the last fill wins, as in real caches. That a key is not there is kept for a time of its own, if at all. */
  private fill(attempt: Attempt, version: number, origin: number): void {
    const { context, params } = this
    if (version === NOT_THERE && params.absentTtlMs === null) return
    const key = this.keyOf(attempt.call)
    const life = (version === NOT_THERE ? params.absentTtlMs : params.ttlMs) ?? Infinity
    const shortened =
      params.ttlJitter > 0 ? life * (1 - params.ttlJitter * context.draw(DRAW_LIFE, attempt).uniform()) : life
    this.store.fill(key, version, origin, this.clock() + shortened, context.random)
  }

  override save(out: StateWriter): void {
    const { hits, misses, staleReads, joined, evictionsBefore, lostBefore } = this
    for (const value of [hits, misses, staleReads, joined, evictionsBefore, lostBefore]) out.number(value)
    this.station.save(out)
    this.store.save(out)
    this.fetches.save(out)
    this.dirty?.save(out)
    this.filter?.save(out)
  }

  override load(input: StateReader): void {
    this.hits = input.number()
    this.misses = input.number()
    this.staleReads = input.number()
    this.joined = input.number()
    this.evictionsBefore = input.number()
    this.lostBefore = input.number()
    this.station.load(input)
    this.store.load(input)
    this.fetches.load(input)
    this.dirty?.load(input)
    this.filter?.load(input)
  }
}

export const create = (context: BlockContext, params: Params): Cache => new Cache(context, params)
