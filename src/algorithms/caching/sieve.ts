/**
 * SIEVE: a queue that never moves a used key, and a hand that evicts the first unused one.
 *
 * How: new keys join at the head; a use sets the key's mark. To evict, the hand walks from the tail towards the head, clears
 * marks on its way, evicts the first unmarked key and stays before it; past the head it starts again at the tail.
 * Units: capacity [keys]. Cost: O(1) per access, amortised for evictions; no allocation apart from growth. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: Y. Zhang et al., "SIEVE is simpler than LRU", NSDI 2024, §3; hit for hit libCacheSim 0252dcf.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { EvictionMember } from './caching'
import { NONE } from './key-table'
import { KeyedEviction } from './keyed-eviction'
import { SlotList } from './slot-list'

/** See the head of this file. */
export class Sieve extends KeyedEviction {
  /** Newest first: the front is the head, the back the tail. */
  private readonly queue = new SlotList(this.table)
  /** Slot that the hand looks at next; NONE stands for the tail. */
  private hand = NONE

  override clear(): void {
    super.clear()
    this.queue.clear()
    this.hand = NONE
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.queue.save(out)
    out.number(this.hand)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.queue.load(input)
    this.hand = input.number()
  }

  protected touch(slot: number): void {
    this.table.mark[slot] = 1
  }

  protected place(slot: number): void {
    this.queue.pushFront(slot)
  }

  /** Goes round at most twice: the first round leaves no mark. */
  protected evictOne(): void {
    const { mark, prev } = this.table
    let slot = this.hand === NONE ? this.queue.back : this.hand
    while (mark[slot] === 1) {
      mark[slot] = 0
      slot = prev[slot]!
      if (slot === NONE) slot = this.queue.back
    }
    this.hand = slot
    this.detach(slot)
    this.give(slot)
  }

  /** The hand steps off a slot that goes. */
  protected detach(slot: number): void {
    if (slot === this.hand) this.hand = this.table.prev[slot]!
    this.queue.unlink(slot)
  }
}

const fields = {}

export const sieve: EvictionMember<'sieve', typeof fields> = {
  id: 'sieve',
  number: 5,
  label: 'SIEVE',
  help: 'Keeps arrival order; a moving hand evicts the first key that was not used since it last passed.',
  fields,
  source: 'Zhang et al., SIEVE is Simpler than LRU, NSDI 2024; libCacheSim 0252dcf',
  sourceUrl: 'https://www.usenix.org/conference/nsdi24/presentation/zhang-yazhuo',
  formula: 'hand from tail to head: marked ⇒ unmark and go on, unmarked ⇒ evict and stay',
  deviations: '',
  create: (_params, capacity) => new Sieve(capacity),
}
