/**
 * IP hash as in nginx: all clients of one /24 network go to the same backend.
 *
 * How: hash = 89, then (hash · 113 + byte) mod 6271 over the first three octets of an IPv4 address; the backend stands at
 * hash mod Σ weight in the list in which each is as wide as its weight. If it is not eligible, the same octets are mixed
 * in again, up to 20 times, then smooth weighted round robin decides.
 * Bound: the backend of a network changes only when the weights do or it is not eligible; with 6,271 hash values the
 * shares are coarse.
 * Cost: O(n) per pick; no allocation. No randomness, no time.
 * Source: nginx 1.22.1, `ngx_http_upstream_ip_hash_module.c`.
 */
import type { Random } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import { PlainBalancer } from './base'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'
import { SmoothWeightedRoundRobin } from './smooth-weighted-round-robin'
import { WeightedIndex } from './weighted-index'

const FIRST_HASH = 89
const FACTOR = 113
const MODULUS = 6271
const TRIES = 20

/** nginx's `ip_hash`. */
export class IpHash extends PlainBalancer {
  private readonly layout = new WeightedIndex()
  private readonly fallback: SmoothWeightedRoundRobin
  private readonly octets = new Uint8Array(3)

  constructor(backends: Backends) {
    super(backends)
    this.fallback = new SmoothWeightedRoundRobin(backends)
    this.rebuild()
  }

  pick(now: number, key: RoutingKey, random: Random): number {
    this.octets[0] = key.clientAddress >>> 24
    this.octets[1] = key.clientAddress >>> 16
    this.octets[2] = key.clientAddress >>> 8
    const index = this.pickFor(this.octets)
    return index === NO_BACKEND ? this.fallback.pick(now, key, random) : index
  }

  /**
   * The backend for the bytes that count (three of an IPv4, sixteen of an IPv6 address), or {@link NO_BACKEND} when
   * 21 attempts found none that is eligible.
   */
  pickFor(bytes: ArrayLike<number>): number {
    if (this.layout.total === 0) return NO_BACKEND
    let hash = FIRST_HASH
    for (let attempt = 0; attempt <= TRIES; attempt++) {
      for (let i = 0; i < bytes.length; i++) hash = (hash * FACTOR + bytes[i]!) % MODULUS
      const index = this.layout.indexOf(hash)
      if (this.backends.eligible[index] !== 0) return index
    }
    return NO_BACKEND
  }

  override rebuild(): void {
    this.layout.build(this.backends)
    this.fallback.rebuild()
  }

  override save(out: StateWriter): void {
    this.fallback.save(out)
  }

  override load(input: StateReader): void {
    this.fallback.load(input)
  }
}

export const ipHash = {
  id: 'ip-hash',
  number: 13,
  label: 'IP hash',
  help: 'All clients whose addresses share the first three numbers go to the same backend. What nginx does.',
  fields: {},
  source: 'nginx 1.22.1, ngx_http_upstream_ip_hash_module.c',
  sourceUrl: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#ip_hash',
  formula: 'hash ← (113·hash + octet) mod 6271 from 89 over 3 octets; place hash mod Σ weight',
  deviations: 'Weights that are not whole or above 256 are brought to whole numbers of nearly the same ratio.',
  create: (_params, backends) => new IpHash(backends),
} as const satisfies BalancerMember
