/**
 * How often a key was seen lately, estimated in four bits: a count-min sketch that forgets.
 *
 * How: a key hashes to four counters of 0 to 15, one in each row of one block of words; its estimate is their minimum. After
 * `sample` times capacity additions every counter is halved.
 * Bound: never below the true count since the last halving (up to 15), above it where all four counters are shared.
 * Cost: O(1) per call, amortised for the halving; 8 bytes per key of capacity, allocated by {@link FrequencySketch.prepare}, since a
 * cache that is half empty has no use for estimates.
 * Source: G. Cormode, S. Muthukrishnan, "An improved data stream summary: the count-min sketch" (2005); ageing after G. Einziger,
 * R. Friedman, B. Manes, "TinyLFU" (2017), as in Caffeine 2.6.2, FrequencySketch.
 */
import { mix32 } from '../../lib/random'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

const ROWS = 4

/** Highest count of four bits. */
const MAX_COUNT = 15

/** Lowest bit of each counter in a word. */
const ONES = 0x11111111

/** Every bit of a halved word that does not come from the counter beside it. */
const HALVED = 0x77777777

/** Odd constants that tell the rows apart; any would do. */
const SEEDS = [0x2c1b3c6d, 0x297a2d39, 0x1b873593, 0x85ebca6b] as const

/** See the head of this file. */
export class FrequencySketch implements Saveable {
  private readonly blocks: number
  private readonly sampleSize: number
  /** Two words a block: 16 counters. */
  private words = new Int32Array(0)
  private additions = 0

  /** @param capacity keys that the cache holds @param sample additions per key of capacity before all counters are halved */
  constructor(capacity: number, sample: number) {
    let blocks = 1
    while (blocks < capacity) blocks *= 2
    this.blocks = blocks
    this.sampleSize = Math.max(1, Math.floor(sample * capacity))
  }

  /** Allocates the counters. Until then nothing is counted. */
  prepare(): void {
    if (this.words.length === 0) this.words = new Int32Array(this.blocks * 2)
  }

  /** Counts a key once. */
  add(key: number): void {
    if (this.words.length === 0) return
    const hash = mix32(key)
    let hasChanged = false
    for (let row = 0; row < ROWS; row++) hasChanged = this.increment(hash, row) || hasChanged
    if (hasChanged && ++this.additions >= this.sampleSize) this.halve()
  }

  /** Estimate of a key's count, 0 to 15. */
  estimate(key: number): number {
    if (this.words.length === 0) return 0
    const hash = mix32(key)
    let least = MAX_COUNT
    for (let row = 0; row < ROWS; row++) {
      const counter = this.counterOf(hash, row)
      const count = (this.words[counter >>> 3]! >>> ((counter & 7) * 4)) & MAX_COUNT
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

  /** Number of a counter: eight to a word, two words to a block; the low hash bits pick four of the 16 in each block. */
  private counterOf(hash: number, row: number): number {
    const block = mix32(Math.imul(hash, SEEDS[row]!) + row) & (this.blocks - 1)
    return block * 16 + (hash & 3) * ROWS + row
  }

  private increment(hash: number, row: number): boolean {
    const counter = this.counterOf(hash, row)
    const word = counter >>> 3
    const shift = (counter & 7) * 4
    if (((this.words[word]! >>> shift) & MAX_COUNT) === MAX_COUNT) return false
    this.words[word]! += 1 << shift
    return true
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
