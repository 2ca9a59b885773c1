import { describe, expect, it } from 'vitest'
import { ARRIVALS, type ArrivalParams, type ArrivalProcess, createArrivals } from './arrivals'
import { ParamError } from './errors'
import { parse } from './parse'
import { SequentialRandom } from './random'
import { loadState, saveState } from './state'

function processOf(params: ArrivalParams): ArrivalProcess {
  const process = createArrivals(params)
  if (!process) throw new Error('closed')
  return process
}

/** Arrival times below `until`, never interrupted. */
function times(params: ArrivalParams, until: number, seed = 1, factor = 1): number[] {
  const process = processOf(params)
  const random = new SequentialRandom(seed, 77)
  const list: number[] = []
  for (let t = process.nextAfter(0, random, factor); t < until; t = process.nextAfter(t, random, factor)) list.push(t)
  return list
}

function countIn(list: readonly number[], from: number, to: number): number {
  return list.filter((t) => t >= from && t < to).length
}

const open: ArrivalParams[] = [
  { type: 'constant', ratePerSecond: 100 },
  { type: 'poisson', ratePerSecond: 100 },
  { type: 'bursty', ratePerSecond: 50, burstRatePerSecond: 500, meanBurstMs: 100, meanCalmMs: 900 },
  { type: 'step', ratePerSecond: 50, toRatePerSecond: 150, atMs: 500 },
  { type: 'ramp', ratePerSecond: 0, toRatePerSecond: 200, fromMs: 100, toMs: 900 },
  { type: 'spike', ratePerSecond: 50, spikeRatePerSecond: 1000, atMs: 300, forMs: 100 },
  { type: 'wave', ratePerSecond: 100, amplitude: 1, periodMs: 400 },
  { type: 'trace', atMs: [0, 5, 5, 10, 700, 2000] },
]

describe('arrivals', () => {
  it('constant arrivals are evenly spaced, the first after one interval', () => {
    expect(times({ type: 'constant', ratePerSecond: 100 }, 45)).toEqual([10, 20, 30, 40])
  })

  it('a trace comes at its times, equal ones included', () => {
    expect(times({ type: 'trace', atMs: [0, 5, 5, 10, 700] }, 1e9)).toEqual([0, 5, 5, 10, 700])
    expect(times({ type: 'trace', atMs: [] }, 1e9)).toEqual([])
  })

  it('a whole load factor repeats each time of a trace, a fraction does so at random', () => {
    expect(times({ type: 'trace', atMs: [1, 5] }, 1e9, 1, 3)).toEqual([1, 1, 1, 5, 5, 5])
    const long: ArrivalParams = { type: 'trace', atMs: Array.from({ length: 4000 }, (_, i) => i) }
    expect(Math.abs(times(long, 1e9, 3, 0.25).length - 1000)).toBeLessThan(4 * Math.sqrt(750))
    expect(Math.abs(times(long, 1e9, 3, 1.5).length - 6000)).toBeLessThan(4 * Math.sqrt(1000))
  })

  it('a trace that was silenced goes on with the times that lie ahead', () => {
    const process = processOf({ type: 'trace', atMs: [10, 20, 30, 40] })
    const random = new SequentialRandom(1)
    expect(process.nextAfter(0, random, 1)).toBe(10)
    expect(process.nextAfter(10, random, 1)).toBe(20)
    expect(process.nextAfter(15, random, 0)).toBe(Infinity)
    expect(process.nextAfter(25, random, 2)).toBe(30)
    expect(process.nextAfter(30, random, 2)).toBe(30)
    expect(process.nextAfter(30, random, 2)).toBe(40)
  })

  it('rateAt follows the parameters', () => {
    const rates = (params: ArrivalParams, at: number[]) => at.map((t) => processOf(params).rateAt(t))
    expect(rates({ type: 'constant', ratePerSecond: 7 }, [0, 1e6])).toEqual([7, 7])
    expect(rates({ type: 'step', ratePerSecond: 5, toRatePerSecond: 9, atMs: 100 }, [99, 100])).toEqual([5, 9])
    const ramp: ArrivalParams = { type: 'ramp', ratePerSecond: 0, toRatePerSecond: 100, fromMs: 100, toMs: 300 }
    expect(rates(ramp, [0, 100, 200, 300, 999])).toEqual([0, 0, 50, 100, 100])
    const spike: ArrivalParams = { type: 'spike', ratePerSecond: 5, spikeRatePerSecond: 50, atMs: 10, forMs: 5 }
    expect(rates(spike, [9, 10, 14.9, 15])).toEqual([5, 50, 50, 5])
    const wave = processOf({ type: 'wave', ratePerSecond: 100, amplitude: 0.5, periodMs: 1000 })
    expect([0, 250, 750].map((t) => Math.round(wave.rateAt(t)))).toEqual([100, 150, 50])
    expect(processOf({ type: 'trace', atMs: [1] }).rateAt(1)).toBe(0)
  })

  it.each(open)('never goes back and repeats itself for a seed: $type', (params) => {
    const list = times(params, 3000)
    expect(list.length).toBeGreaterThan(4)
    expect(list.every((t, i) => t >= 0 && (i === 0 || t >= list[i - 1]!))).toBe(true)
    expect(times(params, 3000)).toEqual(list)
  })

  it.each(open)('asking again half-way changes nothing while the factor stays: $type', (params) => {
    const calm = times(params, 1495)
    const process = processOf(params)
    const random = new SequentialRandom(1, 77)
    const list: number[] = []
    let t = process.nextAfter(0, random, 1)
    while (t < 1495) {
      const from = list.at(-1) ?? 0
      if (t > from) for (const share of [0.3, 0.6, 0.9]) t = process.nextAfter(from + (t - from) * share, random, 1)
      list.push(t)
      t = process.nextAfter(t, random, 1)
    }
    expect(list.length).toBe(calm.length)
    list.forEach((time, i) => {
      expect(Math.abs(time - calm[i]!)).toBeLessThan(1e-6)
    })
  })

  it.each(open)('a restored process goes on as the saved one, also half-way: $type', (params) => {
    for (const share of [0, 0.5]) {
      const saved = processOf(params)
      const random = new SequentialRandom(4)
      let t = 0
      for (let i = 0; i < 3; i++) t = saved.nextAfter(t, random, 1)
      saved.nextAfter(t, random, 1)
      const restored = processOf(params)
      loadState(restored, saveState(saved))
      const twin = new SequentialRandom(4)
      loadState(twin, saveState(random))
      const from = t * (1 + share / 100)
      let a = from
      let b = from
      for (let i = 0; i < 30; i++) {
        a = saved.nextAfter(a, random, 2)
        b = restored.nextAfter(b, twin, 2)
        expect(b).toBe(a)
        if (a === Infinity) break
      }
      expect(saveState(restored)).toEqual(saveState(saved))
    }
  })

  it.each(open.filter(({ type }) => type !== 'trace'))('time going backwards is no growth: $type', (params) => {
    const process = processOf(params)
    const random = new SequentialRandom(2)
    const first = process.nextAfter(100, random, 1)
    expect(process.nextAfter(50, random, 1)).toBe(first)
    expect(first).toBeGreaterThanOrEqual(100)
  })

  it('a constant process keeps the part of its interval that has passed when the factor changes', () => {
    const process = processOf({ type: 'constant', ratePerSecond: 100 })
    const random = new SequentialRandom(1)
    expect(process.nextAfter(0, random, 1)).toBe(10)
    expect(process.nextAfter(4, random, 2)).toBe(7)
    expect(process.nextAfter(5, random, 0)).toBe(Infinity)
    expect(process.nextAfter(100, random, 1)).toBeCloseTo(104, 9)
  })

  it.each<ArrivalParams>([
    { type: 'constant', ratePerSecond: 0 },
    { type: 'poisson', ratePerSecond: 0 },
    { type: 'bursty', ratePerSecond: 0, burstRatePerSecond: 0, meanBurstMs: 1, meanCalmMs: 1 },
    { type: 'step', ratePerSecond: 0, toRatePerSecond: 0, atMs: 5 },
    { type: 'ramp', ratePerSecond: 0, toRatePerSecond: 0, fromMs: 1, toMs: 2 },
    { type: 'spike', ratePerSecond: 0, spikeRatePerSecond: 0, atMs: 1, forMs: 2 },
    { type: 'wave', ratePerSecond: 0, amplitude: 1, periodMs: 10 },
    { type: 'trace', atMs: [] },
  ])('at rate 0 nothing ever arrives: $type', (params) => {
    const process = processOf(params)
    const random = new SequentialRandom(1)
    expect(process.nextAfter(0, random, 1)).toBe(Infinity)
    expect(process.nextAfter(1000, random, 5)).toBe(Infinity)
  })

  it.each(open)('factor 0, less or NaN silences it until it is asked again: $type', (params) => {
    const process = processOf(params)
    const random = new SequentialRandom(1)
    for (const factor of [0, -1, Number.NaN]) expect(process.nextAfter(0, random, factor)).toBe(Infinity)
    expect(process.nextAfter(1, random, 1)).toBeLessThan(3000)
  })

  it('nothing arrives before a ramp or step from 0, or after one to 0', () => {
    const up = times({ type: 'step', ratePerSecond: 0, toRatePerSecond: 100, atMs: 500 }, 1000)
    expect(up[0]).toBeGreaterThan(500)
    const down = times({ type: 'ramp', ratePerSecond: 1000, toRatePerSecond: 0, fromMs: 0, toMs: 100 }, 1e9)
    expect(down.length).toBeGreaterThan(10)
    expect(down.at(-1)).toBeLessThan(100)
    const spike = times({ type: 'spike', ratePerSecond: 0, spikeRatePerSecond: 1000, atMs: 100, forMs: 100 }, 1e9)
    expect(countIn(spike, 100, 200)).toBe(spike.length)
  })

  it('bursty arrivals at vanishing rates end at the mean rate instead of hanging', () => {
    const params: ArrivalParams = {
      type: 'bursty',
      ratePerSecond: 1e-9,
      burstRatePerSecond: 0,
      meanBurstMs: 1,
      meanCalmMs: 1,
    }
    const t = processOf(params).nextAfter(0, new SequentialRandom(1), 1)
    expect(t).toBeGreaterThan(1e9)
    expect(t).toBeLessThan(1e14)
  })

  it('closed load has no process of its own', () => {
    const params = parse(ARRIVALS, { type: 'closed', users: 3 }, '', [])
    expect(params).toEqual({ type: 'closed', users: 3, thinkTime: { type: 'exponential', meanMs: 1000 } })
    expect(createArrivals(params)).toBeNull()
  })

  it('every kind with its defaults can be built', () => {
    for (const { id } of ARRIVALS.variants) {
      const process = createArrivals(parse(ARRIVALS, { type: id }, '', []))
      if (id === 'closed') continue
      expect(process?.nextAfter(0, new SequentialRandom(1), 1), id).toBeLessThan(10_000)
    }
  })

  it.each<[ArrivalParams, string]>([
    [{ type: 'constant', ratePerSecond: -1 }, 'ratePerSecond'],
    [{ type: 'poisson', ratePerSecond: 1e6 + 1 }, 'ratePerSecond'],
    [{ type: 'bursty', ratePerSecond: 1, burstRatePerSecond: 1, meanBurstMs: 0, meanCalmMs: 1 }, 'meanBurstMs'],
    [{ type: 'step', ratePerSecond: 1, toRatePerSecond: Number.NaN, atMs: 0 }, 'toRatePerSecond'],
    [{ type: 'ramp', ratePerSecond: 1, toRatePerSecond: 2, fromMs: 5, toMs: 4 }, 'toMs'],
    [{ type: 'spike', ratePerSecond: 1, spikeRatePerSecond: 2, atMs: -1, forMs: 4 }, 'atMs'],
    [{ type: 'wave', ratePerSecond: 1, amplitude: 1.1, periodMs: 4 }, 'amplitude'],
    [{ type: 'wave', ratePerSecond: 1, amplitude: 1, periodMs: 0 }, 'periodMs'],
    [{ type: 'trace', atMs: [1, 0] }, 'atMs'],
  ])('refuses %j', (params, param) => {
    expect(() => createArrivals(params)).toThrow(ParamError)
    expect(() => createArrivals(params)).toThrow(param)
  })
})
