/** Writing and reading of the bytes that a link is made of: variable-length whole numbers, exact decimals, text. */

const MORE = 0x80
const DECIMAL_PLACES = 15

/** What is wrong with the bytes of a link. Thrown while reading and caught by the decoder. */
export class LinkError extends Error {
  override readonly name = 'LinkError'
}

/** Appends to a growing list of bytes. */
export class ByteWriter {
  private readonly bytes: number[] = []

  /** A whole number from 0 to 2^53 − 1: seven bits a byte, least significant first. */
  count(value: number): void {
    let rest = value
    while (rest >= MORE) {
      this.bytes.push((rest % MORE) | MORE)
      rest = Math.floor(rest / MORE)
    }
    this.bytes.push(rest)
  }

  /** A whole number of either sign, small magnitudes first: 0, −1, 1, −2, … */
  signed(value: number): void {
    this.count(value < 0 ? -2 * value - 1 : 2 * value)
  }

  /**
   * Any finite number, exactly. The low two bits of the first count say how: 0 a whole number, 1 a negative one, 2 a decimal
   * (the rest is the mantissa, signed, and the number of places follows), 3 the eight bytes of a double.
   */
  number(value: number): void {
    if (Number.isInteger(value) && Math.abs(value) < 2 ** 50) {
      this.count(value < 0 ? -value * 4 + 1 : value * 4)
      return
    }
    const decimal = decimalOf(value)
    if (decimal) {
      const { mantissa, places } = decimal
      this.count((mantissa < 0 ? -2 * mantissa - 1 : 2 * mantissa) * 4 + 2)
      this.count(places)
      return
    }
    this.count(3)
    const view = new DataView(new ArrayBuffer(8))
    view.setFloat64(0, value)
    this.raw(new Uint8Array(view.buffer))
  }

  text(value: string): void {
    const encoded = new TextEncoder().encode(value)
    this.count(encoded.length)
    this.raw(encoded)
  }

  raw(bytes: Uint8Array): void {
    for (const byte of bytes) this.bytes.push(byte)
  }

  finish(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.bytes)
  }
}

/** Reads what {@link ByteWriter} wrote. Throws {@link LinkError} where the bytes end early or make no sense. */
export class ByteReader {
  private readonly bytes: Uint8Array
  private at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  count(): number {
    let value = 0
    for (let scale = 1; scale <= 2 ** 49; scale *= MORE) {
      const byte = this.byte()
      value += (byte % MORE) * scale
      if (byte < MORE) {
        if (value > Number.MAX_SAFE_INTEGER) break
        return value
      }
    }
    throw new LinkError('a number is too large')
  }

  /** A count of at most `max`. */
  countUpTo(max: number): number {
    const value = this.count()
    if (value > max) throw new LinkError('a list is too long')
    return value
  }

  signed(): number {
    const value = this.count()
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2
  }

  number(): number {
    const first = this.count()
    const rest = Math.floor(first / 4)
    switch (first % 4) {
      case 0:
        return rest
      case 1:
        return rest === 0 ? 0 : -rest
      case 2: {
        const mantissa = rest % 2 === 1 ? -(rest + 1) / 2 : rest / 2
        return Number(`${mantissa}e-${this.countUpTo(DECIMAL_PLACES)}`)
      }
      default: {
        const bytes = this.raw(8)
        return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0)
      }
    }
  }

  text(): string {
    const bytes = this.raw(this.count())
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      throw new LinkError('a text is damaged')
    }
  }

  raw(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new LinkError('the data ends too early')
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length
  }

  private byte(): number {
    const byte = this.bytes[this.at++]
    if (byte === undefined) throw new LinkError('the data ends too early')
    return byte
  }
}

/** `mantissa`·10^−`places` when that is exactly the number and short, otherwise undefined. */
function decimalOf(value: number): { mantissa: number; places: number } | undefined {
  const match = /^(-?)(\d+)\.(\d+)$/.exec(String(value))
  if (!match) return undefined
  const places = match[3]?.length ?? 0
  const mantissa = Number(`${match[1]}${match[2]}${match[3]}`)
  if (places > DECIMAL_PLACES || Math.abs(mantissa) >= 2 ** 49) return undefined
  return Object.is(Number(`${mantissa}e-${places}`), value) ? { mantissa, places } : undefined
}

/** CRC-32 as in zlib (reflected polynomial 0xEDB88320), as an unsigned number. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** URL-safe base64 without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The bytes, or undefined when the text is not URL-safe base64. A last character left over by truncation is ignored. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined
  const whole = text.length % 4 === 1 ? text.slice(0, -1) : text
  const binary = atob(whole.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}
