/**
 * Source address and port: all calls of one connection of a client go to the same backend.
 *
 * How: bucket = top 8 bits of (address + port) · 0x61C88647 mod 2^32 in a table of 256 buckets filled with the backends in
 * turn, each as often in a row as its weight says. If the backend there is not eligible, the buckets at
 * (hash + offset) mod 256 follow for offset = hash, hash + 1, … ; at last the first eligible backend.
 * Bound: a client that opens new connections is spread; all calls over one connection stay together.
 * Cost: O(1) while all are eligible; no allocation. No randomness, no time.
 * Source: Linux `net/netfilter/ipvs/ip_vs_sh.c` with the flags sh-port and sh-fallback; `hash_32` of `linux/hash.h`.
 * Deviations: the last step, which makes a pick exist even where 256 buckets did not suffice for all backends.
 */
import type { Random } from '../../lib/random'
import { PlainBalancer } from './base'
import { eligibleAt } from './eligible'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'
import { wholeWeights } from './weight-map'

const BUCKETS = 256
const GOLDEN_RATIO = 0x61c88647

/** IPVS `sh` with port and fallback. */
export class SourceAddressAndPort extends PlainBalancer {
  private readonly buckets = new Int32Array(BUCKETS)

  constructor(backends: Backends) {
    super(backends)
    this.rebuild()
  }

  pick(_now: number, key: RoutingKey, _random: Random): number {
    if (this.backends.size === 0) return NO_BACKEND
    const { eligible } = this.backends
    const hash = Math.imul(key.clientAddress + key.clientPort, GOLDEN_RATIO) >>> 24
    const first = this.buckets[hash]!
    if (eligible[first] !== 0) return first
    for (let step = 0; step < BUCKETS; step++) {
      const offset = (step + hash) % BUCKETS
      const other = this.buckets[(hash + offset) % BUCKETS]!
      if (eligible[other] !== 0) return other
    }
    return eligibleAt(this.backends, 0)
  }

  override rebuild(): void {
    const { size } = this.backends
    if (size === 0) return
    const weights = wholeWeights(this.backends)
    let index = weights.findIndex((weight) => weight > 0)
    let placed = 0
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      this.buckets[bucket] = index
      if (++placed < weights[index]!) continue
      placed = 0
      do index = (index + 1) % size
      while (weights[index] === 0)
    }
  }
}

export const sourceAddressAndPort = {
  id: 'source-address-and-port',
  number: 14,
  label: 'Source address and port',
  help: 'All calls over one connection go to the same backend; one client with many connections is spread.',
  fields: {},
  source: 'Linux, net/netfilter/ipvs/ip_vs_sh.c, flags sh-port and sh-fallback',
  sourceUrl: 'https://github.com/torvalds/linux/blob/master/net/netfilter/ipvs/ip_vs_sh.c',
  formula: 'bucket[((address + port) · 0x61C88647 mod 2^32) >> 24]',
  deviations: 'Where no bucket holds an eligible backend, the first eligible one is picked.',
  create: (_params, backends) => new SourceAddressAndPort(backends),
} as const satisfies BalancerMember
