/**
 * Random: each eligible backend with the same probability, independently of all picks before.
 *
 * How: one draw over all backends; if that one is not eligible, a second draw over the eligible ones. Both steps are
 * uniform, so the result is.
 * Bound: with n backends and m calls at once the largest share grows like ln n / ln ln n for m = n (balls into bins).
 * Cost: O(1) while all are eligible, otherwise O(n) at times; one or two draws; no allocation.
 * Source: Envoy 1.3x, `random` policy; Raab and Steger, "Balls into bins" (1998), for the bound.
 */
import type { Random as RandomSource } from '../../lib/random'
import { PlainBalancer } from './base'
import { countEligible, eligibleAt, randomIndex } from './eligible'
import { type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'

/** Uniform choice. */
export class RandomChoice extends PlainBalancer {
  pick(_now: number, _key: RoutingKey, random: RandomSource): number {
    const { size, eligible } = this.backends
    if (size === 0) return NO_BACKEND
    const first = randomIndex(random, size)
    if (eligible[first] !== 0) return first
    const count = countEligible(this.backends)
    return count === 0 ? NO_BACKEND : eligibleAt(this.backends, randomIndex(random, count))
  }
}

export const randomChoice = {
  id: 'random',
  number: 3,
  label: 'Random',
  help: 'Any backend with the same probability. Needs no state, but some backends get bursts.',
  fields: {},
  source: 'Envoy, load balancing policy "random"',
  sourceUrl:
    'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/load_balancers#random',
  formula: 'P(i) = 1 / number of eligible backends',
  deviations: '',
  create: (_params, backends) => new RandomChoice(backends),
} as const satisfies BalancerMember
