/**
 * A ring of points on [0, 2^32), each owned by a backend: the structure under every consistent hash here.
 *
 * How: points sorted by hash; a lookup is the first point at or after the hash, wrapping to the first of all. A second
 * table says for each value of the upper bits of a hash where its points begin; it has at least two places a point, so that
 * hashes which are spread evenly need one step or none. Built once, then only read. Where two points have the same hash,
 * `build` keeps the one asked for.
 * Cost: O(p log p) to build, O(1) expected per lookup for p points with evenly spread hashes, O(p) for the worst hashes.
 */
import { type Backends, NO_BACKEND } from './load-balancing'

/** Bits of the largest index; rings of more points than that have more of them a place. */
const MAX_INDEX_BITS = 20

/** Points in ascending order of hash. */
export class HashRing {
  private hashes = new Uint32Array(0)
  private owners = new Int32Array(0)
  /** Position of the first point whose upper bits are at least the index. */
  private starts = new Int32Array(2)
  /** How far a hash is shifted to have only its upper bits. */
  private shift = 31

  /** Number of points. */
  get size(): number {
    return this.hashes.length
  }

  /**
   * Replaces all points. `owners[i]` owns `hashes[i]`. Of several points with the same hash the `winner` in order of the
   * arrays is kept.
   */
  build(hashes: ArrayLike<number>, owners: ArrayLike<number>, winner: 'first' | 'last'): void {
    const order = Float64Array.from({ length: hashes.length }, (_, i) => hashes[i]! * 0x100000 + i).sort()
    const keptHashes: number[] = []
    const keptOwners: number[] = []
    for (const key of order) {
      const hash = Math.floor(key / 0x100000)
      const owner = owners[key - hash * 0x100000]!
      if (keptHashes[keptHashes.length - 1] !== hash) {
        keptHashes.push(hash)
        keptOwners.push(owner)
      } else if (winner === 'last') keptOwners[keptOwners.length - 1] = owner
    }
    this.hashes = Uint32Array.from(keptHashes)
    this.owners = Int32Array.from(keptOwners)
    this.index()
  }

  private index(): void {
    const { hashes } = this
    const bits = Math.min(Math.max(33 - Math.clz32(hashes.length), 1), MAX_INDEX_BITS)
    this.shift = 32 - bits
    this.starts = new Int32Array(1 << bits)
    let position = 0
    for (let prefix = 0; prefix < this.starts.length; prefix++) {
      while (position < hashes.length && hashes[position]! >>> this.shift < prefix) position++
      this.starts[prefix] = position
    }
  }

  /** Position of the first point whose hash is at least `hash`, wrapping around; 0 on an empty ring. */
  positionOf(hash: number): number {
    const { hashes } = this
    let position = this.starts[hash >>> this.shift]!
    while (position < hashes.length && hashes[position]! < hash) position++
    return position === hashes.length ? 0 : position
  }

  /** Hash of the point at a position. */
  hashAt(position: number): number {
    return this.hashes[position]!
  }

  /** Owner of the point at a position. */
  ownerAt(position: number): number {
    return this.owners[position]!
  }

  /** Owner of `hash`, or {@link NO_BACKEND} on an empty ring. */
  ownerOf(hash: number): number {
    return this.size === 0 ? NO_BACKEND : this.owners[this.positionOf(hash)]!
  }

  /** The first eligible owner from `hash` on, walking up the ring, or {@link NO_BACKEND}. */
  eligibleOwnerOf(hash: number, backends: Backends): number {
    const start = this.positionOf(hash)
    for (let step = 0; step < this.size; step++) {
      const position = start + step
      const owner = this.owners[position < this.size ? position : position - this.size]!
      if (backends.eligible[owner] !== 0) return owner
    }
    return NO_BACKEND
  }
}
