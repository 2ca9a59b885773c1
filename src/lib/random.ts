/**
 * Sources of random numbers: the interface that everything random takes as an argument, and a seeded stream.
 *
 * Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators" (2021), xoshiro128+ (period 2^128 − 1);
 * seeding by the splitmix32 finaliser.
 */
import type { Saveable, StateReader, StateWriter } from './state'

/** A source of uniformly distributed numbers. Same state, same numbers, on every machine. */
export interface Random {
  /** A whole number, uniform on [0, 2^32). */
  uint32(): number
  /** [share] a double, uniform on the open interval (0, 1): (uint32 + ½) / 2^32, so never 0 and never 1. */
  uniform(): number
}

const TWO_TO_MINUS_32 = 2 ** -32

/** Mixes the bits of a 32-bit integer so that each input bit changes each output bit with probability near one half. */
export function mix32(value: number): number {
  let z = value | 0
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
  return z ^ (z >>> 15)
}

/** 32-bit hash of a text, for stable stream keys: FNV-1a over UTF-16 units, then {@link mix32}. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix32(hash)
}

/**
 * A sequential stream (xoshiro128+). Seeds and stream keys are mixed, so that any two (seed, key) pairs give unrelated
 * streams. Cost: about 5 ns a draw, no allocation.
 */
export class SequentialRandom implements Random, Saveable {
  private readonly state = new Int32Array(4)

  /** @param seed any whole number. @param key tells streams of one seed apart, for example `hashText(blockId)`. */
  constructor(seed: number, key = 0) {
    let z = mix32(seed | 0) ^ mix32(Math.floor(seed / 4294967296) ^ 0x5851f42d) ^ mix32((key | 0) + 0x3c6ef372)
    for (let i = 0; i < 4; i++) {
      z = (z + 0x9e3779b9) | 0
      this.state[i] = mix32(z ^ Math.imul(key | 0, i + 1))
    }
    if (this.state.every((word) => word === 0)) this.state[0] = 1
    for (let i = 0; i < 8; i++) this.uint32()
  }

  uint32(): number {
    const s = this.state
    const s0 = s[0]!
    const s1 = s[1]!
    const s2 = s[2]! ^ s0
    const s3 = s[3]! ^ s1
    const result = (s0 + s[3]!) >>> 0
    s[1] = s1 ^ s2
    s[0] = s0 ^ s3
    s[2] = s2 ^ (s1 << 9)
    s[3] = (s3 << 11) | (s3 >>> 21)
    return result
  }

  uniform(): number {
    return (this.uint32() + 0.5) * TWO_TO_MINUS_32
  }

  save(out: StateWriter): void {
    out.array(this.state)
  }

  load(input: StateReader): void {
    input.into(this.state)
  }
}

/**
 * Random numbers that belong to something: the same key gives the same numbers, whatever was drawn before.
 *
 * How: `rekey` hashes (seed, entity, purpose, ordinal, attempt) into 64 bits of state; draws then step a Weyl sequence and
 * mix it. Changing one part of a design therefore leaves every other draw of the same request alone, which is what makes
 * comparisons paired. Cost: about 6 ns to rekey, 5 ns a draw, no allocation. Holds no state worth saving between draws.
 */
export class KeyedRandom implements Random {
  private readonly state = new Int32Array(2)
  private readonly seedMix: number

  constructor(seed: number) {
    this.seedMix = mix32(mix32(seed | 0) ^ Math.floor(seed / 4294967296) ^ 0x6a09e667)
  }

  /**
   * Points this source at a key and returns it.
   * @param entity stable hash of who draws (see {@link hashText}) @param purpose small number: what for
   * @param ordinal which request @param attempt which try of it
   */
  rekey(entity: number, purpose: number, ordinal: number, attempt: number): this {
    const who = Math.imul(entity ^ this.seedMix, 0x9e3779b1) ^ Math.imul(purpose + 0x7f4a7c15, 0x85ebca77)
    const which = Math.imul(ordinal, 0xc2b2ae3d) ^ Math.imul(attempt + 0x165667b1, 0x27d4eb2f)
    const a = mix32(who ^ which)
    this.state[0] = a
    this.state[1] = mix32(a ^ Math.imul(who, 0x2c1b3c6d) ^ (which + 0x297a2d39)) ^ ordinal
    return this
  }

  /** Leaves out the next draw. */
  skip(): void {
    this.state[0]! += 0x9e3779b9
  }

  uint32(): number {
    const s = this.state
    const weyl = (s[0]! + 0x9e3779b9) | 0
    s[0] = weyl
    return mix32(weyl ^ mix32((s[1]! + weyl) | 0)) >>> 0
  }

  uniform(): number {
    return (this.uint32() + 0.5) * TWO_TO_MINUS_32
  }
}
