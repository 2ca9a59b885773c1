/**
 * Consistent hashing: each key sticks to one backend, and a change of the backends moves few keys.
 *
 * How: every backend owns `vnodes` points on a ring of 2^32 places, at crc32(decimal(i) + name) for i = 0, 1, …; a call
 * goes to the owner of the first point at or after crc32(text of its key). Points of ineligible backends are passed over.
 * Bound: removing a backend moves only its own keys, adding one moves keys only to it. The share of a backend deviates from
 * 1/n by about 1/√vnodes of it.
 * Cost: O(1) expected per pick, more while backends are ineligible; no allocation. Weights are ignored, nothing random.
 * Source: golang/groupcache `consistenthash` (8c9f03a); Karger et al., "Consistent hashing and random trees" (1997).
 * Deviations: groupcache itself only drops a dead peer from its list; passing over its points gives the same owners.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { field, number } from '../../lib/schema'
import { PlainBalancer } from './base'
import { crc32 } from './hash-32'
import { HashRing } from './hash-ring'
import { HASH_ON, type HashOn, KeyBytes, utf8 } from './key-bytes'
import type { Backends, BalancerMember, RoutingKey } from './load-balancing'

/** Hash of a byte string to [0, 2^32). */
export type Hash32 = (bytes: Uint8Array, length: number) => number

/** Fills a ring with `vnodes` points a name, at hash(decimal(i) + name). A later point replaces an equal earlier one. */
export function buildGroupcacheRing(ring: HashRing, names: readonly string[], vnodes: number, hash: Hash32): void {
  const hashes: number[] = []
  const owners: number[] = []
  names.forEach((name, owner) => {
    for (let i = 0; i < vnodes; i++) {
      const bytes = utf8(`${i}${name}`)
      hashes.push(hash(bytes, bytes.length))
      owners.push(owner)
    }
  })
  ring.build(hashes, owners, 'last')
}

/** groupcache's ring. */
export class ConsistentHash extends PlainBalancer {
  private readonly ring = new HashRing()
  private readonly text = new KeyBytes()
  private readonly vnodes: number
  private readonly hashOn: HashOn
  private readonly hash: Hash32

  /** @param vnodes points of each backend, a whole number from 1 to 10,000. @param hash groupcache lets callers choose it. */
  constructor(vnodes: number, hashOn: HashOn, backends: Backends, hash: Hash32 = crc32) {
    super(backends)
    this.hash = hash
    this.vnodes = requireNumber('vnodes', vnodes, { min: 1, max: 10_000, integer: true })
    this.hashOn = hashOn
    this.rebuild()
  }

  pick(_now: number, key: RoutingKey, _random: Random): number {
    const text = this.text.write(key, this.hashOn)
    return this.pickFor(text.bytes, text.length)
  }

  /** The backend for a text of `length` bytes. */
  pickFor(bytes: Uint8Array, length: number): number {
    return this.ring.eligibleOwnerOf(this.hash(bytes, length), this.backends)
  }

  override rebuild(): void {
    buildGroupcacheRing(this.ring, this.backends.names.slice(0, this.backends.size), this.vnodes, this.hash)
  }
}

const fields = {
  vnodes: field(
    1,
    'Points per backend',
    'Points that each backend has on the ring. More points share more evenly and cost memory.',
    number('count', 160, { min: 1, max: 10_000, integer: true, scale: 'log' }),
  ),
  hashOn: field(2, 'Hash on', 'What decides where a call goes: the address of the client or the key.', HASH_ON),
}

export const consistentHash = {
  id: 'consistent-hash',
  number: 7,
  label: 'Consistent hash',
  help: 'Each key sticks to one backend; when a backend comes or goes, only its own keys move.',
  fields,
  source: 'golang/groupcache consistenthash 8c9f03a; Karger et al. 1997',
  sourceUrl: 'https://github.com/golang/groupcache/blob/master/consistenthash/consistenthash.go',
  formula: 'owner of the first point crc32(i + name) at or after crc32(key)',
  deviations: 'Points of a backend that may not be picked are passed over instead of rebuilding the ring.',
  create: (params, backends) => new ConsistentHash(params.vnodes, params.hashOn, backends),
} as const satisfies BalancerMember<string, typeof fields>
