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

  constructor(backends: Backends) {
    super(backends)
    this.rebuild()
  }

  pick(_now: number, _key: RoutingKey, _random: Random): number {
    const { size, eligible, weights, inFlight } = this.backends
    const isWeighted = hasWeight(this.backends)
    let first = NO_BACKEND
    let leastFlight = 0
    let leastWeight = 1
    let isTied = false
    for (let i = 0; i < size; i++) {
      const weight = isWeighted ? weights[i]! : 1
      if (eligible[i] === 0 || weight === 0) continue
      const difference = first === NO_BACKEND ? -1 : inFlight[i]! * leastWeight - leastFlight * weight
      if (difference > 0) continue
      isTied = difference === 0
      if (isTied) continue
      first = i
      leastFlight = inFlight[i]!
      leastWeight = weight
    }
    return isTied ? this.pickAmongTied(first, leastFlight, leastWeight, isWeighted) : first
  }

  override rebuild(): void {
    this.credits.resize(this.backends.size)
  }

  override save(out: StateWriter): void {
    this.credits.save(out)
  }

  override load(input: StateReader): void {
    this.credits.load(input)
  }

  /** Smooth weighted round robin among those from `first` on whose ratio equals leastFlight/leastWeight. */
  private pickAmongTied(first: number, leastFlight: number, leastWeight: number, isWeighted: boolean): number {
    const { size, eligible, weights, inFlight } = this.backends
    let best = first
    let bestCredit = -Infinity
    let total = 0
    for (let i = first; i < size; i++) {
      const weight = isWeighted ? weights[i]! : 1
      if (eligible[i] === 0 || weight === 0 || inFlight[i]! * leastWeight !== leastFlight * weight) continue
      total += weight
      const credit = this.credits.raise(i, weight)
      if (credit <= bestCredit) continue
      best = i
      bestCredit = credit
    }
    this.credits.raise(best, -total)
    return best
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
