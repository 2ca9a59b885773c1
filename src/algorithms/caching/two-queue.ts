/**
 * 2Q: keys pass through a FIFO queue, and only those asked for again after leaving it reach the LRU list.
 *
 * How: a new key joins the queue In; a use there changes nothing. When room is needed and In holds more than its share, its oldest
 * key is evicted and remembered in Out; otherwise the least recently used key of the main list is evicted. A key that comes in
 * while Out remembers it joins the main list.
 * Units: capacity [keys]; In and Out [share of capacity]. Cost: O(1) per access, no allocation apart from growth.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: T. Johnson, D. Shasha, "2Q: a low overhead high performance buffer management replacement algorithm", VLDB 1994, full
 * version; hit for hit libCacheSim 0252dcf. Differs: In has room for one key at least, where libCacheSim refuses every key.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { EvictionMember } from './caching'
import { KeyHistory } from './key-history'
import { KeyedEviction } from './keyed-eviction'
import { SlotList } from './slot-list'

const fields = {
  recent: field(1, 'In', 'Share of the cache for keys on their first stay.', number('share', 0.25, { max: 1 })),
  ghost: field(
    2,
    'Out',
    'Keys remembered after their first stay, as a share of the capacity.',
    number('share', 0.5, { max: 1 }),
  ),
}

/** What both forms of 2Q are built from. */
export type TwoQueueParams = InferFields<typeof fields>

/** Fields of both forms of 2Q. */
export const twoQueueFields = fields

/** Mark of a slot in the main list. */
const IN_MAIN = 1

/** See the head of this file. */
export class TwoQueue extends KeyedEviction {
  /** The queue In, newest first. */
  protected readonly recent = new SlotList(this.table)
  /** The main list Am, last used first. */
  protected readonly main = new SlotList(this.table)
  /** Out: what In gave up. */
  protected readonly ghosts: KeyHistory
  /** [keys] Kin. */
  protected readonly recentShare: number
  /** Whether the key that is coming in was remembered in Out. */
  protected wasGhost = false

  constructor(params: TwoQueueParams, capacity: number) {
    super(capacity)
    const recent = requireNumber('recent', params.recent, { min: 0, max: 1 })
    const ghost = requireNumber('ghost', params.ghost, { min: 0, max: 1 })
    this.recentShare = this.shareOfRecent(Math.floor(capacity * recent))
    this.ghosts = new KeyHistory(Math.floor(capacity * ghost))
  }

  override clear(): void {
    super.clear()
    this.recent.clear()
    this.main.clear()
    this.ghosts.clear()
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.recent.save(out)
    this.main.save(out)
    this.ghosts.save(out)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.recent.load(input)
    this.main.load(input)
    this.ghosts.load(input)
  }

  /** Keys that the queue In may hold when room is needed. */
  protected shareOfRecent(share: number): number {
    return Math.max(1, share)
  }

  protected override arrive(key: number): void {
    this.wasGhost = this.ghosts.forget(key)
  }

  protected touch(slot: number): void {
    if (this.isInMain(slot)) this.main.moveToFront(slot)
  }

  protected place(slot: number): void {
    if (this.wasGhost) this.joinMain(slot)
    else this.recent.pushFront(slot)
  }

  /** In has to give while it has more than its share, and where there is nothing else. */
  protected evictOne(): void {
    if (this.recent.length > this.recentShare || this.main.length === 0) this.evictRecent()
    else this.give(this.main.popBack())
  }

  protected detach(slot: number): void {
    if (this.isInMain(slot)) this.main.unlink(slot)
    else this.recent.unlink(slot)
  }

  protected isInMain(slot: number): boolean {
    return this.table.mark[slot] === IN_MAIN
  }

  protected joinMain(slot: number): void {
    this.table.mark[slot] = IN_MAIN
    this.main.pushFront(slot)
  }

  protected evictRecent(): void {
    const slot = this.recent.popBack()
    this.ghosts.remember(this.table.keys[slot]!)
    this.give(slot)
  }
}

export const twoQueue: EvictionMember<'2q', typeof fields> = {
  id: '2q',
  number: 8,
  label: '2Q',
  help: 'New keys pass through a FIFO queue; those asked for again after leaving it are kept by last use.',
  fields,
  source: 'Johnson, Shasha, 2Q, VLDB 1994; libCacheSim 0252dcf, TwoQ',
  sourceUrl: 'https://www.vldb.org/conf/1994/P439.PDF',
  formula: '|In| > Kin ⇒ evict the oldest of In to Out, else the least recent of Am; in Out ⇒ comes into Am',
  deviations: 'In has room for one key at least; libCacheSim admits nothing where its share rounds to 0',
  create: (params, capacity) => new TwoQueue(params, capacity),
}
