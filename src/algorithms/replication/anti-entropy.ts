/**
 * Anti-entropy with a hash tree: two replicas find the keys in which they differ by comparing few hashes.
 *
 * How: keys fall into 2^depth buckets by hash. A bucket's hash is the exclusive or of the hashes of its (key, version) pairs, so
 * that an update costs one path; an inner node's hash mixes those of its children. A comparison goes down only where hashes
 * differ.
 * Bound: equal content gives equal trees whatever the order of updates. Different content looks equal with chance 2^−32 per
 * bucket. A comparison with d differing buckets looks at no more than 1 + 2·d·depth nodes.
 * Cost: O(depth) per update, memory 2^(depth + 1) numbers. Randomness: none. Throws: ParamError from the constructor only.
 * Source: R. C. Merkle, "A Digital Signature Based on a Conventional Encryption Function" (1987); DeCandia et al., "Dynamo"
 * (SOSP 2007), section 4.7. Differs: 32-bit hashes that are not meant against an attacker.
 */

import { requireNumber } from '../../lib/errors'
import { mix32 } from '../../lib/random'
import { field, integer } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** See the head of this file. */
export class HashTree implements Saveable {
  private readonly leaves: number
  /** Node 1 is the root, the children of node i are 2i and 2i + 1; the leaves come last. */
  private readonly hashes: Int32Array
  private comparedCount = 0

  /** @param depth [count] levels below the root, at most 20 */
  constructor(depth: number) {
    this.leaves = 2 ** requireNumber('depth', depth, { min: 0, max: 20, integer: true })
    this.hashes = new Int32Array(2 * this.leaves)
    for (let node = this.leaves - 1; node >= 1; node--) this.mix(node)
  }

  /** Hash of the whole content. */
  get root(): number {
    return this.hashes[1]!
  }

  /** [count] nodes compared by {@link differingBuckets} so far. */
  get compared(): number {
    return this.comparedCount
  }

  /** The bucket of a key. */
  bucketOf(key: number): number {
    return (mix32(key) >>> 0) % this.leaves
  }

  /** The version of a key changes; 0 stands for "not there", before or after. */
  update(key: number, oldVersion: number, newVersion: number): void {
    let node = this.leaves + this.bucketOf(key)
    this.hashes[node]! ^= pairHash(key, oldVersion) ^ pairHash(key, newVersion)
    for (node >>= 1; node >= 1; node >>= 1) this.mix(node)
  }

  /** Buckets in which the other tree (of the same depth) differs, in order. */
  differingBuckets(other: HashTree): number[] {
    const found: number[] = []
    const pending = [1]
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      this.comparedCount++
      if (this.hashes[node] === other.hashes[node]) continue
      if (node >= this.leaves) found.push(node - this.leaves)
      else pending.push(2 * node + 1, 2 * node)
    }
    return found
  }

  save(out: StateWriter): void {
    out.array(this.hashes)
    out.number(this.comparedCount)
  }

  load(input: StateReader): void {
    input.into(this.hashes)
    this.comparedCount = input.number()
  }

  private mix(node: number): void {
    this.hashes[node] = mix32(mix32(this.hashes[2 * node]!) ^ (this.hashes[2 * node + 1]! + node))
  }
}

function pairHash(key: number, version: number): number {
  return version === 0 ? 0 : mix32(mix32(key + 0x51ed270b) ^ version)
}

const fields = {
  depth: field(
    1,
    'Depth',
    'The tree has 2^depth buckets. Deeper finds smaller differences and takes more memory.',
    integer('count', 10, { max: 20 }),
  ),
}

export const antiEntropy: BuildableMember<'merkle-anti-entropy', typeof fields, HashTree> = {
  id: 'merkle-anti-entropy',
  number: 3,
  label: 'Anti-entropy with a hash tree',
  help: 'Two replicas find the keys in which they differ by comparing few hashes.',
  fields,
  source:
    'Merkle, "A Digital Signature Based on a Conventional Encryption Function" (1987); Dynamo (SOSP 2007), section 4.7',
  sourceUrl: 'https://www.allthingsdistributed.com/files/amazon-dynamo-sosp2007.pdf',
  formula: 'compare children only where the hashes of the parents differ',
  deviations: 'Hashes have 32 bits and are joined by exclusive or, so that updates cost O(depth).',
  create: ({ depth }) => new HashTree(depth),
}
