/**
 * Bloom filter: says whether a key was added; "no" is certain.
 *
 * How: a key sets k of m bits, at g_i = h1 + i·h2; it may be there if all of them are set.
 * Formula: m = ⌊−n·ln p/(ln 2)²⌋ bits, k = max(1, round(m/n·ln 2)) hashes for n keys and a false positive share of p.
 * Bound: no false negatives; with n keys about p false positives, (1 − e^(−kn/m))^k in theory.
 * Units: expected [count], falsePositives [share]. Time: not used.
 * Cost: O(k), about 5 ns a hash, no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: Guava 31.1 `BloomFilter.optimalNumOfBits`, `optimalNumOfHashFunctions`; Kirsch and Mitzenmacher, "Less hashing,
 * same performance" (2006). Differs: keys are 32-bit numbers hashed by a multiply-xorshift finaliser instead of bytes by
 * Murmur3; the bits are not rounded up to a multiple of 64.
 */
import { ParamError, requireNumber } from '../../lib/errors'
import { expm1, log, log1p, pow } from '../../lib/math'
import { mix32 } from '../../lib/random'
import { field, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { MembershipSketch } from './sketches'

/** Bits and hashes of a filter. */
export interface BloomSize {
  readonly m: number
  readonly k: number
}

/** Size for `n` keys and a false positive share `p` as Guava computes it: bits cut off, hashes rounded half up. */
export function guavaBloomSize(n: number, p: number): BloomSize {
  const m = Math.floor((-n * log(p)) / (Math.LN2 * Math.LN2))
  return { m, k: Math.max(1, Math.floor((m / n) * Math.LN2 + 0.5)) }
}

/** The same as willf/bloom 3.3 computes it: both rounded up. */
export function willfBloomSize(n: number, p: number): BloomSize {
  const m = Math.ceil((-n * log(p)) / (Math.LN2 * Math.LN2))
  return { m, k: Math.ceil((Math.LN2 * m) / n) }
}

/** False positive share of m bits and k hashes with n keys, in the usual approximation (1 − e^(−kn/m))^k. */
export function bloomFalsePositivesApproximately(m: number, k: number, n: number): number {
  return pow(-expm1((-k * n) / m), k)
}

/** The same without replacing (1 − 1/m)^(kn) by its limit; still takes the bits as independent. */
export function bloomFalsePositives(m: number, k: number, n: number): number {
  return pow(-expm1(k * n * log1p(-1 / m)), k)
}

/** 1 GiBit. */
const MOST_BITS = 2 ** 30
const TWO_TO_MINUS_32 = 2 ** -32

/** See the head of this file. */
export class BloomFilter implements MembershipSketch {
  /** Number of bits. */
  readonly m: number
  /** Number of hashes. */
  readonly k: number
  private readonly words: Int32Array

  constructor(expected: number, falsePositives: number) {
    requireNumber('expected', expected, { min: 1, max: 1e9, integer: true })
    requireNumber('falsePositives', falsePositives, { min: 1e-9, max: 0.999 })
    const { m, k } = guavaBloomSize(expected, falsePositives)
    if (m > MOST_BITS) throw new ParamError('expected', expected, `so few that ${MOST_BITS} bits are enough`)
    // A very tolerant filter can come out with no bit at all.
    this.m = Math.max(1, m)
    this.k = k
    this.words = new Int32Array((this.m + 31) >> 5)
  }

  get bytes(): number {
    return this.words.byteLength
  }

  add(key: number): void {
    if (Number.isNaN(key)) return
    let hash = mix32(key)
    const step = mix32(hash ^ 0x5bd1e995) | 1
    for (let i = 0; i < this.k; i++) {
      const bit = this.bitOf(hash)
      this.words[bit >> 5]! |= 1 << (bit & 31)
      hash = (hash + step) | 0
    }
  }

  mightContain(key: number): boolean {
    let hash = mix32(key)
    const step = mix32(hash ^ 0x5bd1e995) | 1
    for (let i = 0; i < this.k; i++) {
      const bit = this.bitOf(hash)
      if (((this.words[bit >> 5]! >>> (bit & 31)) & 1) === 0) return false
      hash = (hash + step) | 0
    }
    return true
  }

  /** Share of bits that are set. O(m). */
  fill(): number {
    let set = 0
    for (let bit = 0; bit < this.m; bit++) set += (this.words[bit >> 5]! >>> (bit & 31)) & 1
    return set / this.m
  }

  clear(): void {
    this.words.fill(0)
  }

  save(out: StateWriter): void {
    out.array(this.words)
  }

  load(input: StateReader): void {
    input.into(this.words)
  }

  private bitOf(hash: number): number {
    return Math.floor((hash >>> 0) * TWO_TO_MINUS_32 * this.m)
  }
}

const fields = {
  expected: field(
    1,
    'Keys',
    'How many keys the filter is made for; more of them raise the false positives.',
    integer('count', 10_000, { min: 1, max: 10_000_000, scale: 'log' }),
  ),
  falsePositives: field(
    2,
    'False positives',
    'Share of absent keys that it may take for present when full.',
    number('share', 0.01, { min: 1e-6, max: 0.5, scale: 'log' }),
  ),
}

export const bloomFilter: BuildableMember<'bloom-filter', typeof fields, BloomFilter> = {
  id: 'bloom-filter',
  number: 1,
  label: 'Bloom filter',
  help: 'Says whether a key was ever added; "no" is certain, "yes" is wrong with a small probability.',
  fields,
  source: 'Guava 31.1, BloomFilter',
  sourceUrl: 'https://github.com/google/guava/blob/v31.1/guava/src/com/google/common/hash/BloomFilter.java',
  formula: 'm = ⌊−n·ln p/(ln 2)²⌋, k = max(1, round(m/n·ln 2))',
  deviations: 'Numbers are hashed instead of bytes, by another hash. Bits are not rounded up to a multiple of 64.',
  create: ({ expected, falsePositives }) => new BloomFilter(expected, falsePositives),
}
