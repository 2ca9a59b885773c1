import { describe, expect, it } from 'vitest'
import { TimedEma } from './timed-ema'

describe('EMA over time', () => {
  it('over time: half-life, equal times, and time going backwards', () => {
    const average = new TimedEma(1000 / Math.LN2, false)
    average.update(0, 0)
    average.update(1000, 8)
    expect(average.value).toBeCloseTo(4, 12)
    average.update(1000, 100)
    average.update(500, 100)
    expect(average.value).toBeCloseTo(4, 12)
    average.update(Infinity, 5)
    average.update(1500, Number.NaN)
    expect(average.value).toBeCloseTo(4, 12)
    const adjusted = new TimedEma(1000, true)
    for (const value of [3, 6, 9]) adjusted.add(value)
    expect(adjusted.value).toBe(6)
  })
})
