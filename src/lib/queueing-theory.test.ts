import { describe, expect, it } from 'vitest'
import { ParamError } from './errors'
import {
  erlangB,
  erlangC,
  littleInSystem,
  machineRepair,
  mm1,
  mm1AtLeast,
  mm1ResponsePercentile,
  mm1ResponseVariance,
  mmc,
  mmck,
  mmcResponsePercentile,
  mmcResponseTail,
  mmcWaitPercentile,
  mmInfinity,
} from './queueing-theory'

const LOADS = [0.01, 0.3, 0.5, 0.9, 0.99]

describe('stations without a limit', () => {
  it.each(LOADS)('M/M/1 at ρ = %d is its closed form', (rho) => {
    const figures = mm1(10 * rho, 10)
    expect(figures.response).toBeCloseTo(1 / (10 - 10 * rho), 10)
    expect(figures.inSystem).toBeCloseTo(rho / (1 - rho), 10)
    expect(figures.empty).toBeCloseTo(1 - rho, 12)
    expect(figures.waitProbability).toBeCloseTo(rho, 12)
  })

  it.each([
    [1, 0.7],
    [2, 1.9],
    [30, 27],
    [1000, 990],
  ])('M/M/%d at %d Erlang obeys the law of Little, waiting or served', (servers, lambda) => {
    const { inSystem, inQueue, response, wait, utilization } = mmc(lambda, 1, servers)
    expect(littleInSystem(lambda, response)).toBeCloseTo(inSystem, 8)
    expect(littleInSystem(lambda, wait)).toBeCloseTo(inQueue, 8)
    expect(inSystem - inQueue).toBeCloseTo(utilization * servers, 8)
  })

  it.each([
    [1, 1, 1],
    [2, 1, 1],
    [8, 2, 4],
  ])('λ = %d, μ = %d and %d servers cannot keep up or only just not', (lambda, mu, servers) => {
    const { utilization, throughput, response, wait, inSystem, empty, waitProbability } = mmc(lambda, mu, servers)
    expect({ utilization, throughput, response, wait, inSystem, empty, waitProbability }).toEqual({
      utilization: 1,
      throughput: servers * mu,
      response: Infinity,
      wait: Infinity,
      inSystem: Infinity,
      empty: 0,
      waitProbability: 1,
    })
    expect(mmcResponseTail(lambda, mu, servers, 1)).toBe(1)
    expect(mmcResponsePercentile(lambda, mu, servers, 0.5)).toBe(Infinity)
    expect(mmcWaitPercentile(lambda, mu, servers, 0.5)).toBe(Infinity)
  })

  it('serves a lone job at once', () => {
    expect(mmc(0, 4, 3)).toMatchObject({ utilization: 0, response: 0.25, wait: 0, empty: 1, inSystem: 0 })
    expect(mmck(0, 4, 1, 2)).toMatchObject({ utilization: 0, response: 0.25, wait: 0, empty: 1, blocking: 0 })
  })

  it('M/M/∞ is M/M/c with more servers than anybody needs', () => {
    const many = mmc(5, 1, 60)
    const endless = mmInfinity(5, 1)
    expect(endless.inSystem).toBeCloseTo(many.inSystem, 10)
    expect(endless.empty).toBeCloseTo(many.empty, 12)
    expect(endless.response).toBe(1)
  })

  it('stays finite where factorials and powers overflow', () => {
    expect(mmc(9990, 1, 10_000).empty).toBe(0)
    expect(erlangC(9990, 10_000)).toBeGreaterThan(0.8)
    expect(mmck(9990, 1, 10_000, 10_100).blocking).toBeLessThan(0.01)
    expect(mmck(2, 1, 1, 5000)).toMatchObject({ utilization: 1, throughput: 1, empty: 0 })
  })
})

describe('Erlang', () => {
  it('B is the truncated Poisson distribution', () => {
    const load = 3
    const terms = [1, 3, 9 / 2, 27 / 6, 81 / 24]
    expect(erlangB(load, 4)).toBeCloseTo(81 / 24 / terms.reduce((a, b) => a + b, 0), 14)
    expect(erlangB(load, 0)).toBe(1)
    expect(erlangB(0, 3)).toBe(0)
  })

  it('C is larger than B and 1 from full load on', () => {
    for (const load of [0.5, 3, 3.9]) expect(erlangC(load, 4)).toBeGreaterThan(erlangB(load, 4))
    expect(erlangC(4, 4)).toBe(1)
    expect(erlangC(3.999_999, 4)).toBeLessThan(1)
  })
})

describe('stations with a limit', () => {
  it.each([0.3, 0.9, 1, 1.2, 5])('M/M/1/K at ρ = %d turns away its closed form', (rho) => {
    for (const capacity of [1, 5, 40]) {
      const closed = rho === 1 ? 1 / (capacity + 1) : ((1 - rho) * rho ** capacity) / (1 - rho ** (capacity + 1))
      const { blocking, throughput, inSystem, response, wait, waitProbability, empty } = mmck(rho, 1, 1, capacity)
      expect(blocking).toBeCloseTo(closed, 12)
      expect(throughput).toBeCloseTo(rho * (1 - closed), 12)
      expect(inSystem).toBeCloseTo(throughput * response, 10)
      expect(response - wait).toBeCloseTo(1, 10)
      expect(waitProbability).toBeCloseTo(1 - empty / (1 - closed), 10)
    }
  })

  it('K = c is the loss system of Erlang', () => {
    expect(mmck(8, 2, 5, 5).blocking).toBeCloseTo(erlangB(4, 5), 14)
    expect(mmck(8, 2, 5, 5).wait).toBe(0)
    expect(mmck(8, 2, 5, 6).wait).toBeGreaterThan(0)
  })

  it('a large K is no limit', () => {
    const [limited, free] = [mmck(1.8, 1, 2, 2000), mmc(1.8, 1, 2)]
    expect(limited.response).toBeCloseTo(free.response, 9)
    expect(limited.waitProbability).toBeCloseTo(free.waitProbability, 9)
    expect(limited.empty).toBeCloseTo(free.empty, 12)
  })

  it('machine repair: one machine never waits, and as many repairmen as machines never let one wait', () => {
    expect(machineRepair(1, 9, 1, 1)).toMatchObject({ wait: 0, waitProbability: 0, blocking: 0 })
    expect(machineRepair(1, 9, 1, 1).throughput).toBeCloseTo(0.1, 14)
    expect(machineRepair(5, 9, 1, 5).response).toBeCloseTo(1, 12)
    expect(machineRepair(5, 9, 1, 4).response).toBeGreaterThan(1.000_01)
  })

  it('machine repair: each round takes up time and down time', () => {
    const { throughput, response, waitProbability } = machineRepair(10, 9, 1, 2)
    expect(throughput).toBeCloseTo(10 / (9 + response), 12)
    expect(waitProbability).toBeGreaterThan(0)
    expect(waitProbability).toBeLessThan(1)
  })
})

describe('percentiles', () => {
  it.each(LOADS)('M/M/c with one server at ρ = %d has the exponential response of M/M/1', (rho) => {
    for (const p of [0, 0.5, 0.99, 0.9999]) {
      const percentile = mm1ResponsePercentile(rho, 1, p)
      expect(mmcResponsePercentile(rho, 1, 1, p)).toBeCloseTo(percentile, 8)
      expect(mmcResponseTail(rho, 1, 1, percentile)).toBeCloseTo(1 - p, 12)
    }
  })

  it.each([
    [2, 0.5],
    [2, 1],
    [2, 1.000_001],
    [4, 3],
    [50, 47],
  ])('M/M/%d at %d Erlang: the tail of the response adds up to its mean', (servers, lambda) => {
    const step = 0.01
    let mean = 0
    for (let t = step / 2; t < 200; t += step) mean += step * mmcResponseTail(lambda, 1, servers, t)
    expect(mean).toBeCloseTo(mmc(lambda, 1, servers).response, 4)
  })

  it('the tail of the response does not overflow far out', () => {
    expect(mmcResponseTail(3.9, 1, 4, 1e6)).toBe(0)
    expect(mmcResponseTail(0.1, 1, 4, Infinity)).toBe(0)
    expect(mmcResponseTail(0.999, 1, 1, 5000)).toBeCloseTo(Math.exp(-5), 10)
  })

  it('who does not wait waits 0, and the others an exponential time', () => {
    const c = erlangC(3, 4)
    expect(mmcWaitPercentile(3, 1, 4, 1 - c - 0.001)).toBe(0)
    expect(mmcWaitPercentile(3, 1, 4, 1 - c + 0.001)).toBeGreaterThan(0)
    expect(mmcWaitPercentile(3, 1, 4, 0.99)).toBeCloseTo(Math.log(100 * c), 12)
  })

  it('M/M/1: the number present is geometric, and the variance that of the exponential', () => {
    expect(mm1AtLeast(1, 2, 0)).toBe(1)
    expect(mm1AtLeast(1, 2, 3)).toBe(0.125)
    expect(mm1AtLeast(3, 2, 3)).toBe(1)
    expect(mm1ResponseVariance(1, 3)).toBeCloseTo(0.25, 14)
  })
})

describe('what is out of range', () => {
  it.each([
    ['a negative rate', () => mm1(-1, 1)],
    ['service that never ends', () => mm1(0, 0)],
    ['an infinite rate', () => mmc(1, Infinity, 1)],
    ['half a server', () => mmc(1, 1, 1.5)],
    ['no server', () => erlangC(0, 0)],
    ['endless servers', () => erlangB(1, Infinity)],
    ['less room than servers', () => mmck(1, 1, 3, 2)],
    ['no machine', () => machineRepair(0, 1, 1, 1)],
    ['machines that never work', () => machineRepair(1, 0, 1, 1)],
    ['the percentile of all', () => mm1ResponsePercentile(1, 2, 1)],
    ['NaN', () => mm1(Number.NaN, 1)],
  ])('%s is refused', (_name, call) => {
    expect(call).toThrow(ParamError)
  })
})
