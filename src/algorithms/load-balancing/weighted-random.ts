/**
 * Weighted random: each eligible backend with a probability in proportion to its weight, independently of picks before.
 *
 * How: one draw on (0, Σ weight of the eligible), walked along the weights.
 * A backend of weight 0 is picked only when no eligible one has a positive weight; then all are equally probable.
 * Cost: O(n) per pick, one draw; no allocation.
 * Source: inversion of the discrete distribution (Devroye, "Non-Uniform Random Variate Generation", 1986, ch. III.2).
 */
import type { Random } from '../../lib/random'
import { PlainBalancer } from './base'
import { hasWeight } from './eligible'
import { type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'

/** Choice in proportion to the weights. */
export class WeightedRandom extends PlainBalancer {
  pick(_now: number, _key: RoutingKey, random: Random): number {
    const { size, eligible, weights } = this.backends
    const isWeighted = hasWeight(this.backends)
    let total = 0
    for (let i = 0; i < size; i++) if (eligible[i] !== 0) total += isWeighted ? weights[i]! : 1
    if (total === 0) return NO_BACKEND
    let left = random.uniform() * total
    let last = NO_BACKEND
    for (let i = 0; i < size; i++) {
      const weight = isWeighted ? weights[i]! : 1
      if (eligible[i] === 0 || weight === 0) continue
      // The last candidate also takes what rounding leaves over.
      last = i
      left -= weight
      if (left < 0) break
    }
    return last
  }
}

export const weightedRandom = {
  id: 'weighted-random',
  number: 8,
  label: 'Weighted random',
  help: 'Any backend, with a probability in proportion to its weight.',
  fields: {},
  source: 'Devroye, Non-Uniform Random Variate Generation, 1986, ch. III.2 (inversion)',
  sourceUrl: 'http://luc.devroye.org/rnbookindex.html',
  formula: 'P(i) = weightᵢ / Σ weight of the eligible',
  deviations: 'Weight 0 is allowed and means: only as a last resort.',
  create: (_params, backends) => new WeightedRandom(backends),
} as const satisfies BalancerMember
