/**
 * ARC: balances recency against frequency by what its ghosts say.
 *
 * How: T1 holds keys used once, T2 keys used again, each by last use; B1 and B2 remember what they evicted. p is the share
 * that T1 should have: a newcomer remembered in B1 raises p by max(1, |B2|/|B1|), one in B2 lowers it by max(1, |B1|/|B2|), within
 * [0, c]. Room is made in T1 when |T1| > p, or = p and the newcomer is in B2; else in T2.
 * Bound: |T1| + |B1| ≤ c and all four lists together ≤ 2c.
 * Units: capacity c and p [keys]. Cost: O(1) per access, no allocation apart from growth. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: N. Megiddo, D. S. Modha, "ARC: a self-tuning, low overhead replacement cache", FAST 2003, figure 4; hit for hit
 * libCacheSim 0252dcf. p is a real number, as in the paper; implementations that divide whole numbers count other hits.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { EvictionMember } from './caching'
import { KeyHistory } from './key-history'
import { KeyedEviction } from './keyed-eviction'
import { SlotList } from './slot-list'

/** Mark of a slot in T2. */
const USED_AGAIN = 1

/** Which ghosts remembered the newcomer. */
const NEITHER = 0
const FROM_B1 = 1
const FROM_B2 = 2

/** See the head of this file. */
export class Arc extends KeyedEviction {
  /** Used once, newest first. */
  protected readonly t1 = new SlotList(this.table)
  /** Used again, last used first. */
  protected readonly t2 = new SlotList(this.table)
  /** What T1 gave up. */
  protected readonly b1 = new KeyHistory(this.capacity)
  /** What T2 gave up. */
  protected readonly b2 = new KeyHistory(this.capacity)
  /** [keys] size that T1 should have. */
  protected p = 0
  /** Who remembered the key that is coming in. */
  private origin = NEITHER

  override clear(): void {
    super.clear()
    this.t1.clear()
    this.t2.clear()
    this.b1.clear()
    this.b2.clear()
    this.p = 0
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.t1.save(out)
    this.t2.save(out)
    this.b1.save(out)
    this.b2.save(out)
    out.number(this.p)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.t1.load(input)
    this.t2.load(input)
    this.b1.load(input)
    this.b2.load(input)
    this.p = input.number()
  }

  /** How far a hit in one ghost list moves p, given both lengths. */
  protected stepOf(other: number, own: number): number {
    return Math.max(1, other / own)
  }

  protected override arrive(key: number): void {
    this.recognise(key)
    if (this.isRemembered()) this.forgetNewcomer(key)
    else this.trimGhosts()
  }

  protected touch(slot: number): void {
    if (this.table.mark[slot] === USED_AGAIN) {
      this.t2.moveToFront(slot)
    } else {
      this.t1.unlink(slot)
      this.joinT2(slot)
    }
  }

  protected place(slot: number): void {
    if (this.isRemembered()) this.joinT2(slot)
    else this.t1.pushFront(slot)
  }

  /** A newcomer that nobody remembers takes the place of the last of T1, unremembered, when T1 has the whole cache. */
  protected evictOne(): void {
    const held = this.t1.length
    if (this.origin === NEITHER && held === this.capacity) this.give(this.t1.popBack())
    else if (held > 0 && (held > this.p || (held === this.p && this.origin === FROM_B2))) this.evictTo(this.t1, this.b1)
    else if (this.t2.length > 0) this.evictTo(this.t2, this.b2)
    else this.evictTo(this.t1, this.b1)
  }

  protected detach(slot: number): void {
    if (this.table.mark[slot] === USED_AGAIN) this.t2.unlink(slot)
    else this.t1.unlink(slot)
  }

  /** Gives up the last of a list, and remembers it. */
  protected evictTo(list: SlotList, ghosts: KeyHistory): void {
    const slot = list.popBack()
    ghosts.remember(this.table.keys[slot]!)
    this.give(slot)
  }

  /** Finds out which ghosts remember the newcomer, and moves p accordingly. */
  protected recognise(key: number): void {
    this.origin = NEITHER
    if (this.b1.has(key)) {
      this.origin = FROM_B1
      this.p = Math.min(this.capacity, this.p + this.stepOf(this.b2.size, this.b1.size))
    } else if (this.b2.has(key)) {
      this.origin = FROM_B2
      this.p = Math.max(0, this.p - this.stepOf(this.b1.size, this.b2.size))
    }
  }

  /** Takes the newcomer out of the ghosts. */
  protected forgetNewcomer(key: number): void {
    if (!this.b1.forget(key)) this.b2.forget(key)
  }

  /** Keeps |T1| + |B1| < c and the total < 2c before a newcomer is added. */
  private trimGhosts(): void {
    const recent = this.t1.length + this.b1.size
    const total = recent + this.t2.length + this.b2.size
    if (recent === this.capacity) this.b1.forgetOldest()
    else if (total === 2 * this.capacity) this.b2.forgetOldest()
  }

  /** Whether a ghost list remembered the newcomer. */
  protected isRemembered(): boolean {
    return this.origin !== NEITHER
  }

  /** Whether B2 remembered the newcomer. */
  protected isFromB2(): boolean {
    return this.origin === FROM_B2
  }

  private joinT2(slot: number): void {
    this.table.mark[slot] = USED_AGAIN
    this.t2.pushFront(slot)
  }
}

const fields = {}

export const arc: EvictionMember<'arc', typeof fields> = {
  id: 'arc',
  number: 10,
  label: 'ARC',
  help: 'Splits the cache between keys used once and keys used again, and moves the border by what it evicted too early.',
  fields,
  source: 'Megiddo, Modha, ARC, FAST 2003, figure 4; libCacheSim 0252dcf',
  sourceUrl: 'https://www.usenix.org/conference/fast-03/arc-self-tuning-low-overhead-replacement-cache',
  formula:
    'in B1: p ← min(c, p + max(1, |B2|/|B1|)); in B2: p ← max(0, p − max(1, |B1|/|B2|)); |T1| > p ⇒ evict from T1',
  deviations: '',
  create: (_params, capacity) => new Arc(capacity),
}
