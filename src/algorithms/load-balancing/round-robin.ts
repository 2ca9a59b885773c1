/**
 * Round robin: each eligible backend in turn.
 *
 * How: the first eligible one at or after the position behind the last pick.
 * Bound: while the eligible set stays the same, the numbers of picks of any two backends differ by at most 1.
 * Cost: O(1), plus one step for each ineligible backend passed over; no allocation. No randomness, no time.
 * Source: the plain rotation of nginx 1.22 (`ngx_http_upstream_round_robin.c` with equal weights) and most libraries.
 * Deviations: weights are ignored.
 */
import type { Random } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import { PlainBalancer } from './base'
import { type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'

/** Each in turn, starting with the first. */
export class RoundRobin extends PlainBalancer {
  private next = 0

  pick(_now: number, _key: RoutingKey, _random: Random): number {
    const { size, eligible } = this.backends
    for (let step = 0; step < size; step++) {
      const index = (this.next + step) % size
      if (eligible[index] === 0) continue
      this.next = index + 1
      return index
    }
    return NO_BACKEND
  }

  override save(out: StateWriter): void {
    out.number(this.next)
  }

  override load(input: StateReader): void {
    this.next = input.number()
  }
}

export const roundRobin = {
  id: 'round-robin',
  number: 1,
  label: 'Round robin',
  help: 'Sends each call to the next backend in turn, whatever its load.',
  fields: {},
  source: 'nginx 1.22, ngx_http_upstream_round_robin.c, equal weights',
  sourceUrl: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#upstream',
  formula: 'next eligible index after the last pick, cyclically',
  deviations: 'Weights are ignored.',
  create: (_params, backends) => new RoundRobin(backends),
} as const satisfies BalancerMember
