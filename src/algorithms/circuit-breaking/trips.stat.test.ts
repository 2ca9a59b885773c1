import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { AdaptiveThrottling } from './adaptive-throttling'
import { CLOSED, FAILURE, REJECTED, SUCCESS } from './circuit-breaking'
import { ConsecutiveFailures } from './consecutive-failures'

/** Two-sided quantile of the normal distribution at about one in 100 000. */
const Z = 4.5

interface Estimate {
  readonly mean: number
  readonly halfWidth: number
}

function estimate(samples: readonly number[]): Estimate {
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length
  const squares = samples.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, halfWidth: (Z * Math.sqrt(squares / (samples.length - 1))) / Math.sqrt(samples.length) }
}

const agrees = ({ mean, halfWidth }: Estimate, theory: number) => Math.abs(mean - theory) <= halfWidth

/** Calls until the breaker opens, when each fails with probability p. */
function callsToTrip(failures: number, p: number, runs: number): Estimate {
  const random = new SequentialRandom(41, failures)
  const samples = Array.from({ length: runs }, () => {
    const breaker = new ConsecutiveFailures({ failures, openMs: 1000, trials: 1 })
    let calls = 0
    while (breaker.stateCode() === CLOSED) {
      calls++
      breaker.record(0, breaker.admit(0), random.uniform() < p ? FAILURE : SUCCESS, 0)
    }
    return calls
  })
  return estimate(samples)
}

describe.each([
  [1, 0.2],
  [3, 0.5],
  [5, 0.6],
])('mean number of calls until %i failures in a row of probability %d', (failures, p) => {
  const measured = callsToTrip(failures, p, 20_000)
  const theory = (1 - p ** failures) / ((1 - p) * p ** failures)

  it('agrees with theory to within five percent', () => {
    expect(measured.halfWidth).toBeLessThan(0.05 * theory)
    expect(agrees(measured, theory)).toBe(true)
  })

  it('does not agree with a theory ten percent off', () => {
    expect(agrees(measured, theory * 1.1)).toBe(false)
    expect(agrees(measured, theory * 0.9)).toBe(false)
  })
})

/** Share of calls let through, one a millisecond, when the backend accepts each with probability a. */
function shareLetThrough(a: number, k: number): Estimate {
  const random = new SequentialRandom(43)
  const shares: number[] = []
  for (let run = 0; run < 160; run++) {
    const breaker = new AdaptiveThrottling({ k, windowMs: 2000, buckets: 10, minimumCalls: 10 })
    let passed = 0
    let calls = 0
    for (let now = 0; now < 22_000; now++) {
      const isCounted = now >= 2000
      if (isCounted) calls++
      if (breaker.admit(now, random) === REJECTED) continue
      if (isCounted) passed++
      breaker.record(now, 0, random.uniform() < a ? SUCCESS : FAILURE, 0)
    }
    shares.push(passed / calls)
  }
  return estimate(shares)
}

describe('adaptive throttling', () => {
  it('lets everything through while the backend accepts more than one in K', () => {
    expect(shareLetThrough(0.6, 2).mean).toBeGreaterThan(0.999)
  })

  it('lets few calls through when the backend accepts nothing, yet some', () => {
    const { mean, halfWidth } = shareLetThrough(0, 2)
    // With nothing accepted p = requests/(requests + 1), and about 1800 to 2000 requests are in the window of 2000.
    expect(halfWidth).toBeLessThan(0.15 * mean)
    expect(agrees({ mean, halfWidth }, 1 / 1901)).toBe(true)
    expect(agrees({ mean, halfWidth }, 2 / 1901)).toBe(false)
  })
})
