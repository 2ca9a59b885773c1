import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SequentialRandom } from './random'
import { loadState, saveState } from './state'
import { mserTruncation, WarmupDetector } from './statistics-warmup'
import { normal } from './ziggurat'

/** The rule as it is written in the source, at O(n²). */
function plainTruncation(values: readonly number[]): number {
  let best = 0
  let least = Infinity
  for (let d = 0; d <= values.length - 5; d++) {
    const rest = values.slice(d)
    const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length
    const error = rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length ** 2
    if (error < least) {
      least = error
      best = d
    }
  }
  return best
}

function detectorOf(values: readonly number[]): WarmupDetector {
  const detector = new WarmupDetector()
  for (const [i, value] of values.entries()) detector.add(value, (i + 1) * 10)
  return detector
}

/** Noise around 100, and a start that is `start` too high for `length` values. */
function stepped(seed: number, total: number, start: number, length: number): number[] {
  const random = new SequentialRandom(seed)
  return Array.from({ length: total }, (_, i) => 100 + normal(random) + (i < length ? start : 0))
}

describe('the truncation', () => {
  it('leaves out exactly a start that stands off', () => {
    expect(mserTruncation([9, 9, 9, 1, 2, 1, 2, 1, 2, 1, 2])).toBe(3)
    expect(mserTruncation([1, 2, 1, 2, 1, 2, 1, 2])).toBe(0)
    expect(mserTruncation([5, 5, 5, 5, 5, 5])).toBe(0)
  })

  it('is that of the rule as written', () => {
    const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 5, maxLength: 40 })
    fc.assert(
      fc.property(numbers, (values) => {
        expect(mserTruncation(values)).toBe(plainTruncation(values))
      }),
      { seed: 11 },
    )
  })
})

describe('the detector', () => {
  it('finds nothing in fewer than 40 batches of five', () => {
    expect(detectorOf(stepped(1, 199, 0, 0)).detect()).toBeNull()
    expect(detectorOf(stepped(1, 199, 0, 0)).hasEnough).toBe(false)
    expect(detectorOf(stepped(1, 200, 0, 0)).detect()).not.toBeNull()
  })

  it('finds where a start ends, to the batch, and when', () => {
    expect(detectorOf(stepped(2, 2000, 30, 100)).detect()).toEqual({ values: 100, endMs: 1000 })
    expect(detectorOf(stepped(2, 2000, 30, 102)).detect()).toEqual({ values: 105, endMs: 1050 })
  })

  it('finds it in coarser batches once they have merged', () => {
    const { values, endMs } = detectorOf(stepped(3, 60_000, 30, 6000)).detect() ?? { values: 0, endMs: 0 }
    expect(values).toBeGreaterThanOrEqual(6000)
    expect(values).toBeLessThan(6000 + 80)
    expect(endMs).toBe(values * 10)
  })

  it('refuses a start of more than half of the series', () => {
    expect(detectorOf(stepped(4, 1000, 30, 600)).detect()).toBeNull()
    expect(detectorOf(stepped(4, 1000, 30, 600)).hasEnough).toBe(true)
  })

  it('rids the mean of a bias that decays', () => {
    const random = new SequentialRandom(5)
    const values = Array.from({ length: 20_000 }, (_, i) => 100 + 5 * normal(random) + 80 * 0.998 ** i)
    const mean = (from: number) => values.slice(from).reduce((sum, value) => sum + value, 0) / (values.length - from)
    const standardError = 5 / Math.sqrt(20_000)
    expect(Math.abs(mean(detectorOf(values).detect()?.values ?? 0) - 100)).toBeLessThan(4 * standardError)
    expect(Math.abs(mean(0) - 100)).toBeGreaterThan(10 * standardError)
  })

  it('goes on from a saved state as if nothing had been', () => {
    const values = stepped(6, 12_000, 20, 700)
    const whole = detectorOf(values)
    const half = detectorOf(values.slice(0, 7777))
    const restored = new WarmupDetector()
    loadState(restored, saveState(half))
    for (const [i, value] of values.slice(7777).entries()) restored.add(value, (7777 + i + 1) * 10)
    expect(restored.detect()).toEqual(whole.detect())
    expect(saveState(restored)).toEqual(saveState(whole))
  })
})
