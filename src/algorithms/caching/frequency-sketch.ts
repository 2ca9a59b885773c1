/**
 * How often a key was seen lately, estimated in four bits: a count-min sketch that forgets.
 *
 * How: a key hashes to one group of 128 counters of 0 to 15, and in it to one counter in each of four rows; its estimate is their
 * minimum. After `sample` times capacity additions every counter is halved.
 * Bound: never below the true count since the last halving (up to 15); above it where all four counters are shared.
 * Cost: O(1) per call, amortised for the halving. A group is 64 bytes, one cache line, so a call touches memory once. About 8 bytes
 * per key of capacity, allocated by {@link FrequencySketch.prepare}, since a cache that is half empty has no use for estimates.
 * Source: G. Cormode, S. Muthukrishnan, "An improved data stream summary: the count-min sketch" (2005); ageing after G. Einziger,
 * R. Friedman, B. Manes, "TinyLFU" (2017), as in Caffeine 2.6.2, FrequencySketch. Grouping as in Caffeine 3; other hash functions.
 */
import { mix32 } from '../../lib/random'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

const ROWS = 4

/** Highest count of four bits. */
const MAX_COUNT = 15

/** Words in a group: 64 bytes. Each row has a quarter of them, 32 counters. */
const GROUP_WORDS = 16
const ROW_WORDS = GROUP_WORDS / ROWS

/** Keys of capacity for each group, so that there are 16 counters a key. */
const KEYS_PER_GROUP = 8

/** Makes the hash for the rows another one than that for the group; any constant would do. */
const ROW_SEED = 0x2c1b3c6d

/** Lowest bit of each counter in a word. */
const ONES = 0x11111111

/** Every bit of a halved word that does not come from the counter beside it. */
const HALVED = 0x77777777

/** See the head of this file. */
export class FrequencySketch implements Saveable {
  private readonly groups: number
  private readonly sampleSize: number
  /** Eight counters a word. */
  private words = new Int32Array(0)
  private additions = 0

  /** @param capacity keys that the cache holds @param sample additions per key of capacity before all counters are halved */
  constructor(capacity: number, sample: number) {
    let groups = 1
    while (groups * KEYS_PER_GROUP < capacity) groups *= 2
    this.groups = groups
    this.sampleSize = Math.max(1, Math.floor(sample * capacity))
  }

  /** Allocates the counters. Until then nothing is counted. */
  prepare(): void {
    if (this.words.length === 0) this.words = new Int32Array(this.groups * GROUP_WORDS)
  }

  /** Counts a key once. */
  add(key: number): void {
    const { words } = this
    if (words.length === 0) return
    const first = mix32(key)
    const rows = mix32(first ^ ROW_SEED)
    const group = (first & (this.groups - 1)) * GROUP_WORDS
    let hasChanged = false
    for (let row = 0; row < ROWS; row++) {
      const counter = (rows >>> (row * 8)) & 31
      const word = group + row * ROW_WORDS + (counter >>> 3)
      const shift = (counter & 7) * 4
      if (((words[word]! >>> shift) & MAX_COUNT) === MAX_COUNT) continue
      words[word] = (words[word]! + (1 << shift)) | 0
      hasChanged = true
    }
    if (hasChanged && ++this.additions >= this.sampleSize) this.halve()
  }

  /** Estimate of a key's count, 0 to 15. */
  estimate(key: number): number {
    const { words } = this
    if (words.length === 0) return 0
    const first = mix32(key)
    const rows = mix32(first ^ ROW_SEED)
    const group = (first & (this.groups - 1)) * GROUP_WORDS
    let least = MAX_COUNT
    for (let row = 0; row < ROWS; row++) {
      const counter = (rows >>> (row * 8)) & 31
      const word = group + row * ROW_WORDS + (counter >>> 3)
      const count = (words[word]! >>> ((counter & 7) * 4)) & MAX_COUNT
      if (count < least) least = count
    }
    return least
  }

  /** Forgets all counts and frees the counters. */
  clear(): void {
    this.words = new Int32Array(0)
    this.additions = 0
  }

  save(out: StateWriter): void {
    out.number(this.additions)
    out.array(this.words)
  }

  load(input: StateReader): void {
    this.additions = input.number()
    this.words = Int32Array.from(input.array())
  }

  /** Halves every counter; what is lost by rounding down is taken off the additions too. */
  private halve(): void {
    let odd = 0
    for (let i = 0; i < this.words.length; i++) {
      const word = this.words[i]!
      odd += countNibbles(word & ONES)
      this.words[i] = (word >>> 1) & HALVED
    }
    this.additions = (this.additions >>> 1) - (odd >>> 2)
  }
}

/** How many of the eight lowest counter bits are set. */
function countNibbles(bits: number): number {
  const pairs = (bits + (bits >>> 4)) & 0x0f0f0f0f
  return Math.imul(pairs, 0x01010101) >>> 24
}
