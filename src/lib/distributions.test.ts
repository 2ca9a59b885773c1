import { describe, expect, it } from 'vitest'
import {
  createDistribution,
  DISTRIBUTION,
  type DistributionParams,
  distributionOf,
  distributionSchema,
} from './distributions'
import { ParamError } from './errors'
import { parse } from './parse'
import { SequentialRandom } from './random'
import { defaultOf } from './schema'

const shapes: { params: DistributionParams; mean: number; variance: number }[] = [
  { params: { type: 'constant', valueMs: 7 }, mean: 7, variance: 0 },
  { params: { type: 'exponential', meanMs: 4 }, mean: 4, variance: 16 },
  { params: { type: 'uniform', minMs: 2, maxMs: 8 }, mean: 5, variance: 3 },
  { params: { type: 'lognormal', meanMs: 10, cv: 0.5 }, mean: 10, variance: 25 },
  { params: { type: 'lognormal', meanMs: 8, cv: 1 }, mean: 8, variance: 64 },
  { params: { type: 'gamma', meanMs: 6, cv: 0.5 }, mean: 6, variance: 9 },
  { params: { type: 'gamma', meanMs: 6, cv: 2 }, mean: 6, variance: 144 },
  { params: { type: 'weibull', meanMs: 5, cv: 0.4 }, mean: 5, variance: 4 },
  { params: { type: 'weibull', meanMs: 5, cv: 1.5 }, mean: 5, variance: 56.25 },
  { params: { type: 'pareto', meanMs: 10, alpha: 6, capMs: null }, mean: 10, variance: 100 / 24 },
  { params: { type: 'hyperexponential', meanMs: 3, cv: 2 }, mean: 3, variance: 36 },
  { params: { type: 'hyperexponential', meanMs: 3, cv: 1 }, mean: 3, variance: 9 },
  { params: { type: 'empirical', valuesMs: [1, 1, 4] }, mean: 2, variance: 2 },
]

/** [1] how far the sample mean may lie from the mean, in standard errors: 1 false alarm in 15,000. */
const STANDARD_ERRORS = 4

function sampleMoments(params: DistributionParams, count: number): { mean: number; second: number } {
  const distribution = createDistribution(params)
  const random = new SequentialRandom(17)
  let mean = 0
  let second = 0
  for (let i = 0; i < count; i++) {
    const x = distribution.sample(random)
    mean += x / count
    second += (x * x) / count
  }
  return { mean, second }
}

describe('distributions', () => {
  for (const { params, mean, variance } of shapes) {
    it(`${JSON.stringify(params)} has the mean and variance that it says`, () => {
      const distribution = createDistribution(params)
      expect(distribution.mean).toBeCloseTo(mean, 9)
      expect(distribution.variance).toBeCloseTo(variance, 7)
      const count = 60_000
      const sample = sampleMoments(params, count)
      const standardError = Math.sqrt(variance / count)
      expect(standardError).toBeLessThanOrEqual(mean * 0.03)
      expect(Math.abs(sample.mean - mean)).toBeLessThanOrEqual(STANDARD_ERRORS * standardError + 1e-9)
      const sampleVariance = sample.second - sample.mean * sample.mean
      expect(Math.abs(sampleVariance - variance)).toBeLessThanOrEqual(variance * 0.15 + 1e-9)
    })
  }

  it('the same check rejects a mean five per cent off', () => {
    const count = 60_000
    const { mean } = sampleMoments({ type: 'exponential', meanMs: 4 }, count)
    expect(Math.abs(mean - 4 * 1.05)).toBeGreaterThan((STANDARD_ERRORS * 4) / Math.sqrt(count))
  })

  it.each([
    [10, 1.5, 1000],
    [10, 2, 1000],
    [10, 2.5, 50],
    [10, 3, 11],
  ])('a capped Pareto of mean %d, exponent %d keeps its mean and stays below %d', (meanMs, alpha, capMs) => {
    const params: DistributionParams = { type: 'pareto', meanMs, alpha, capMs }
    const distribution = createDistribution(params)
    expect(distribution.mean).toBe(meanMs)
    const random = new SequentialRandom(5)
    const count = 200_000
    let sum = 0
    let squares = 0
    let largest = 0
    for (let i = 0; i < count; i++) {
      const x = distribution.sample(random)
      sum += x
      squares += x * x
      largest = Math.max(largest, x)
    }
    expect(largest).toBeLessThanOrEqual(capMs)
    expect(largest).toBeGreaterThan(capMs * 0.5)
    const standardError = Math.sqrt(distribution.variance / count)
    expect(Math.abs(sum / count - meanMs)).toBeLessThan(STANDARD_ERRORS * standardError)
    expect(squares / count - (sum / count) ** 2).toBeCloseTo(
      distribution.variance,
      -Math.log10(distribution.variance * 0.3),
    )
  })

  it('a Pareto exponent of 2 or less has an infinite variance', () => {
    expect(createDistribution({ type: 'pareto', meanMs: 10, alpha: 2, capMs: null }).variance).toBe(Infinity)
    expect(createDistribution({ type: 'pareto', meanMs: 10, alpha: 2.1, capMs: null }).variance).toBeLessThan(Infinity)
    expect(createDistribution({ type: 'pareto', meanMs: 10, alpha: 2, capMs: 100 }).variance).toBeLessThan(Infinity)
  })

  it('a Weibull without much variation is nearly constant, with variation 1 the exponential', () => {
    const random = new SequentialRandom(2)
    const steady = createDistribution({ type: 'weibull', meanMs: 10, cv: 0.0005 })
    for (let i = 0; i < 1000; i++) expect(Math.abs(steady.sample(random) - 10)).toBeLessThan(0.1)
    const a = createDistribution({ type: 'weibull', meanMs: 10, cv: 1 })
    const b = createDistribution({ type: 'exponential', meanMs: 10 })
    for (let i = 0; i < 100; i++) {
      expect(a.sample(new SequentialRandom(i))).toBeCloseTo(b.sample(new SequentialRandom(i)), 8)
    }
  })

  it.each<DistributionParams>([
    { type: 'constant', valueMs: 0 },
    { type: 'exponential', meanMs: 0 },
    { type: 'uniform', minMs: 0, maxMs: 0 },
    { type: 'lognormal', meanMs: 0, cv: 1 },
    { type: 'gamma', meanMs: 0, cv: 1 },
    { type: 'weibull', meanMs: 0, cv: 1 },
    { type: 'pareto', meanMs: 0, alpha: 2, capMs: null },
    { type: 'pareto', meanMs: 0, alpha: 2, capMs: 0 },
    { type: 'hyperexponential', meanMs: 0, cv: 2 },
  ])('a mean of zero gives zero: %j', (params) => {
    const random = new SequentialRandom(1)
    const distribution = createDistribution(params)
    for (let i = 0; i < 10; i++) expect(distribution.sample(random)).toBe(0)
  })

  it.each<DistributionParams>([
    { type: 'lognormal', meanMs: 5, cv: 0 },
    { type: 'gamma', meanMs: 5, cv: 0 },
    { type: 'weibull', meanMs: 5, cv: 0 },
    { type: 'pareto', meanMs: 5, alpha: 2, capMs: 5 },
    { type: 'uniform', minMs: 5, maxMs: 5 },
    { type: 'empirical', valuesMs: [5] },
  ])('without variation every time is the mean: %j', (params) => {
    const random = new SequentialRandom(1)
    const distribution = createDistribution(params)
    for (let i = 0; i < 10; i++) expect(distribution.sample(random)).toBe(5)
  })

  it.each<[DistributionParams, string]>([
    [{ type: 'constant', valueMs: -1 }, 'valueMs'],
    [{ type: 'constant', valueMs: Number.NaN }, 'valueMs'],
    [{ type: 'exponential', meanMs: Infinity }, 'meanMs'],
    [{ type: 'uniform', minMs: 3, maxMs: 2 }, 'maxMs'],
    [{ type: 'lognormal', meanMs: 1, cv: -0.1 }, 'cv'],
    [{ type: 'gamma', meanMs: -1, cv: 1 }, 'meanMs'],
    [{ type: 'weibull', meanMs: 1, cv: Number.NaN }, 'cv'],
    [{ type: 'pareto', meanMs: 1, alpha: 1, capMs: null }, 'alpha'],
    [{ type: 'pareto', meanMs: 10, alpha: 2, capMs: 9 }, 'capMs'],
    [{ type: 'hyperexponential', meanMs: 1, cv: 0.99 }, 'cv'],
    [{ type: 'empirical', valuesMs: [] }, 'valuesMs'],
    [{ type: 'empirical', valuesMs: [1, -1] }, 'valuesMs'],
  ])('refuses %j', (params, param) => {
    expect(() => createDistribution(params)).toThrow(ParamError)
    expect(() => createDistribution(params)).toThrow(param)
  })

  it('every shape with its defaults can be built', () => {
    for (const variant of DISTRIBUTION.variants) {
      const params = parse(DISTRIBUTION, { type: variant.id }, '', [])
      expect(createDistribution(params).mean, variant.id).toBeGreaterThan(0)
    }
  })

  it('a schema with other defaults keeps numbers, limits and the rest', () => {
    const schema = distributionSchema('exponential', { meanMs: 4 })
    expect(defaultOf(schema)).toEqual({ type: 'exponential', meanMs: 4 })
    expect(parse(schema, { type: 'exponential' }, '', [])).toEqual({ type: 'exponential', meanMs: 4 })
    expect(parse(schema, { type: 'gamma' }, '', [])).toEqual(parse(DISTRIBUTION, { type: 'gamma' }, '', []))
    expect(schema.variants.map((variant) => variant.number)).toEqual(DISTRIBUTION.variants.map(({ number }) => number))
    expect(defaultOf(DISTRIBUTION)).toEqual({ type: 'exponential', meanMs: 10 })
  })

  it.each<DistributionParams>([
    { type: 'constant', valueMs: 0.2 },
    { type: 'pareto', meanMs: 3, alpha: 1.5, capMs: 99 },
    { type: 'pareto', meanMs: 3, alpha: 1.5, capMs: null },
    { type: 'empirical', valuesMs: [1, 2] },
  ])('a schema made of %j has it as its default', (params) => {
    expect(defaultOf(distributionOf(params))).toEqual(params)
  })
})
