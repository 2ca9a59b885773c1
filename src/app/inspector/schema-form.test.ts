import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../../blocks/registry'
import { CONNECTION_FIELDS } from '../../design/connection'
import { type Problem, parse } from '../../lib/parse'
import {
  choice,
  defaultValue,
  type Fields,
  field,
  integer,
  nullable,
  number,
  object,
  type Schema,
  variant,
  variants,
} from '../../lib/schema'
import { freeKey, isChanged, moved, needsWidth, readNumbers, sectionsOf, switchVariant } from './schema-form'
import { summaryOf } from './summary'

const rate = number('1/s', 100, { max: 1000 })
const PACE = variants(
  [
    variant('steady', 1, 'Steady', '', { perSecond: field(1, 'Rate', '', rate) }),
    variant('bursty', 2, 'Bursty', '', {
      perSecond: field(1, 'Rate', '', rate),
      burst: field(2, 'Burst', '', integer('count', 5)),
    }),
    variant('slow', 3, 'Slow', '', { perSecond: field(1, 'Rate', '', number('1/s', 1, { max: 10 })) }),
    variant('timed', 4, 'Timed', '', { perSecond: field(1, 'Every', '', number('ms', 7)) }),
  ],
  'steady',
)

function everySchema(fields: Fields): Schema[] {
  return Object.values(fields).flatMap(({ schema }) => [schema, ...below(schema)])
}

function below(schema: Schema): Schema[] {
  if (schema.kind === 'object') return everySchema(schema.fields)
  if (schema.kind === 'variant') return schema.variants.flatMap((one) => everySchema(one.fields))
  if (schema.kind === 'list') return [schema.item, ...below(schema.item)]
  if (schema.kind === 'record') return [schema.value, ...below(schema.value)]
  if (schema.kind === 'nullable') return [schema.inner, ...below(schema.inner)]
  return []
}

const ALL: Schema[] = [...BLOCKS.flatMap(({ fields }) => everySchema(fields)), ...everySchema(CONNECTION_FIELDS)]

describe('sections', () => {
  it('hold every field once, those without a heading first', () => {
    for (const fields of [...BLOCKS.map((block) => block.fields), CONNECTION_FIELDS]) {
      const sections = sectionsOf(fields)
      const names = sections.flatMap((section) => section.fields.map(([name]) => name))
      expect(names.toSorted()).toEqual(Object.keys(fields).toSorted())
      expect(sections.slice(1).every(({ title }) => title !== '')).toBe(true)
    }
  })
})

describe('changed from default', () => {
  it('is no default of any field', () => {
    for (const schema of ALL) expect(isChanged(schema, defaultValue(schema))).toBe(false)
  })

  it('is a value set by hand, in whatever order its keys stand', () => {
    expect(isChanged(rate, 101)).toBe(true)
    expect(isChanged(PACE, { perSecond: 100, type: 'steady' })).toBe(false)
    expect(isChanged(nullable(rate), 100)).toBe(true)
    expect(isChanged(nullable(rate), null)).toBe(false)
  })
})

describe('switching a variant', () => {
  it('keeps what both have, where it is still in range', () => {
    const steady = { type: 'steady', perSecond: 250 }
    expect(switchVariant(PACE, steady, 'bursty')).toEqual({ type: 'bursty', perSecond: 250, burst: 5 })
    expect(switchVariant(PACE, steady, 'slow')).toEqual({ type: 'slow', perSecond: 1 })
    expect(switchVariant(PACE, steady, 'timed')).toEqual({ type: 'timed', perSecond: 7 })
    expect(switchVariant(PACE, null, 'bursty')).toEqual({ type: 'bursty', perSecond: 100, burst: 5 })
  })

  it('gives a clean value for every variant of every field', () => {
    for (const schema of ALL) {
      if (schema.kind !== 'variant') continue
      for (const { id } of schema.variants) {
        const problems: Problem[] = []
        const value = switchVariant(schema, defaultValue(schema), id)
        expect(parse(schema, value, '', problems)).toEqual(value)
        expect(problems).toEqual([])
      }
    }
  })
})

describe('summaries', () => {
  it('say something for every default', () => {
    for (const schema of ALL) {
      if (schema.kind === 'text' || schema.kind === 'connection') continue
      expect(summaryOf(schema, defaultValue(schema))).not.toBe('')
    }
  })

  it('name the choice and its first number', () => {
    expect(summaryOf(PACE, { type: 'bursty', perSecond: 250, burst: 5 })).toBe('Bursty 250/s')
    expect(summaryOf(nullable(rate, null, 'unlimited'), null)).toBe('unlimited')
    expect(summaryOf(choice([{ id: 'a', number: 1, label: 'First' }], 'a'), 'a')).toBe('First')
    expect(summaryOf(object({ pace: field(1, 'Pace', '', PACE) }), { pace: { type: 'steady', perSecond: 3 } })).toBe(
      'Steady 3/s',
    )
  })
})

describe('lists and records', () => {
  it('move an entry, and nothing past the ends', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
    expect(moved(['a', 'b'], 1, 5)).toEqual(['a', 'b'])
  })

  it('find a free name and read numbers', () => {
    expect(freeKey({ stock: 1 }, 'stock')).toBe('stock-2')
    expect(readNumbers('1, 2.5  3;4')).toEqual([1, 2.5, 3, 4])
    expect(readNumbers('1, two')).toBeNull()
    expect(readNumbers('')).toEqual([])
  })
})

describe('a choice with a long name', () => {
  const long = choice(
    [
      { id: 'a', number: 1, label: 'on' },
      { id: 'b', number: 2, label: 'only while others wait' },
    ],
    'a',
  )

  it.each([
    ['numbers', rate, false],
    ['short names', PACE, false],
    ['a long name', long, true],
    ['a long name that may be left out', nullable(long), true],
  ])('asks for the whole width: %s', (_, schema, isWide) => {
    expect(needsWidth(schema)).toBe(isWide)
  })
})
