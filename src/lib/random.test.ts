import { describe, expect, it } from 'vitest'
import { hashText, KeyedRandom, mix32, type Random, SequentialRandom } from './random'
import { loadState, saveState } from './state'

function take(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.uint32())
}

describe('SequentialRandom', () => {
  it('gives the pinned numbers', () => {
    expect(take(new SequentialRandom(1), 4)).toMatchInlineSnapshot(`
      [
        219420915,
        1891751520,
        2180629265,
        1528160460,
      ]
    `)
    expect(take(new SequentialRandom(2 ** 40 + 1, hashText('shoppers')), 2)).toMatchInlineSnapshot(`
      [
        2868353947,
        2571911606,
      ]
    `)
  })

  it('differs between seeds, between keys, and between seeds that agree in their low 32 bits', () => {
    const streams = [
      [1, 0],
      [2, 0],
      [1, 1],
      [2 ** 32 + 1, 0],
      [-1, 0],
      [0, 0],
    ].map(([seed, key]) => take(new SequentialRandom(seed!, key!), 3).join())
    expect(new Set(streams).size).toBe(streams.length)
  })

  it('a restored stream goes on as the saved one', () => {
    const saved = new SequentialRandom(5, 3)
    take(saved, 10)
    const restored = new SequentialRandom(6)
    loadState(restored, saveState(saved))
    expect(take(restored, 20)).toEqual(take(saved, 20))
  })

  it('stays inside its ranges', () => {
    const random = new SequentialRandom(8)
    const wholes = take(random, 5000)
    expect(wholes.every((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32)).toBe(true)
    const shares = Array.from({ length: 5000 }, () => random.uniform())
    expect(shares.every((share) => share > 0 && share < 1)).toBe(true)
  })
})

describe('KeyedRandom', () => {
  it('gives the pinned numbers', () => {
    expect(take(new KeyedRandom(7).rekey(hashText('orders'), 2, 1000, 1), 3)).toMatchInlineSnapshot(`
      [
        730586808,
        2617397784,
        2071492958,
      ]
    `)
  })

  it('the same key gives the same numbers whatever was drawn before', () => {
    const random = new KeyedRandom(7)
    const first = take(random.rekey(1, 2, 3, 0), 5)
    take(random.rekey(9, 9, 9, 9), 17)
    expect(take(random.rekey(1, 2, 3, 0), 5)).toEqual(first)
  })

  it('each part of the key changes the numbers', () => {
    const keys: [number, number, number, number, number][] = [
      [7, 1, 2, 3, 0],
      [8, 1, 2, 3, 0],
      [7 + 2 ** 32, 1, 2, 3, 0],
      [7, 2, 2, 3, 0],
      [7, 1, 3, 3, 0],
      [7, 1, 2, 4, 0],
      [7, 1, 2, 3, 1],
    ]
    const streams = keys.map(([seed, ...key]) => take(new KeyedRandom(seed).rekey(...key), 2).join())
    expect(new Set(streams).size).toBe(keys.length)
  })
})

describe('mixing', () => {
  it('mix32 maps no two of many integers to the same', () => {
    const seen = new Set<number>()
    for (let i = -20_000; i < 20_000; i++) seen.add(mix32(i))
    expect(seen.size).toBe(40_000)
  })

  it('one changed input bit of mix32 changes each output bit about half of the time', () => {
    const trials = 2000
    let worst = 0
    for (let bit = 0; bit < 32; bit++) {
      const flips = new Float64Array(32)
      for (let i = 0; i < trials; i++) {
        const value = Math.imul(i, 0x9e3779b1)
        const difference = mix32(value) ^ mix32(value ^ (1 << bit))
        for (let out = 0; out < 32; out++) flips[out] = flips[out]! + ((difference >>> out) & 1)
      }
      for (const count of flips) worst = Math.max(worst, Math.abs(count / trials - 0.5))
    }
    // 1,024 counts with a standard deviation of 0.011 each; a bias of this mixer itself of 0.05 would show.
    expect(worst).toBeLessThan(0.1)
  })

  it('hashText tells texts apart and is pinned', () => {
    expect([hashText(''), hashText('a'), hashText('orders-db')]).toMatchInlineSnapshot(`
      [
        -524634864,
        -301639708,
        1667871912,
      ]
    `)
    const names = Array.from({ length: 20_000 }, (_, i) => hashText(`block-${i}`))
    expect(new Set(names).size).toBeGreaterThan(19_998)
  })
})
