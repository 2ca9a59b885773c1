import { describe, expect, it } from 'vitest'
import { avalanche, crc32, djb2, oneAtATime, sdbm } from './hash-32'
import { KeyBytes, utf8 } from './key-bytes'

describe('32-bit hashes', () => {
  it('give the published check values', () => {
    expect(crc32(utf8('123456789'))).toBe(0xcbf43926)
    expect(crc32(utf8(''))).toBe(0)
    expect(oneAtATime(utf8('a'))).toBe(0xca2e9442)
    expect(oneAtATime(utf8('The quick brown fox jumps over the lazy dog'))).toBe(0x519e91f5)
    expect(djb2(utf8(''))).toBe(5381)
    expect(djb2(utf8('a'))).toBe(5381 * 33 + 97)
    expect(sdbm(utf8('ab'))).toBe((97 * 65599 + 98) % 2 ** 32)
  })

  it('continue a checksum where another ended', () => {
    expect(crc32(utf8('456789'), 6, crc32(utf8('123')))).toBe(crc32(utf8('123456789')))
  })

  it('look only at the given number of bytes', () => {
    expect(crc32(utf8('abcd'), 2)).toBe(crc32(utf8('ab')))
    expect(sdbm(utf8('abcd'), 2)).toBe(sdbm(utf8('ab')))
  })

  it('avalanche changes about half of the bits when one input bit changes', () => {
    let changed = 0
    for (let i = 0; i < 3200; i++) {
      const bits = (avalanche(i * 40_503) ^ avalanche((i * 40_503) ^ (1 << (i % 32)))) >>> 0
      changed += [...bits.toString(2)].filter((bit) => bit === '1').length
    }
    expect(Math.abs(changed / 3200 - 16)).toBeLessThan(2)
  })
})

describe('key bytes', () => {
  const text = (written: KeyBytes) => String.fromCharCode(...written.bytes.subarray(0, written.length))
  const call = { clientAddress: 0xff00010a, clientPort: 65_535, key: 1234567890123 }

  it('writes keys in decimal, addresses as dotted quads, with the port where asked', () => {
    const bytes = new KeyBytes()
    expect(text(bytes.write(call, 'key'))).toBe('1234567890123')
    expect(text(bytes.write(call, 'client-address'))).toBe('255.0.1.10')
    expect(text(bytes.writeAddressAndPort(call))).toBe('255.0.1.10:65535')
  })

  it.each([
    [0, '0'],
    [10, '10'],
    [-7, '7'],
    [2.9, '2'],
    [Number.NaN, '0'],
    [Number.POSITIVE_INFINITY, '9007199254740991'],
  ])('writes %d as %s', (value, expected) => {
    expect(text(new KeyBytes().writeNumber(value))).toBe(expected)
  })

  it('encodes text as UTF-8', () => {
    expect([...utf8('aé€😀')]).toEqual([97, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80])
    expect([...utf8('\ud800')]).toEqual([0xef, 0xbf, 0xbd])
  })
})
