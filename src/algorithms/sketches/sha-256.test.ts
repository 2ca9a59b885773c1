import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { fromHex, sha256, toHex } from './sha-256'

describe('SHA-256', () => {
  it('agrees with another implementation for every length up to four blocks, in one part or three', () => {
    const random = new SequentialRandom(1)
    for (let length = 0; length <= 256; length++) {
      const bytes = Uint8Array.from({ length }, () => random.uint32())
      const expected = createHash('sha256').update(bytes).digest('hex')
      expect(toHex(sha256(bytes))).toBe(expected)
      const [a, b] = [length >> 2, length >> 1]
      expect(toHex(sha256(bytes.subarray(0, a), bytes.subarray(a, b), bytes.subarray(b)))).toBe(expected)
    }
  })

  it('hexadecimal goes both ways', () => {
    expect(toHex(fromHex('00ff10a5'))).toBe('00ff10a5')
    expect(fromHex('')).toHaveLength(0)
  })
})
