/**
 * Header hash as in HAProxy: all calls with the same key go to the same backend.
 *
 * How: a 32-bit hash of the text of the key, optionally avalanched. Map-based: hash mod the slots of {@link WeightMap}.
 * Consistent: each backend has 16 points per unit of weight at avalanche(4096·number + i) on a ring, and the nearest point
 * wins, the one below on a tie.
 * Bound: consistent, a change moves keys only from or to the changed backend (and only to neighbours on the ring); map-based,
 * nearly all keys move.
 * Cost: map-based O(n), consistent O(1) expected, more while backends are ineligible; no allocation. Nothing random.
 * Source: HAProxy 2.6, `balance hdr()`, `hash-type` (`gen_hash`, `src/lb_map.c`, `src/lb_chash.c`).
 * Deviations: the number of a backend is its index + 1, as for servers without an id of their own.
 */
import type { Random } from '../../lib/random'
import { boolean, choice, field } from '../../lib/schema'
import { PlainBalancer } from './base'
import { eligibleAt } from './eligible'
import { avalanche, crc32, djb2, sdbm, wt6 } from './hash-32'
import { remainder } from './hash-64'
import { HashRing } from './hash-ring'
import { KeyBytes } from './key-bytes'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'
import { WeightMap, wholeWeights } from './weight-map'

/** Distance between the numbers from which two backends' points are made (SRV_EWGHT_RANGE). */
const NUMBERS_PER_BACKEND = 4096
/** Points per unit of weight (BE_WEIGHT_SCALE). */
const POINTS_PER_WEIGHT = 16

const HASH_FUNCTIONS = { sdbm, djb2, wt6, crc32: (bytes: Uint8Array, length: number) => crc32(bytes, length) }

/** How a hash becomes a backend, which hash, and whether its bits are mixed. */
export interface HeaderHashOptions {
  readonly method: 'map-based' | 'consistent'
  readonly hashFunction: keyof typeof HASH_FUNCTIONS
  readonly avalanche: boolean
}

/** HAProxy's `hdr()` and other text hashes. */
export class HeaderHash extends PlainBalancer {
  private readonly map = new WeightMap()
  private readonly ring = new HashRing()
  private readonly text = new KeyBytes()
  private readonly options: HeaderHashOptions
  private readonly hash: (bytes: Uint8Array, length: number) => number

  constructor(options: HeaderHashOptions, backends: Backends) {
    super(backends)
    this.options = options
    this.hash = HASH_FUNCTIONS[options.hashFunction]
    this.rebuild()
  }

  pick(_now: number, key: RoutingKey, _random: Random): number {
    const text = this.text.write(key, 'key')
    return this.pickFor(text.bytes, text.length)
  }

  /** The backend for a text of `length` bytes. */
  pickFor(bytes: Uint8Array, length: number): number {
    const hash = this.hash(bytes, length)
    return this.pickByHash(this.options.avalanche ? avalanche(hash) : hash)
  }

  /** The backend for a hash that is ready to use. */
  pickByHash(hash: number): number {
    if (this.options.method === 'consistent') return this.nearest(hash)
    const slots = this.map.refresh(this.backends)
    return slots === 0 ? NO_BACKEND : this.map.at(remainder(hash, slots))
  }

  override rebuild(): void {
    this.map.forget()
    if (this.options.method === 'consistent') this.buildRing()
  }

  private buildRing(): void {
    const hashes: number[] = []
    const owners: number[] = []
    wholeWeights(this.backends).forEach((weight, owner) => {
      for (let i = 0; i < weight * POINTS_PER_WEIGHT; i++) {
        hashes.push(avalanche((owner + 1) * NUMBERS_PER_BACKEND + i))
        owners.push(owner)
      }
    })
    this.ring.build(hashes, owners, 'first')
  }

  /** Owner of the nearest point of an eligible backend. */
  private nearest(hash: number): number {
    const { ring, backends } = this
    const start = ring.size === 0 ? 0 : ring.positionOf(hash)
    let above = start
    let steps = 0
    while (steps < ring.size && backends.eligible[ring.ownerAt(above)] === 0) {
      above = above + 1 === ring.size ? 0 : above + 1
      steps++
    }
    // No point left: only backends of weight 0 may be eligible.
    if (steps === ring.size) return eligibleAt(backends, 0)
    let below = start
    do below = below === 0 ? ring.size - 1 : below - 1
    while (backends.eligible[ring.ownerAt(below)] === 0)
    const down = (hash - ring.hashAt(below)) >>> 0
    const up = (ring.hashAt(above) - hash) >>> 0
    return ring.ownerAt(down <= up ? below : above)
  }
}

const fields = {
  method: field(
    1,
    'Method',
    'Map-based shares exactly by weight, but nearly all keys move when a backend comes or goes.',
    choice(
      [
        { id: 'map-based', number: 1, label: 'Map-based' },
        { id: 'consistent', number: 2, label: 'Consistent' },
      ],
      'map-based',
    ),
  ),
  hashFunction: field(
    2,
    'Hash function',
    'How the text of the key becomes a number.',
    choice(
      [
        { id: 'sdbm', number: 1, label: 'sdbm' },
        { id: 'djb2', number: 2, label: 'djb2' },
        { id: 'wt6', number: 3, label: 'wt6' },
        { id: 'crc32', number: 4, label: 'CRC-32' },
      ],
      'sdbm',
    ),
  ),
  avalanche: field(3, 'Avalanche', 'Mixes the bits of the hash, so that similar keys spread.', boolean(false)),
}

export const headerHash = {
  id: 'header-hash',
  number: 15,
  label: 'Header hash',
  help: 'All calls with the same key go to the same backend, by a hash of its text. What HAProxy does with a header.',
  fields,
  source: 'HAProxy 2.6, balance hdr(), hash-type',
  sourceUrl: 'https://docs.haproxy.org/2.6/configuration.html#4-hash-type',
  formula: 'map[h mod Σ weight], or the nearest ring point to h',
  deviations: 'Backends are numbered by position.',
  create: (params, backends) => new HeaderHash(params, backends),
} as const satisfies BalancerMember<string, typeof fields>
