import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParamError } from './errors'
import { IntRing } from './ring'
import { loadState, saveState } from './state'

const commands = fc.array(
  fc.tuple(fc.constantFrom('push', 'push', 'unshift', 'shift', 'pop', 'removeAt'), fc.integer({ min: -50, max: 50 })),
  { maxLength: 200 },
)

function contents(ring: IntRing): (number | undefined)[] {
  return Array.from({ length: ring.length }, (_, index) => ring.at(index))
}

describe('IntRing', () => {
  it('behaves as an array', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const ring = new IntRing(0)
        const model: number[] = []
        for (const [op, value] of list) {
          if (op === 'push') {
            ring.push(value)
            model.push(value)
          } else if (op === 'unshift') {
            ring.unshift(value)
            model.unshift(value)
          } else if (op === 'removeAt') {
            expect(ring.removeAt(value)).toBe(value < 0 ? undefined : model.splice(value, 1)[0])
          } else expect(ring[op as 'shift' | 'pop']()).toBe(model[op as 'shift' | 'pop']())
          expect(ring.length).toBe(model.length)
          expect(ring.peek()).toBe(model[0])
        }
        expect(contents(ring)).toEqual(model)
        const restored = new IntRing()
        restored.push(9)
        loadState(restored, saveState(ring))
        expect(contents(restored)).toEqual(model)
      }),
      { seed: 3 },
    )
  })

  it('is empty at first and after clear', () => {
    const ring = new IntRing()
    expect([ring.length, ring.peek(), ring.shift(), ring.pop(), ring.at(0)]).toEqual([0, ...Array(4).fill(undefined)])
    ring.push(1)
    ring.clear()
    expect(ring.length).toBe(0)
    expect(ring.peek()).toBeUndefined()
  })

  it('keeps order when it grows while wrapped round', () => {
    const ring = new IntRing(4)
    for (let i = 0; i < 3; i++) ring.push(i)
    ring.shift()
    ring.shift()
    for (let i = 3; i < 20; i++) ring.push(i)
    expect(contents(ring)).toEqual(Array.from({ length: 18 }, (_, i) => i + 2))
  })

  it('refuses a bad capacity', () => {
    expect(() => new IntRing(-1)).toThrow(ParamError)
    expect(() => new IntRing(0.5)).toThrow(ParamError)
  })
})
