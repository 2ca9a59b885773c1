import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { crc32 } from './hash-32'
import { HashMemo } from './hash-memo'
import { KeyBytes } from './key-bytes'

describe('remembered hashes', () => {
  it.each(['key', 'client-address'] as const)('equal computed ones, new or seen before, by %s', (on) => {
    const memo = new HashMemo(on, crc32)
    const text = new KeyBytes()
    const random = new SequentialRandom(11)
    for (let i = 0; i < 20_000; i++) {
      const draw = random.uint32()
      // Small keys come again and again, large ones share places with them.
      const key = { clientAddress: draw % 5000, clientPort: 0, key: i % 3 === 0 ? (draw % 50) * 2 ** 32 : draw % 5000 }
      const { bytes, length } = text.write(key, on)
      expect(memo.of(key)).toBe(crc32(bytes, length))
    }
  })

  it('are computed once while nothing else takes their place', () => {
    let computed = 0
    const memo = new HashMemo('key', () => ++computed)
    const key = { clientAddress: 0, clientPort: 0, key: 0 }
    expect([memo.of(key), memo.of(key)]).toEqual([1, 1])
    key.key = 1
    expect([memo.of(key), memo.of(key)]).toEqual([2, 2])
  })
})
