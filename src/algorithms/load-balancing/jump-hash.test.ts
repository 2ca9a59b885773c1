import { describe, expect, it } from 'vitest'
import { Word64 } from './hash-64'
import { jump } from './jump-hash'

describe('jump hash', () => {
  it('moves a key only to the new bucket, with the right probability', () => {
    for (const buckets of [1, 2, 9, 50]) {
      let moved = 0
      for (let key = 0; key < 4000; key++) {
        const before = jump(new Word64().setNumber(key), buckets)
        const after = jump(new Word64().setNumber(key), buckets + 1)
        if (after === before) continue
        expect(after).toBe(buckets)
        moved++
      }
      const expected = 4000 / (buckets + 1)
      expect(Math.abs(moved - expected)).toBeLessThan(5 * Math.sqrt(expected))
    }
  })

  it('has but one answer for one bucket', () => {
    expect(jump(new Word64().setNumber(12345), 1)).toBe(0)
  })
})
