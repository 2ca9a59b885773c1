/**
 * Hashes of the keys seen lately, for hashes of text that cost far more than finding a number again.
 *
 * How: a table with one place for each value of 12 bits mixed from the number that is hashed; a key takes the place of the one
 * before it. What is found equals what would be computed, so nothing here is state: it is neither saved nor loaded.
 * Cost: a few nanoseconds for a key that is still there, the text and its hash otherwise; 48 KiB; no allocation.
 */
import { type HashOn, KeyBytes } from './key-bytes'
import type { RoutingKey } from './load-balancing'

const PLACE_BITS = 12
/** 2^32 divided by the golden ratio: neighbours land far apart (Knuth, TAOCP 3, §6.4). */
const SPREAD = 0x9e3779b1

/** Remembers `compute(text)` for the part of a call that `on` names. */
export class HashMemo {
  private readonly on: HashOn
  private readonly compute: (bytes: Uint8Array, length: number) => number
  private readonly text = new KeyBytes()
  private readonly keys = new Float64Array(1 << PLACE_BITS).fill(Number.NaN)
  private readonly hashes = new Uint32Array(1 << PLACE_BITS)

  /** @param compute a function of the text alone, with whole results from 0 to 2^32 − 1. */
  constructor(on: HashOn, compute: (bytes: Uint8Array, length: number) => number) {
    this.on = on
    this.compute = compute
  }

  /** The hash of a call's text. */
  of(key: RoutingKey): number {
    const hashed = this.on === 'key' ? key.key : key.clientAddress
    const place = Math.imul(hashed, SPREAD) >>> (32 - PLACE_BITS)
    if (this.keys[place] !== hashed) {
      const { bytes, length } = this.text.write(key, this.on)
      this.hashes[place] = this.compute(bytes, length)
      this.keys[place] = hashed
    }
    return this.hashes[place]!
  }
}
