import { describe, expect, it } from 'vitest'
import { ParamError } from './errors'
import { SequentialRandom } from './random'
import { Zipf } from './zipf'

/** Sum over ranks of (observed − expected)²/expected, ranks beyond `bins` taken together, less its degrees of freedom. */
function excess(zipf: Zipf, theory: Zipf, bins: number, count: number, draws: number): number {
  const random = new SequentialRandom(23)
  const observed = new Float64Array(bins + 1)
  for (let i = 0; i < draws; i++) {
    const rank = zipf.sample(random)
    if (!(rank >= 0 && rank < count && Number.isInteger(rank))) return Infinity
    observed[Math.min(rank, bins)]!++
  }
  let rest = 1
  let chiSquare = 0
  for (let rank = 0; rank < bins; rank++) {
    const p = theory.probability(rank)
    rest -= p
    chiSquare += (observed[rank]! - draws * p) ** 2 / (draws * p)
  }
  if (rest > 1e-9) chiSquare += (observed[bins]! - draws * rest) ** 2 / (draws * rest)
  return (chiSquare - bins) / Math.sqrt(2 * bins)
}

/** Chi-square minus its mean, in standard deviations: with these bins beyond 5.5 in fewer than 1 of 10,000 runs. */
const CRITICAL = 5.5

describe('Zipf', () => {
  it.each([
    [20, 0, 19],
    [20, 1, 19],
    [1000, 1, 50],
    [10_000, 0.8, 50],
    [10_000, 1.2, 50],
    [100_000, 0.5, 20],
    [1_000_000, 1, 50],
    [1_000_000, 0.99, 50],
    [10_000_000, 1.5, 30],
    [10_000_000, 0.9, 20],
  ])('with %d ranks and exponent %d draws each rank as often as it should', (count, exponent, bins) => {
    const zipf = new Zipf(count, exponent)
    expect(excess(zipf, zipf, bins, count, 100_000)).toBeLessThan(CRITICAL)
  })

  it.each([1000, 100_000])('with %d ranks the same check rejects an exponent five per cent off', (count) => {
    expect(excess(new Zipf(count, 1), new Zipf(count, 1.05), 50, count, 100_000)).toBeGreaterThan(CRITICAL)
  })

  it('the two methods have the same share of the first tenth of ranks', () => {
    const random = new SequentialRandom(8)
    for (const [count, exponent] of [
      [65_536, 0.7],
      [65_537, 0.7],
    ] as const) {
      const zipf = new Zipf(count, exponent)
      let expected = 0
      for (let rank = 0; rank < count / 10; rank++) expected += zipf.probability(rank)
      let seen = 0
      for (let i = 0; i < 100_000; i++) if (zipf.sample(random) < count / 10) seen++
      expect(Math.abs(seen / 100_000 - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / 100_000))
    }
  })

  it.each([
    [1, 0],
    [1, 10],
    [7, 1],
    [500, 2.5],
    [5000, 0],
    [5000, 1],
    [5000, 0.3],
    [5000, 10],
  ])('probabilities of %d ranks with exponent %d sum to one', (count, exponent) => {
    const zipf = new Zipf(count, exponent)
    let sum = 0
    for (let rank = 0; rank < count; rank++) sum += zipf.probability(rank)
    expect(sum).toBeCloseTo(1, 11)
    expect(zipf.probability(-1)).toBe(0)
    expect(zipf.probability(count)).toBe(0)
    expect(zipf.probability(0.5)).toBe(0)
  })

  it('ten million ranks of exponent 1 have the harmonic number as their constant', () => {
    const harmonic = Math.log(1e7) + 0.5772156649015329 + 1 / 2e7
    expect(new Zipf(1e7, 1).probability(0) * harmonic).toBeCloseTo(1, 11)
  })

  it('a single rank is always drawn, and a steep exponent nearly always gives the first', () => {
    const random = new SequentialRandom(4)
    const one = new Zipf(1, 1)
    for (let i = 0; i < 100; i++) expect(one.sample(random)).toBe(0)
    for (const count of [100, 1_000_000]) {
      const steep = new Zipf(count, 10)
      let others = 0
      for (let i = 0; i < 10_000; i++) if (steep.sample(random) > 0) others++
      expect(others).toBeLessThan(40)
    }
  })

  it.each([
    [0, 1, 'count'],
    [1.5, 1, 'count'],
    [1e7 + 1, 1, 'count'],
    [10, -0.1, 'exponent'],
    [10, 10.1, 'exponent'],
    [10, Number.NaN, 'exponent'],
  ])('refuses %d ranks with exponent %d', (count, exponent, param) => {
    expect(() => new Zipf(count, exponent)).toThrow(ParamError)
    expect(() => new Zipf(count, exponent)).toThrow(param)
  })
})
