/**
 * Values of parameters as bytes. Fields, variants and options stand as their permanent numbers; fields at their defaults are
 * left out; each set of fields ends with a 0. What is read comes back as untrusted data, to be checked like any other design.
 */
import { defaultValue, type Fields, type Schema, type Variant, type VariantSchema, variantOf } from '../../lib/schema'
import { isEqual } from '../serialize'
import { type ByteReader, type ByteWriter, LinkError } from './bytes'

type Values = { [name: string]: unknown }

/** Names of the block's own connections, in order: a reference is a place in it plus one, 0 for none. */
export type OwnConnections = readonly string[]

/** Appends the fields of `values` that are not at their defaults. */
export function writeFields(out: ByteWriter, fields: Fields, values: Readonly<Values>, own: OwnConnections): void {
  for (const [name, { number, schema }] of byNumber(fields)) {
    const value = values[name]
    if (value === undefined || isEqual(value, defaultValue(schema))) continue
    out.count(number)
    writeValue(out, schema, value, own)
  }
  out.count(0)
}

/** Reads what {@link writeFields} wrote. Fields at their defaults are missing from the result. */
export function readFields(input: ByteReader, fields: Fields, own: OwnConnections): Values {
  const result: Values = {}
  let previous = 0
  for (let number = input.count(); number !== 0; number = input.count()) {
    const entry = Object.entries(fields).find(([, field]) => field.number === number)
    if (!entry) throw new LinkError(`there is a parameter that this version does not know (${number})`)
    if (number <= previous) throw new LinkError('parameters are out of order')
    previous = number
    result[entry[0]] = readValue(input, entry[1].schema, own)
  }
  return result
}

/** Appends the number of the variant and its fields. */
export function writeVariant(
  out: ByteWriter,
  schema: VariantSchema,
  value: { type: string },
  own: OwnConnections,
): void {
  const chosen = variantOf(schema, value.type) as Variant
  out.count(chosen.number)
  writeFields(out, chosen.fields, value as Readonly<Values>, own)
}

/** Reads what {@link writeVariant} wrote. */
export function readVariant(input: ByteReader, schema: VariantSchema, own: OwnConnections): Values {
  const chosen = numbered(schema.variants, input.count())
  return { type: chosen.id, ...readFields(input, chosen.fields, own) }
}

function writeValue(out: ByteWriter, schema: Schema, value: unknown, own: OwnConnections): void {
  switch (schema.kind) {
    case 'number':
      out.number(value as number)
      break
    case 'boolean':
      out.count(value ? 1 : 0)
      break
    case 'text':
      out.text(value as string)
      break
    case 'choice':
      out.count(schema.options.find((option) => option.id === value)?.number ?? 0)
      break
    case 'connection':
      out.count(own.indexOf(value as string) + 1)
      break
    case 'object':
      writeFields(out, schema.fields, value as Values, own)
      break
    case 'variant':
      writeVariant(out, schema, value as { type: string }, own)
      break
    case 'nullable':
      out.count(value === null ? 0 : 1)
      if (value !== null) writeValue(out, schema.inner, value, own)
      break
    case 'list':
      out.count((value as unknown[]).length)
      for (const item of value as unknown[]) writeValue(out, schema.item, item, own)
      break
    case 'record':
      out.count(Object.keys(value as Values).length)
      for (const [id, item] of Object.entries(value as Values)) {
        out.text(id)
        writeValue(out, schema.value, item, own)
      }
  }
}

function readValue(input: ByteReader, schema: Schema, own: OwnConnections): unknown {
  switch (schema.kind) {
    case 'number':
      return input.number()
    case 'boolean':
      return input.countUpTo(1) === 1
    case 'text':
      return input.text()
    case 'choice':
      return numbered(schema.options, input.count()).id
    case 'connection':
      return ['', ...own][input.countUpTo(own.length)]
    case 'object':
      return readFields(input, schema.fields, own)
    case 'variant':
      return readVariant(input, schema, own)
    case 'nullable':
      return input.countUpTo(1) === 0 ? null : readValue(input, schema.inner, own)
    case 'list':
      return Array.from({ length: input.countUpTo(schema.maxItems) }, () => readValue(input, schema.item, own))
    case 'record': {
      const length = input.countUpTo(schema.maxItems)
      // Names come from the link, `__proto__` among the possible ones: fromEntries makes it an own property like any other.
      return Object.fromEntries(Array.from({ length }, () => [input.text(), readValue(input, schema.value, own)]))
    }
  }
}

function byNumber(fields: Fields): [string, Fields[string]][] {
  return Object.entries(fields).sort(([, a], [, b]) => a.number - b.number)
}

function numbered<T extends { readonly number: number }>(list: readonly T[], number: number): T {
  const found = list.find((candidate) => candidate.number === number)
  if (!found) throw new LinkError(`there is a choice that this version does not know (${number})`)
  return found
}
