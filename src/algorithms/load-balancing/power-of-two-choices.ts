/**
 * Power of two choices: of two distinct random backends, the one with fewer calls in flight.
 *
 * How: draw an unordered pair of distinct eligible backends uniformly; the smaller `inFlight` wins, on a tie the one
 * drawn first (which is either of the two with probability one half). If the first pair holds an ineligible backend, a
 * second pair is drawn among the eligible ones only; both steps are uniform over pairs, so the result is.
 * Bound: with n servers at load ρ and n → ∞ the share with at least k calls is ρ^(2^k − 1), against ρ^k for one choice.
 * Cost: O(1) while all are eligible, otherwise O(n) at times; two or four draws; no allocation. Weights are ignored.
 * Source: Mitzenmacher, "The power of two choices in randomized load balancing" (1996/2001); Vvedenskaya, Dobrushin and
 * Karpelevich (1996) for the limit.
 */
import type { Random } from '../../lib/random'
import { PlainBalancer } from './base'
import { countEligible, eligibleAt, randomIndex } from './eligible'
import { type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'

/** The less busy of two. */
export class PowerOfTwoChoices extends PlainBalancer {
  pick(_now: number, _key: RoutingKey, random: Random): number {
    const { size, eligible } = this.backends
    if (size >= 2) {
      const first = randomIndex(random, size)
      const second = otherIndex(random, size, first)
      if (eligible[first] !== 0 && eligible[second] !== 0) return this.lessBusy(first, second)
    }
    const count = countEligible(this.backends)
    if (count === 0) return NO_BACKEND
    if (count === 1) return eligibleAt(this.backends, 0)
    const first = randomIndex(random, count)
    const second = otherIndex(random, count, first)
    return this.lessBusy(eligibleAt(this.backends, first), eligibleAt(this.backends, second))
  }

  private lessBusy(first: number, second: number): number {
    return this.backends.inFlight[second]! < this.backends.inFlight[first]! ? second : first
  }
}

/** A whole number, uniform on [0, n) without `taken`. One draw. */
export function otherIndex(random: Random, n: number, taken: number): number {
  const index = randomIndex(random, n - 1)
  return index < taken ? index : index + 1
}

export const powerOfTwoChoices = {
  id: 'power-of-two-choices',
  number: 5,
  label: 'Power of two choices',
  help: 'Looks at two random backends and takes the less busy one. Nearly as even as least connections, far cheaper.',
  fields: {},
  source: 'Mitzenmacher, The power of two choices in randomized load balancing, IEEE TPDS 12(10), 2001',
  sourceUrl: 'https://doi.org/10.1109/71.963420',
  formula: 'argmin inFlight over two distinct random eligible backends; P(≥ k calls) → ρ^(2^k − 1)',
  deviations: 'The two are distinct, as in implementations; the paper draws with replacement (the same in the limit).',
  create: (_params, backends) => new PowerOfTwoChoices(backends),
} as const satisfies BalancerMember
