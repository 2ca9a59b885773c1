import { describe, expect, it } from 'vitest'
import { ParamError } from './errors'
import { closedNetwork, jacksonNetwork, openNetwork, tandem, trafficRates } from './queueing-networks'
import { machineRepair, mm1, mmc } from './queueing-theory'

describe('open networks', () => {
  it('solves a circle: half of what leaves comes back', () => {
    const rates = trafficRates(
      [1, 0],
      [
        [0, 1],
        [0.5, 0],
      ],
    )
    expect(rates[0]).toBeCloseTo(2, 14)
    expect(rates[1]).toBeCloseTo(2, 14)
  })

  it('solves what needs rows exchanged', () => {
    // The first station feeds itself and so does not keep its own column free of a small pivot.
    const routing = [
      [1 - 1e-9, 1e-9, 0],
      [0, 0, 0.5],
      [0.25, 0.25, 0],
    ]
    const rates = trafficRates([1e-9, 1, 2], routing)
    for (const [j, rate] of rates.entries()) {
      const inflow = [1e-9, 1, 2][j]! + rates.reduce((sum, other, i) => sum + other * routing[i]![j]!, 0)
      expect(rate / inflow).toBeCloseTo(1, 9)
    }
  })

  it('refuses a network that jobs never leave, and rows that do not fit', () => {
    expect(() => trafficRates([1], [[1]])).toThrow(ParamError)
    expect(() => trafficRates([1, 1], [[0, 0]])).toThrow(ParamError)
    expect(() => trafficRates([1], [[0, 0]])).toThrow(ParamError)
    expect(() => openNetwork(1, [1], [])).toThrow(ParamError)
  })

  it('Jackson: each station stands alone, and the response counts every visit', () => {
    const stations = [
      { service: 0.2, servers: 1 },
      { service: 0.6, servers: 2 },
    ]
    const { stations: figures, response } = jacksonNetwork(
      [1, 0],
      [
        [0, 1],
        [0.5, 0],
      ],
      stations,
    )
    const [first, second] = [mm1(2, 5).response, mmc(2, 1 / 0.6, 2).response]
    expect(figures.map((station) => station.response)).toEqual([expect.closeTo(first, 12), expect.closeTo(second, 12)])
    expect(response).toBeCloseTo(2 * first + 2 * second, 12)
  })

  it('tandem: responses add up; one station that cannot keep up is enough', () => {
    const station = { service: 1, servers: 1 }
    expect(tandem(0.75, [station, station, station]).response).toBeCloseTo(12, 12)
    expect(tandem(0.75, [station, { service: 2, servers: 1 }]).response).toBe(Infinity)
    const routing = [
      [0, 1],
      [0, 0],
    ]
    expect(tandem(0.5, [station, station])).toEqual(jacksonNetwork([0.5, 0], routing, [station, station]))
  })
})

describe('closed networks', () => {
  it.each([1, 2, 5, 30])('one station and %d jobs are machine repair', (jobs) => {
    const { throughput, response, stations } = closedNetwork(jobs, [{ service: 2, visits: 1 }], 9)
    const repair = machineRepair(jobs, 9, 2, 1)
    expect(throughput).toBeCloseTo(repair.throughput, 12)
    expect(response).toBeCloseTo(repair.response, 10)
    expect(stations[0]?.inSystem).toBeCloseTo(repair.inSystem, 10)
    expect(stations[0]?.utilization).toBeCloseTo(repair.utilization, 12)
  })

  it('keeps within the bounds of the bottleneck, and all jobs are somewhere', () => {
    const stations = [
      { service: 0.1, visits: 1 },
      { service: 0.05, visits: 4 },
    ]
    for (const jobs of [1, 3, 10, 100]) {
      const figures = closedNetwork(jobs, stations, 1)
      expect(figures.throughput).toBeLessThanOrEqual(Math.min(jobs / 1.3, 5) * (1 + 1e-12))
      const present = figures.stations.reduce((sum, { inSystem }) => sum + inSystem, 0)
      expect(present + figures.throughput * 1).toBeCloseTo(jobs, 9)
    }
    expect(closedNetwork(100, stations, 1).throughput).toBeGreaterThan(4.99)
  })

  it('balanced stations without thinking share the jobs: X = N/(N + k − 1)/S', () => {
    const three = [1, 2, 3].map(() => ({ service: 0.5, visits: 1 }))
    expect(closedNetwork(4, three, 0).throughput).toBeCloseTo((4 / 6) * 2, 12)
  })

  it('nobody there does nothing, and half a job is refused', () => {
    expect(closedNetwork(0, [{ service: 2, visits: 3 }], 1)).toMatchObject({ throughput: 0, response: 6 })
    expect(() => closedNetwork(1.5, [], 1)).toThrow(ParamError)
    expect(() => closedNetwork(Infinity, [], 1)).toThrow(ParamError)
  })
})
