import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadState, saveState } from '../../lib/state'
import { AFTER, BEFORE, CONCURRENT, SAME } from './clocks'
import { VersionedCopy, versionVector } from './version-vector'

const REPLICAS = 3

const operations = fc.array(
  fc.oneof(
    fc.record({ op: fc.constant('change' as const), at: fc.nat(REPLICAS - 1), from: fc.constant(0) }),
    fc.record({
      op: fc.constantFrom('meet', 'reconcile', 'copy'),
      at: fc.nat(REPLICAS - 1),
      from: fc.nat(REPLICAS - 1),
    }),
  ),
  { maxLength: 60 },
)

const isSubset = (a: ReadonlySet<number>, b: ReadonlySet<number>) => [...a].every((change) => b.has(change))

describe('version vectors', () => {
  it('tell newer from changed apart exactly as the sets of changes behind the copies do', () => {
    let conflicts = 0
    fc.assert(
      fc.property(operations, (list) => {
        const copies = Array.from({ length: REPLICAS }, (_, replica) => new VersionedCopy(replica, REPLICAS))
        const histories = copies.map(() => new Set<number>())
        let changes = 0
        for (const { op, at, from } of list) {
          const copy = copies[at]!
          const other = copies[from]!
          const [mine, theirs] = [histories[at]!, histories[from]!]
          if (op === 'change') {
            copy.change(++changes)
            mine.add(changes)
          } else if (op === 'copy') {
            const twin = new VersionedCopy(at, REPLICAS)
            loadState(twin, saveState(copy))
            copies[at] = twin
          } else {
            const isOlder = isSubset(mine, theirs)
            const isNewer = isSubset(theirs, mine)
            const expected = isOlder && isNewer ? SAME : isOlder ? BEFORE : isNewer ? AFTER : CONCURRENT
            if (op === 'meet') expect(copy.meet(other.vector, other.value)).toBe(expected)
            else copy.reconcile(other.vector, other.value, ++changes)
            if (expected === CONCURRENT) conflicts++
            if (isOlder || (op === 'reconcile' && expected === CONCURRENT))
              for (const change of theirs) mine.add(change)
            if (op === 'reconcile' && expected === CONCURRENT) mine.add(changes)
            if (isOlder && !isNewer) expect(copy.value).toBe(other.value)
          }
          for (const [i, one] of copies.entries())
            for (const [j, two] of copies.entries())
              expect(one.contains(two.vector)).toBe(isSubset(histories[j]!, histories[i]!))
        }
      }),
      { seed: 51, numRuns: 150 },
    )
    expect(conflicts).toBeGreaterThan(20)
  })

  it('leave copies in conflict as they are until somebody reconciles them', () => {
    const create = versionVector.create({ replicas: 2 })
    const [left, right] = [create(0), create(1)]
    left.change(10)
    right.change(20)
    expect(left.meet(right.vector, right.value)).toBe(CONCURRENT)
    expect([left.value, right.value]).toEqual([10, 20])
    left.reconcile(right.vector, right.value, 30)
    expect(right.meet(left.vector, left.value)).toBe(BEFORE)
    expect([left.value, right.value]).toEqual([30, 30])
  })

  it.each([[-1], [3], [0.5], [Number.NaN]])('refuse replica %s of three', (replica) => {
    expect(() => new VersionedCopy(replica, 3)).toThrow(
      expect.objectContaining({ name: 'ParamError', param: 'replica' }),
    )
  })
})
