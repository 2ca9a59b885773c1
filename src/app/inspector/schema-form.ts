/** How a schema becomes a form: sections, what differs from its default, and what stays when one choice replaces another. */

import { isEqual } from '../../design/serialize'
import {
  defaultValue,
  type Field,
  type Fields,
  object,
  type Schema,
  type VariantSchema,
  variantOf,
} from '../../lib/schema'
import { t } from '../i18n/language'
import { widthOf } from '../ui/words'

export interface Section {
  /** Empty for fields without one, which come first. */
  title: string
  fields: [name: string, field: Field][]
}

/** Fields by heading, in the order in which the headings first appear. */
export function sectionsOf(fields: Fields): Section[] {
  const sections = new Map<string, Section>()
  for (const [name, field] of Object.entries(fields)) {
    const title = field.section ?? ''
    const section = sections.get(title) ?? { title, fields: [] }
    section.fields.push([name, field])
    sections.set(title, section)
  }
  const bare = sections.get('')
  return bare ? [bare, ...[...sections.values()].filter((section) => section !== bare)] : [...sections.values()]
}

/** Most characters that a list beside its label shows whole. */
const ROW_CHARACTERS = 16

/** Whether a choice has a name too long for a control that stands beside its label. */
export function needsWidth(schema: Schema): boolean {
  if (schema.kind === 'nullable') return needsWidth(schema.inner)
  const names = schema.kind === 'choice' ? schema.options : schema.kind === 'variant' ? schema.variants : []
  return names.some(({ label }) => widthOf(t(label)) > ROW_CHARACTERS)
}

/** Whether a value is not what stands when nothing is given. */
export function isChanged(schema: Schema, value: unknown): boolean {
  return !isEqual(value, defaultValue(schema))
}

/**
 * The value of another variant: fields that both have, with the same kind and unit, keep their value where the new one accepts
 * it; the others take their default.
 */
export function switchVariant(schema: VariantSchema, value: unknown, id: string): Record<string, unknown> {
  const next = variantOf(schema, id)
  if (!next) return value as Record<string, unknown>
  const before = value as Record<string, unknown> | null
  const old = before ? variantOf(schema, String(before['type']))?.fields : undefined
  const result = defaultValue(object(next.fields)) as Record<string, unknown>
  for (const [name, field] of Object.entries(next.fields)) {
    const former = old?.[name]
    if (former && before && isCompatible(former.schema, field.schema, before[name])) result[name] = before[name]
  }
  return { type: id, ...result }
}

function isCompatible(from: Schema, to: Schema, value: unknown): boolean {
  if (from.kind === 'number' && to.kind === 'number')
    return from.unit === to.unit && (value as number) >= to.min && (value as number) <= to.max
  return from.kind === to.kind && isEqual({ ...from, default: 0 }, { ...to, default: 0 })
}

/** A fresh entry for a list or record. */
export function freshItem(schema: Schema): unknown {
  return defaultValue(schema)
}

export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, index) => index !== from)
  const item = items[from]
  if (item === undefined || to < 0 || to > rest.length) return [...items]
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}

/** A name for a new entry of a record that is not taken. */
export function freeKey(record: object, wish: string): string {
  for (let count = 1; ; count++) {
    const key = count === 1 ? wish : `${wish}-${count}`
    if (!Object.hasOwn(record, key)) return key
  }
}

/** Numbers from text such as "1, 2.5 3 ms"; null when something else is among them. */
export function readNumbers(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter(Boolean)
  const numbers = parts.map(Number)
  return numbers.every(Number.isFinite) ? numbers : null
}

/** Schemas whose value does not fit beside its label and goes below it. */
export function isLarge(schema: Schema): boolean {
  if (schema.kind === 'nullable') return isLarge(schema.inner)
  return schema.kind === 'list' || schema.kind === 'record' || schema.kind === 'object'
}
