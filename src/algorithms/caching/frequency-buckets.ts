/**
 * Slots grouped by how often they were used, lowest count first, and inside a group by when they reached that count.
 *
 * How: each bucket is a ring of slots (linked through the table) and a link in the list of buckets; the mark of a slot names its
 * bucket. An empty bucket is freed at once, so there are never more buckets than slots, plus one while a key moves.
 * Cost: O(1) per operation; 20 bytes a bucket, grown by doubling.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import { enlarged, type KeyTable, NONE } from './key-table'

const FIRST_BUCKETS = 16

/** See the head of this file. Counts are exact up to 2^31 uses. */
export class FrequencyBuckets implements Saveable {
  private readonly table: KeyTable
  /** Uses of every slot in the bucket. */
  private counts = new Int32Array(FIRST_BUCKETS)
  /** The slot that reached the count first. */
  private oldest = new Int32Array(FIRST_BUCKETS)
  /** The slot that reached the count last. */
  private newest = new Int32Array(FIRST_BUCKETS)
  /** Bucket with the next lower count. */
  private lower = new Int32Array(FIRST_BUCKETS)
  /** Bucket with the next higher count; chains the free buckets. */
  private higher = new Int32Array(FIRST_BUCKETS)
  /** Bucket with the lowest count, or NONE. */
  private lowest = NONE
  /** Buckets ever used. */
  private used = 0
  /** First of the freed buckets, or NONE. */
  private firstFree = NONE

  constructor(table: KeyTable) {
    this.table = table
  }

  /** The slot with the lowest count, among equals the one that reached it first; NONE when there is none. */
  least(): number {
    return this.lowest === NONE ? NONE : this.oldest[this.lowest]!
  }

  /** Uses of a slot. */
  countOf(slot: number): number {
    return this.counts[this.table.mark[slot]!]!
  }

  /** Takes in a slot with count 1. */
  add(slot: number): void {
    if (this.lowest === NONE || this.counts[this.lowest] !== 1) this.lowest = this.bucketBetween(1, NONE, this.lowest)
    this.append(this.lowest, slot)
  }

  /** Raises the count of a slot by one. */
  promote(slot: number): void {
    const from = this.table.mark[slot]!
    const count = this.counts[from]! + 1
    const above = this.higher[from]!
    const to = above !== NONE && this.counts[above] === count ? above : this.bucketBetween(count, from, above)
    this.unlink(from, slot)
    this.append(to, slot)
  }

  /** Takes a slot out. */
  remove(slot: number): void {
    this.unlink(this.table.mark[slot]!, slot)
  }

  /** Forgets everything without touching the table. */
  clear(): void {
    this.lowest = NONE
    this.used = 0
    this.firstFree = NONE
  }

  save(out: StateWriter): void {
    out.number(this.lowest)
    out.number(this.firstFree)
    out.array(this.counts, this.used)
    out.array(this.oldest, this.used)
    out.array(this.newest, this.used)
    out.array(this.lower, this.used)
    out.array(this.higher, this.used)
  }

  load(input: StateReader): void {
    this.lowest = input.number()
    this.firstFree = input.number()
    const counts = input.array()
    while (this.counts.length < counts.length) this.grow()
    this.used = counts.length
    this.counts.set(counts)
    input.into(this.oldest)
    input.into(this.newest)
    input.into(this.lower)
    input.into(this.higher)
  }

  /** Puts a slot at the end of a bucket: it is the last to reach the count. */
  private append(bucket: number, slot: number): void {
    const { prev, next, mark } = this.table
    const last = this.newest[bucket]!
    mark[slot] = bucket
    prev[slot] = last
    next[slot] = NONE
    if (last === NONE) this.oldest[bucket] = slot
    else next[last] = slot
    this.newest[bucket] = slot
  }

  /** Takes a slot out of its bucket, and frees the bucket with its last slot. */
  private unlink(bucket: number, slot: number): void {
    const { prev, next } = this.table
    const before = prev[slot]!
    const after = next[slot]!
    if (before === NONE) this.oldest[bucket] = after
    else next[before] = after
    if (after === NONE) this.newest[bucket] = before
    else prev[after] = before
    if (this.oldest[bucket] === NONE) this.discard(bucket)
  }

  /** A new empty bucket between two neighbours. */
  private bucketBetween(count: number, below: number, above: number): number {
    let bucket = this.firstFree
    if (bucket === NONE) {
      if (this.used === this.counts.length) this.grow()
      bucket = this.used++
    } else {
      this.firstFree = this.higher[bucket]!
    }
    this.counts[bucket] = count
    this.oldest[bucket] = NONE
    this.newest[bucket] = NONE
    this.lower[bucket] = below
    this.higher[bucket] = above
    if (below !== NONE) this.higher[below] = bucket
    if (above !== NONE) this.lower[above] = bucket
    return bucket
  }

  /** Takes an empty bucket out of the list. */
  private discard(bucket: number): void {
    const below = this.lower[bucket]!
    const above = this.higher[bucket]!
    if (below === NONE) this.lowest = above
    else this.higher[below] = above
    if (above !== NONE) this.lower[above] = below
    this.higher[bucket] = this.firstFree
    this.firstFree = bucket
  }

  private grow(): void {
    const length = this.counts.length * 2
    this.counts = enlarged(this.counts, length)
    this.oldest = enlarged(this.oldest, length)
    this.newest = enlarged(this.newest, length)
    this.lower = enlarged(this.lower, length)
    this.higher = enlarged(this.higher, length)
  }
}
