/**
 * The part of a call that a hash looks at, written as bytes into one reused buffer.
 *
 * Real balancers hash text. Keys are written as decimal digits, addresses as dotted quads, so that the answers equal those
 * of an implementation that is given the same text.
 */
import { type ChoiceSchema, choice } from '../../lib/schema'
import type { RoutingKey } from './load-balancing'

/** What a hashing balancer looks at. */
export const HASH_ON: ChoiceSchema<'client-address' | 'key'> = choice(
  [
    { id: 'client-address', number: 1, label: 'Client address', help: 'All calls of one address go together.' },
    { id: 'key', number: 2, label: 'Key', help: 'All calls for one key go together.' },
  ],
  'client-address',
)

/** What a hashing balancer looks at. */
export type HashOn = 'client-address' | 'key'

const ZERO = 48
const DOT = 46
const COLON = 58

/** UTF-8 bytes of a text; lone surrogates become the replacement character. Allocates: not for the hot path. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0)!
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
  }
  return Uint8Array.from(bytes)
}

/** One reused buffer; each `write` replaces what was there. */
export class KeyBytes {
  /** The first {@link length} bytes count. */
  readonly bytes = new Uint8Array(32)
  length = 0

  /** Writes what `on` names: the address as `a.b.c.d`, or the key in decimal digits. */
  write(key: RoutingKey, on: HashOn): this {
    return on === 'key' ? this.writeNumber(key.key) : this.writeAddress(key.clientAddress)
  }

  /** Writes `a.b.c.d:port`. */
  writeAddressAndPort(key: RoutingKey): this {
    this.writeAddress(key.clientAddress)
    this.bytes[this.length++] = COLON
    this.digits(key.clientPort)
    return this
  }

  /** Writes a whole number in decimal digits; the sign and any fraction are dropped. */
  writeNumber(value: number): this {
    this.length = 0
    this.digits(value)
    return this
  }

  private writeAddress(address: number): this {
    this.length = 0
    for (let shift = 24; shift >= 0; shift -= 8) {
      this.digits((address >>> shift) & 255)
      if (shift > 0) this.bytes[this.length++] = DOT
    }
    return this
  }

  private digits(value: number): void {
    let rest = Math.min(Math.floor(Math.abs(value)) || 0, Number.MAX_SAFE_INTEGER)
    const start = this.length
    do {
      const tenth = Math.floor(rest / 10)
      this.bytes[this.length++] = ZERO + (rest - tenth * 10)
      rest = tenth
    } while (rest > 0)
    for (let left = start, right = this.length - 1; left < right; left++, right--) {
      const digit = this.bytes[left]!
      this.bytes[left] = this.bytes[right]!
      this.bytes[right] = digit
    }
  }
}
