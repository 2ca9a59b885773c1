/**
 * LRU: gives up the key that was used longest ago.
 *
 * How: one list by last use; a use or an insertion moves a key to the front; the back is evicted.
 * Bound: what a cache of size c holds, a cache of size c + 1 holds too (inclusion).
 * Units: capacity [keys]. Cost: O(1) per access, no allocation apart from growth. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: R. L. Mattson et al., "Evaluation techniques for storage hierarchies", IBM Systems Journal 9 (1970);
 * hit for hit libCacheSim 0252dcf.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { EvictionMember } from './caching'
import { KeyedEviction } from './keyed-eviction'
import { SlotList } from './slot-list'

/** See the head of this file. */
export class Lru extends KeyedEviction {
  /** Last used first. */
  private readonly byUse = new SlotList(this.table)

  override clear(): void {
    super.clear()
    this.byUse.clear()
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.byUse.save(out)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.byUse.load(input)
  }

  protected touch(slot: number): void {
    this.byUse.moveToFront(slot)
  }

  protected place(slot: number): void {
    this.byUse.pushFront(slot)
  }

  protected evictOne(): void {
    this.give(this.byUse.popBack())
  }

  protected detach(slot: number): void {
    this.byUse.unlink(slot)
  }
}

const fields = {}

export const lru: EvictionMember<'lru', typeof fields> = {
  id: 'lru',
  number: 1,
  label: 'LRU',
  help: 'Evicts the key that was used longest ago.',
  fields,
  source: 'Mattson et al., Evaluation techniques for storage hierarchies (1970); libCacheSim 0252dcf',
  sourceUrl: 'https://doi.org/10.1147/sj.92.0078',
  formula: 'evict the key with the oldest last use',
  deviations: '',
  create: (_params, capacity) => new Lru(capacity),
}
