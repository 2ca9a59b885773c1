/**
 * FIFO: gives up the key that came in longest ago, used or not.
 *
 * How: one list by time of insertion; a use moves nothing; the back is evicted.
 * Bound: none on hits: a larger cache can hit less often (Belady's anomaly).
 * Units: capacity [keys]. Cost: O(1) per access, no allocation apart from growth. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: L. A. Belady, R. A. Nelson, G. S. Shedler, "An anomaly in space-time characteristics of certain programs running
 * in a paging machine", CACM 12 (1969); hit for hit libCacheSim 0252dcf.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { EvictionMember } from './caching'
import { KeyedEviction } from './keyed-eviction'
import { SlotList } from './slot-list'

/** See the head of this file. */
export class Fifo extends KeyedEviction {
  /** Newest first. */
  private readonly byArrival = new SlotList(this.table)

  override clear(): void {
    super.clear()
    this.byArrival.clear()
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.byArrival.save(out)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.byArrival.load(input)
  }

  protected touch(): void {}

  protected place(slot: number): void {
    this.byArrival.pushFront(slot)
  }

  protected evictOne(): void {
    this.give(this.byArrival.popBack())
  }

  protected detach(slot: number): void {
    this.byArrival.unlink(slot)
  }
}

const fields = {}

export const fifo: EvictionMember<'fifo', typeof fields> = {
  id: 'fifo',
  number: 3,
  label: 'FIFO',
  help: 'Evicts the key that came in longest ago, whether it was used or not.',
  fields,
  source: 'Belady, Nelson, Shedler, CACM 12 (1969); libCacheSim 0252dcf',
  sourceUrl: 'https://doi.org/10.1145/363011.363155',
  formula: 'evict the key with the oldest insertion',
  deviations: '',
  create: (_params, capacity) => new Fifo(capacity),
}
