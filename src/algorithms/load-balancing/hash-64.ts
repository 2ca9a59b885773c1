/**
 * Arithmetic and hashes on 64-bit numbers held as two 32-bit halves, because doubles end at 2^53 and BigInt allocates.
 *
 * All operations change the receiver and return it; none allocates.
 */

/** An unsigned 64-bit number, wrapping. Halves are read as signed 32-bit unless said otherwise. */
export class Word64 {
  high: number
  low: number

  constructor(high = 0, low = 0) {
    this.high = high | 0
    this.low = low | 0
  }

  set(other: Word64): this {
    this.high = other.high
    this.low = other.low
    return this
  }

  setHalves(high: number, low: number): this {
    this.high = high | 0
    this.low = low | 0
    return this
  }

  /** A whole number from 0 to 2^53 − 1; others are cut to that range. */
  setNumber(value: number): this {
    const whole = Math.min(Math.floor(Math.abs(value)) || 0, Number.MAX_SAFE_INTEGER)
    return this.setHalves(Math.floor(whole / 4294967296), whole % 4294967296)
  }

  xor(other: Word64): this {
    this.high ^= other.high
    this.low ^= other.low
    return this
  }

  /** x ^= x >>> bits, for 0 < bits < 32. */
  xorShiftRight(bits: number): this {
    this.low ^= (this.low >>> bits) | (this.high << (32 - bits))
    this.high ^= this.high >>> bits
    return this
  }

  /** x ^= x << bits, for 0 < bits < 32. */
  xorShiftLeft(bits: number): this {
    this.high ^= (this.high << bits) | (this.low >>> (32 - bits))
    this.low ^= this.low << bits
    return this
  }

  /** x ·= the number with these halves, modulo 2^64. */
  multiply(high: number, low: number): this {
    const crossed = Math.imul(this.high, low) + Math.imul(this.low, high)
    this.high = (highProduct(this.low, low) + crossed) | 0
    this.low = Math.imul(this.low, low)
    return this
  }

  /** x += 1. */
  increment(): this {
    this.low = (this.low + 1) | 0
    if (this.low === 0) this.high = (this.high + 1) | 0
    return this
  }

  /** Whether this is the larger of the two as unsigned numbers. */
  isAbove(other: Word64): boolean {
    const mine = this.high >>> 0
    const theirs = other.high >>> 0
    return mine > theirs || (mine === theirs && this.low >>> 0 > other.low >>> 0)
  }

  /** The remainder modulo a whole number up to 2^21 (so that no product passes 2^53). */
  modulo(divisor: number): number {
    const high = (this.high >>> 0) % divisor
    return (high * (4294967296 % divisor) + ((this.low >>> 0) % divisor)) % divisor
  }
}

/** The upper 32 bits of the product of two unsigned 32-bit numbers. */
function highProduct(a: number, b: number): number {
  const a0 = a & 0xffff
  const a1 = a >>> 16
  const b0 = b & 0xffff
  const b1 = b >>> 16
  const middle = a1 * b0 + ((a0 * b0) >>> 16)
  const carry = a0 * b1 + (middle & 0xffff)
  return (a1 * b1 + (middle >>> 16) + (carry >>> 16)) | 0
}

/** FNV-1a, 64 bits, of the first `length` bytes into `hash`. Source: Fowler, Noll and Vo, draft-eastlake-fnv. */
export function fnv1a64(bytes: ArrayLike<number>, length: number, hash: Word64): Word64 {
  hash.setHalves(0xcbf29ce4, 0x84222325)
  for (let i = 0; i < length; i++) {
    hash.low ^= bytes[i]!
    // The prime is 2^40 + 0x1b3.
    const low = hash.low
    hash.high = (Math.imul(hash.high, 0x1b3) + highProduct(low, 0x1b3) + (low << 8)) | 0
    hash.low = Math.imul(low, 0x1b3)
  }
  return hash
}
