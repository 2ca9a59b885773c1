/**
 * Jump consistent hash: a key and a number of backends give one of them, without any table.
 *
 * How: a linear congruential generator x ← 2862933555777941757·x + 1 (mod 2^64), seeded with the key, gives one uniform
 * number u per step; from candidate b the next one is ⌊(b + 1)/u⌋, until that is not below n. A key whose backend is not
 * eligible is hashed once more, by the generator's next state, among the eligible ones.
 * Bound: going from n to n + 1 backends moves a key with probability 1/(n + 1), and only to the new, last one. A backend can
 * leave only at the end of the list without moving others; one that is merely ineligible moves its own keys.
 * Cost: O(log n) expected; O(n) at times while backends are ineligible; no allocation. Weights are ignored, nothing random.
 * Source: Lamping and Veach, "A fast, minimal memory, consistent hash algorithm" (2014), figure 1 with the constants of
 * Guava 31.1 `Hashing.consistentHash`.
 */
import type { Random } from '../../lib/random'
import { field } from '../../lib/schema'
import { PlainBalancer } from './base'
import { countEligible, eligibleAt } from './eligible'
import { Word64 } from './hash-64'
import { HASH_ON, type HashOn } from './key-bytes'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'

const MULTIPLIER_HIGH = 0x27bb2ee6
const MULTIPLIER_LOW = 0x87b0b0fd
const TWO_31 = 2147483648

/** Bucket of the key in `state` among `buckets` ≥ 1; advances the state. */
export function jump(state: Word64, buckets: number): number {
  let candidate = 0
  let next = 0
  while (next < buckets) {
    candidate = next
    state.multiply(MULTIPLIER_HIGH, MULTIPLIER_LOW).increment()
    next = Math.floor(((candidate + 1) * TWO_31) / ((state.high >>> 1) + 1))
  }
  return candidate
}

/** Jump hashing over the backends in their order. */
export class JumpHash extends PlainBalancer {
  private readonly hashOn: HashOn
  private readonly state = new Word64()

  constructor(hashOn: HashOn, backends: Backends) {
    super(backends)
    this.hashOn = hashOn
  }

  pick(_now: number, key: RoutingKey, _random: Random): number {
    const { size, eligible } = this.backends
    if (size === 0) return NO_BACKEND
    this.state.setNumber(this.hashOn === 'key' ? key.key : key.clientAddress >>> 0)
    const index = jump(this.state, size)
    if (eligible[index] !== 0) return index
    const count = countEligible(this.backends)
    return count === 0 ? NO_BACKEND : eligibleAt(this.backends, jump(this.state, count))
  }
}

const fields = {
  hashOn: field(1, 'Hash on', 'What decides where a call goes: the address of the client or the key.', HASH_ON),
}

export const jumpHash = {
  id: 'jump-hash',
  number: 19,
  label: 'Jump hash',
  help: 'Spreads keys perfectly evenly without a table; backends can be added and removed only at the end of the list.',
  fields,
  source: 'Lamping and Veach, A fast, minimal memory, consistent hash algorithm, 2014; Guava 31.1',
  sourceUrl: 'https://arxiv.org/abs/1406.2294',
  formula: 'b ← ⌊(b + 1) / u⌋ while below n',
  deviations: 'A key of an ineligible backend is hashed once more among the eligible ones.',
  create: (params, backends) => new JumpHash(params.hashOn, backends),
} as const satisfies BalancerMember<string, typeof fields>
