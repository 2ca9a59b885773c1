/**
 * S3-FIFO: three FIFO queues; keys seen once leave fast through a small one.
 *
 * How: a new key joins the small queue, or the main queue when it is remembered as a ghost. A use raises its counter. When
 * room is needed and the main queue holds more than its share, or the small one is empty, the main queue gives up its oldest key,
 * after sparing those with a counter above 0 (they go round with min(counter, 3) − 1). Otherwise the oldest key of the small
 * queue moves to the main one if its counter reached the threshold, and the next is looked at; if not, it is evicted and
 * becomes a ghost.
 * Units: capacity [keys]; small and ghost [share of capacity]. Cost: O(1) per access, amortised for evictions; no allocation
 * apart from growth. Randomness: none. Throws: ParamError from the constructor only.
 * Source: J. Yang et al., "FIFO queues are all you need for cache eviction", SOSP 2023, §4; hit for hit libCacheSim 0252dcf.
 * Differs: the small queue has room for one key at least, where libCacheSim refuses every key below 20.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { EvictionMember } from './caching'
import { KeyHistory } from './key-history'
import { KeyedEviction } from './keyed-eviction'
import { SlotList } from './slot-list'

const fields = {
  small: field(1, 'Small queue', 'Share of the cache for keys that were seen once.', number('share', 0.1, { max: 1 })),
  ghost: field(
    2,
    'Ghosts',
    'Keys remembered after eviction, as a share of the capacity.',
    number('share', 0.9, { max: 1 }),
  ),
  threshold: field(
    3,
    'Uses to stay',
    'Uses in the small queue that take a key to the main queue.',
    integer('count', 2, { min: 1, max: 100 }),
  ),
}

/** Highest counter with which a key goes round in the main queue, before it pays one: two bits. */
const MAX_COUNT = 3

/** The mark of a slot is its counter, with this bit in the main queue. */
const IN_MAIN = 1 << 30

/** See the head of this file. */
export class S3Fifo extends KeyedEviction {
  /** Keys that were seen once, newest first. */
  private readonly smallQueue = new SlotList(this.table)
  /** Keys that were seen again, newest first. */
  private readonly mainQueue = new SlotList(this.table)
  private readonly ghosts: KeyHistory
  /** [keys] what the main queue may hold before it has to give. */
  private readonly mainShare: number
  private readonly threshold: number
  /** Where counters stop: no rule looks further. */
  private readonly maxCount: number
  /** Whether the key that is coming in was remembered. */
  private wasGhost = false

  constructor(params: InferFields<typeof fields>, capacity: number) {
    super(capacity)
    const small = requireNumber('small', params.small, { min: 0, max: 1 })
    const ghost = requireNumber('ghost', params.ghost, { min: 0, max: 1 })
    this.threshold = requireNumber('threshold', params.threshold, { min: 1, max: 100, integer: true })
    this.maxCount = Math.max(this.threshold, MAX_COUNT)
    this.mainShare = capacity - Math.max(1, Math.floor(capacity * small))
    this.ghosts = new KeyHistory(Math.floor(capacity * ghost))
  }

  override clear(): void {
    super.clear()
    this.smallQueue.clear()
    this.mainQueue.clear()
    this.ghosts.clear()
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.smallQueue.save(out)
    this.mainQueue.save(out)
    this.ghosts.save(out)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.smallQueue.load(input)
    this.mainQueue.load(input)
    this.ghosts.load(input)
  }

  protected override arrive(key: number): void {
    this.wasGhost = this.ghosts.forget(key)
  }

  protected touch(slot: number): void {
    const { mark } = this.table
    if ((mark[slot]! & ~IN_MAIN) < this.maxCount) mark[slot]!++
  }

  protected place(slot: number): void {
    if (this.wasGhost) this.joinMain(slot, 0)
    else this.smallQueue.pushFront(slot)
  }

  protected evictOne(): void {
    if (this.mainQueue.length > this.mainShare || this.smallQueue.length === 0) this.evictFromMain()
    else this.evictFromSmall()
  }

  protected detach(slot: number): void {
    if ((this.table.mark[slot]! & IN_MAIN) !== 0) this.mainQueue.unlink(slot)
    else this.smallQueue.unlink(slot)
  }

  private joinMain(slot: number, count: number): void {
    this.table.mark[slot] = IN_MAIN | count
    this.mainQueue.pushFront(slot)
  }

  /** Evicts from the small queue; when all of it moves to the main queue, from there. */
  private evictFromSmall(): void {
    while (this.smallQueue.length > 0) {
      const slot = this.smallQueue.popBack()
      const count = this.table.mark[slot]!
      if (count < this.threshold) {
        this.ghosts.remember(this.table.keys[slot]!)
        this.give(slot)
        return
      }
      this.joinMain(slot, 0)
    }
    this.evictFromMain()
  }

  /** Ends because every round lowers a counter. */
  private evictFromMain(): void {
    for (;;) {
      const slot = this.mainQueue.popBack()
      const count = this.table.mark[slot]! & ~IN_MAIN
      if (count === 0) {
        this.give(slot)
        return
      }
      this.joinMain(slot, Math.min(count, MAX_COUNT) - 1)
    }
  }
}

export const s3Fifo: EvictionMember<'s3-fifo', typeof fields> = {
  id: 's3-fifo',
  number: 7,
  label: 'S3-FIFO',
  help: 'Three FIFO queues: keys seen once leave through a small one, keys seen again stay in the main one.',
  fields,
  source: 'Yang et al., FIFO queues are all you need for cache eviction, SOSP 2023; libCacheSim 0252dcf',
  sourceUrl: 'https://doi.org/10.1145/3600006.3613147',
  formula: 'small: uses ≥ threshold ⇒ main, else evict to ghosts; main: c > 0 ⇒ again with min(c, 3) − 1, else evict',
  deviations:
    'The small queue has room for one key at least; libCacheSim admits nothing where its share rounds to less than 2',
  create: (params, capacity) => new S3Fifo(params, capacity),
}
