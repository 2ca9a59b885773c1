/**
 * Key hash as in nginx: all calls with the same key go to the same backend.
 *
 * How, plain: place = ((crc32(text) >> 16) & 0x7fff) mod Σ weight in the list in which each backend is as wide as its
 * weight; if the one there is not eligible, the attempt's number is put before the text and the new hash added, up to 20
 * times, then smooth weighted round robin decides. How, consistent: each backend has 160 points per unit of weight, each
 * the crc32 of HOST, a zero byte, PORT and the four bytes of the point before; the first point at or after crc32(text)
 * wins, those of ineligible backends passed over.
 * Bound: consistent, a change moves keys only from or to the changed backend; plain, nearly all keys move when Σ weight
 * changes, but only the keys of a backend that is merely ineligible.
 * Cost: plain O(n), consistent O(1) expected, more while backends are ineligible; no allocation. Nothing random.
 * Source: nginx 1.22.1, `ngx_http_upstream_hash_module.c`.
 * Deviations: the consistent walk does not give up after 20 points.
 */
import type { Random } from '../../lib/random'
import { boolean, field } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import { PlainBalancer } from './base'
import { crc32 } from './hash-32'
import { HashRing } from './hash-ring'
import { KeyBytes, utf8 } from './key-bytes'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'
import { SmoothWeightedRoundRobin } from './smooth-weighted-round-robin'
import { wholeWeights } from './weight-map'
import { WeightedIndex } from './weighted-index'

const TRIES = 20
const POINTS_PER_WEIGHT = 160

/** nginx's `hash $key` and `hash $key consistent`. */
export class KeyHash extends PlainBalancer {
  private readonly isConsistent: boolean
  private readonly layout = new WeightedIndex()
  private readonly ring = new HashRing()
  private readonly text = new KeyBytes()
  private readonly attemptText = new KeyBytes()
  private readonly fallback: SmoothWeightedRoundRobin

  constructor(isConsistent: boolean, backends: Backends) {
    super(backends)
    this.isConsistent = isConsistent
    this.fallback = new SmoothWeightedRoundRobin(backends)
    this.rebuild()
  }

  pick(now: number, key: RoutingKey, random: Random): number {
    const text = this.text.write(key, 'key')
    const index = this.pickFor(text.bytes, text.length)
    return index === NO_BACKEND ? this.fallback.pick(now, key, random) : index
  }

  /** The backend for a text of `length` bytes, or {@link NO_BACKEND} where round robin has to decide. */
  pickFor(bytes: Uint8Array, length: number): number {
    if (this.layout.total === 0 || length === 0) return NO_BACKEND
    if (this.isConsistent) return this.ring.eligibleOwnerOf(crc32(bytes, length), this.backends)
    let hash = 0
    for (let attempt = 0; attempt <= TRIES; attempt++) {
      const prefix = this.attemptText.writeNumber(attempt)
      const start = attempt === 0 ? 0 : crc32(prefix.bytes, prefix.length)
      hash += (crc32(bytes, length, start) >>> 16) & 0x7fff
      const index = this.layout.indexOf(hash)
      if (this.backends.eligible[index] !== 0) return index
    }
    return NO_BACKEND
  }

  override rebuild(): void {
    this.layout.build(this.backends)
    this.fallback.rebuild()
    if (this.isConsistent) this.buildRing()
  }

  override save(out: StateWriter): void {
    this.fallback.save(out)
  }

  override load(input: StateReader): void {
    this.fallback.load(input)
  }

  private buildRing(): void {
    const hashes: number[] = []
    const owners: number[] = []
    const previous = new Uint8Array(4)
    wholeWeights(this.backends).forEach((weight, owner) => {
      const [, host = '', port = ''] = /^(.*?)(?::(\d*))?$/s.exec(this.backends.names[owner]!) ?? []
      const start = crc32(utf8(`${host}\0${port}`))
      previous.fill(0)
      for (let i = 0; i < weight * POINTS_PER_WEIGHT; i++) {
        const point = crc32(previous, 4, start)
        hashes.push(point)
        owners.push(owner)
        for (let byte = 0; byte < 4; byte++) previous[byte] = point >>> (8 * byte)
      }
    })
    this.ring.build(hashes, owners, 'first')
  }
}

const fields = {
  consistent: field(
    1,
    'Consistent',
    'Puts the backends on a ring, so that few keys move when one comes or goes.',
    boolean(false),
  ),
}

export const keyHash = {
  id: 'key-hash',
  number: 16,
  label: 'Key hash',
  help: 'All calls with the same key go to the same backend, by a checksum of its text. What nginx does.',
  fields,
  source: 'nginx 1.22.1, ngx_http_upstream_hash_module.c',
  sourceUrl: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#hash',
  formula: 'place ((crc32 >> 16) & 0x7fff) mod Σ weight, or the first ring point at or after crc32',
  deviations: 'The consistent walk passes over any number of ineligible points.',
  create: (params, backends) => new KeyHash(params.consistent, backends),
} as const satisfies BalancerMember<string, typeof fields>
