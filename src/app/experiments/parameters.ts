/** Parameters of a design that an experiment can vary: numbers, switches and choices, wherever they stand. */

import { blockOf } from '../../blocks/registry'
import { CONNECTION_FIELDS } from '../../design/connection'
import type { Design } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import { DISTANCE, distancesOf, type Group } from '../../design/groups'
import { spaced } from '../../design/load'
import { nameOf } from '../../design/names'
import {
  type BooleanSchema,
  type ChoiceSchema,
  defaultValue,
  type Fields,
  type NumberSchema,
  type Schema,
  type VariantSchema,
  variantOf,
} from '../../lib/schema'
import { clauses, t } from '../i18n/language'

export type VariableSchema = NumberSchema | BooleanSchema | ChoiceSchema | VariantSchema

/** One of them. */
export interface Parameter {
  path: string
  /** What it belongs to: "Orders", "Orders to Product cache". */
  owner: string
  label: string
  schema: VariableSchema
  value: unknown
}

/** All of a design, block by block, then connection by connection, then the distances between regions. */
export function parametersOf(design: Design): Parameter[] {
  const names = new Map(design.blocks.map((block) => [block.id, nameOf(block)]))
  return [
    ...design.blocks.flatMap((block) =>
      inFields(blockOf(block.kind)?.fields ?? {}, block.params, `blocks.${block.id}.params`, nameOf(block), ''),
    ),
    ...design.connections.flatMap(({ id, from, to, params }) =>
      inFields(
        CONNECTION_FIELDS,
        params as { readonly [name: string]: unknown },
        `connections.${id}.params`,
        t('{name} to {name2}', { name: names.get(from) ?? from, name2: names.get(to) ?? to }),
        '',
      ),
    ),
    ...groupsOf(design).flatMap((group) => distancesFrom(design, group)),
  ]
}

function distancesFrom(design: Design, region: Group): Parameter[] {
  return Object.entries(distancesOf(region)).map(([id, value]) => ({
    path: `groups.${region.id}.params.distancesKm.${id}`,
    owner: nameOf(region),
    label: t('Distance to {name}', { name: nameOf(groupsOf(design).find((group) => group.id === id) ?? { id }) }),
    schema: DISTANCE,
    value,
  }))
}

function inFields(fields: Fields, values: unknown, path: string, owner: string, label: string): Parameter[] {
  const record = values as { readonly [name: string]: unknown }
  return Object.entries(fields).flatMap(([name, field]) => {
    const own = t(field.label)
    const words = label === '' ? own : clauses([label, own.toLowerCase()])
    return inSchema(field.schema, record[name], `${path}.${name}`, owner, words)
  })
}

function inSchema(schema: Schema, value: unknown, path: string, owner: string, label: string): Parameter[] {
  switch (schema.kind) {
    case 'number':
    case 'boolean':
    case 'choice':
      return [{ path, owner, label, schema, value }]
    case 'variant': {
      const chosen = variantOf(schema, String((value as { type?: unknown }).type))
      return [{ path, owner, label, schema, value }, ...inFields(chosen?.fields ?? {}, value, path, owner, label)]
    }
    case 'nullable':
      return value === null ? [] : inSchema(schema.inner, value, path, owner, label)
    case 'object':
      return inFields(schema.fields, value, path, owner, label)
    default:
      return []
  }
}

/** A value that is chosen from a list, and its name. */
export interface Option {
  id: string
  label: string
  value: unknown
}

/** All values that a parameter can be chosen from; null for a number. */
export function optionsOf({ schema, value }: Pick<Parameter, 'schema' | 'value'>): Option[] | null {
  switch (schema.kind) {
    case 'number':
      return null
    case 'boolean':
      return [true, false].map((one) => ({
        id: String(one),
        label: one ? t('on##switch') : t('off##switch'),
        value: one,
      }))
    case 'choice':
      return schema.options.map(({ id, label }) => ({ id, label: t(label), value: id }))
    case 'variant':
      return schema.variants.map((variant) => {
        const isPresent = (value as { type?: unknown }).type === variant.id
        const plain = { type: variant.id, ...(defaultValue({ kind: 'object', fields: variant.fields }) as object) }
        return { id: variant.id, label: t(variant.label), value: isPresent ? value : plain }
      })
  }
}

/** The option that a value is, if any. */
export function optionOf(parameter: Pick<Parameter, 'schema' | 'value'>): string {
  const { value, schema } = parameter
  return String(schema.kind === 'variant' ? (value as { type?: unknown }).type : value)
}

/** Values from `from` to `to`, both included; whole numbers where the schema wants them, without repetition. */
export function rangeOf(from: number, to: number, steps: number, isWhole: boolean): number[] {
  const values = spaced(from, to, steps)
  return isWhole ? [...new Set(values.map(Math.round))] : values
}

/** A range around a value that its schema allows: half of it to twice as much, a few apart where it counts things. */
export function rangeAround(value: number, { min, max, integer, unit }: NumberSchema): { from: number; to: number } {
  const within = (one: number) => Math.min(max, Math.max(min, integer ? Math.round(one) : Number(one.toPrecision(3))))
  if (value === 0) return { from: within(0), to: within(unit === 'share' ? 0.1 : 10) }
  const from = within(value / 2)
  const to = within(integer ? Math.max(2 * value, value + 4) : 2 * value)
  return from < to ? { from, to } : { from: within(value - 1), to: within(value + 1) }
}
