import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { defaultsOf, type Fields } from '../../lib/schema'
import { loadState, saveState } from '../../lib/state'
import { UNITS } from '../../lib/units'
import { build, type Member } from '../member'
import { SKETCH, sketches } from './registry'
import type { Sketch } from './sketches'

function configurationOf(member: Member): { readonly type: string; readonly [param: string]: unknown } {
  return { type: member.id, ...(defaultsOf(member.fields) as object) }
}

function create(member: Member): Sketch {
  return build<Sketch>(sketches, configurationOf(member))
}

/** Names of the numeric parameters. */
function numericParams(fields: Fields): string[] {
  return Object.keys(fields).filter((name) => fields[name]?.schema.kind === 'number')
}

const values = fc.array(
  fc.oneof(fc.nat(30), fc.integer({ min: -5, max: 1e6 }), fc.constantFrom(0.5, Number.NaN, Infinity)),
  {
    maxLength: 40,
  },
)

describe.each(sketches.map((member: Member) => ({ id: member.id, member })))('$id', ({ member }) => {
  it('goes on after a restore as it would have, and repeats itself', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const [saved, twin, restored] = [create(member), create(member), create(member)]
        for (const value of before) {
          saved.add(value)
          twin.add(value)
        }
        restored.add(3)
        loadState(restored, saveState(saved))
        for (const value of after) for (const sketch of [saved, twin, restored]) sketch.add(value)
        expect(saveState(restored)).toEqual(saveState(saved))
        expect(saveState(twin)).toEqual(saveState(saved))
      }),
      { seed: 21, numRuns: 20 },
    )
  })

  it('cleared, it is as new', () => {
    const sketch = create(member)
    for (let i = 1; i < 20; i++) sketch.add(i)
    sketch.clear()
    expect(saveState(sketch)).toEqual(saveState(create(member)))
  })

  it('ignores NaN and never throws', () => {
    const sketch = create(member)
    sketch.add(Number.NaN)
    expect(saveState(sketch)).toEqual(saveState(create(member)))
    for (const value of [0, -0, -1, 1e308, Infinity, -Infinity]) sketch.add(value)
    expect(sketch.bytes).toBeGreaterThanOrEqual(0)
  })

  it('documents itself and its parameters', () => {
    expect(member.source.length * member.formula.length * member.help.length).toBeGreaterThan(0)
    const fields = Object.values(member.fields)
    expect(new Set(fields.map(({ number }) => number)).size).toBe(fields.length)
    for (const { schema } of fields) if (schema.kind === 'number') expect(UNITS).toContain(schema.unit)
  })

  it.each(numericParams(member.fields))('refuses a bad %s', (param) => {
    for (const value of [Number.NaN, -1, 0, Infinity]) {
      if (param === 'tauMs' && value === Infinity) continue
      expect(() => build<Sketch>(sketches, { ...configurationOf(member), [param]: value })).toThrow(ParamError)
    }
  })
})

it('numbers and ids of the registry are unique, and the default exists', () => {
  expect(new Set(sketches.map(({ number }) => number)).size).toBe(sketches.length)
  expect(sketches.map(({ id }) => id)).toContain(SKETCH.default)
})
