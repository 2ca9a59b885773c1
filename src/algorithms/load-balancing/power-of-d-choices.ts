/**
 * Power of d choices: of d distinct random backends, the one with the fewest calls in flight.
 *
 * How: a partial Fisher–Yates shuffle of the indices draws backends without replacement, ineligible ones are passed over,
 * until d are drawn or none is left; the smallest `inFlight` wins, the first drawn on a tie. The shuffle is undone
 * afterwards, so that a pick depends on the draws alone.
 * Bound: with n servers at load ρ and n → ∞ the share with at least k calls is ρ^((d^k − 1)/(d − 1)). d = 1 is random
 * choice; d ≥ n is the least busy of all.
 * Cost: O(d) while all are eligible, at most O(n); one draw for each backend looked at; no allocation. Weights are ignored.
 * Source: Mitzenmacher, "The power of two choices in randomized load balancing" (1996/2001).
 * Deviations: the d are distinct; the paper draws with replacement (the same in the limit).
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { field, number } from '../../lib/schema'
import { PlainBalancer } from './base'
import { randomIndex } from './eligible'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'

/** The least busy of d. */
export class PowerOfDChoices extends PlainBalancer {
  private readonly choices: number
  /** Indices, in ascending order between picks. */
  private order = new Int32Array(0)
  /** With which position each position was swapped in the running pick. */
  private swapped = new Int32Array(0)

  /** @param choices d, a whole number of at least 1. */
  constructor(choices: number, backends: Backends) {
    super(backends)
    this.choices = requireNumber('choices', choices, { min: 1, max: 1000, integer: true })
    this.rebuild()
  }

  pick(_now: number, _key: RoutingKey, random: Random): number {
    const { size, eligible, inFlight } = this.backends
    let best = NO_BACKEND
    let drawn = 0
    let step = 0
    for (; step < size && drawn < this.choices; step++) {
      this.swapped[step] = step + randomIndex(random, size - step)
      this.swap(step)
      const index = this.order[step]!
      if (eligible[index] === 0) continue
      drawn++
      if (best === NO_BACKEND || inFlight[index]! < inFlight[best]!) best = index
    }
    while (step > 0) this.swap(--step)
    return best
  }

  override rebuild(): void {
    this.order = Int32Array.from({ length: this.backends.size }, (_, i) => i)
    this.swapped = new Int32Array(this.backends.size)
  }

  private swap(step: number): void {
    const other = this.swapped[step]!
    const index = this.order[step]!
    this.order[step] = this.order[other]!
    this.order[other] = index
  }
}

const fields = {
  choices: field(
    1,
    'Choices',
    'How many random backends to compare. Two already do most of the good.',
    number('count', 3, { min: 1, max: 1000, integer: true }),
  ),
}

export const powerOfDChoices = {
  id: 'power-of-d-choices',
  number: 22,
  label: 'Power of d choices',
  help: 'Looks at several random backends and takes the least busy one.',
  fields,
  source: 'Mitzenmacher, The power of two choices in randomized load balancing, IEEE TPDS 12(10), 2001',
  sourceUrl: 'https://doi.org/10.1109/71.963420',
  formula: 'argmin inFlight over d distinct random eligible backends; P(≥ k calls) → ρ^((d^k − 1)/(d − 1))',
  deviations: 'The d are distinct.',
  create: (params, backends) => new PowerOfDChoices(params.choices, backends),
} as const satisfies BalancerMember<string, typeof fields>
