/** What every member of every registry says about itself, and what its constructor refuses. Members are found, not listed. */
import { describe, expect, it } from 'vitest'
import { defaultsOf, type Field, type NumberSchema, type Schema } from '../lib/schema'
import { UNITS } from '../lib/units'
import { BackendList } from './load-balancing/backend-list'
import type { Member } from './member'

interface Listed {
  readonly family: string
  readonly list: string
  readonly member: Member
}

const REGISTRIES = import.meta.glob<{ readonly [name: string]: unknown }>('./*/registry.ts', { eager: true })

const isMember = (value: unknown): boolean => typeof value === 'object' && value !== null && 'formula' in value

const LISTED: readonly Listed[] = Object.entries(REGISTRIES).flatMap(([path, exports]) =>
  Object.entries(exports).flatMap(([list, value]) => {
    if (!Array.isArray(value) || !value.some(isMember)) return []
    return (value as Member[]).map((member) => ({ family: path.split('/')[1] ?? '', list, member }))
  }),
)

/** What `create` of these lists takes beside the parameters. */
const FURTHER: { readonly [list: string]: () => readonly unknown[] } = {
  balancers: () => [new BackendList(['a', 'b', 'c'])],
  evictions: () => [100],
  routers: () => [[]],
}

function create({ list, member }: Listed, params: object): unknown {
  const build = (member as unknown as { create: (...args: unknown[]) => unknown }).create
  const made = build(params, ...(FURTHER[list]?.() ?? []))
  // Protocols of consensus are parameters until a node is asked for.
  if (list === 'consensusProtocols') (made as { node: (id: number, nodes: number) => unknown }).node(1, 3)
  return made
}

/** Numbers anywhere in a schema, with the name that an error about them has to give. */
function numbersIn(name: string, schema: Schema): { readonly name: string; readonly schema: NumberSchema }[] {
  switch (schema.kind) {
    case 'number':
      return [{ name, schema }]
    case 'nullable':
      return numbersIn(name, schema.inner)
    case 'list':
      return numbersIn(name, schema.item)
    case 'record':
      return numbersIn(name, schema.value)
    case 'object':
      return Object.entries(schema.fields).flatMap(([inner, field]) => numbersIn(inner, field.schema))
    case 'variant':
      return schema.variants.flatMap((each) =>
        Object.entries(each.fields).flatMap(([inner, field]) => numbersIn(inner, field.schema)),
      )
    default:
      return []
  }
}

const fieldsOf = (member: Member): [string, Field][] => Object.entries(member.fields)

describe('the registries', () => {
  it('were found: every family, with all its lists', () => {
    expect(Object.keys(REGISTRIES).length).toBeGreaterThanOrEqual(18)
    expect(LISTED.length).toBeGreaterThan(120)
    for (const path of Object.keys(REGISTRIES))
      expect(
        LISTED.some(({ family }) => path === `./${family}/registry.ts`),
        path,
      ).toBe(true)
  })

  it('have unique ids and numbers in each list, and unique ids in each family', () => {
    for (const key of ['id', 'number'] as const) {
      const seen = LISTED.map(({ family, list, member }) => `${family} ${list} ${member[key]}`)
      expect(seen.filter((each, i) => seen.indexOf(each) !== i)).toEqual([])
    }
    const ids = LISTED.map(({ family, member }) => `${family} ${member.id}`)
    expect(ids.filter((each, i) => ids.indexOf(each) !== i)).toEqual([])
  })
})

describe.each(LISTED.map((listed) => ({ name: `${listed.family} ${listed.member.id}`, listed })))(
  '$name',
  ({ listed }) => {
    const { member } = listed

    it('says what it is, what decides, and where that comes from', () => {
      expect(member.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
      // Some names begin small: etcd, gRPC.
      expect(member.label).toMatch(/^\S.*\S$/)
      expect(member.help).toMatch(/^[A-Z].*\.$/)
      expect(member.formula.length).toBeGreaterThan(5)
      expect(member.source.length).toBeGreaterThan(5)
      expect(typeof member.deviations).toBe('string')
      if (member.sourceUrl !== undefined) expect(member.sourceUrl).toMatch(/^https?:\/\/[^\s]+$/)
    })

    it('has labels, help, units from the list, and defaults inside their limits', () => {
      const numbers = fieldsOf(member).map(([, { number }]) => number)
      expect(new Set(numbers).size).toBe(numbers.length)
      for (const [name, { label, help, schema }] of fieldsOf(member)) {
        expect(label, name).toMatch(/^[A-Z0-9]/)
        expect(help, name).toMatch(/^[A-Z].*\.$/)
        for (const { name: inner, schema: number } of numbersIn(name, schema)) {
          expect(UNITS, inner).toContain(number.unit)
          expect(number.min, inner).toBeLessThan(number.max)
          expect(number.default, inner).toBeGreaterThanOrEqual(number.min)
          expect(number.default, inner).toBeLessThanOrEqual(number.max)
          if (number.unit === 'share') expect(number.max, inner).toBeLessThanOrEqual(1)
        }
      }
    })

    it('is built from its defaults', () => {
      expect(create(listed, defaultsOf(member.fields))).toBeDefined()
    })

    const plain = fieldsOf(member).flatMap(([name, { schema }]) => (schema.kind === 'number' ? [{ name, schema }] : []))

    it('refuses what is no number, too small or a fraction of a thing, by name, value and range', () => {
      for (const { name, schema } of plain) {
        for (const bad of [
          Number.NaN,
          -Infinity,
          ...(schema.min > -1 ? [Math.min(schema.min, 0) - 1] : []),
          ...(schema.integer && schema.unit === 'count' ? [schema.min + 0.5] : []),
        ]) {
          const given: object = { ...(defaultsOf(member.fields) as object), [name]: bad }
          expect(() => create(listed, given), `${name} = ${bad}`).toThrow(
            expect.objectContaining({
              name: 'ParamError',
              param: name,
              value: bad,
              allowed: expect.stringMatching(/\S/),
            }),
          )
        }
      }
    })
  },
)
