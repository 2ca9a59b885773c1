import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Ema } from './ema'
import { TimedEma } from './timed-ema'

describe('EMA', () => {
  it('the EMA has no value at first, then the first value, then follows', () => {
    const average = new Ema(0.25, false)
    expect(average.value).toBeNull()
    average.add(8)
    expect(average.value).toBe(8)
    average.add(16)
    expect(average.value).toBe(10)
    average.add(Infinity)
    expect(average.value).toBe(10)
  })

  it('a weight of 1 forgets everything but the last value', () => {
    for (const isAdjusted of [false, true]) {
      const average = new Ema(1, isAdjusted)
      for (const value of [5, 7, 9]) average.add(value)
      expect(average.value).toBe(9)
    }
  })

  it('averages stay between the least and the largest value', () => {
    const inputs = fc.array(fc.tuple(fc.nat(5000), fc.integer({ min: -1000, max: 1000 })), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(inputs, fc.boolean(), (list, isAdjusted) => {
        const average = new Ema(0.3, isAdjusted)
        const timed = new TimedEma(700, isAdjusted)
        for (const [time, value] of list) {
          average.add(value)
          timed.update(time, value)
        }
        const seen = list.map(([, value]) => value)
        for (const { value } of [average, timed]) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...seen) - 1e-9)
          expect(value).toBeLessThanOrEqual(Math.max(...seen) + 1e-9)
        }
      }),
      { seed: 9 },
    )
  })
})
