/**
 * W-TinyLFU: a small LRU window in front of a main cache that admits a key only if it is asked for more often than the one
 * it would replace.
 *
 * How: new keys enter the window; what falls out of it becomes a candidate at the recent end of probation. When the cache is full
 * the candidate meets the oldest key of probation, and the one with the lower estimate is evicted (on a tie the candidate, except
 * that an estimate above 5 is let in once in 128 times). A use in probation moves a key to the protected part (80 % of the main
 * cache), whose oldest key goes back to probation when it overflows. Estimates come from a {@link FrequencySketch}.
 * Units: capacity [keys], window [share of capacity], sample [additions per key of capacity before estimates are halved].
 * Cost: O(1) per access, amortised for the halving; no allocation apart from growth.
 * Randomness: at most one draw per eviction. Throws: ParamError from the constructor only.
 * Source: G. Einziger, R. Friedman, B. Manes, "TinyLFU: a highly efficient cache admission policy", ACM ToS 13 (2017); the parts and
 * rules of Caffeine 2.6.2, BoundedLocalCache. Differs: other hash functions, so hits agree within a few percent only; the window
 * does not adapt (as before Caffeine 2.7).
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { field, type InferFields, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { EvictionMember } from './caching'
import { FrequencySketch } from './frequency-sketch'
import { NONE } from './key-table'
import { KeyedEviction } from './keyed-eviction'
import { SlotList } from './slot-list'

const fields = {
  window: field(1, 'Window', 'Share of the cache that takes every new key.', number('share', 0.01, { max: 1 })),
  sample: field(
    2,
    'Sample',
    'Accesses per key of capacity after which all estimates are halved; less forgets faster.',
    number('factor', 10, { min: 1, max: 1000, scale: 'log' }),
  ),
}

/** Share of the main cache that is protected, from Caffeine. */
const PROTECTED_SHARE = 0.8

/** Estimate up to which a candidate that does not win is always evicted, from Caffeine. */
const WARM = 5

/** One candidate in this many is let in although it does not win; a power of two. */
const LUCKY = 128

/** Marks of slots, by the list they are in. */
const IN_WINDOW = 0
const IN_PROBATION = 1
const IN_PROTECTED = 2

/** See the head of this file. */
export class WTinyLfu extends KeyedEviction {
  /** Newcomers, last used first. */
  private readonly window = new SlotList(this.table)
  /** The part of the main cache that victims and candidates stand in, last used first. */
  private readonly probation = new SlotList(this.table)
  /** The part of the main cache that was used there, last used first. */
  private readonly protectedPart = new SlotList(this.table)
  private readonly sketch: FrequencySketch
  /** [keys] */
  private readonly windowMax: number
  /** [keys] */
  private readonly protectedMax: number

  constructor(params: InferFields<typeof fields>, capacity: number) {
    super(capacity)
    const window = requireNumber('window', params.window, { min: 0, max: 1 })
    const sample = requireNumber('sample', params.sample, { min: 1, max: 1000 })
    this.windowMax = Math.max(1, capacity - Math.floor(capacity * (1 - window)))
    this.protectedMax = Math.floor((capacity - this.windowMax) * PROTECTED_SHARE)
    this.sketch = new FrequencySketch(capacity, sample)
  }

  override clear(): void {
    super.clear()
    this.window.clear()
    this.probation.clear()
    this.protectedPart.clear()
    this.sketch.clear()
  }

  override save(out: StateWriter): void {
    super.save(out)
    this.window.save(out)
    this.probation.save(out)
    this.protectedPart.save(out)
    this.sketch.save(out)
  }

  override load(input: StateReader): void {
    super.load(input)
    this.window.load(input)
    this.probation.load(input)
    this.protectedPart.load(input)
    this.sketch.load(input)
  }

  /** Estimates begin when the cache is half full, as in the source: before that nothing competes. */
  protected override arrive(key: number): void {
    if (this.size + 1 >= this.capacity >>> 1) this.sketch.prepare()
    this.sketch.add(key)
  }

  protected touch(slot: number): void {
    const { mark, keys } = this.table
    this.sketch.add(keys[slot]!)
    if (mark[slot] === IN_WINDOW) this.window.moveToFront(slot)
    else if (mark[slot] === IN_PROTECTED) this.protectedPart.moveToFront(slot)
    else this.protect(slot)
  }

  protected place(slot: number): void {
    this.window.pushFront(slot)
    if (this.window.length > this.windowMax) this.leaveWindow()
  }

  /** The candidate meets the oldest of probation; without one, that one goes. */
  protected evictOne(random: Random): void {
    const candidate = this.window.length >= this.windowMax ? this.leaveWindow() : NONE
    const victim = this.probation.back
    if (candidate !== NONE && !this.admits(candidate, victim, random)) this.evict(candidate)
    else if (victim !== NONE) this.evict(victim)
    else this.evict(this.protectedPart.length > 0 ? this.protectedPart.back : this.window.back)
  }

  protected detach(slot: number): void {
    const part = this.table.mark[slot]
    if (part === IN_WINDOW) this.window.unlink(slot)
    else if (part === IN_PROBATION) this.probation.unlink(slot)
    else this.protectedPart.unlink(slot)
  }

  private evict(slot: number): void {
    this.detach(slot)
    this.give(slot)
  }

  /** Moves the oldest key of the window to the recent end of probation and returns its slot. */
  private leaveWindow(): number {
    const slot = this.window.popBack()
    this.table.mark[slot] = IN_PROBATION
    this.probation.pushFront(slot)
    return slot
  }

  /** A use in probation: the key becomes protected, and the oldest protected one may have to go back. */
  private protect(slot: number): void {
    if (this.protectedMax === 0) {
      this.probation.moveToFront(slot)
      return
    }
    const { mark } = this.table
    this.probation.unlink(slot)
    mark[slot] = IN_PROTECTED
    this.protectedPart.pushFront(slot)
    if (this.protectedPart.length <= this.protectedMax) return
    const demoted = this.protectedPart.popBack()
    mark[demoted] = IN_PROBATION
    this.probation.pushFront(demoted)
  }

  /** Whether the candidate stays and the victim goes. */
  private admits(candidate: number, victim: number, random: Random): boolean {
    const { keys } = this.table
    const wanted = this.sketch.estimate(keys[candidate]!)
    if (wanted > this.sketch.estimate(keys[victim]!)) return true
    return wanted > WARM && (random.uint32() & (LUCKY - 1)) === 0
  }
}

export const wTinyLfu: EvictionMember<'w-tinylfu', typeof fields> = {
  id: 'w-tinylfu',
  number: 12,
  label: 'W-TinyLFU',
  help: 'A small window in front of a main cache that admits a key only if it is asked for more often than its victim.',
  fields,
  source: 'Einziger, Friedman, Manes, TinyLFU, ACM ToS 13 (2017); Caffeine 2.6.2',
  sourceUrl: 'https://doi.org/10.1145/3149371',
  formula: 'admit candidate ⇔ estimate(candidate) > estimate(victim), or > 5 and one in 128',
  deviations: 'Other hash functions than Caffeine; the window holds one key at least and does not adapt',
  create: (params, capacity) => new WTinyLfu(params, capacity),
}
