/**
 * Static round robin: walks a fixed table in which each backend stands as often as its weight says.
 *
 * How: see {@link WeightMap}; weights 5, 1, 1 give a a a b a a c. When the eligible set changes the table is computed
 * afresh and the walk goes on at its old place, or at the start if that place is gone.
 * Bound: in each run of (number of slots) picks with a fixed eligible set, every backend is picked weight/gcd times.
 * Cost: O(n) per pick to notice a change of the eligible set; no allocation then. No randomness, no time.
 * Source: HAProxy 2.6, `balance static-rr` (`map_get_server_rr` in `src/lb_map.c`).
 */
import type { Random } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import { PlainBalancer } from './base'
import { type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'
import { WeightMap } from './weight-map'

/** HAProxy's `static-rr`. */
export class StaticRoundRobin extends PlainBalancer {
  private readonly map = new WeightMap()
  private next = 0

  pick(_now: number, _key: RoutingKey, _random: Random): number {
    const slots = this.map.refresh(this.backends)
    if (slots === 0) return NO_BACKEND
    if (this.next >= slots) this.next = 0
    return this.map.at(this.next++)
  }

  override rebuild(): void {
    this.map.forget()
  }

  override save(out: StateWriter): void {
    out.number(this.next)
  }

  override load(input: StateReader): void {
    this.next = input.number()
  }
}

export const staticRoundRobin = {
  id: 'static-round-robin',
  number: 9,
  label: 'Static round robin',
  help: 'Walks a fixed table built from the weights. HAProxy calls it static-rr.',
  fields: {},
  source: 'HAProxy 2.6, balance static-rr, src/lb_map.c',
  sourceUrl: 'https://docs.haproxy.org/2.6/configuration.html#4-balance',
  formula: 'slot[next], slots spread by floor((score + Σ weight) / Σ weight)',
  deviations: 'Weights that are not whole or above 256 are brought to whole numbers of nearly the same ratio.',
  create: (_params, backends) => new StaticRoundRobin(backends),
} as const satisfies BalancerMember
