import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParamError } from './errors'
import { IntMap } from './int-map'
import { loadState, saveState } from './state'

const SEED = { seed: 7 }

/** Few keys, so that additions, replacements and deletions meet; some at the ends of the range. */
const keys = fc.oneof(fc.nat(40), fc.constantFrom(0xffffffff, 0x80000000, 0x7fffffff, 2 ** 31 + 5))
const commands = fc.array(
  fc.oneof(
    fc.record({ op: fc.constant('set' as const), key: keys, value: fc.nat(0x7fffffff) }),
    fc.record({ op: fc.constant('delete' as const), key: keys, value: fc.constant(0) }),
    fc.record({ op: fc.constant('get' as const), key: keys, value: fc.constant(0) }),
  ),
  { maxLength: 300 },
)

function entries(map: IntMap): [number, number][] {
  const list: [number, number][] = []
  map.forEach((key, value) => {
    list.push([key, value])
  })
  return list
}

describe('IntMap', () => {
  it('behaves as the built-in map', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const map = new IntMap()
        const model = new Map<number, number>()
        for (const { op, key, value } of list) {
          if (op === 'set') {
            map.set(key, value)
            model.set(key, value)
          } else if (op === 'delete') expect(map.delete(key)).toBe(model.delete(key))
          expect(map.get(key)).toBe(model.get(key) ?? -1)
          expect(map.has(key)).toBe(model.has(key))
          expect(map.size).toBe(model.size)
        }
        expect(entries(map).sort(([a], [b]) => a - b)).toEqual([...model].sort(([a], [b]) => a - b))
      }),
      SEED,
    )
  })

  it('finds everything after growth and after deleting half of it', () => {
    const map = new IntMap()
    for (let i = 0; i < 5000; i++) map.set(i * 64, i)
    for (let i = 0; i < 5000; i += 2) map.delete(i * 64)
    const wrong = Array.from({ length: 5000 }, (_, i) => i).filter((i) => map.get(i * 64) !== (i % 2 === 0 ? -1 : i))
    expect(wrong).toEqual([])
    expect(map.size).toBe(2500)
  })

  it('clear empties it and leaves it usable', () => {
    const map = new IntMap(100)
    map.set(1, 2)
    map.clear()
    expect(map.size).toBe(0)
    expect(map.get(1)).toBe(-1)
    map.set(1, 3)
    expect(map.get(1)).toBe(3)
  })

  it('takes keys modulo 2^32', () => {
    const map = new IntMap()
    map.set(-1, 5)
    expect(map.get(0xffffffff)).toBe(5)
    expect(entries(map)).toEqual([[0xffffffff, 5]])
  })

  it('a restored map goes on as the saved one, in the same order', () => {
    fc.assert(
      fc.property(commands, commands, (before, after) => {
        const apply = (map: IntMap, list: typeof before) => {
          for (const { op, key, value } of list) op === 'set' ? map.set(key, value) : map.delete(key)
        }
        const saved = new IntMap()
        apply(saved, before)
        const restored = new IntMap()
        restored.set(99, 1)
        loadState(restored, saveState(saved))
        apply(saved, after)
        apply(restored, after)
        expect(entries(restored)).toEqual(entries(saved))
      }),
      SEED,
    )
  })

  it('refuses a bad size', () => {
    expect(() => new IntMap(-1)).toThrow(ParamError)
    expect(() => new IntMap(1.5)).toThrow(ParamError)
  })
})
