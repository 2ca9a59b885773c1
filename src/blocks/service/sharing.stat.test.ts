/** Processor sharing against its closed forms: two-sided 99.99 % intervals of bounded width, and a wrong theory that must fail. */
import { describe, expect, it } from 'vitest'
import { poissonSource } from '../../simulation/testing/designs'
import { type Estimate, estimate } from '../../simulation/testing/estimate'

/** One station of mean 10 ms whose workers are shared. */
function shared(rate: number, more: { [key: string]: unknown }, durationMs: number) {
  return {
    scenario: { durationMs, warmupMs: durationMs / 20, drainMs: 60_000 },
    blocks: [
      poissonSource(rate),
      {
        id: 'station',
        kind: 'service',
        params: {
          workers: 1,
          sharing: 'processor-sharing',
          serviceTime: { type: 'exponential', meanMs: 10 },
          queue: { capacity: null },
          ...more,
        },
      },
    ],
    connections: [{ from: 'source', to: 'station', params: { timeoutMs: null } }],
  }
}

function hold(found: Estimate, theory: number, wrong: number, width: number): void {
  expect(Math.abs(found.mean - theory)).toBeLessThan(found.halfWidth)
  expect(found.halfWidth).toBeLessThan(width * theory)
  expect(Math.abs(found.mean - wrong)).toBeGreaterThan(found.halfWidth)
}

/** Erlang's C: the probability that c servers are all busy at offered load a. */
function erlangC(c: number, a: number): number {
  let b = 1
  for (let k = 1; k <= c; k++) b = (a * b) / (k + a * b)
  return (c * b) / (c - a * (1 - b))
}

describe('processor sharing', () => {
  const sojourn = (rho: number) => 10 / (1 - rho)

  it('has the mean sojourn 1/(μ−λ) of M/M/1, whatever the distribution of the work', () => {
    const work = [
      { type: 'exponential', meanMs: 10 },
      { type: 'constant', valueMs: 10 },
      { type: 'hyperexponential', meanMs: 10, cv: 2 },
    ]
    for (const serviceTime of work) {
      const found = estimate(shared(60, { serviceTime }, 900_000), (run) => run.report(0).requests.latencyMs.mean ?? 0)
      hold(found, sojourn(0.6), sojourn(0.64), 0.06)
    }
  })

  it('with c workers has the mean of M/M/c, whose total rate is the same in every state', () => {
    const mean = (lambda: number) => 10 + (1000 * erlangC(4, lambda / 100)) / (400 - lambda)
    const found = estimate(shared(340, { workers: 4 }, 300_000), (run) => run.report(0).requests.latencyMs.mean ?? 0)
    hold(found, mean(340), mean(350), 0.07)
  })

  it('with room for K loses the share of M/M/1/K', () => {
    const loss = (rho: number, k: number) => ((1 - rho) * rho ** k) / (1 - rho ** (k + 1))
    const found = estimate(shared(90, { queue: { capacity: 4 } }, 400_000), (run) => {
      const { byCause, offered } = run.report(0).requests
      return byCause['queue-full'] / offered
    })
    hold(found, loss(0.9, 5), loss(0.94, 5), 0.05)
  })

  it('keeps the workers busy as long as dedicated ones', () => {
    const found = estimate(shared(70, {}, 300_000), (run) => run.report(0).blocks['station']?.cpuUtilisation ?? 0)
    hold(found, 0.7, 0.75, 0.03)
  })
})
