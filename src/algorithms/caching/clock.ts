/**
 * CLOCK: FIFO with second chances, counted by one or two bits for each key.
 *
 * How: a use raises the key's counter, up to 2^bits − 1. The hand looks at the oldest key: with a counter above 0 the key
 * pays one and counts as newest, otherwise it is evicted. A new key starts with counter 0.
 * Units: capacity [keys], bits [count]. Cost: O(1) per access, amortised for evictions; no allocation apart from growth.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: F. J. Corbató, "A paging experiment with the Multics system" (1968); hit for hit libCacheSim 0252dcf, which starts
 * keys at 0 where many textbooks start them at 1.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { EvictionMember } from './caching'
import { KeyedEviction } from './keyed-eviction'
import { SlotList } from './slot-list'

const fields = {
  bits: field(
    1,
    'Bits',
    'Bits of the counter of each key; more bits forgive more.',
    integer('count', 1, { min: 1, max: 8 }),
  ),
}

/** See the head of this file. */
export class Clock extends KeyedEviction {
  /** Newest first; the hand is at the back. */
  private readonly byAge = new SlotList(this.table)
  /** Highest counter that the bits can hold. */
  private readonly maxCount: number

  constructor(params: InferFields<typeof fields>, capacity: number) {
    super(capacity)
    this.maxCount = (1 << requireNumber('bits', params.bits, { min: 1, max: 8, integer: true })) - 1
  }

  override clear(): void {
    super.clear()
    this.byAge.clear()
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.byAge.save(out)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.byAge.load(input)
  }

  protected touch(slot: number): void {
    const { mark } = this.table
    if (mark[slot]! < this.maxCount) mark[slot]!++
  }

  protected place(slot: number): void {
    this.byAge.pushFront(slot)
  }

  /** Ends because every round lowers a counter. */
  protected evictOne(): void {
    const { mark } = this.table
    while (mark[this.byAge.back]! > 0) {
      const spared = this.byAge.back
      mark[spared]!--
      this.byAge.moveToFront(spared)
    }
    this.give(this.byAge.popBack())
  }

  protected detach(slot: number): void {
    this.byAge.unlink(slot)
  }
}

export const clock: EvictionMember<'clock', typeof fields> = {
  id: 'clock',
  number: 4,
  label: 'CLOCK',
  help: 'Evicts in order of arrival, but spares keys that were used since the hand last passed.',
  fields,
  source: 'Corbató, A paging experiment with the Multics system (1968); libCacheSim 0252dcf, Clock',
  sourceUrl: 'https://github.com/1a1a11a/libCacheSim',
  formula: 'use: c ← min(c + 1, 2^bits − 1); hand: c > 0 ⇒ c ← c − 1 and newest again, else evict',
  deviations: '',
  create: (params, capacity) => new Clock(params, capacity),
}
