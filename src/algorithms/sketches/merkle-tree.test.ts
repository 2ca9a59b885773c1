import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leafHash, MerkleTree, nodeHash, verifyAuditPath } from './merkle-tree'
import { fromHex, sha256, toHex } from './sha-256'

describe('Merkle tree', () => {
  const data = (i: number) => Uint8Array.of(i, i >> 8, 7)

  function treeOf(size: number): MerkleTree {
    const tree = new MerkleTree()
    for (let i = 0; i < size; i++) tree.append(data(i))
    return tree
  }

  /** The definition of RFC 6962 §2.1, word for word. */
  function definition(start: number, end: number): Uint8Array {
    if (end === start) return sha256()
    if (end - start === 1) return leafHash(data(start))
    let k = 1
    while (k * 2 < end - start) k *= 2
    return nodeHash(definition(start, start + k), definition(start + k, end))
  }

  it('has the root that the definition gives, for every size up to 40', () => {
    for (let size = 0; size <= 40; size++) expect(treeOf(size).rootHex()).toBe(toHex(definition(0, size)))
    expect(treeOf(40).rootHex(23)).toBe(toHex(definition(0, 23)))
  })

  it('proves each leaf, and no other leaf, place, size or root', () => {
    for (const size of [1, 2, 3, 7, 8, 13]) {
      const tree = treeOf(size)
      for (let i = 0; i < size; i++) {
        const path = tree.auditPath(i)
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)))
        expect(verifyAuditPath(data(i), i, size, path, tree.root())).toBe(true)
        expect(verifyAuditPath(data(i + 1), i, size, path, tree.root())).toBe(false)
        expect(verifyAuditPath(data(i), i, size, path, treeOf(size + 1).root())).toBe(false)
        expect(verifyAuditPath(data(i), i, size, [...path, tree.root()], tree.root())).toBe(false)
        if (size > 1) expect(verifyAuditPath(data(i), (i + 1) % size, size, path, tree.root())).toBe(false)
      }
      expect(verifyAuditPath(data(0), size, size, [], tree.root())).toBe(false)
    }
  })

  it('finds exactly the leaves that differ, with few comparisons', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.array(fc.nat(69), { maxLength: 6 }), (size, picks) => {
        const changed = [...new Set(picks.filter((position) => position < size))].sort((a, b) => a - b)
        const tree = treeOf(size)
        for (const position of changed) tree.replace(position, Uint8Array.of(255, position))
        const { positions, compared } = treeOf(size).differences(tree)
        expect(positions).toEqual(changed)
        expect(compared).toBeLessThanOrEqual(1 + 2 * changed.length * Math.ceil(Math.log2(size)))
      }),
      { seed: 8 },
    )
  })

  it('replacing a leaf gives the tree that was built with it', () => {
    for (const size of [1, 6, 8, 11]) {
      for (let position = 0; position < size; position++) {
        const replaced = treeOf(size)
        replaced.replace(position, data(999))
        const built = new MerkleTree()
        for (let i = 0; i < size; i++) built.append(data(i === position ? 999 : i))
        replaced.append(data(5))
        built.append(data(5))
        expect(replaced.rootHex()).toBe(built.rootHex())
      }
    }
  })

  it('refuses positions and sizes that it does not have', () => {
    const tree = treeOf(3)
    expect(() => tree.replace(3, data(0))).toThrow(RangeError)
    expect(() => tree.auditPath(-1)).toThrow(RangeError)
    expect(() => tree.root(4)).toThrow(RangeError)
    expect(() => tree.differences(treeOf(2))).toThrow(RangeError)
    expect(treeOf(0).differences(treeOf(0))).toEqual({ positions: [], compared: 0 })
  })

  it('numbers are leaves by their eight bytes', () => {
    const tree = new MerkleTree()
    tree.add(1)
    expect(tree.rootHex()).toBe(toHex(leafHash(fromHex('3ff0000000000000'))))
  })
})
