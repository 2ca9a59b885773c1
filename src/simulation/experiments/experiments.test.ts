import { describe, expect, it } from 'vitest'
import { designOf, poissonSource, steadyService } from '../testing/designs'
import { compare } from './compare'
import { combine, replicate } from './replicate'

const clock = () => 0
const design = (workMs: number) =>
  designOf({ blocks: [poissonSource(50), steadyService('app', workMs)], connections: ['source > app'] })

describe('replications', () => {
  it('give each figure a mean and the half-width of its interval', () => {
    const reports = replicate(design(8), 5, clock)
    expect(new Set(reports.map((report) => report.digest)).size).toBe(5)
    const combined = combine(reports)
    expect(combined.replications).toBe(5)
    const { offered, latencyMs } = combined.requests as {
      offered: { mean: number; halfWidth: number }
      latencyMs: { mean: { mean: number }; p999: null }
    }
    expect(Math.abs(offered.mean - 500)).toBeLessThan(3 * offered.halfWidth)
    expect(offered.halfWidth).toBeGreaterThan(0)
    expect(latencyMs.mean.mean).toBeGreaterThanOrEqual(8)
    expect(latencyMs.p999).toBeNull()
  })

  it('refuse to give an interval from one run', () => {
    expect(() => combine(replicate(design(8), 1, clock))).toThrow(RangeError)
  })
})

describe('a comparison', () => {
  it('of a design with itself finds no difference at all', () => {
    const differences = compare(design(8), design(8), 3, clock)
    expect(Object.keys(differences).length).toBeGreaterThan(20)
    for (const one of Object.values(differences)) expect(one).toMatchObject({ difference: 0, halfWidth: 0 })
  })

  it('pairs the runs, so that a small difference stands out', () => {
    const { 'requests.latencyMs.mean': latency, 'requests.offered': offered } = compare(
      design(8),
      design(8.1),
      5,
      clock,
    )
    expect(offered).toMatchObject({ difference: 0 })
    expect(latency?.difference).toBeGreaterThan(0.1)
    expect(latency?.halfWidth).toBeLessThan((latency?.difference ?? 0) / 2)
  })
})
