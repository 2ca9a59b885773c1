/** Pauses against the closed form of a server that breaks down: a two-sided 99.99 % interval, and a wrong theory that must fail. */
import { expect, it } from 'vitest'
import { poissonSource } from '../../simulation/testing/designs'
import { estimate } from '../../simulation/testing/estimate'

it('M/M/1 that stands still now and then has the mean of a server with breakdowns', () => {
  /**
   * Mean sojourn of M/M/1 whose server stops at the rate ξ, busy or not, and goes on at the rate η; all rates per ms. Source: Mitrani and
   * Avi-Itzhak, "A many-server queue with service interruptions" (1968), for one server.
   */
  const sojourn = (lambda: number, mu: number, xi: number, eta: number) =>
    ((eta + xi) ** 2 + mu * xi) / ((eta + xi) * (mu * eta - lambda * (eta + xi)))
  expect(sojourn(0.05, 0.1, 0, 0.01)).toBeCloseTo(20, 9)
  const found = estimate(
    {
      scenario: { durationMs: 2_000_000, warmupMs: 50_000, drainMs: 60_000 },
      blocks: [
        poissonSource(50),
        {
          id: 'station',
          kind: 'service',
          params: {
            workers: 1,
            serviceTime: { type: 'exponential', meanMs: 10 },
            queue: { capacity: null },
            pauses: { every: { type: 'exponential', meanMs: 400 }, lasting: { type: 'exponential', meanMs: 100 } },
          },
        },
      ],
      connections: [{ from: 'source', to: 'station', params: { timeoutMs: null } }],
    },
    (run) => run.report(0).requests.latencyMs.mean ?? 0,
  )
  const theory = sojourn(0.05, 0.1, 1 / 400, 1 / 100)
  const wrong = sojourn(0.053, 0.1, 1 / 400, 1 / 100)
  expect(Math.abs(found.mean - theory)).toBeLessThan(found.halfWidth)
  expect(found.halfWidth).toBeLessThan(0.06 * theory)
  expect(Math.abs(found.mean - wrong)).toBeGreaterThan(found.halfWidth)
})
