/**
 * LFU: gives up the key that was used least often; among equals the one that reached its count first.
 *
 * How: keys with equal counts form a bucket, ordered by when they reached that count; buckets form a list by count. A use
 * moves a key to the end of the next bucket; the first key of the first bucket is evicted. A new key has count 1, whatever
 * it had before. With ties by arrival, the key of the first bucket that came in first is evicted instead.
 * Units: capacity [keys]. Cost: O(1) per access, no allocation apart from growth: at most one bucket per key. With ties by
 * arrival an eviction looks at every key of the first bucket.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: K. Shah, A. Mitra, D. Matani, "An O(1) algorithm for implementing the LFU cache eviction scheme" (2010); ties and
 * hits as libCacheSim 0252dcf; ties by arrival as cachetools 5.2.0.
 */
import { choice, field, type InferFields } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { EvictionMember } from './caching'
import { FrequencyBuckets } from './frequency-buckets'
import { NONE } from './key-table'
import { KeyedEviction } from './keyed-eviction'

const fields = {
  ties: field(
    1,
    'Among equals',
    'Which of the keys with the lowest count is evicted.',
    choice(
      [
        { id: 'promotion', number: 1, label: 'First to reach the count' },
        { id: 'arrival', number: 2, label: 'First to come in' },
      ],
      'promotion',
    ),
  ),
}

/** See the head of this file. */
export class Lfu extends KeyedEviction {
  private readonly buckets = new FrequencyBuckets(this.table)
  /** Ties go to the first to come in, not to the first to reach the count. */
  private readonly breaksByArrival: boolean
  /** Number of the insertion that filled a slot; kept for ties by arrival only. */
  private arrivals: Float64Array = new Float64Array(0)
  /** Insertions so far. */
  private lastArrival = 0

  constructor(params: InferFields<typeof fields>, capacity: number) {
    super(capacity)
    this.breaksByArrival = params.ties === 'arrival'
  }

  override clear(): void {
    super.clear()
    this.buckets.clear()
    this.lastArrival = 0
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.buckets.save(out)
    out.number(this.lastArrival)
    out.array(this.arrivals)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.buckets.load(input)
    this.lastArrival = input.number()
    this.arrivals = input.array()
  }

  protected touch(slot: number): void {
    this.buckets.promote(slot)
  }

  protected place(slot: number): void {
    this.buckets.add(slot)
    if (this.breaksByArrival) this.noteArrival(slot)
  }

  protected evictOne(): void {
    const slot = this.breaksByArrival ? this.firstArrived(this.buckets.least()) : this.buckets.least()
    this.buckets.remove(slot)
    this.give(slot)
  }

  protected detach(slot: number): void {
    this.buckets.remove(slot)
  }

  private noteArrival(slot: number): void {
    if (slot >= this.arrivals.length) {
      const larger = new Float64Array(Math.max(16, slot * 2))
      larger.set(this.arrivals)
      this.arrivals = larger
    }
    this.arrivals[slot] = ++this.lastArrival
  }

  /** The slot that was filled first, from `slot` to the end of its bucket. */
  private firstArrived(slot: number): number {
    const { next } = this.table
    let first = slot
    for (let other = next[slot]!; other !== NONE; other = next[other]!) {
      if (this.arrivals[other]! < this.arrivals[first]!) first = other
    }
    return first
  }
}

export const lfu: EvictionMember<'lfu', typeof fields> = {
  id: 'lfu',
  number: 2,
  label: 'LFU',
  help: 'Evicts the key that was used least often since it came in.',
  fields,
  source:
    'Shah, Mitra, Matani, An O(1) algorithm for implementing the LFU cache eviction scheme (2010); libCacheSim 0252dcf',
  sourceUrl: 'http://dhruvbird.com/lfu.pdf',
  formula: 'evict the key with the lowest count of uses; among equals the one that reached it first',
  deviations: '',
  create: (params, capacity) => new Lfu(params, capacity),
}
