import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { Zipf } from '../../lib/zipf'
import { CountMin } from './count-min'

describe('count-min sketch', () => {
  it.each([false, true])(
    'never counts too few, and exactly while keys do not meet (conservative: %s)',
    (isConservative) => {
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat(300), fc.nat(5)), { maxLength: 200 }), (list) => {
          const sketch = new CountMin(0.05, 0.1, isConservative)
          const truth = new Map<number, number>()
          for (const [key, times] of list) {
            sketch.add(key, times)
            truth.set(key, (truth.get(key) ?? 0) + times)
          }
          for (const [key, count] of truth) expect(sketch.estimate(key)).toBeGreaterThanOrEqual(count)
          expect(sketch.total).toBe([...truth.values()].reduce((a, b) => a + b, 0))
        }),
        { seed: 6 },
      )
      const one = new CountMin(0.01, 0.01, isConservative)
      for (let i = 0; i < 7; i++) one.add(5)
      expect(one.estimate(5)).toBe(7)
    },
  )

  it('is too high by more than the error in at most the stated share of keys; conservative is never worse', () => {
    const plain = new CountMin(0.002, 0.05, false)
    const careful = new CountMin(0.002, 0.05, true)
    expect([plain.width, plain.depth]).toEqual([1360, 3])
    const random = new SequentialRandom(2)
    const zipf = new Zipf(20_000, 1)
    const truth = new Float64Array(20_000)
    for (let i = 0; i < 100_000; i++) {
      const key = zipf.sample(random)
      truth[key] = truth[key]! + 1
      plain.add(key)
      careful.add(key)
    }
    let over = 0
    let worse = 0
    truth.forEach((count, key) => {
      if (plain.estimate(key) > count + 0.002 * 100_000) over++
      if (careful.estimate(key) > plain.estimate(key) || careful.estimate(key) < count) worse++
    })
    expect(over / 20_000).toBeLessThan(0.05)
    expect(worse).toBe(0)
  })

  it('ignores what is not a number of times, and stops at its largest count', () => {
    const sketch = new CountMin(0.5, 0.5, false)
    for (const times of [0, -3, Number.NaN, 0.9]) sketch.add(1, times)
    expect(sketch.estimate(1)).toBe(0)
    sketch.add(1, 2 ** 40)
    expect(sketch.estimate(1)).toBe(2 ** 32 - 1)
  })
})
