/**
 * LFU: gives up the key that was used least often; among equals the one that reached its count first.
 *
 * How: keys with equal counts form a bucket, ordered by when they reached that count; buckets form a list by count. A use
 * moves a key to the end of the next bucket; the first key of the first bucket is evicted. A new key has count 1, whatever
 * it had before.
 * Units: capacity [keys]. Cost: O(1) per access, no allocation apart from growth: at most one bucket per key.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: K. Shah, A. Mitra, D. Matani, "An O(1) algorithm for implementing the LFU cache eviction scheme" (2010); ties and
 * hits as libCacheSim 0252dcf (cachetools 5.2.0 breaks ties in another way).
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { EvictionMember } from './caching'
import { FrequencyBuckets } from './frequency-buckets'
import { KeyedEviction } from './keyed-eviction'

/** See the head of this file. */
export class Lfu extends KeyedEviction {
  private readonly buckets = new FrequencyBuckets(this.table)

  override clear(): void {
    super.clear()
    this.buckets.clear()
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.buckets.save(out)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.buckets.load(input)
  }

  protected touch(slot: number): void {
    this.buckets.promote(slot)
  }

  protected place(slot: number): void {
    this.buckets.add(slot)
  }

  protected evictOne(): void {
    const slot = this.buckets.least()
    this.buckets.remove(slot)
    this.give(slot)
  }

  protected detach(slot: number): void {
    this.buckets.remove(slot)
  }
}

const fields = {}

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
  create: (_params, capacity) => new Lfu(capacity),
}
