/**
 * Merkle tree: one hash for a list, and short proofs of what is in it.
 *
 * How: leaf = SHA-256(00 ‖ data), node = SHA-256(01 ‖ left ‖ right); n leaves split at the largest power of two below n.
 * The empty list hashes to SHA-256 of nothing.
 * Bound: equal roots mean equal lists, unless SHA-256 collides; d differing leaves are found with O(d·log n) comparisons.
 * Units: positions [count]. Time: not used.
 * Cost: O(log n) hashes (amortised 1) to append, O(log n) to replace or for the root; 64 bytes a leaf.
 * Randomness: none. Throws: RangeError for a position that is not in the tree, from everything but `add`.
 * Source: RFC 6962 §2.1 (tree hash), §2.1.1 (audit path). Differs: leaves can be replaced, as anti-entropy repair needs;
 * consistency proofs are left out.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { sha256, toHex } from './sha-256'
import type { Sketch } from './sketches'

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)
const HASH_BYTES = 32

/** RFC 6962 hash of a leaf. */
export function leafHash(data: Uint8Array): Uint8Array {
  return sha256(LEAF, data)
}

/** RFC 6962 hash of two subtrees. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right)
}

/** See the head of this file. */
export class MerkleTree implements Sketch {
  /** Hashes by height: `levels[h][i]` covers the leaves i·2^h up to (i + 1)·2^h, which must all be there. */
  private levels: Uint8Array[][] = [[]]
  private readonly scratch = new DataView(new ArrayBuffer(8))

  /** Number of leaves. */
  get size(): number {
    return this.levels[0]!.length
  }

  get bytes(): number {
    return this.levels.reduce((sum, level) => sum + level.length * HASH_BYTES, 0)
  }

  /** Appends a number as a leaf: the 8 bytes of the double, highest first. NaN is ignored. */
  add(value: number): void {
    if (Number.isNaN(value)) return
    this.scratch.setFloat64(0, value)
    this.append(new Uint8Array(this.scratch.buffer))
  }

  /** Appends a leaf. */
  append(data: Uint8Array): void {
    this.appendHash(leafHash(data))
  }

  /** Replaces a leaf. */
  replace(position: number, data: Uint8Array): void {
    this.requirePosition(position)
    this.levels[0]![position] = leafHash(data)
    for (let height = 1; height < this.levels.length; height++) {
      const index = Math.floor(position / 2 ** height)
      if (index >= this.levels[height]!.length) return
      this.levels[height]![index] = this.combine(height, index)
    }
  }

  /** Hash of the whole tree, or of its first `size` leaves. */
  root(size = this.size): Uint8Array {
    if (!(size >= 0 && size <= this.size)) throw new RangeError(`there are ${this.size} leaves, not ${size}`)
    return size === 0 ? sha256() : this.range(0, size)
  }

  /** {@link MerkleTree.root} in hexadecimal. */
  rootHex(size = this.size): string {
    return toHex(this.root(size))
  }

  /** Hashes that lead from a leaf to the root, from the bottom. */
  auditPath(position: number): Uint8Array[] {
    this.requirePosition(position)
    const path: Uint8Array[] = []
    let start = 0
    let end = this.size
    while (end - start > 1) {
      const middle = start + splitOf(end - start)
      if (position < middle) {
        path.unshift(this.range(middle, end))
        end = middle
      } else {
        path.unshift(this.range(start, middle))
        start = middle
      }
    }
    return path
  }

  /**
   * Positions of leaves that differ from those of another tree of the same size, found from the roots down, and how many
   * pairs of hashes that took. Throws RangeError when the sizes differ.
   */
  differences(other: MerkleTree): { positions: number[]; compared: number } {
    if (other.size !== this.size) throw new RangeError(`${other.size} leaves cannot be compared with ${this.size}`)
    const positions: number[] = []
    let compared = 0
    const visit = (start: number, end: number): void => {
      compared++
      if (isEqual(this.range(start, end), other.range(start, end))) return
      if (end - start === 1) {
        positions.push(start)
        return
      }
      const middle = start + splitOf(end - start)
      visit(start, middle)
      visit(middle, end)
    }
    if (this.size > 0) visit(0, this.size)
    return { positions, compared }
  }

  clear(): void {
    this.levels = [[]]
  }

  /** Only the leaf hashes are written, as eight 32-bit numbers each. */
  save(out: StateWriter): void {
    out.number(this.size)
    for (const hash of this.levels[0]!) {
      const view = new DataView(hash.buffer, hash.byteOffset)
      for (let i = 0; i < HASH_BYTES; i += 4) out.number(view.getUint32(i))
    }
  }

  load(input: StateReader): void {
    this.clear()
    for (let size = input.number(); size > 0; size--) {
      const hash = new Uint8Array(HASH_BYTES)
      const view = new DataView(hash.buffer)
      for (let i = 0; i < HASH_BYTES; i += 4) view.setUint32(i, input.number())
      this.appendHash(hash)
    }
  }

  private appendHash(hash: Uint8Array): void {
    this.levels[0]!.push(hash)
    // Each level that has just become even completes a node above.
    for (let height = 0; this.levels[height]!.length % 2 === 0; height++) {
      if (height + 1 === this.levels.length) this.levels.push([])
      this.levels[height + 1]!.push(this.combine(height + 1, this.levels[height + 1]!.length))
    }
  }

  private combine(height: number, index: number): Uint8Array {
    const below = this.levels[height - 1]!
    return nodeHash(below[2 * index]!, below[2 * index + 1]!)
  }

  /** Hash of the leaves in [start, end), where start is a multiple of the power of two not below end − start. */
  private range(start: number, end: number): Uint8Array {
    const height = 31 - Math.clz32(end - start)
    if (2 ** height === end - start) return this.levels[height]![start / 2 ** height]!
    const middle = start + splitOf(end - start)
    return nodeHash(this.range(start, middle), this.range(middle, end))
  }

  private requirePosition(position: number): void {
    if (Number.isInteger(position) && position >= 0 && position < this.size) return
    throw new RangeError(`there is no leaf ${position} among ${this.size}`)
  }
}

/** Whether an audit path leads from a leaf at a position in a tree of `size` leaves to the root (RFC 9162 §2.1.3.2). */
export function verifyAuditPath(
  leaf: Uint8Array,
  position: number,
  size: number,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!(position >= 0 && position < size)) return false
  let hash = leafHash(leaf)
  let index = position
  let last = size - 1
  for (const sibling of path) {
    if (last === 0) return false
    if (index % 2 === 1 || index === last) {
      hash = nodeHash(sibling, hash)
      // On the right edge a node without a sibling goes up unchanged.
      while (index % 2 === 0 && index !== 0) {
        index = Math.floor(index / 2)
        last = Math.floor(last / 2)
      }
    } else hash = nodeHash(hash, sibling)
    index = Math.floor(index / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && isEqual(hash, root)
}

/** Largest power of two below n, for n of at least 2. */
function splitOf(n: number): number {
  return 2 ** (31 - Math.clz32(n - 1))
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

const fields = {}

export const merkleTree: BuildableMember<'merkle-tree', typeof fields, MerkleTree> = {
  id: 'merkle-tree',
  number: 3,
  label: 'Merkle tree',
  help: 'One hash for a whole list; replicas compare trees to find what differs without sending everything.',
  fields,
  source: 'RFC 6962, Certificate Transparency, §2.1',
  sourceUrl: 'https://www.rfc-editor.org/rfc/rfc6962#section-2.1',
  formula: 'leaf = H(00 ‖ data), node = H(01 ‖ left ‖ right), H = SHA-256',
  deviations: 'Leaves can be replaced. Consistency proofs are left out.',
  create: () => new MerkleTree(),
}
