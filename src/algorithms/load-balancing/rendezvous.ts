/**
 * Rendezvous hashing: of all backends the one with the highest score for the key.
 *
 * How: score = xorshift*(fnv1a64(key) ⊕ fnv1a64(name)) as unsigned 64-bit numbers; the earlier one on a tie.
 * Bound: removing a backend moves only its own keys, adding one moves keys only to it; shares are binomial around 1/n.
 * Cost: O(n) per pick, linear by nature; no allocation. Weights are ignored, nothing random.
 * Source: Thaler and Ravishankar, "Using name-based mappings to increase hit rates" (1998); hashes as in
 * dgryski/go-rendezvous 9f7001d. Ineligible backends have no score.
 */
import type { Random } from '../../lib/random'
import { field } from '../../lib/schema'
import { PlainBalancer } from './base'
import { fnv1a64, highProduct, Word64 } from './hash-64'
import { HASH_ON, type HashOn, KeyBytes, utf8 } from './key-bytes'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'

/** Multiplier 2685821657736338717 of the xorshift* generator (Vigna 2014). */
const MULTIPLIER_HIGH = 0x2545f491
const MULTIPLIER_LOW = 0x4f6cdd1d

/** Highest random weight. */
export class Rendezvous extends PlainBalancer {
  private readonly hashOn: HashOn
  private readonly text = new KeyBytes()
  private readonly keyHash = new Word64()
  /** Hashes of the names in two halves. */
  private nameHigh = new Int32Array(0)
  private nameLow = new Int32Array(0)

  constructor(hashOn: HashOn, backends: Backends) {
    super(backends)
    this.hashOn = hashOn
    this.rebuild()
  }

  pick(_now: number, key: RoutingKey, _random: Random): number {
    const text = this.text.write(key, this.hashOn)
    return this.pickFor(text.bytes, text.length)
  }

  /** The backend for a text of `length` bytes. */
  pickFor(bytes: Uint8Array, length: number): number {
    const { size, eligible } = this.backends
    const { nameHigh, nameLow } = this
    const { high: keyHigh, low: keyLow } = fnv1a64(bytes, length, this.keyHash)
    let best = NO_BACKEND
    let bestHigh = 0
    let bestLow = 0
    for (let i = 0; i < size; i++) {
      if (eligible[i] === 0) continue
      // xorshift* on two halves: x ^= x >>> 12, x ^= x << 25, x ^= x >>> 27, then the product's lower 64 bits.
      let high = keyHigh ^ nameHigh[i]!
      let low = keyLow ^ nameLow[i]!
      low ^= (low >>> 12) | (high << 20)
      high ^= high >>> 12
      high ^= (high << 25) | (low >>> 7)
      low ^= low << 25
      low ^= (low >>> 27) | (high << 5)
      high ^= high >>> 27
      const crossed = Math.imul(high, MULTIPLIER_LOW) + Math.imul(low, MULTIPLIER_HIGH)
      high = (highProduct(low, MULTIPLIER_LOW) + crossed) >>> 0
      low = Math.imul(low, MULTIPLIER_LOW) >>> 0
      if (best !== NO_BACKEND && (high < bestHigh || (high === bestHigh && low <= bestLow))) continue
      best = i
      bestHigh = high
      bestLow = low
    }
    return best
  }

  override rebuild(): void {
    const { names, size } = this.backends
    this.nameHigh = new Int32Array(size)
    this.nameLow = new Int32Array(size)
    for (let i = 0; i < size; i++) {
      const bytes = utf8(names[i]!)
      const hash = fnv1a64(bytes, bytes.length, this.keyHash)
      this.nameHigh[i] = hash.high
      this.nameLow[i] = hash.low
    }
  }
}

const fields = {
  hashOn: field(1, 'Hash on', 'What decides where a call goes: the address of the client or the key.', HASH_ON),
}

export const rendezvous = {
  id: 'rendezvous',
  number: 20,
  label: 'Rendezvous hash',
  help: 'Scores every backend for the key and takes the highest; when one goes, its keys spread over all others.',
  fields,
  source: 'Thaler and Ravishankar 1998; dgryski/go-rendezvous 9f7001d',
  sourceUrl: 'https://github.com/dgryski/go-rendezvous',
  formula: 'argmax xorshift*(h(key) ⊕ h(name))',
  deviations: '',
  create: (params, backends) => new Rendezvous(params.hashOn, backends),
} as const satisfies BalancerMember<string, typeof fields>
