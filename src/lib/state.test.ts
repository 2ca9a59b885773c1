import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadState, type Saveable, StateReader, type StateWriter, saveState, StateWriter as Writer } from './state'

class Pair implements Saveable {
  first = 0
  flag = false
  items: number[] = []

  save(out: StateWriter): void {
    out.number(this.first)
    out.boolean(this.flag)
    out.array(this.items)
  }

  load(input: StateReader): void {
    this.first = input.number()
    this.flag = input.boolean()
    this.items = Array.from(input.array())
  }
}

function pair(first: number, flag: boolean, items: number[]): Pair {
  return Object.assign(new Pair(), { first, flag, items })
}

describe('saved state', () => {
  it('every double, truth value and array survives', () => {
    fc.assert(
      fc.property(fc.double(), fc.boolean(), fc.array(fc.double(), { maxLength: 400 }), (first, flag, items) => {
        const restored = pair(1, !flag, [1])
        loadState(restored, saveState(pair(first, flag, items)))
        expect(restored).toEqual(pair(first, flag, items))
      }),
      { seed: 1 },
    )
  })

  it.each([2 ** 53, -0, Number.NaN, Infinity, -Infinity, 5e-324])('keeps %d', (value) => {
    const restored = pair(0, false, [])
    loadState(restored, saveState(pair(value, false, [value])))
    expect(restored.first).toBe(value)
    expect(restored.items[0]).toBe(value)
  })

  it('grows for long arrays and for many numbers', () => {
    const out = new Writer()
    out.array(new Float64Array(10_000).fill(2))
    for (let i = 0; i < 1000; i++) out.number(i)
    const state = out.finish()
    expect(state.length).toBe(11_001)
    expect(state[11_000]).toBe(999)
  })

  it('writes only the asked part of an array', () => {
    const out = new Writer()
    out.array([1, 2, 3], 2)
    expect([...out.finish()]).toEqual([2, 1, 2])
  })

  it('finish is a copy', () => {
    const out = new Writer()
    out.number(1)
    const state = out.finish()
    out.number(2)
    expect([...state]).toEqual([1])
  })

  it('reads an array into a target, refusing one that is too short', () => {
    const state = Float64Array.of(2, 7, 8)
    const target = [0, 0, 9]
    const input = new StateReader(state)
    expect(input.into(target)).toBe(2)
    expect(target).toEqual([7, 8, 9])
    expect(input.isAtEnd).toBe(true)
    expect(() => new StateReader(state).into([0])).toThrow(RangeError)
  })

  it.each([
    ['nothing', [], (input: StateReader) => input.number()],
    ['an array cut short', [3, 1], (input: StateReader) => input.array()],
  ])('refuses to read beyond the end: %s', (_name, values, read) => {
    expect(() => read(new StateReader(Float64Array.from(values)))).toThrow(RangeError)
  })

  it('loading refuses a state that is longer than what was read', () => {
    const longer = Float64Array.of(...saveState(pair(1, true, [])), 5)
    expect(() => loadState(pair(0, false, []), longer)).toThrow(RangeError)
  })
})
