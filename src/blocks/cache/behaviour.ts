/**
 * Holds answers by key.
 *
 * Wiring: cache-aside, a service asks [cache] and the origin in turn; in front, callers → [cache] → origin.
 * Any number of look-ups are worked on at the same time. A hit whose version is older than what had been committed when the
 * read began is a stale read: the beginning is when the caller made the call.
 */
import { ABSENT } from '../../algorithms/caching/caching'
import { NONE, OK } from '../../engine/calls'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import type { ParamsOf } from '../block'
import { CacheStore } from '../parts/cache-store'
import { ACT, BATCH, DELETE, FILL, LOOK_UP, READ, WRITE } from '../parts/operations'
import { FIRST_OWN_DRAW, UnqueuedBlock } from '../parts/unqueued'
import type { cache } from './block'

type Params = ParamsOf<typeof cache>

const DRAW_LIFE = FIRST_OWN_DRAW

export class Cache extends UnqueuedBlock<Params> {
  private store: CacheStore
  private hits = 0
  private misses = 0
  private staleReads = 0
  /** Evictions before the window opened, and by stores that were replaced. */
  private evictionsBefore = 0

  constructor(context: BlockContext, params: Params) {
    super(context, params)
    this.store = new CacheStore(params.eviction, params.capacity)
  }

  protected done(attempt: number): void {
    const { calls, attempts } = this.context
    const call = attempts.call[attempt]!
    switch (this.operationOf(call)) {
      case FILL:
        this.fill(attempt, calls.argument[call]!, calls.argument2[call]!)
        return this.context.answer(attempt, OK)
      case DELETE:
        this.store.delete(this.keyOf(call))
        return this.context.answer(attempt, OK)
      case WRITE:
        return this.write(attempt)
      default:
        return this.read(attempt)
    }
  }

  override answered(call: number): void {
    const { calls } = this.context
    const attempt = calls.parent[call]!
    const outcome = calls.outcome[call]!
    if (outcome === OK) {
      const isWrite = calls.operation[call] === WRITE
      if (isWrite && this.params.mode !== 'write-through') this.store.delete(this.keyOf(call))
      else this.fill(attempt, calls.result[call]!, calls.result2[call]!)
    }
    this.context.answer(attempt, outcome, calls.result[call]!, calls.result2[call]!)
  }

  override configure(params: Params): void {
    super.configure(params)
    if (!this.store.differsFrom(params.eviction, params.capacity)) return
    this.evictionsBefore -= this.store.evictions
    this.store = new CacheStore(params.eviction, params.capacity)
  }

  protected override lost(): void {
    this.coolDown()
  }

  override coolDown(): void {
    this.evictionsBefore -= this.store.evictions
    this.store.clear()
  }

  override openWindow(): void {
    this.hits = 0
    this.misses = 0
    this.staleReads = 0
    this.evictionsBefore = this.store.evictions
  }

  override figures(): number[] {
    return [this.hits, this.misses, this.staleReads, this.store.size, this.store.evictions - this.evictionsBefore]
  }

  /** What is asked for; a plain request reads or writes, as it says. */
  private operationOf(call: number): number {
    const { calls, requests } = this.context
    const operation = calls.operation[call]!
    if (operation !== ACT && operation !== BATCH) return operation
    const isFronting = this.params.mode !== 'cache-aside'
    return requests.isWrite[calls.request[call]!] ? (isFronting ? WRITE : DELETE) : READ
  }

  private keyOf(call: number): number {
    return this.context.calls.key[call]! >>> 0
  }

  private read(attempt: number): void {
    const { context } = this
    const call = context.attempts.call[attempt]!
    const slot = this.store.lookUp(this.clock(), this.keyOf(call))
    const isLookUp = context.calls.operation[call] === LOOK_UP
    if (slot === ABSENT) {
      this.misses++
      const asksOrigin = context.outgoing.length > 0 && this.params.mode !== 'cache-aside'
      if (asksOrigin) return this.askOrigin(attempt, READ)
      return context.answer(attempt, OK, 0, 0)
    }
    this.hits++
    const version = this.store.versionIn(slot)
    const origin = this.store.originIn(slot)
    const committed = context.versions[origin - 1]?.at(context.calls.startedMs[call]!, context.calls.key[call]!)
    if (committed !== undefined && version < committed) this.staleReads++
    if (isLookUp) context.answer(attempt, OK, 1, version)
    else context.answer(attempt, OK, version, origin)
  }

  private write(attempt: number): void {
    if (this.context.outgoing.length > 0) this.askOrigin(attempt, WRITE)
    else {
      this.store.delete(this.keyOf(this.context.attempts.call[attempt]!))
      this.context.answer(attempt, OK)
    }
  }

  private askOrigin(attempt: number, operation: number): void {
    const { context } = this
    const call = context.prepare(0, attempt, NONE, 0)
    context.calls.operation[call] = operation
    context.calls.key[call] = context.calls.key[context.attempts.call[attempt]!]!
    context.send(call)
  }

  /** Takes in a version; the last fill wins, as in real caches. */
  private fill(attempt: number, version: number, origin: number): void {
    const { context, params } = this
    const key = this.keyOf(context.attempts.call[attempt]!)
    const life = params.ttlMs ?? Infinity
    const shortened =
      params.ttlJitter > 0 ? life * (1 - params.ttlJitter * context.draw(DRAW_LIFE, attempt).uniform()) : life
    this.store.fill(key, version, origin, this.clock() + shortened, context.random)
  }

  override save(out: StateWriter): void {
    for (const value of [this.hits, this.misses, this.staleReads, this.evictionsBefore]) out.number(value)
    this.station.save(out)
    this.store.save(out)
  }

  override load(input: StateReader): void {
    this.hits = input.number()
    this.misses = input.number()
    this.staleReads = input.number()
    this.evictionsBefore = input.number()
    this.station.load(input)
    this.store.load(input)
  }
}

export const create = (context: BlockContext, params: Params): Cache => new Cache(context, params)
