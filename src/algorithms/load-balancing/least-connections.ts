/**
 * Least connections: the backend with the fewest calls in flight for its weight.
 *
 * How: the smallest inFlight/weight, compared by cross-multiplying so that no rounding enters. Several with the same
 * ratio share by smooth weighted round robin among themselves (see {@link SmoothWeights}); credits of the others stay.
 * Bound: the pick never has a larger inFlight/weight than another eligible backend.
 * A backend of weight 0 is picked only when no eligible one has a positive weight; then all count as 1.
 * Cost: O(n) per pick; no allocation. No randomness, no time.
 * Source: nginx 1.22.1, `ngx_http_upstream_least_conn_module.c`.
 * Deviations: effective weights do not shrink after failures; that belongs to outlier ejection.
 */
import type { Random } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import { PlainBalancer } from './base'
import { hasWeight } from './eligible'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'
import { SmoothWeights } from './smooth-weights'

/** nginx's `least_conn`. */
export class LeastConnections extends PlainBalancer {
  private readonly credits = new SmoothWeights()
  /** Weights that stand for those of the backends when none of these is positive. */
  private ones = new Float64Array(0)

  constructor(backends: Backends) {
    super(backends)
    this.rebuild()
  }

  pick(_now: number, _key: RoutingKey, _random: Random): number {
    const { size, eligible, inFlight } = this.backends
    const weights = hasWeight(this.backends) ? this.backends.weights : this.ones
    let first = NO_BACKEND
    let isTied = false
    let leastFlight = Infinity
    let leastWeight = 1
    for (let i = 0; i < size; i++) {
      const weight = weights[i]!
      if (eligible[i] === 0 || weight === 0) continue
      const mine = inFlight[i]! * leastWeight
      const least = leastFlight * weight
      if (mine > least) continue
      isTied = mine === least
      if (isTied) continue
      first = i
      leastFlight = inFlight[i]!
      leastWeight = weight
    }
    if (!isTied) return first
    return this.pickAmongTied(first, leastFlight, leastWeight, weights)
  }

  /** Smooth weighted round robin among those from `first` on whose ratio equals leastFlight/leastWeight. */
  private pickAmongTied(first: number, leastFlight: number, leastWeight: number, weights: ArrayLike<number>): number {
    const { size, eligible, inFlight } = this.backends
    const { values } = this.credits
    let best = first
    let bestCredit = -Infinity
    let total = 0
    for (let i = first; i < size; i++) {
      const weight = weights[i]!
      if (eligible[i] === 0 || weight === 0 || inFlight[i]! * leastWeight !== leastFlight * weight) continue
      total += weight
      const credit = values[i]! + weight
      values[i] = credit
      if (credit <= bestCredit) continue
      best = i
      bestCredit = credit
    }
    values[best]! -= total
    return best
  }

  override rebuild(): void {
    this.credits.resize(this.backends.size)
    this.ones = new Float64Array(this.backends.size).fill(1)
  }

  override save(out: StateWriter): void {
    this.credits.save(out)
  }

  override load(input: StateReader): void {
    this.credits.load(input)
  }
}

export const leastConnections = {
  id: 'least-connections',
  number: 4,
  label: 'Least connections',
  help: 'Sends each call to the backend with the fewest calls in flight for its weight. What nginx does.',
  fields: {},
  source: 'nginx 1.22.1, ngx_http_upstream_least_conn_module.c',
  sourceUrl: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#least_conn',
  formula: 'argmin inFlight/weight, ties by smooth weighted round robin',
  deviations: 'Effective weights do not shrink after failures. Weight 0 is allowed and means: only as a last resort.',
  create: (_params, backends) => new LeastConnections(backends),
} as const satisfies BalancerMember
