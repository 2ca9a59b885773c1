/**
 * Smooth weighted round robin: in turn by weight, spread evenly.
 *
 * How: see {@link SmoothWeights}; all eligible backends are candidates at each pick. Weights 5, 1, 1 give a a b a c a a.
 * Bound: in each run of (sum of weights) picks with a fixed eligible set, every backend is picked its weight in times.
 * A backend of weight 0 is picked only when no eligible one has a positive weight; then all count as 1.
 * Cost: O(n) per pick; no allocation. No randomness, no time.
 * Source: nginx 1.22.1, `ngx_http_upstream_round_robin.c`, `ngx_http_upstream_get_peer`.
 * Deviations: effective weights do not shrink after failures; that belongs to outlier ejection.
 */
import type { Random } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import { PlainBalancer } from './base'
import { hasWeight } from './eligible'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'
import { SmoothWeights } from './smooth-weights'

/** nginx's default balancer. */
export class SmoothWeightedRoundRobin extends PlainBalancer {
  private readonly credits = new SmoothWeights()

  constructor(backends: Backends) {
    super(backends)
    this.rebuild()
  }

  pick(_now: number, _key: RoutingKey, _random: Random): number {
    const { size, eligible, weights } = this.backends
    const isWeighted = hasWeight(this.backends)
    let best = NO_BACKEND
    let bestCredit = -Infinity
    let total = 0
    for (let i = 0; i < size; i++) {
      const weight = isWeighted ? weights[i]! : 1
      if (eligible[i] === 0 || weight === 0) continue
      total += weight
      const credit = this.credits.raise(i, weight)
      if (credit <= bestCredit) continue
      best = i
      bestCredit = credit
    }
    if (best !== NO_BACKEND) this.credits.raise(best, -total)
    return best
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
}

export const smoothWeightedRoundRobin = {
  id: 'smooth-weighted-round-robin',
  number: 2,
  label: 'Smooth weighted round robin',
  help: 'In turn, by weight, without sending several calls in a row to the heaviest backend. What nginx does.',
  fields: {},
  source: 'nginx 1.22.1, ngx_http_upstream_round_robin.c',
  sourceUrl: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#upstream',
  formula: 'creditᵢ += weightᵢ; pick the largest credit; its credit −= Σ weight',
  deviations: 'Effective weights do not shrink after failures. Weight 0 is allowed and means: only as a last resort.',
  create: (_params, backends) => new SmoothWeightedRoundRobin(backends),
} as const satisfies BalancerMember
