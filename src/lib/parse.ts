/**
 * Checks untrusted data against a parameter schema and returns a clean copy with defaults filled in.
 *
 * Strict: unknown keys are problems and are dropped, `__proto__` included; nothing of the input object is reused. Numbers
 * outside their range are clamped, every other bad value is replaced by its default, and each is listed as a problem: a
 * caller that wants strictness refuses when there are problems, one that repairs goes on with the result. Never throws.
 * Depth is bounded by the schema, list and record lengths by their `maxItems`.
 */
import { ID_PATTERN } from './ids'
import {
  defaultValue,
  type Fields,
  type Infer,
  type InferFields,
  type ListSchema,
  type NumberSchema,
  type RecordSchema,
  type Schema,
  type VariantSchema,
  variantOf,
} from './schema'

/** What is wrong at one place of the input, and what to do about it. */
export interface Problem {
  /** JSON path such as `blocks[2].params.workers`. */
  path: string
  /** What is wrong, without a full stop. */
  message: string
  /** What to do, in the imperative. */
  cure: string
}

/** Returns a clean value for `schema`; appends to `problems`. Missing (`undefined`) takes the default silently. */
export function parse<S extends Schema>(schema: S, input: unknown, path: string, problems: Problem[]): Infer<S> {
  return parseValue(schema, input, path, problems) as Infer<S>
}

/** Returns clean values for named fields, from an object that may lack some of them. `allowed` names further keys. */
export function parseFields<F extends Fields>(
  fields: F,
  input: unknown,
  path: string,
  problems: Problem[],
  allowed: readonly string[] = [],
): InferFields<F> {
  return parseNamed(fields, input, path, problems, allowed) as InferFields<F>
}

function parseNamed(
  fields: Fields,
  input: unknown,
  path: string,
  problems: Problem[],
  allowed: readonly string[] = [],
): Record<string, unknown> {
  const source = asObject(input, path, problems)
  for (const key of Object.keys(source)) {
    if (Object.hasOwn(fields, key) || allowed.includes(key)) continue
    const known = [...allowed, ...Object.keys(fields)]
    problems.push({
      path: join(path, key),
      message: `"${printable(key)}" is not known here`,
      cure: known.length === 0 ? 'remove it' : `remove it, or use one of ${known.join(', ')}`,
    })
  }
  const result: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const given = Object.hasOwn(source, name) ? source[name] : undefined
    result[name] = parseValue(field.schema, given, join(path, name), problems)
  }
  return result
}

/** A short, safe rendering of a foreign value for a message. */
export function printable(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e]/g, ' ')
  return clean.length > 40 ? `${clean.slice(0, 39)}…` : clean
}

function join(path: string, key: string): string {
  return path === '' ? printable(key) : `${path}.${printable(key)}`
}

function asObject(input: unknown, path: string, problems: Problem[]): Record<string, unknown> {
  if (input === undefined) return {}
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Record<string, unknown>
  problems.push({ path, message: `${printable(input)} is not an object`, cure: 'write an object: { … }' })
  return {}
}

/** As {@link parse}, where the schema is known only at run time. */
export function parseValue(schema: Schema, input: unknown, path: string, problems: Problem[]): unknown {
  if (input === undefined) return defaultValue(schema)
  const refuse = (message: string, cure: string): unknown => {
    problems.push({ path, message, cure })
    return defaultValue(schema)
  }
  switch (schema.kind) {
    case 'number':
      return parseNumber(schema, input, path, problems)
    case 'boolean':
      return typeof input === 'boolean'
        ? input
        : refuse(`${printable(input)} is not true or false`, 'write true or false')
    case 'text':
      if (typeof input !== 'string') return refuse(`${printable(input)} is not text`, 'write a string in quotes')
      if (input.length > schema.maxLength)
        return refuse(`the text is ${input.length} characters long`, `shorten it to ${schema.maxLength}`)
      return input
    case 'connection':
      if (typeof input === 'string' && (input === '' || ID_PATTERN.test(input))) return input
      return refuse(`${printable(input)} is not the id of a connection`, 'name one of the outgoing connections')
    case 'choice': {
      if (schema.options.some((option) => option.id === input)) return input
      const ids = schema.options.map((option) => option.id).join(', ')
      return refuse(`"${printable(input)}" is not one of the choices`, `use one of ${ids}`)
    }
    case 'nullable':
      return input === null ? null : parseValue(schema.inner, input, path, problems)
    case 'object':
      return parseNamed(schema.fields, input, path, problems)
    case 'variant':
      return parseVariant(schema, input, path, problems)
    case 'list':
      return parseList(schema, input, path, problems)
    case 'record':
      return parseRecord(schema, input, path, problems)
  }
}

function parseNumber(schema: NumberSchema, input: unknown, path: string, problems: Problem[]): number {
  if (typeof input !== 'number' || Number.isNaN(input)) {
    problems.push({
      path,
      message: `${printable(input)} is not a number`,
      cure: `write a number from ${schema.min} to ${schema.max}`,
    })
    return schema.default
  }
  const whole = schema.integer && Number.isFinite(input) ? Math.round(input) : input
  const clamped = Math.min(schema.max, Math.max(schema.min, whole))
  if (clamped === input) return Object.is(clamped, -0) ? 0 : clamped
  const kind = schema.integer ? 'a whole number' : 'a number'
  problems.push({
    path,
    message: `${input} is out of range`,
    cure: `use ${kind} from ${schema.min} to ${schema.max}`,
  })
  return clamped
}

function parseVariant(schema: VariantSchema, input: unknown, path: string, problems: Problem[]): unknown {
  const source = asObject(input, path, problems)
  const type = Object.hasOwn(source, 'type') ? source['type'] : schema.default
  const chosen = typeof type === 'string' ? variantOf(schema, type) : undefined
  if (chosen) return { type: chosen.id, ...parseNamed(chosen.fields, source, path, problems, ['type']) }
  problems.push({
    path: join(path, 'type'),
    message: `"${printable(type)}" is not known here`,
    cure: `use one of ${schema.variants.map((variant) => variant.id).join(', ')}`,
  })
  return defaultValue(schema)
}

function parseList(schema: ListSchema, input: unknown, path: string, problems: Problem[]): unknown[] {
  if (!Array.isArray(input)) {
    problems.push({ path, message: `${printable(input)} is not a list`, cure: 'write a list: [ … ]' })
    return defaultValue(schema) as unknown[]
  }
  if (input.length < schema.minItems || input.length > schema.maxItems) {
    problems.push({
      path,
      message: `the list has ${input.length} entries`,
      cure: `give ${schema.minItems} to ${schema.maxItems}`,
    })
    if (input.length < schema.minItems) return defaultValue(schema) as unknown[]
  }
  return input
    .slice(0, schema.maxItems)
    .map((item, index) => parseValue(schema.item, item, `${path}[${index}]`, problems))
}

function parseRecord(schema: RecordSchema, input: unknown, path: string, problems: Problem[]): unknown {
  const entries = Object.entries(asObject(input, path, problems))
  if (entries.length > schema.maxItems) {
    problems.push({ path, message: `there are ${entries.length} entries`, cure: `give at most ${schema.maxItems}` })
  }
  const result: Record<string, unknown> = {}
  for (const [id, value] of entries.slice(0, schema.maxItems)) {
    if (ID_PATTERN.test(id)) result[id] = parseValue(schema.value, value, join(path, id), problems)
    else
      problems.push({
        path: join(path, id),
        message: `"${printable(id)}" is not an id`,
        cure: 'use 1 to 32 lower-case letters, digits, hyphens and underscores',
      })
  }
  return result
}
