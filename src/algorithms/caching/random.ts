/**
 * Random: gives up a key picked at random.
 *
 * How: each held key is evicted with the same probability; uses count for nothing.
 * Bound: under independent references it hits as often as FIFO.
 * Units: capacity [keys]. Cost: O(1) per access, no allocation apart from growth.
 * Randomness: one draw per eviction. Throws: ParamError from the constructor only.
 * Source: elementary; E. Gelenbe, "A unified approach to the evaluation of a class of replacement algorithms" (1973) for the
 * equality with FIFO.
 */
import type { Random } from '../../lib/random'
import type { EvictionMember } from './caching'
import { KeyedEviction } from './keyed-eviction'

/** See the head of this file. */
export class RandomEviction extends KeyedEviction {
  protected touch(): void {}

  protected place(): void {}

  /** A full table has a key in every slot, so a random slot is a random key. */
  protected evictOne(random: Random): void {
    this.give(Math.floor(random.uniform() * this.capacity))
  }

  protected detach(): void {}
}

const fields = {}

export const randomEviction: EvictionMember<'random', typeof fields> = {
  id: 'random',
  number: 6,
  label: 'Random',
  help: 'Evicts a key picked at random, whether it was used or not.',
  fields,
  source: 'Elementary; Gelenbe, IEEE Transactions on Computers C-22 (1973)',
  sourceUrl: 'https://doi.org/10.1109/TC.1973.5009115',
  formula: 'P(evict k) = 1/capacity for each held k',
  deviations: '',
  create: (_params, capacity) => new RandomEviction(capacity),
}
