/**
 * A ring of points on [0, 2^32), each owned by a backend: the structure under every consistent hash here.
 *
 * How: points sorted by hash; a lookup is the first point at or after the hash, wrapping to the first of all. Built once,
 * then only read. Where two points have the same hash, `build` keeps the one asked for.
 * Cost: O(p log p) to build, O(log p) per lookup for p points.
 */
import { type Backends, NO_BACKEND } from './load-balancing'

/** Points in ascending order of hash. */
export class HashRing {
  private hashes = new Uint32Array(0)
  private owners = new Int32Array(0)

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
  }

  /** Position of the first point whose hash is at least `hash`, wrapping around; 0 on an empty ring. */
  positionOf(hash: number): number {
    let low = 0
    let high = this.hashes.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.hashes[middle]! < hash) low = middle + 1
      else high = middle
    }
    return low === this.hashes.length ? 0 : low
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
