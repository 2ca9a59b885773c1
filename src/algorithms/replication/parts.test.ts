import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { loadState, saveState } from '../../lib/state'
import { HashTree } from './anti-entropy'
import { HintedHandoff } from './hinted-handoff'
import { LaggingFollower } from './lagging-follower'
import { binomial, quorumAvailability, staleReadProbability } from './quorum-arithmetic'
import { newestVersion, staleReplicas } from './read-repair'
import { UNAVAILABLE } from './replication'
import { SloppyQuorum } from './sloppy-quorum'

describe('quorum arithmetic', () => {
  it.each([
    [5, 2, 10],
    [5, 0, 1],
    [5, 6, 0],
    [0, 0, 1],
    [30, 15, 155117520],
  ])('chooses %d over %d in %d ways', (n, k, ways) => {
    expect(binomial(n, k)).toBe(ways)
  })

  it('is certain of nothing needed, and never stale when quorums meet', () => {
    expect(quorumAvailability(0.5, 3, 0)).toBeCloseTo(1, 12)
    for (let n = 1; n < 8; n++)
      for (let w = 1; w <= n; w++)
        for (let r = 1; r <= n; r++) expect(staleReadProbability(n, w, r) === 0).toBe(r + w > n)
  })
})

describe('SloppyQuorum', () => {
  it('lets spares stand in, each for one home that is down', () => {
    const scheme = new SloppyQuorum({ replicas: 3, spares: 2, writeAnswers: 2, readAnswers: 2 })
    const isUp = [0, 1, 0, 1, 1]
    const out = new Int32Array(5)
    expect(scheme.plan(true, isUp, new SequentialRandom(1), out)).toBe(3)
    expect(Array.from(out.slice(0, 3))).toEqual([1, 3, 4])
    expect([scheme.homeOf(3, isUp), scheme.homeOf(4, isUp)]).toEqual([0, 2])
    expect(scheme.homeOf(4, [1, 1, 0, 1, 1])).toBe(-1)
    expect(scheme.plan(true, [0, 0, 0, 0, 1], new SequentialRandom(1), out)).toBe(UNAVAILABLE)
  })
})

describe('HintedHandoff', () => {
  it('keeps the newest version for each target and key until it is taken, and forgets what is too old', () => {
    const hints = new HintedHandoff({ capacity: 3, ttlMs: 100 })
    expect([hints.store(0, 1, 7, 2), hints.store(10, 1, 7, 5), hints.store(20, 1, 7, 4)]).toEqual([true, true, true])
    hints.store(60, 1, 8, 1)
    hints.store(60, 2, 8, 1)
    expect(hints.store(60, 2, 9, 1)).toBe(false)
    const copy = new HintedHandoff({ capacity: 3, ttlMs: 100 })
    loadState(copy, saveState(hints))
    for (const each of [hints, copy]) {
      expect(each.next(109.9, 1)).toMatchObject({ key: 7, version: 5 })
      expect([each.size(109.9), each.size(110), each.lost]).toEqual([3, 2, 2])
      expect(each.next(110, 1)).toMatchObject({ key: 8, version: 1 })
    }
    // An older one that arrives late takes nothing away.
    copy.store(120, 1, 8, 3)
    copy.taken(1, 8, 2)
    expect(copy.next(120, 1)).toMatchObject({ key: 8, version: 3 })
    copy.taken(1, 8, 3)
    expect([copy.next(120, 1), copy.size(120)]).toEqual([null, 1])
    // What is too old makes room, also that of another target.
    expect([copy.store(160, 3, 1, 1), copy.size(160), copy.lost]).toEqual([true, 1, 3])
  })

  it('keeps what it has under other limits', () => {
    const hints = new HintedHandoff({ capacity: 3, ttlMs: 100 })
    for (const key of [1, 2, 3]) hints.store(0, 0, key, 1)
    hints.configure({ capacity: 1, ttlMs: 50 })
    expect([hints.size(49), hints.store(49, 0, 4, 1), hints.size(50)]).toEqual([3, false, 0])
  })

  it('refuses a negative capacity', () => {
    expect(() => new HintedHandoff({ capacity: -1, ttlMs: 1 })).toThrow(ParamError)
  })
})

describe('read repair', () => {
  it('finds the newest version and who is behind', () => {
    const out = new Int32Array(3)
    expect(staleReplicas([4, 5, 6], [3, 9, 9], 3, out)).toBe(1)
    expect([out[0], newestVersion([3, 9, 9]), newestVersion([])]).toEqual([4, 9, -1])
    expect(staleReplicas([4, 5], [1, 1], 2, out)).toBe(0)
  })
})

describe('LaggingFollower', () => {
  it('applies in order at the time of arrival, also what overtook', () => {
    const follower = new LaggingFollower()
    expect([follower.send(50), follower.send(30), follower.send(60)]).toEqual([1, 2, 3])
    expect([follower.positionAt(49.9), follower.positionAt(50), follower.behind(50)]).toEqual([0, 2, 1])
    expect([follower.appliedAt(50, 2), follower.appliedAt(50, 3), follower.appliedAt(50, 4)]).toEqual([
      50,
      60,
      Infinity,
    ])
    expect(follower.positionAt(0)).toBe(2)
  })

  it('keeps positions through many writes, save and load', () => {
    let follower = new LaggingFollower()
    for (let now = 0; now < 200; now++) {
      expect(follower.send(now + 40)).toBe(now + 1)
      expect(follower.positionAt(now)).toBe(Math.max(0, now - 39))
      if (now % 30 !== 0) continue
      const copy = new LaggingFollower()
      loadState(copy, saveState(follower))
      follower = copy
    }
  })
})

describe('HashTree', () => {
  it('finds exactly the buckets that differ, whatever the order of updates', () => {
    const version = fc.integer({ min: 1, max: 5 })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), version)), fc.array(fc.tuple(fc.nat(40), version)), (first, second) => {
        const trees = [first, second].map((pairs) => {
          const content = new Map<number, number>()
          const tree = new HashTree(4)
          for (const [key, value] of pairs) {
            tree.update(key, content.get(key) ?? 0, value)
            content.set(key, value)
          }
          return { tree, content }
        })
        const [a, b] = [trees[0]!, trees[1]!]
        const keys = [...new Set([...a.content.keys(), ...b.content.keys()])]
        const differing = keys.filter((key) => a.content.get(key) !== b.content.get(key))
        const buckets = [...new Set(differing.map((key) => a.tree.bucketOf(key)))].sort((x, y) => x - y)
        expect(a.tree.differingBuckets(b.tree)).toEqual(buckets)
        expect(a.tree.compared).toBeLessThanOrEqual(1 + 2 * buckets.length * 4)
        expect(a.tree.root === b.tree.root).toBe(buckets.length === 0)
      }),
      { seed: 3, numRuns: 100 },
    )
  })

  it('is empty again when everything was removed, and survives save and load', () => {
    const tree = new HashTree(3)
    const empty = new HashTree(3)
    tree.update(1, 0, 5)
    const copy = new HashTree(3)
    loadState(copy, saveState(tree))
    expect(copy.root).toBe(tree.root)
    tree.update(1, 5, 0)
    expect(tree.root).toBe(empty.root)
    expect(tree.differingBuckets(empty)).toEqual([])
  })

  it.each([-1, 21, 1.5])('refuses depth %d', (depth) => {
    expect(() => new HashTree(depth)).toThrow(ParamError)
  })
})
