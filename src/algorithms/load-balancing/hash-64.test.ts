import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fnv1a64, Word64 } from './hash-64'
import { utf8 } from './key-bytes'

const MASK = (1n << 64n) - 1n
const word = fc.bigInt({ min: 0n, max: MASK })

function split(value: bigint): Word64 {
  return new Word64(Number(value >> 32n), Number(value & 0xffffffffn))
}

function join(value: Word64): bigint {
  return (BigInt(value.high >>> 0) << 32n) | BigInt(value.low >>> 0)
}

describe('64-bit numbers in halves', () => {
  it('agree with arbitrary precision', () => {
    const property = fc.property(word, word, fc.integer({ min: 1, max: 2 ** 21 }), (a, b, m) => {
      const other = split(b)
      expect(join(split(a).multiply(other.high, other.low))).toBe((a * b) & MASK)
      expect(join(split(a).increment())).toBe((a + 1n) & MASK)
      expect(split(a).modulo(m)).toBe(Number(a % BigInt(m)))
    })
    fc.assert(property, { seed: 20, numRuns: 500 })
  })

  it('hold whole doubles exactly', () => {
    for (const value of [0, 1, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER])
      expect(join(new Word64().setNumber(value))).toBe(BigInt(value))
    expect(join(new Word64().setNumber(Number.NaN))).toBe(0n)
  })
})

describe('FNV-1a', () => {
  it.each([
    ['', 0xcbf29ce484222325n],
    ['a', 0xaf63dc4c8601ec8cn],
    ['foobar', 0x85944171f73967e8n],
  ])('of "%s" is that of the draft', (text, expected) => {
    const bytes = utf8(text)
    expect(join(fnv1a64(bytes, bytes.length, new Word64()))).toBe(expected)
  })
})
