/**
 * Maglev hashing: a table in which every backend has nearly the same number of places, looked up by the hash of the key.
 *
 * How: backend i prefers the places (offsetᵢ + j·skipᵢ) mod M for j = 0, 1, …; the backends take turns, each taking its
 * most preferred place that is free, until all M (a prime) are taken. offset = (h >> 32) mod M, skip = (h mod 2^32) mod
 * (M − 1) + 1 with h = fnv1a64(name); a key goes to the place fnv1a64(text) mod M.
 * Bound: shares differ by at most one place of M. When a backend goes, besides its own places some others change too, a few
 * per cent at most for M above 100 times the number of backends.
 * Cost: O(M log M) expected to build (on each change of the eligible set), O(n) per pick to notice a change; no allocation
 * then. Weights are ignored, nothing random.
 * Source: Eisenbud et al., "Maglev: a fast and reliable software network load balancer" (NSDI 2016), §3.4; hashes as in
 * dgryski/go-maglev 8961b9b with FNV-1a.
 */
import { ParamError } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { choice, field } from '../../lib/schema'
import { PlainBalancer } from './base'
import { countEligible, EligibilityWatch } from './eligible'
import { fnv1a64, Word64 } from './hash-64'
import { HashMemo } from './hash-memo'
import { HASH_ON, type HashOn, utf8 } from './key-bytes'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'

/** Largest table, so that places times remainders stay exact. */
const MAX_SIZE = 2 ** 21

/**
 * Fills `table` by the turns of those backends for which `takesPart` answers true (at least one has to).
 * @param offsets first preference of each backend @param skips distance of its preferences, from 1 to M − 1
 */
export function fillMaglevTable(
  table: Int32Array,
  offsets: ArrayLike<number>,
  skips: ArrayLike<number>,
  takesPart: (index: number) => boolean,
): void {
  const size = table.length
  const turns = Array.from({ length: offsets.length }, (_, i) => i).filter(takesPart)
  const next = Float64Array.from(offsets)
  table.fill(NO_BACKEND)
  for (let taken = 0; taken < size; taken++) {
    const index = turns[taken % turns.length]!
    let place = next[index]!
    while (table[place] !== NO_BACKEND) place = (place + skips[index]!) % size
    table[place] = index
    next[index] = (place + skips[index]!) % size
  }
}

/** First preference and distance of the backend with this name in a table of `size` places. */
export function maglevPreference(name: string, size: number): { offset: number; skip: number } {
  const bytes = utf8(name)
  const hash = fnv1a64(bytes, bytes.length, new Word64())
  return { offset: (hash.high >>> 0) % size, skip: ((hash.low >>> 0) % (size - 1)) + 1 }
}

/** Google's network load balancer. */
export class Maglev extends PlainBalancer {
  private readonly table: Int32Array
  /** Places of keys in the table, which do not depend on the backends. */
  private readonly memo: HashMemo
  private readonly watch = new EligibilityWatch()
  private hasBackends = false

  /** @param tableSize M, a prime from 2 to 2^21. */
  constructor(tableSize: number, hashOn: HashOn, backends: Backends) {
    super(backends)
    if (!isPrime(tableSize) || tableSize > MAX_SIZE)
      throw new ParamError('tableSize', tableSize, 'a prime in [2, 2^21]')
    this.table = new Int32Array(tableSize)
    const hash = new Word64()
    this.memo = new HashMemo(hashOn, (bytes, length) => fnv1a64(bytes, length, hash).modulo(tableSize))
  }

  pick(_now: number, key: RoutingKey, _random: Random): number {
    if (this.watch.hasChanged(this.backends)) this.fill()
    if (!this.hasBackends) return NO_BACKEND
    return this.table[this.memo.of(key)]!
  }

  override rebuild(): void {
    this.watch.forget()
  }

  private fill(): void {
    const { backends } = this
    this.hasBackends = countEligible(backends) > 0
    if (!this.hasBackends) return
    const preferences = backends.names.slice(0, backends.size).map((name) => maglevPreference(name, this.table.length))
    fillMaglevTable(
      this.table,
      preferences.map(({ offset }) => offset),
      preferences.map(({ skip }) => skip),
      (index) => backends.eligible[index] !== 0,
    )
  }
}

function isPrime(value: number): boolean {
  if (!Number.isInteger(value) || value < 2) return false
  for (let divisor = 2; divisor * divisor <= value; divisor++) if (value % divisor === 0) return false
  return true
}

const fields = {
  tableSize: field(
    1,
    'Table size',
    'Places in the table, a prime. A larger table shares more evenly and moves fewer keys, but takes longer to build.',
    choice(
      [
        { id: '251', number: 1, label: '251' },
        { id: '1021', number: 2, label: '1,021' },
        { id: '4099', number: 3, label: '4,099' },
        { id: '65537', number: 4, label: '65,537' },
        { id: '655373', number: 5, label: '655,373' },
      ],
      '65537',
    ),
  ),
  hashOn: field(2, 'Hash on', 'What decides where a call goes: the address of the client or the key.', HASH_ON),
}

export const maglev = {
  id: 'maglev',
  number: 21,
  label: 'Maglev hash',
  help: 'A large table shared out almost exactly evenly; when a backend goes, few keys of the others move.',
  fields,
  source: 'Eisenbud et al., Maglev, NSDI 2016, §3.4; dgryski/go-maglev 8961b9b',
  sourceUrl: 'https://research.google/pubs/maglev-a-fast-and-reliable-software-network-load-balancer/',
  formula: 'table[h(key) mod M], filled in turn at (offset + j·skip) mod M',
  deviations: '',
  create: (params, backends) => new Maglev(Number(params.tableSize), params.hashOn, backends),
} as const satisfies BalancerMember<string, typeof fields>
