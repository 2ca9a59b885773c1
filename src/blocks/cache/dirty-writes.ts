/**
 * Writes that a cache has answered and the origin has not seen: they wait in a buffer and go out in batches.
 *
 * How: a write to a key that waits already joins it. A batch is due when so many keys wait or the oldest has waited long enough;
 * each of its keys goes to the origin as a write of its own, all at once. One that fails there waits again, for the full time. Keys
 * that are out are still known here, so that a read finds what was written whatever the cache has evicted.
 * A crash loses what waits. What is out at that moment is lost if it fails afterwards, for nobody is left to try again.
 */
import { WriteBehind } from '../../algorithms/caching/write-behind'
import { type Call, OK, type Request } from '../../engine/calls'
import { IntMap } from '../../lib/int-map'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import { WRITE } from '../parts/operations'

/** [ms] shortest time before what failed is tried again: a refusal takes no time, and must not go round in circles. */
const SHORTEST_PAUSE = 1

export interface DirtyParams {
  readonly batchSize: number
  readonly delayMs: number
}

export class DirtyWrites implements Saveable {
  /** Answered writes that never reached the origin. */
  lost = 0
  private readonly context: BlockContext
  private readonly eventKind: number
  private readonly params: DirtyParams
  private readonly buffer: WriteBehind
  /** Index of the request on behalf of which a key that waits will be written. */
  private readonly requests = new IntMap()
  /** Writes of a key that are out. */
  private readonly out = new IntMap()
  private token = 0
  private isTimed = false
  /** [ms] nothing goes out before this. */
  private notBeforeMs = 0
  /** Crashes so far. */
  private epoch = 0

  /** `eventKind` is the number of the block's event that is to be given to {@link due}. */
  constructor(context: BlockContext, eventKind: number, params: DirtyParams) {
    this.context = context
    this.eventKind = eventKind
    this.params = params
    this.buffer = new WriteBehind(params)
  }

  differsFrom(params: DirtyParams): boolean {
    return params.batchSize !== this.params.batchSize || params.delayMs !== this.params.delayMs
  }

  /** Whether the origin has not yet seen what was written last. */
  has(key: number): boolean {
    return this.requests.get(key) >= 0 || this.out.get(key) > 0
  }

  /** Takes a write on behalf of a request. */
  write(key: number, request: Request): void {
    if (this.buffer.write(this.context.engine.now, key))
      this.requests.set(key, this.context.requests.copy(request).index)
    this.flush()
  }

  /** Own event. */
  due(token: number): void {
    if (token !== this.token) return
    this.isTimed = false
    this.flush()
  }

  /** Sends what is due, and sees to it that the rest will be. Nothing is sent while the block stands still. */
  flush(): void {
    const { context, buffer } = this
    if (context.condition(0).isPaused) return
    const { now } = context.engine
    while (Math.max(this.notBeforeMs, buffer.dueAt(now)) <= now) this.sendBatch()
    if (this.isTimed || buffer.size === 0) return
    this.isTimed = true
    this.token = (this.token + 1) | 0
    context.at(Math.max(this.notBeforeMs, buffer.dueAt(now)), this.eventKind, this.token, 0)
  }

  /** Sends everything, due or not. */
  flushAll(): void {
    while (this.buffer.size > 0) this.sendBatch()
  }

  private sendBatch(): void {
    const { buffer, context } = this
    for (let left = this.params.batchSize; left > 0 && buffer.size > 0; left--) {
      const key = buffer.take()
      const request = context.requests.at(this.requests.get(key))
      this.requests.delete(key)
      this.out.set(key, Math.max(0, this.out.get(key)) + 1)
      const call = context.prepareRoot(0, request, this.epoch)
      call.operation = WRITE
      call.key = key | 0
      context.send(call)
      context.requests.drop(request)
    }
  }

  /** The origin has answered a write, or it has failed. */
  answered(call: Call): void {
    const key = call.key >>> 0
    const isOfThisLife = call.tag === this.epoch
    if (isOfThisLife) {
      const left = this.out.get(key) - 1
      if (left > 0) this.out.set(key, left)
      else this.out.delete(key)
    }
    if (call.outcome === OK) return
    if (!isOfThisLife) {
      this.lost++
      return
    }
    this.notBeforeMs = this.context.engine.now + Math.max(SHORTEST_PAUSE, this.params.delayMs)
    this.write(key, call.request)
  }

  crash(): void {
    this.lost += this.buffer.crash()
    const { requests } = this.context
    this.requests.forEach((_, request) => {
      requests.drop(requests.at(request))
    })
    this.requests.clear()
    this.out.clear()
    this.epoch++
    this.token = (this.token + 1) | 0
    this.isTimed = false
  }

  save(out: StateWriter): void {
    for (const value of [this.lost, this.token, this.notBeforeMs, this.epoch]) out.number(value)
    out.boolean(this.isTimed)
    for (const part of [this.buffer, this.requests, this.out]) part.save(out)
  }

  load(input: StateReader): void {
    this.lost = input.number()
    this.token = input.number()
    this.notBeforeMs = input.number()
    this.epoch = input.number()
    this.isTimed = input.boolean()
    for (const part of [this.buffer, this.requests, this.out]) part.load(input)
  }
}
