import { describe, expect, it } from 'vitest'
import { SequentialRandom } from '../../lib/random'
import { BackendList } from './backend-list'
import type { Backends, Balancer } from './load-balancing'
import { PowerOfDChoices } from './power-of-d-choices'
import { PowerOfTwoChoices } from './power-of-two-choices'
import { RandomChoice } from './random'

const SERVERS = 100
const LOAD = 0.7
const REPLICATIONS = 20
const WARM_UP_STEPS = 40_000
const STEPS = 200_000
/** Two-sided quantile of Student's t with 19 degrees of freedom for a false alarm in 10,000 runs. */
const QUANTILE = 4.9
/** With 100 servers instead of infinitely many the mean is up to this share above the limit (Mitzenmacher, table 3.1). */
const FINITE_SIZE = 0.01

/** Mean sojourn time, in mean service times, with the best of d choices and infinitely many servers. */
function meanFieldSojourn(load: number, choices: number): number {
  let sum = 0
  let exponent = 1
  for (let term = load; term > 1e-15; term = load ** exponent) {
    sum += term
    exponent = exponent * choices + 1
  }
  return sum / load
}

/** One server's exact M/M/1, which random choice splits the stream into. */
function singleServerSojourn(load: number): number {
  return 1 / (1 - load)
}

/**
 * Mean sojourn by Little's law from one run: Poisson arrivals at rate LOAD per server, exponential service of mean 1. Each
 * step is an arrival, or the end of a service that would be due at a random server (nothing if that one is idle).
 */
function simulate(create: (backends: Backends) => Balancer, seed: number): number {
  const backends = new BackendList(Array.from({ length: SERVERS }, (_, i) => `s${i}`))
  const balancer = create(backends)
  const random = new SequentialRandom(seed)
  const key = { clientAddress: 0, clientPort: 0, key: 0 }
  let inSystem = 0
  let area = 0
  for (let step = 0; step < WARM_UP_STEPS + STEPS; step++) {
    if (random.uniform() < LOAD / (1 + LOAD)) {
      backends.inFlight[balancer.pick(0, key, random)]!++
      inSystem++
    } else {
      const server = Math.floor(random.uniform() * SERVERS)
      if (backends.inFlight[server]! > 0) {
        backends.inFlight[server]!--
        inSystem--
      }
    }
    if (step >= WARM_UP_STEPS) area += inSystem
  }
  return area / STEPS / SERVERS / LOAD
}

function interval(samples: readonly number[]): { mean: number; halfWidth: number } {
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length
  const variance = samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (samples.length - 1)
  return { mean, halfWidth: QUANTILE * Math.sqrt(variance / samples.length) }
}

function agrees({ mean, halfWidth }: { mean: number; halfWidth: number }, theory: number): boolean {
  return Math.abs(mean - theory) < halfWidth + FINITE_SIZE * theory
}

describe.each([
  { name: 'random', theory: singleServerSojourn, create: (backends: Backends) => new RandomChoice(backends) },
  {
    name: 'power-of-two-choices',
    theory: (load: number) => meanFieldSojourn(load, 2),
    create: (backends: Backends) => new PowerOfTwoChoices(backends),
  },
  {
    name: 'power-of-d-choices with d = 3',
    theory: (load: number) => meanFieldSojourn(load, 3),
    create: (backends: Backends) => new PowerOfDChoices(3, backends),
  },
])('$name over 100 servers', ({ theory, create }) => {
  const samples = Array.from({ length: REPLICATIONS }, (_, i) => simulate(create, 1000 + i))
  const measured = interval(samples)

  it('has the sojourn time of the closed form', () => {
    expect(agrees(measured, theory(LOAD))).toBe(true)
    expect(measured.halfWidth / measured.mean).toBeLessThan(0.03)
  })

  it('does not have that of a load 10 % higher or lower', () => {
    expect(agrees(measured, theory(LOAD * 1.1))).toBe(false)
    expect(agrees(measured, theory(LOAD * 0.9))).toBe(false)
  })
})

describe('the closed form', () => {
  it('gives the published values', () => {
    expect(meanFieldSojourn(0.9, 2)).toBeCloseTo(2.6141, 4)
    expect(meanFieldSojourn(0.95, 2)).toBeCloseTo(3.383, 3)
    expect(meanFieldSojourn(0.99, 2)).toBeCloseTo(5.432, 3)
  })
})
