/**
 * Arithmetic and hashes on 64-bit numbers held as two 32-bit halves, because doubles end at 2^53 and BigInt allocates.
 *
 * All operations change the receiver and return it; none allocates.
 */

const TWO_32 = 4294967296

/** An unsigned 64-bit number, wrapping. Halves are read as signed 32-bit unless said otherwise. */
export class Word64 {
  high: number
  low: number

  constructor(high = 0, low = 0) {
    this.high = high | 0
    this.low = low | 0
  }

  setHalves(high: number, low: number): this {
    this.high = high | 0
    this.low = low | 0
    return this
  }

  /** A whole number from 0 to 2^53 − 1; others are cut to that range. */
  setNumber(value: number): this {
    const whole = Math.min(Math.floor(Math.abs(value)) || 0, Number.MAX_SAFE_INTEGER)
    const high = Math.floor(whole / TWO_32)
    return this.setHalves(high, whole - high * TWO_32)
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

  /** The remainder modulo a whole number up to 2^21 (so that no product passes 2^53). */
  modulo(divisor: number): number {
    return remainder(remainder(this.high >>> 0, divisor) * TWO_32 + (this.low >>> 0), divisor)
  }
}

/**
 * The remainder of a whole number below 2^53 by a whole divisor below 2^21. The quotient lies at least 1/divisor below the
 * next whole number, which is more than its rounding error, so that flooring it is exact; `%` on doubles takes ten times as long.
 */
export function remainder(value: number, divisor: number): number {
  return value - Math.floor(value / divisor) * divisor
}

/** The upper 32 bits of the product of two unsigned 32-bit numbers. */
export function highProduct(a: number, b: number): number {
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
  let high = 0xcbf29ce4 | 0
  let low = 0x84222325 | 0
  for (let i = 0; i < length; i++) {
    low ^= bytes[i]!
    // The prime is 2^40 + 0x1b3. Nine bits times sixteen stay within 32.
    const carry = (((low & 0xffff) * 0x1b3) >>> 16) + (low >>> 16) * 0x1b3
    high = (Math.imul(high, 0x1b3) + (carry >>> 16) + (low << 8)) | 0
    low = Math.imul(low, 0x1b3)
  }
  return hash.setHalves(high, low)
}
