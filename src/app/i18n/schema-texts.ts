/** Reads the texts of a parameter schema as the form shows them, for the tests that hold the catalogue against them. */
import type { Fields, Schema } from '../../lib/schema'

/** Labels, helps, sections and names of options of some fields and all below them. */
export function textsOfFields(fields: Fields): string[] {
  return Object.values(fields).flatMap(({ label, help, section, schema }) => [
    label,
    help,
    ...(section === undefined ? [] : [section]),
    ...textsOfSchema(schema),
  ])
}

/** Names of options and all below them. */
export function textsOfSchema(schema: Schema): string[] {
  switch (schema.kind) {
    case 'choice':
      return schema.options.flatMap(({ label, help }) => (help === undefined ? [label] : [label, help]))
    case 'variant':
      return schema.variants.flatMap(({ label, help, fields }) => [label, help, ...textsOfFields(fields)])
    case 'object':
      return textsOfFields(schema.fields)
    case 'list':
      return textsOfSchema(schema.item)
    case 'record':
      return textsOfSchema(schema.value)
    case 'nullable':
      return [schema.nullLabel, ...textsOfSchema(schema.inner)]
    default:
      return []
  }
}
