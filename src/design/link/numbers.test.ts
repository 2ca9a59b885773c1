import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../../blocks/registry'
import type { Fields, Schema } from '../../lib/schema'
import { CONNECTION_FIELDS } from '../connection'
import { GROUP_KINDS } from '../groups'
import { FAULT_FIELDS, FAULT_KINDS, SCENARIO_FIELDS } from '../scenario'
import { SECTIONS } from './sections'

/** Every list of siblings whose numbers stand for their names in links, with where it is. */
function siblingsIn(fields: Fields, path: string): [string, number[]][] {
  const own: [string, number[]] = [path, Object.values(fields).map((field) => field.number)]
  return [own, ...Object.entries(fields).flatMap(([name, { schema }]) => siblingsOf(schema, `${path}.${name}`))]
}

function siblingsOf(schema: Schema, path: string): [string, number[]][] {
  switch (schema.kind) {
    case 'choice':
      return [[path, schema.options.map((option) => option.number)]]
    case 'variant': {
      const own: [string, number[]] = [path, schema.variants.map((variant) => variant.number)]
      return [own, ...schema.variants.flatMap(({ id, fields }) => siblingsIn(fields, `${path}<${id}>`))]
    }
    case 'object':
      return siblingsIn(schema.fields, path)
    case 'nullable':
      return siblingsOf(schema.inner, path)
    case 'list':
      return siblingsOf(schema.item, `${path}[]`)
    case 'record':
      return siblingsOf(schema.value, `${path}{}`)
    default:
      return []
  }
}

const SIBLINGS: [string, number[]][] = [
  ['blocks', BLOCKS.map((block) => block.number)],
  ...BLOCKS.flatMap(({ id, fields }) => siblingsIn(fields, id)),
  ...siblingsIn(CONNECTION_FIELDS, 'connection'),
  ...siblingsIn(SCENARIO_FIELDS, 'scenario'),
  ...FAULT_KINDS.variants.flatMap(({ id, fields }) => siblingsIn(fields, `fault<${id}>`)),
  ['faults', FAULT_KINDS.variants.map((variant) => variant.number)],
  ...siblingsIn(FAULT_FIELDS, 'fault'),
  ...siblingsOf(GROUP_KINDS, 'groups'),
  ['parts', Object.values(SECTIONS)],
]

describe('the permanent numbers of', () => {
  it.each(SIBLINGS)('%s are whole, positive and all different', (_, numbers) => {
    expect(numbers.every((number) => Number.isInteger(number) && number > 0)).toBe(true)
    expect(new Set(numbers).size).toBe(numbers.length)
  })
})
