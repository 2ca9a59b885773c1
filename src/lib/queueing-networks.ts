/**
 * Networks of queues in product form: open (Jackson) and closed (exact mean value analysis).
 *
 * Units: as in queueing-theory.ts: rates per unit of time, times in that unit. Randomness: none.
 * Throws: ParamError for a size that does not fit or a network that jobs cannot leave.
 */
import { ParamError, requireNumber } from './errors'
import { mmc, type StationFigures } from './queueing-theory'

/** A station of an open network: exponential service, one queue. */
export interface OpenStation {
  /** [time] mean service of one visit. */
  readonly service: number
  readonly servers: number
}

export interface OpenFigures {
  readonly stations: StationFigures[]
  /** [jobs] mean number in the whole network. */
  readonly inSystem: number
  /** [time] mean from entry to exit. */
  readonly response: number
}

/**
 * Arrival rate at each station of an open network: λ(j) = γ(j) + Σᵢ λ(i)·r(i, j).
 *
 * γ(j) is the rate from outside and r(i, j) the share of what leaves i that goes to j; the rest of a row leaves the network.
 * How: Gauss's elimination with the largest pivot of each column. Cost: O(n³). Source: Jackson, Networks of waiting lines (1957).
 */
export function trafficRates(external: readonly number[], routing: readonly (readonly number[])[]): number[] {
  const n = external.length
  if (routing.length !== n || routing.some((row) => row.length !== n)) {
    throw new ParamError('routing', `${routing.length} rows`, `a square of ${n} by ${n}`)
  }
  // Row j holds λ(j) − Σᵢ r(i, j)·λ(i) = γ(j).
  const rows = external.map((rate, j) => [...routing.map((row, i) => (i === j ? 1 : 0) - row[j]!), rate])
  for (let column = 0; column < n; column++) {
    let pivot = column
    for (let i = column + 1; i < n; i++) {
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i
    }
    const top = rows[pivot]!
    if (Math.abs(top[column]!) < 1e-12) throw new ParamError('routing', 'a closed circle', 'a network that jobs leave')
    rows[pivot] = rows[column]!
    rows[column] = top
    for (let i = 0; i < n; i++) {
      const row = rows[i]!
      const factor = i === column ? 0 : row[column]! / top[column]!
      if (factor !== 0) for (let k = column; k <= n; k++) row[k]! -= factor * top[k]!
    }
  }
  return rows.map((row, j) => row[n]! / row[j]!)
}

/**
 * Open network of M/M/c stations at given arrival rates: each behaves as if it stood alone.
 *
 * `entering` [1/time] > 0 is what comes from outside; the response follows from Little's law, Σ L/entering. A station that
 * cannot keep up makes the sums infinite; what stands behind it is still computed at the full rate.
 * Source: Jackson (1957); for stations in a row already Burke, The output of a queueing system (1956).
 */
export function openNetwork(entering: number, rates: readonly number[], stations: readonly OpenStation[]): OpenFigures {
  if (rates.length !== stations.length) throw new ParamError('rates', rates.length, `${stations.length} rates`)
  const figures = stations.map(({ service, servers }, i) => mmc(rates[i]!, 1 / service, servers))
  const inSystem = figures.reduce((sum, station) => sum + station.inSystem, 0)
  return { stations: figures, inSystem, response: inSystem / entering }
}

/** Jackson's network: {@link openNetwork} at the rates of {@link trafficRates}. */
export function jacksonNetwork(
  external: readonly number[],
  routing: readonly (readonly number[])[],
  stations: readonly OpenStation[],
): OpenFigures {
  const entering = external.reduce((sum, rate) => sum + rate, 0)
  return openNetwork(entering, trafficRates(external, routing), stations)
}

/** Tandem: stations in a row, each of which sees the same Poisson stream. */
export function tandem(lambda: number, stations: readonly OpenStation[]): OpenFigures {
  return openNetwork(
    lambda,
    stations.map(() => lambda),
    stations,
  )
}

/** A station of a closed network: one server, exponential if first come first served. */
export interface ClosedStation {
  /** [time] mean service of one visit. */
  readonly service: number
  /** Mean visits of a job from one thinking to the next. */
  readonly visits: number
}

export interface ClosedFigures {
  /** [1/time] rounds completed. */
  readonly throughput: number
  /** [time] mean of a round without thinking. */
  readonly response: number
  readonly stations: {
    /** [time] mean of one visit. */
    readonly response: number
    /** [jobs] */
    readonly inSystem: number
    /** [0..1] */
    readonly utilization: number
  }[]
}

/**
 * Closed network with N jobs that think for `think` on average between rounds: exact mean value analysis.
 *
 * How: for n = 1..N: R(i) = S(i)·(1 + Q(i)), X = n/(think + Σ V(i)R(i)), Q(i) = X·V(i)·R(i); a job that arrives finds the
 * queues of a network with one job fewer.
 * Bound: X ≤ min(N/(think + D), 1/Dmax), where D(i) = V(i)S(i), D their sum and Dmax the largest. Cost: O(N·stations).
 * Source: Reiser and Lavenberg, Mean-value analysis of closed multichain queuing networks (1980).
 */
export function closedNetwork(jobs: number, stations: readonly ClosedStation[], think: number): ClosedFigures {
  requireNumber('jobs', jobs, { min: 0, max: Number.MAX_SAFE_INTEGER, integer: true })
  let queues = stations.map(() => 0)
  let responses = stations.map(({ service }) => service)
  const round = () => stations.reduce((sum, { visits }, i) => sum + visits * responses[i]!, 0)
  let throughput = 0
  for (let n = 1; n <= jobs; n++) {
    responses = stations.map(({ service }, i) => service * (1 + queues[i]!))
    throughput = n / (think + round())
    queues = stations.map(({ visits }, i) => throughput * visits * responses[i]!)
  }
  return {
    throughput,
    response: round(),
    stations: stations.map(({ service, visits }, i) => ({
      response: responses[i]!,
      inSystem: queues[i]!,
      utilization: throughput * visits * service,
    })),
  }
}
