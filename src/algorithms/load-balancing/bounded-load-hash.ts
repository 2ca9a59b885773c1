/**
 * Consistent hashing with bounded loads: each key sticks to one backend unless that one is too busy.
 *
 * How: the ring of {@link ConsistentHash}; from the key's place on, the first eligible backend whose calls in flight are
 * below ⌈c · (m + 1) / n⌉, where m calls are in flight to the n eligible backends and this one comes on top.
 * Bound: no pick ever raises a backend above ⌈c · m / n⌉ calls, m counted after the pick. As c ≥ 1, one is always below.
 * Units: c = `loadFactor`, at least 1; infinity is plain consistent hashing.
 * Cost: O(n) per pick and one step per point passed over; no allocation. Weights are ignored, nothing random.
 * Source: Mirrokni, Thorup and Zadimoghaddam, "Consistent hashing with bounded loads" (2018); HAProxy `hash-balance-factor`
 * and Envoy `hash_balance_factor` are the same idea with other rings.
 * Deviations: a call keeps its place until it ends; the paper also moves placed balls.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { field, number } from '../../lib/schema'
import { PlainBalancer } from './base'
import { buildGroupcacheRing } from './consistent-hash'
import { crc32 } from './hash-32'
import { HashRing } from './hash-ring'
import { HASH_ON, type HashOn, KeyBytes } from './key-bytes'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'

/** Parameters of {@link BoundedLoadHash}. */
export interface BoundedLoadOptions {
  /** A whole number from 1 to 10,000. */
  readonly vnodes: number
  readonly hashOn: HashOn
  /** At least 1. */
  readonly loadFactor: number
}

/** A ring that passes over busy backends. */
export class BoundedLoadHash extends PlainBalancer {
  private readonly ring = new HashRing()
  private readonly text = new KeyBytes()
  private readonly options: BoundedLoadOptions

  constructor(options: BoundedLoadOptions, backends: Backends) {
    super(backends)
    requireNumber('vnodes', options.vnodes, { min: 1, max: 10_000, integer: true })
    requireNumber('loadFactor', options.loadFactor, { min: 1 })
    this.options = options
    this.rebuild()
  }

  pick(_now: number, key: RoutingKey, _random: Random): number {
    const { size, eligible, inFlight } = this.backends
    let count = 0
    let calls = 0
    for (let i = 0; i < size; i++) {
      if (eligible[i] === 0) continue
      count++
      calls += inFlight[i]!
    }
    if (count === 0) return NO_BACKEND
    const capacity = Math.ceil((this.options.loadFactor * (calls + 1)) / count)
    const text = this.text.write(key, this.options.hashOn)
    const { ring } = this
    let position = ring.positionOf(crc32(text.bytes, text.length))
    for (let step = 0; step < ring.size; step++) {
      const owner = ring.ownerAt(position)
      if (eligible[owner] !== 0 && inFlight[owner]! < capacity) return owner
      position = position + 1 === ring.size ? 0 : position + 1
    }
    return NO_BACKEND
  }

  override rebuild(): void {
    buildGroupcacheRing(this.ring, this.backends.names.slice(0, this.backends.size), this.options.vnodes, crc32)
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
  loadFactor: field(
    3,
    'Load factor',
    'A backend takes no call while it has this many times the average in flight.',
    number('factor', 1.25, { min: 1, max: 100, scale: 'log' }),
  ),
}

export const boundedLoadHash = {
  id: 'bounded-load-hash',
  number: 18,
  label: 'Bounded-load consistent hash',
  help: 'A consistent ring on which calls pass over a backend that is much busier than the average.',
  fields,
  source: 'Mirrokni, Thorup and Zadimoghaddam, Consistent hashing with bounded loads, SODA 2018',
  sourceUrl: 'https://arxiv.org/abs/1608.01350',
  formula: 'first owner after the key with inFlight < ⌈c · (m + 1) / n⌉',
  deviations: 'Placed calls are never moved.',
  create: (params, backends) => new BoundedLoadHash(params, backends),
} as const satisfies BalancerMember<string, typeof fields>
