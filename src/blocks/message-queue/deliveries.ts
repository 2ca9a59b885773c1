/**
 * What a queue remembers beside the messages themselves: deliveries that are out, and when each message was published.
 *
 * Messages are request records, so publishing times are kept by their index, in order of publishing: the oldest comes first.
 */
import { Pool } from '../../engine/pool'
import type { StateReader, StateWriter } from '../../lib/state'

export class Deliveries extends Pool {
  handle: Float64Array
  request: Int32Array
  outgoing: Int32Array
  unit: Int32Array
  /** 1 while a worker of the consumer is kept for it: until it arrives or is given up. */
  isReserved: Uint8Array
  /** [ms] when the delivered message was published. */
  publishedMs: Float64Array
  private readonly published = new Map<number, number>()
  /** By request: lineage of the call that published it, which tells messages of one request apart. */
  private lineages = new Int32Array(64)

  constructor(capacity = 32) {
    super(['handle', 'request', 'outgoing', 'unit', 'isReserved', 'publishedMs'], capacity)
    this.handle = new Float64Array(capacity)
    this.request = new Int32Array(capacity)
    this.outgoing = new Int32Array(capacity)
    this.unit = new Int32Array(capacity)
    this.isReserved = new Uint8Array(capacity)
    this.publishedMs = new Float64Array(capacity)
  }

  /** A message was published. */
  remember(request: number, nowMs: number, lineage: number): void {
    this.published.set(request, nowMs)
    while (request >= this.lineages.length) {
      const longer = new Int32Array(this.lineages.length * 2)
      longer.set(this.lineages)
      this.lineages = longer
    }
    this.lineages[request] = lineage
  }

  /** The same for all messages that one logical call published. */
  lineageOf(request: number): number {
    return this.lineages[request]!
  }

  /** The message is held no longer. */
  forget(request: number): void {
    this.published.delete(request)
  }

  publishedAt(request: number): number {
    return this.published.get(request) ?? 0
  }

  /** [ms] publishing time of the oldest message held, infinity when there is none: the first one remembered. */
  oldestPublishedMs(): number {
    for (const time of this.published.values()) return time
    return Infinity
  }

  override save(out: StateWriter): void {
    super.save(out)
    out.number(this.published.size)
    for (const [request, time] of this.published) {
      out.number(request)
      out.number(time)
      out.number(this.lineages[request]!)
    }
  }

  override load(input: StateReader): void {
    super.load(input)
    this.published.clear()
    const count = input.number()
    for (let i = 0; i < count; i++) this.remember(input.number(), input.number(), input.number())
  }
}
