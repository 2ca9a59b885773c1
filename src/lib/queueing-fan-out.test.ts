import { describe, expect, it } from 'vitest'
import {
  anySlow,
  choicesAtLeast,
  choicesResponse,
  forkJoin,
  forkJoinOfTwo,
  harmonic,
  perCallQuantile,
  slowestExponential,
} from './queueing-fan-out'
import { mm1 } from './queueing-theory'

describe('fan-out', () => {
  it('harmonic numbers', () => {
    expect(harmonic(4)).toBeCloseTo(25 / 12, 14)
    expect(harmonic(3, 2)).toBeCloseTo(1 + 1 / 4 + 1 / 9, 14)
    expect(harmonic(1e6)).toBeCloseTo(Math.log(1e6) + 0.577_215_664_901_533 + 5e-7, 10)
  })

  it.each([1, 2, 10, 1000])('the slowest of %d: its percentiles are those of the product of chances', (n) => {
    const { mean, percentile } = slowestExponential(n, 3)
    for (const p of [0.01, 0.5, 0.999]) expect((1 - Math.exp(-percentile(p) / 3)) ** n).toBeCloseTo(p, 9)
    expect(percentile(0)).toBe(0)
    let sum = 0
    for (let i = 0; i < 20_000; i++) sum += percentile((i + 0.5) / 20_000)
    expect(sum / 20_000 / mean).toBeCloseTo(1, 3)
  })

  it('a fan-out turns rare into common', () => {
    expect(anySlow(100, 0.01)).toBeCloseTo(0.634, 3)
    expect(anySlow(1, 0.25)).toBeCloseTo(0.25, 14)
    expect([anySlow(5, 0), anySlow(5, 1)]).toEqual([0, 1])
    expect(anySlow(10, 1e-18)).toBeCloseTo(1e-17, 30)
    expect(1 - anySlow(7, 1 - perCallQuantile(7, 0.99))).toBeCloseTo(0.99, 12)
  })

  it('fork-join of two is the same by both formulas, and lies between independent and fully idle servers', () => {
    for (const lambda of [0.1, 0.5, 0.95]) {
      expect(forkJoin(lambda, 1, 2)).toBeCloseTo(forkJoinOfTwo(lambda, 1), 12)
      expect(forkJoinOfTwo(lambda, 1)).toBeGreaterThan(mm1(lambda, 1).response)
      // Shared arrivals make the parts alike, so their maximum is below that of independent ones.
      expect(forkJoinOfTwo(lambda, 1)).toBeLessThan(1.5 * mm1(lambda, 1).response)
    }
    expect(forkJoin(0, 2, 8)).toBeCloseTo(harmonic(8) / 2, 12)
    expect(forkJoin(1, 1, 8)).toBe(Infinity)
  })
})

describe('the power of choices', () => {
  it.each([
    [0.9, 2.614],
    [0.95, 3.383],
    [0.99, 5.432],
  ])('two choices at ρ = %d respond in %d', (rho, response) => {
    expect(choicesResponse(rho, 1, 2)).toBeCloseTo(response, 3)
    expect(choicesResponse(10 * rho, 10, 2)).toBeCloseTo(response / 10, 4)
  })

  it('one choice is M/M/1', () => {
    expect(choicesResponse(0.9, 1, 1)).toBeCloseTo(10, 10)
    expect(choicesAtLeast(0.5, 1, 3)).toBe(0.125)
  })

  it.each([1, 2, 3, 5])('%d choices: the shares add up to the jobs present (Little)', (d) => {
    let present = 0
    for (let k = 1; k < 400; k++) present += choicesAtLeast(0.9, d, k)
    expect(present).toBeCloseTo(0.9 * choicesResponse(0.9, 1, d), 10)
  })

  it('at the ends: nobody there, full for ever', () => {
    expect([choicesAtLeast(0, 2, 0), choicesAtLeast(0, 2, 1)]).toEqual([1, 0])
    expect(choicesResponse(0, 4, 2)).toBe(0.25)
    expect(choicesResponse(1, 1, 2)).toBe(Infinity)
  })
})
