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

const DOT = 46
const COLON = 58

/** 0 to 999 in decimal: up to three characters from the lowest byte up, and their number in the highest byte. */
const SHORT = /* @__PURE__ */ decimals(1)
/** The same, always with three characters. */
const PADDED = /* @__PURE__ */ decimals(3)

function decimals(minLength: number): Int32Array {
  return Int32Array.from({ length: 1000 }, (_, value) => {
    const text = String(value).padStart(minLength, '0')
    let packed = text.length << 24
    for (let i = 0; i < text.length; i++) packed |= text.charCodeAt(i) << (8 * i)
    return packed
  })
}

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
  readonly bytes = new Uint8Array(40)
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
      this.append(SHORT[(address >>> shift) & 255]!)
      if (shift > 0) this.bytes[this.length++] = DOT
    }
    return this
  }

  /** Digits of a whole number, three at a time. */
  private digits(value: number): void {
    const whole = Math.min(Math.floor(Math.abs(value)) || 0, Number.MAX_SAFE_INTEGER)
    if (whole < 1000) this.append(SHORT[whole]!)
    else this.moreDigits(whole)
  }

  private moreDigits(whole: number): void {
    const thousands = Math.floor(whole / 1000)
    this.digits(thousands)
    this.append(PADDED[whole - thousands * 1000]!)
  }

  /** All three bytes are written; those past the length are written over or not read. */
  private append(packed: number): void {
    const { bytes, length } = this
    bytes[length] = packed
    bytes[length + 1] = packed >>> 8
    bytes[length + 2] = packed >>> 16
    this.length = length + (packed >>> 24)
  }
}
