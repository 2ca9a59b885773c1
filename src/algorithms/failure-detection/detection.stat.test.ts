import { describe, expect, it } from 'vitest'
import { log } from '../../lib/math'
import { SequentialRandom } from '../../lib/random'
import { PhiAccrual } from './phi-accrual'
import { PhiExponential } from './phi-exponential'
import { SwimNode } from './swim'
import { periodsToFirstDetection } from './swim-scaling'

interface Interval {
  mean: number
  half: number
}

/** Mean with a two-sided interval at t = 4.5 standard errors: fewer than one false alarm in 10⁵. */
function intervalOf(samples: number[]): Interval {
  const mean = samples.reduce((a, b) => a + b, 0) / samples.length
  const variance = samples.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (samples.length - 1)
  return { mean, half: 4.5 * Math.sqrt(variance / samples.length) }
}

const holds = ({ mean, half }: Interval, theory: number) => Math.abs(mean - theory) < half

/** Periods until some of `nodes` nodes with random choice probes node 0, over many runs. */
function periodsUntilProbed(nodes: number, runs: number): number[] {
  const random = new SequentialRandom(99)
  const watchers = Array.from(
    { length: nodes - 1 },
    (_, index) =>
      new SwimNode({
        self: index + 1,
        nodes,
        intervalMs: 1000,
        helpers: 3,
        suspicionMultiplier: 4,
        maxSuspicionFactor: 1,
        retransmitMultiplier: 4,
        isRoundRobin: false,
      }),
  )
  return Array.from({ length: runs }, () => {
    for (let period = 1; ; period++) {
      const probed = watchers.map((watcher) => watcher.nextProbe(random))
      if (probed.includes(0)) return period
    }
  })
}

describe('first detection by random probing', () => {
  const interval = intervalOf(periodsUntilProbed(10, 20_000))

  it('takes as many periods as the formula says', () => {
    expect(interval.half).toBeLessThan(0.03 * interval.mean)
    expect(holds(interval, periodsToFirstDetection(10))).toBe(true)
  })

  it('does not take 5 % more', () => {
    expect(holds(interval, 1.05 * periodsToFirstDetection(10))).toBe(false)
  })
})

describe('threshold of phi accrual', () => {
  /** Share of normal intervals (mean 1000, deviation 200) that are longer than the silence which is suspected. */
  const shareSuspected = (threshold: number): Interval => {
    const random = new SequentialRandom(7)
    const normal = () => {
      let sum = 0
      for (let i = 0; i < 12; i++) sum += random.uniform()
      return 1000 + 200 * (sum - 6)
    }
    const detector = new PhiAccrual({
      threshold,
      maxSamples: 100_000,
      minStdDeviationMs: 1,
      acceptablePauseMs: 0,
      firstEstimateMs: 1000,
    })
    let now = 0
    detector.heartbeat(now)
    const suspected = Array.from({ length: 60_000 }, () => {
      now += normal()
      const isSuspected = detector.isSuspected(now)
      detector.heartbeat(now)
      return isSuspected ? 1 : 0
    })
    return intervalOf(suspected)
  }

  // At φ = 1 the window leaves out the suspected tenth, so its mean and spread are those of the lower nine tenths; at 2 that
  // is a small effect. The share must lie near 10^−φ but above it.
  it('at 2 suspects about one interval in a hundred wrongly', () => {
    const interval = shareSuspected(2)
    expect(interval.half).toBeLessThan(0.003)
    expect(interval.mean).toBeGreaterThan(0.01 - interval.half)
    expect(interval.mean).toBeLessThan(0.02)
  })

  it('at 2 does not suspect one in twenty-five', () => {
    expect(shareSuspected(2).mean).toBeLessThan(0.04)
    expect(shareSuspected(1.4).mean).toBeGreaterThan(0.04)
  })
})

describe('threshold of phi with exponential intervals', () => {
  const MEAN_MS = 1000

  /** Share of exponential intervals that are longer than the silence which is suspected. */
  const shareSuspected = (threshold: number): Interval => {
    const random = new SequentialRandom(8)
    const params = { maxSamples: 200_000, firstIntervalMs: MEAN_MS, maxIntervalMs: Infinity }
    const detector = new PhiExponential({ threshold, ...params })
    let now = 0
    detector.heartbeat(now)
    // The mean that the detector has learned is near the true one after some thousand intervals.
    const learn = 20_000
    const suspected = Array.from({ length: learn + 100_000 }, () => {
      now += -MEAN_MS * log(random.uniform())
      const isSuspected = detector.isSuspected(now)
      detector.heartbeat(now)
      return isSuspected ? 1 : 0
    })
    return intervalOf(suspected.slice(learn))
  }

  it.each([0.5, 1, 1.5])(
    'at %f suspects a share of 10^−φ wrongly, and not that of a threshold a tenth off',
    (threshold) => {
      const interval = shareSuspected(threshold)
      expect(interval.half).toBeLessThan(0.1 * interval.mean)
      expect(holds(interval, 10 ** -threshold)).toBe(true)
      expect(holds(interval, 10 ** -(1.1 * threshold))).toBe(false)
      expect(holds(interval, 10 ** -(0.9 * threshold))).toBe(false)
    },
  )
})
