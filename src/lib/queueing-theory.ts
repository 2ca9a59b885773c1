/**
 * Queueing theory of one station: exact results for Poisson arrivals and exponential service.
 *
 * Units: rates are per unit of time and times are in that same unit, whichever it is. λ is the arrival rate, μ the rate of
 * one server, a = λ/μ the offered load in Erlang, c the number of servers, ρ = a/c.
 * Range: λ ≥ 0, 0 < μ < ∞, c and K whole. A station that cannot keep up (ρ ≥ 1, no limit on the queue) is full for ever:
 * utilisation 1, infinite means, throughput cμ.
 * Randomness: none. Nothing here decides an event; simulations are compared against it.
 * Throws: ParamError for what is out of range.
 * Source: Kleinrock, Queueing Systems I (1975), ch. 3; Gross and Harris, Fundamentals of Queueing Theory, ch. 2.
 */
import { requireNumber } from './errors'
import { exp, expm1, log, log1p, pow } from './math'

/** What a station does in the long run. */
export interface StationFigures {
  /** [0..1] share of the time that one server is busy. */
  readonly utilization: number
  /** [1/time] rate of completions. */
  readonly throughput: number
  /** [jobs] mean number waiting or in service. */
  readonly inSystem: number
  /** [jobs] mean number waiting. */
  readonly inQueue: number
  /** [time] mean of waiting and service together, over the jobs that were let in. */
  readonly response: number
  /** [time] mean wait before service. */
  readonly wait: number
  /** [0..1] share of the time that nobody is there. */
  readonly empty: number
  /** [0..1] chance that a job that was let in has to wait. */
  readonly waitProbability: number
  /** [0..1] chance that a job is turned away. */
  readonly blocking: number
}

/** Requires λ ≥ 0 and a finite positive μ. */
function requireRates(lambda: number, mu: number): void {
  requireNumber('lambda', lambda, { min: 0, max: Number.MAX_VALUE })
  requireNumber('mu', mu, { min: Number.MIN_VALUE, max: Number.MAX_VALUE })
}

/** Requires a whole finite number of at least `min`. */
function requireCount(param: string, value: number, min = 1): void {
  requireNumber(param, value, { min, max: Number.MAX_SAFE_INTEGER, integer: true })
}

/** Little's law: L = λ·W holds for any stable system, whatever its distributions. [jobs] = [1/time]·[time]. */
export function littleInSystem(lambda: number, time: number): number {
  return lambda * time
}

/**
 * Erlang's B: the share of jobs turned away by c servers without a queue (M/G/c/c), a ≥ 0 Erlang.
 *
 * How: B(0) = 1, B(k) = a·B(k−1)/(k + a·B(k−1)), which neither overflows nor cancels. Cost: O(c).
 */
export function erlangB(load: number, servers: number): number {
  requireNumber('load', load, { min: 0, max: Number.MAX_VALUE })
  requireCount('servers', servers, 0)
  let blocking = 1
  for (let k = 1; k <= servers; k++) blocking = (load * blocking) / (k + load * blocking)
  return blocking
}

/** Erlang's C: the chance that a job waits at M/M/c, c·B/(c − a·(1 − B)); 1 from a = c on. Cost: O(c). */
export function erlangC(load: number, servers: number): number {
  requireCount('servers', servers)
  const blocking = erlangB(load, servers)
  return load >= servers ? 1 : (servers * blocking) / (servers - load * (1 - blocking))
}

/** Chance that M/M/c is empty: 1/(Σₖ₌₀..c₋₁ aᵏ/k! + aᶜ/c!·1/(1 − ρ)); 0 where it is below the smallest number. */
function emptyShare(load: number, servers: number): number {
  let term = 1
  let sum = 0
  for (let k = 0; k < servers; k++) {
    sum += term
    term *= load / (k + 1)
  }
  return load >= servers ? 0 : 1 / (sum + term / (1 - load / servers))
}

/** M/M/c, first come first served: mean wait C/(cμ − λ), response 1/μ more. Cost: O(c). */
export function mmc(lambda: number, mu: number, servers: number): StationFigures {
  requireRates(lambda, mu)
  const load = lambda / mu
  const waitProbability = erlangC(load, servers)
  const isStable = load < servers
  const wait = isStable ? waitProbability / (servers * mu - lambda) : Infinity
  return {
    utilization: Math.min(1, load / servers),
    throughput: Math.min(lambda, servers * mu),
    inSystem: isStable ? lambda * wait + load : Infinity,
    inQueue: isStable ? lambda * wait : Infinity,
    response: wait + 1 / mu,
    wait,
    empty: emptyShare(load, servers),
    waitProbability,
    blocking: 0,
  }
}

/** M/M/1: response 1/(μ − λ), number ρ/(1 − ρ), empty 1 − ρ, waiting with chance ρ. */
export function mm1(lambda: number, mu: number): StationFigures {
  return mmc(lambda, mu, 1)
}

/** M/M/1: chance of at least n jobs at the station, ρⁿ; 1 from ρ = 1 on. */
export function mm1AtLeast(lambda: number, mu: number, n: number): number {
  requireRates(lambda, mu)
  requireCount('n', n, 0)
  return pow(Math.min(1, lambda / mu), n)
}

/** M/M/∞: nobody waits, and the number present is Poisson with mean a. */
export function mmInfinity(lambda: number, mu: number): StationFigures {
  requireRates(lambda, mu)
  const load = lambda / mu
  return {
    utilization: 0,
    throughput: lambda,
    inSystem: load,
    inQueue: 0,
    response: 1 / mu,
    wait: 0,
    empty: exp(-load),
    waitProbability: 0,
    blocking: 0,
  }
}

/**
 * Long-run chances of the states 0..n of a birth-death chain: p(k+1)/p(k) = birth(k)/death(k + 1).
 *
 * How: weights from w(0) = 1 up, scaled down before they overflow, then divided by their sum. Cost: O(n) time and memory.
 */
function birthDeath(n: number, birth: (state: number) => number, death: (state: number) => number): Float64Array {
  const weights = new Float64Array(n + 1)
  weights[0] = 1
  for (let k = 0; k < n; k++) {
    weights[k + 1] = (weights[k]! * birth(k)) / death(k + 1)
    if (weights[k + 1]! > 1e200) for (let i = 0; i <= k + 1; i++) weights[i]! *= 1e-200
  }
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

/** Figures of a chain of 0..K jobs before c servers, given the chance of each state and of finding it on arrival. */
function chainFigures(states: Float64Array, atArrival: Float64Array, mu: number, servers: number): StationFigures {
  let inSystem = 0
  let busy = 0
  let waiting = 0
  for (const [k, share] of states.entries()) {
    inSystem += k * share
    busy += Math.min(k, servers) * share
    if (k >= servers && k < states.length - 1) waiting += atArrival[k]!
  }
  const throughput = busy * mu
  const blocking = atArrival[states.length - 1]!
  const inQueue = Math.max(0, inSystem - busy)
  // Without arrivals the limit of the mean is taken: a lone job does not wait.
  const wait = throughput > 0 ? inQueue / throughput : 0
  return {
    utilization: busy / servers,
    throughput,
    inSystem,
    inQueue,
    response: throughput > 0 ? inSystem / throughput : 1 / mu,
    wait,
    empty: states[0]!,
    waitProbability: blocking < 1 ? waiting / (1 - blocking) : 0,
    blocking,
  }
}

/**
 * M/M/c/K: at most K jobs at the station, those in service included; who finds K is turned away. K ≥ c.
 *
 * Bound: stable at every load. K = c is Erlang's loss system. With c = 1 and ρ ≠ 1, blocking is (1 − ρ)ρᴷ/(1 − ρᴷ⁺¹); with
 * ρ = 1 it is 1/(K + 1). Cost: O(K).
 */
export function mmck(lambda: number, mu: number, servers: number, capacity: number): StationFigures {
  requireRates(lambda, mu)
  requireCount('servers', servers)
  requireCount('capacity', capacity, servers)
  const states = birthDeath(
    capacity,
    () => lambda,
    (k) => Math.min(k, servers) * mu,
  )
  return chainFigures(states, states, mu, servers)
}

/**
 * Machine repair (finite source): N machines fail after an exponential time `upTime` on average, and each of c repairmen
 * mends one in `repairTime` on average. The station is the workshop; its response is the time a machine is down.
 *
 * Bound: N ≥ 1; a closed system, so always stable. A job finds what N − 1 machines would leave (the arrival theorem).
 */
export function machineRepair(machines: number, upTime: number, repairTime: number, repairmen: number): StationFigures {
  requireCount('machines', machines)
  requireCount('repairmen', repairmen)
  requireRates(1 / upTime, 1 / repairTime)
  const chain = (count: number) =>
    birthDeath(
      count,
      (k) => (count - k) / upTime,
      (k) => Math.min(k, repairmen) / repairTime,
    )
  // One zero more than there are states to find: no machine is ever turned away.
  const atArrival = new Float64Array(machines + 1)
  atArrival.set(chain(machines - 1))
  return chainFigures(chain(machines), atArrival, 1 / repairTime, repairmen)
}

/** M/M/1: the time within which a share p of the jobs is done, −ln(1 − p)/(μ − λ); the response is exponential. */
export function mm1ResponsePercentile(lambda: number, mu: number, p: number): number {
  requireRates(lambda, mu)
  requireShare(p)
  return lambda < mu ? -log1p(-p) / (mu - lambda) : Infinity
}

/** M/M/1: [time²] variance of the response, 1/(μ − λ)². */
export function mm1ResponseVariance(lambda: number, mu: number): number {
  const { response } = mm1(lambda, mu)
  return response * response
}

/** M/M/c: the wait that a share p of the jobs does not exceed, ln(C/(1 − p))/(cμ − λ), or 0 for p ≤ 1 − C. */
export function mmcWaitPercentile(lambda: number, mu: number, servers: number, p: number): number {
  requireShare(p)
  const { waitProbability, utilization } = mmc(lambda, mu, servers)
  if (utilization >= 1) return Infinity
  return p <= 1 - waitProbability ? 0 : (log(waitProbability) - log1p(-p)) / (servers * mu - lambda)
}

/**
 * M/M/c: chance that a response takes longer than t ≥ 0, e^(−μt)·(1 + C·(1 − e^(−μtd))/d) with d = c − 1 − a; as d goes to
 * 0 the quotient goes to μt. 1 when the station cannot keep up.
 */
export function mmcResponseTail(lambda: number, mu: number, servers: number, t: number): number {
  const { waitProbability, utilization } = mmc(lambda, mu, servers)
  requireNumber('t', t, { min: 0 })
  if (utilization >= 1) return 1
  const spare = servers - 1 - lambda / mu
  const x = mu * t
  if (x === Infinity) return 0
  // Written out where the exponents are large, so that none overflows; kept together where the difference would cancel.
  if (Math.abs(x * spare) > 1) {
    const part = waitProbability / spare
    return exp(-x) * (1 + part) - part * exp(-x * (1 + spare))
  }
  return exp(-x) * (1 + waitProbability * (spare === 0 ? x : -expm1(-x * spare) / spare))
}

/** M/M/c: the time within which a share p of the jobs is done, by bisection of {@link mmcResponseTail}. */
export function mmcResponsePercentile(lambda: number, mu: number, servers: number, p: number): number {
  requireShare(p)
  if (lambda >= servers * mu) return Infinity
  const isDone = (t: number) => mmcResponseTail(lambda, mu, servers, t) <= 1 - p
  let high = 1 / mu
  while (!isDone(high)) high *= 2
  let low = 0
  for (let step = 0; step < 100 && low < high; step++) {
    const middle = (low + high) / 2
    if (isDone(middle)) high = middle
    else low = middle
  }
  return high
}

/** Requires a share in [0, 1). */
function requireShare(p: number): void {
  requireNumber('p', p, { min: 0, max: 1 - Number.EPSILON / 2 })
}
