import { describe, expect, it } from 'vitest'
import {
  cobhamWaits,
  fcfsWaitSecondMoment,
  kingmanWait,
  lcfsWaitSecondMoment,
  lognormalMoments,
  md1,
  mg1,
  paretoMoments,
  preemptiveResponses,
  sakasegawaWait,
  sharedResponse,
} from './queueing-general'
import { mm1, mmc } from './queueing-theory'

const exponential = (lambda: number, service = 1) => ({ lambda, service, secondMoment: 2 * service * service })

describe('one server, general service', () => {
  it.each([0.1, 0.5, 0.95])('at ρ = %d exponential service is M/M/1 and constant service waits half as long', (rho) => {
    const { wait, response, inSystem } = mm1(rho, 1)
    const general = mg1(exponential(rho))
    expect(general.wait).toBeCloseTo(wait, 10)
    expect(general.response).toBeCloseTo(response, 10)
    expect(general.inSystem).toBeCloseTo(inSystem, 10)
    expect(md1(rho, 1).wait).toBeCloseTo(wait / 2, 10)
  })

  it('is full for ever from ρ = 1 on', () => {
    expect(mg1(exponential(1))).toEqual({ utilization: 1, wait: Infinity, response: Infinity, inSystem: Infinity })
    for (const wait of [kingmanWait(1, 1, 1, 1), sakasegawaWait(1, 1, 2), sharedResponse(1, 1)]) {
      expect(wait).toBe(Infinity)
    }
    expect([fcfsWaitSecondMoment(1, 1), lcfsWaitSecondMoment(1, 1)]).toEqual([Infinity, Infinity])
  })

  it('Kingman is exact with Poisson arrivals, and nothing waits without variability', () => {
    expect(kingmanWait(0.8, 2, 1, 4)).toBeCloseTo(mg1({ lambda: 0.4, service: 2, secondMoment: 4 * 5 }).wait, 12)
    expect(kingmanWait(0.8, 2, 0, 0)).toBe(0)
  })

  it('Sakasegawa is exact for one server and within 8 % for up to ten under load', () => {
    expect(sakasegawaWait(0.7, 3, 1)).toBeCloseTo(mm1(0.7 / 3, 1 / 3).wait, 12)
    for (let servers = 2; servers <= 10; servers++) {
      for (const rho of [0.8, 0.9, 0.99]) {
        const ratio = sakasegawaWait(rho, 1, servers) / mmc(rho * servers, 1, servers).wait
        expect(Math.abs(ratio - 1)).toBeLessThan(0.08)
      }
    }
    expect(sakasegawaWait(0.5, 1, 10) / mmc(5, 1, 10).wait).toBeGreaterThan(2)
  })
})

describe('disciplines', () => {
  it('a shared processor has the mean of M/M/1 over exponential sizes', () => {
    expect(sharedResponse(1, 0.75)).toBeCloseTo(mm1(0.75, 1).response, 12)
    expect(sharedResponse(2, 0.75)).toBe(8)
  })

  it('last come first served spreads the waits, the more so under load', () => {
    const spread = (rho: number) => lcfsWaitSecondMoment(rho, 1) / fcfsWaitSecondMoment(rho, 1)
    expect(spread(0.5)).toBeCloseTo(2, 12)
    expect(spread(0.99)).toBeCloseTo(100, 8)
    // 2·E[W]² + λ·E[S³]/(3(1 − ρ)), the second moment for any service time, with E[S³] = 6.
    const { wait } = mm1(0.6, 1)
    expect(fcfsWaitSecondMoment(0.6, 1)).toBeCloseTo(2 * wait * wait + (0.6 * 6) / (3 * 0.4), 12)
  })

  it('priorities only move the waiting about: Σ ρW is that without them', () => {
    const classes = [exponential(0.2, 0.5), exponential(0.1, 3), { lambda: 0.4, service: 1, secondMoment: 1 }]
    const load = classes.reduce((sum, { lambda, service }) => sum + lambda * service, 0)
    const residual = classes.reduce((sum, { lambda, secondMoment }) => sum + (lambda * secondMoment) / 2, 0)
    const waits = cobhamWaits(classes)
    const weighted = waits.reduce((sum, wait, i) => sum + classes[i]!.lambda * classes[i]!.service * wait, 0)
    expect(weighted).toBeCloseTo((load * residual) / (1 - load), 12)
    expect([...waits].sort((a, b) => a - b)).toEqual(waits)
  })

  it('the first class that interrupts does not notice the others, and the last starves alone', () => {
    const [first, second] = preemptiveResponses([exponential(0.5), exponential(0.6)])
    expect(first).toBeCloseTo(mm1(0.5, 1).response, 12)
    expect(second).toBe(Infinity)
    expect(cobhamWaits([exponential(0.5), exponential(0.6)])).toEqual([1.1 / 0.5, Infinity])
  })

  it('one class is no priority', () => {
    expect(cobhamWaits([exponential(0.5)])[0]).toBeCloseTo(mm1(0.5, 1).wait, 12)
    expect(preemptiveResponses([exponential(0.5)])[0]).toBeCloseTo(mm1(0.5, 1).response, 12)
  })
})

describe('moments of service', () => {
  it.each([
    [1, Infinity, Infinity],
    [2, 6, Infinity],
    [2.5, 5, 45],
  ])('Pareto with α = %d from 3', (alpha, mean, secondMoment) => {
    const moments = paretoMoments(alpha, 3)
    expect(moments.mean).toBe(mean)
    expect(moments.secondMoment).toBe(secondMoment)
    expect(moments.cv2).toBe(secondMoment === Infinity ? Infinity : secondMoment / mean ** 2 - 1)
    expect(moments.percentile(0)).toBe(3)
    expect(moments.percentile(0.99)).toBeCloseTo(3 * 100 ** (1 / alpha), 9)
  })

  it('lognormal: a mean and a cv give its parameters', () => {
    const { logMean, logDeviation, secondMoment, percentile } = lognormalMoments(10, 2)
    expect(10 * Math.exp(logMean + logDeviation ** 2 / 2)).toBeCloseTo(10, 12)
    expect(100 * Math.exp(logDeviation ** 2)).toBeCloseTo(secondMoment, 10)
    expect(percentile(0.5)).toBeCloseTo(10 / Math.sqrt(5), 12)
    expect(percentile(0.841_344_746_068_543)).toBeCloseTo((10 / Math.sqrt(5)) * Math.exp(logDeviation), 9)
  })
})
