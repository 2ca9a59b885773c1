/**
 * Ketama: the consistent ring of the memcached clients, in the dialect of libmemcached.
 *
 * How, unweighted: 100 points a backend at oneAtATime(name + "-" + i), keys by the same hash. Weighted: 4·⌊40·n·wᵢ/Σw⌋
 * points, four from each MD5 of name + "-" + i, keys by the first four bytes of their MD5. The first point at or after the
 * key's hash wins. A name that ends in ":11211" is used without it.
 * Bound: removing a backend moves only its own keys, adding one moves keys only to it (unweighted; weighted, the number of
 * points of all depends on the average weight).
 * Cost: O(1) expected per pick, more while backends are ineligible, and an MD5 for a key not seen lately; no allocation.
 * Nothing random.
 * Source: libmemcached 1.1.4 `hosts.cc` (`update_continuum`), `hash.cc`. Shares are computed in single precision as there.
 * Deviations: points of an ineligible backend are passed over; libmemcached rebuilds without it.
 */
import type { Random } from '../../lib/random'
import { boolean, field } from '../../lib/schema'
import { PlainBalancer } from './base'
import { eligibleAt } from './eligible'
import { oneAtATime } from './hash-32'
import { HashMemo } from './hash-memo'
import { HashRing } from './hash-ring'
import { HASH_ON, type HashOn, utf8 } from './key-bytes'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'
import { md5 } from './md5'

const POINTS_UNWEIGHTED = 100
const DIGESTS_PER_AVERAGE_BACKEND = 40
const POINTS_PER_DIGEST = 4
const DEFAULT_PORT = ':11211'

/** libmemcached's ketama. */
export class Ketama extends PlainBalancer {
  private readonly isWeighted: boolean
  private readonly ring = new HashRing()
  private readonly memo: HashMemo
  private readonly digest = new Int32Array(4)

  constructor(isWeighted: boolean, hashOn: HashOn, backends: Backends) {
    super(backends)
    this.isWeighted = isWeighted
    this.memo = new HashMemo(hashOn, (bytes, length) => this.hashOf(bytes, length))
    this.rebuild()
  }

  pick(_now: number, key: RoutingKey, _random: Random): number {
    return this.pickByHash(this.memo.of(key))
  }

  /** The backend for a text of `length` bytes. */
  pickFor(bytes: Uint8Array, length: number): number {
    return this.pickByHash(this.hashOf(bytes, length))
  }

  override rebuild(): void {
    const { size, names, weights } = this.backends
    const hashes: number[] = []
    const owners: number[] = []
    let total = 0
    for (let i = 0; i < size; i++) total += weights[i]!
    for (let owner = 0; owner < size; owner++) {
      const name = names[owner]!
      const host = name.endsWith(DEFAULT_PORT) ? name.slice(0, -DEFAULT_PORT.length) : name
      const weight = total === 0 ? 1 / size : Math.fround(Math.fround(weights[owner]!) / Math.fround(total))
      const count = this.isWeighted ? digestsFor(weight, size) : POINTS_UNWEIGHTED
      for (let i = 0; i < count; i++) {
        const bytes = utf8(`${host}-${i}`)
        hashes.push(this.hashOf(bytes, bytes.length))
        owners.push(owner)
        for (let part = 1; this.isWeighted && part < POINTS_PER_DIGEST; part++) {
          hashes.push(this.digest[part]! >>> 0)
          owners.push(owner)
        }
      }
    }
    this.ring.build(hashes, owners, 'first')
  }

  private pickByHash(hash: number): number {
    const index = this.ring.eligibleOwnerOf(hash, this.backends)
    // A backend of little weight may have no point at all.
    return index === NO_BACKEND ? eligibleAt(this.backends, 0) : index
  }

  private hashOf(bytes: Uint8Array, length: number): number {
    if (!this.isWeighted) return oneAtATime(bytes, length)
    md5(bytes, length, this.digest)
    return this.digest[0]! >>> 0
  }
}

/** Number of digests for a backend with this share of the weight, among `size`. */
function digestsFor(share: number, size: number): number {
  const scaled = Math.fround(Math.fround(share * DIGESTS_PER_AVERAGE_BACKEND) * Math.fround(size))
  return Math.floor(scaled + 1e-10)
}

const fields = {
  weighted: field(1, 'Weighted', 'Gives each backend points in proportion to its weight.', boolean(true)),
  hashOn: field(2, 'Hash on', 'What decides where a call goes: the address of the client or the key.', HASH_ON),
}

export const ketama = {
  id: 'ketama',
  number: 17,
  label: 'Ketama',
  help: 'The consistent ring that memcached clients use; few keys move when a cache server comes or goes.',
  fields,
  source: 'libmemcached 1.1.4, hosts.cc and hash.cc',
  sourceUrl: 'https://github.com/awesomized/libmemcached',
  formula: 'first point at or after the hash; MD5 (weighted) or one-at-a-time',
  deviations: 'Points of a backend that may not be picked are passed over instead of rebuilding the ring.',
  create: (params, backends) => new Ketama(params.weighted, params.hashOn, backends),
} as const satisfies BalancerMember<string, typeof fields>
