/**
 * Source hash: all calls of one client address go to the same backend.
 *
 * How: the 32-bit address itself, optionally avalanched, modulo the number of slots of a map in which each eligible
 * backend stands as often as its weight says (see {@link WeightMap}).
 * Bound: while the eligible set and the weights stay the same, so does the backend of an address. When one of n equal
 * backends goes, about (n − 1)/n of all addresses change backend: the map is not consistent.
 * Cost: O(n) per pick to notice a change of the eligible set; no allocation then. No randomness, no time.
 * Source: HAProxy 2.6, `balance source` with `hash-type map-based` (`get_server_sh`, `src/lb_map.c`).
 * Deviations: IPv4 only. Clients behind one address translator look like one client, as in reality.
 */
import type { Random } from '../../lib/random'
import { boolean, field } from '../../lib/schema'
import { PlainBalancer } from './base'
import { avalanche } from './hash-32'
import { remainder } from './hash-64'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'
import { WeightMap } from './weight-map'

/** HAProxy's `balance source`, map-based. */
export class SourceHash extends PlainBalancer {
  private readonly map = new WeightMap()
  private readonly isAvalanched: boolean

  constructor(isAvalanched: boolean, backends: Backends) {
    super(backends)
    this.isAvalanched = isAvalanched
  }

  pick(_now: number, key: RoutingKey, _random: Random): number {
    const slots = this.map.refresh(this.backends)
    if (slots === 0) return NO_BACKEND
    const address = key.clientAddress >>> 0
    return this.map.at(remainder(this.isAvalanched ? avalanche(address) : address, slots))
  }

  override rebuild(): void {
    this.map.forget()
  }
}

const fields = {
  avalanche: field(1, 'Avalanche', 'Mixes the bits of the address first, so that neighbours spread.', boolean(false)),
}

export const sourceHash = {
  id: 'source-hash',
  number: 6,
  label: 'Source hash',
  help: 'All calls of one client address go to the same backend, until the set of backends changes.',
  fields,
  source: 'HAProxy 2.6, balance source, hash-type map-based',
  sourceUrl: 'https://docs.haproxy.org/2.6/configuration.html#4-balance',
  formula: 'map[address mod Σ weight], map rebuilt from the eligible backends',
  deviations: 'IPv4 only.',
  create: (params, backends) => new SourceHash(params.avalanche, backends),
} as const satisfies BalancerMember<string, typeof fields>
