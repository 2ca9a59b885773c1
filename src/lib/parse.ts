/**
 * Checks untrusted data against a parameter schema and returns a clean copy with defaults filled in.
 *
 * Strict: unknown keys are problems and are dropped, `__proto__` included; nothing of the input object is reused. Numbers
 * outside their range are clamped, every other bad value is replaced by its default, and each is listed as a problem: a
 * caller that wants strictness refuses when there are problems, one that repairs goes on with the result. Never throws.
 * Depth is bounded by the schema, list and record lengths by their `maxItems`.
 */
import { isId } from './ids'
import { suggestion } from './near-miss'
import { breachOf, type Rule } from './rules'
import {
  defaultValue,
  defaultValues,
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
  rules: readonly Rule[] = [],
): Record<string, unknown> {
  const source = asObject(input, path, problems)
  for (const key of Object.keys(source)) {
    if (Object.hasOwn(fields, key) || allowed.includes(key)) continue
    const known = [...allowed, ...Object.keys(fields)]
    problems.push({
      path: join(path, key),
      message: `"${printable(key)}" is not known here`,
      cure:
        known.length === 0 ? 'remove it' : `${near(key, known, problems)}remove it, or use one of ${known.join(', ')}`,
    })
  }
  const result: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const given = Object.hasOwn(source, name) ? source[name] : undefined
    result[name] = parseValue(field.schema, given, join(path, name), problems)
  }
  for (const rule of rules) keepRule(rule, fields, result, source, path, problems)
  // What mends one rule may break another: then only the defaults are sure to keep them all.
  if (rules.some((rule) => breachOf(rule, result))) return defaultValues(fields)
  return result
}

/** [count] problems after which what was meant is no longer looked for: nobody reads that many. */
const MOST_SUGGESTIONS = 100

function near(key: string, known: readonly string[], problems: readonly Problem[]): string {
  return problems.length < MOST_SUGGESTIONS ? suggestion(key, known) : ''
}

/** Reports a broken rule and mends the field that is at fault. */
function keepRule(
  rule: Rule,
  fields: Fields,
  values: Record<string, unknown>,
  source: Record<string, unknown>,
  path: string,
  problems: Problem[],
): void {
  const breach = breachOf(rule, values)
  const schema = fields[rule.field]?.schema
  if (!breach || !schema) return
  const { value, index, allowed, cure, mended } = breach
  const isDefault = !Object.hasOwn(source, rule.field)
  const name = index === null ? rule.field : `${rule.field}[${index}]`
  problems.push({
    path: join(path, name),
    message: `${name} is ${value}${isDefault ? ' by default' : ''}, but must be ${allowed}`,
    cure,
  })
  values[rule.field] = parseValue(schema, mended, '', [])
}

/** A short, safe rendering of a foreign value for a message, of at most `most` characters. */
export function printable(value: unknown, most = 40): string {
  const text = typeof value === 'string' ? value : jsonOf(value)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
  const unfit = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g
  const clean = text.slice(0, most + 1).replace(unfit, ' ')
  const short = clean.length > most ? `${clean.slice(0, most - 1)}…` : clean
  return short.replace(/\p{Cs}/gu, '\ufffd')
}

/** As {@link printable}, with text in quotes, so that "7" is told from 7. */
export function quoted(value: unknown): string {
  return typeof value === 'string' ? `"${printable(value)}"` : printable(value)
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    // What JSON cannot hold: an integer of any size, data that contains itself.
    return typeof value === 'bigint' ? String(value) : `a value of type ${typeof value}`
  }
}

function join(path: string, key: string): string {
  return path === '' ? printable(key) : `${path}.${printable(key)}`
}

function asObject(
  input: unknown,
  path: string,
  problems: Problem[],
  cure = 'write an object: { … }',
): Record<string, unknown> {
  if (input === undefined) return {}
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Record<string, unknown>
  problems.push({ path, message: `${quoted(input)} is not an object`, cure })
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
      return typeof input === 'boolean' ? input : refuse(`${quoted(input)} is not true or false`, 'write true or false')
    case 'text':
      if (typeof input !== 'string') return refuse(`${quoted(input)} is not text`, 'write a string in quotes')
      if (input.length > schema.maxLength)
        return refuse(`the text is ${input.length} characters long`, `shorten it to ${schema.maxLength}`)
      return parseText(input, path, problems)
    case 'connection':
      if (input === '' || isId(input)) return input
      return refuse(`${quoted(input)} is not the id of a connection`, 'name one of the outgoing connections')
    case 'choice': {
      if (schema.options.some((option) => option.id === input)) return input
      const ids = schema.options.map((option) => option.id)
      return refuse(
        `${quoted(input)} is not one of the choices`,
        `${suggestion(input, ids)}use one of ${ids.join(', ')}`,
      )
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

/** Control characters, halves of characters that stand alone, and marks that change the direction of text. */
const UNFIT = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu

/** The text without what no name may hold; half a character becomes the mark for one that is lost. */
export function cleanText(text: string): string {
  return text.replace(UNFIT, (char) => (/\p{Cs}/u.test(char) ? '\ufffd' : ' '))
}

function parseText(input: string, path: string, problems: Problem[]): string {
  const clean = cleanText(input)
  if (clean === input) return input
  const message = `the text "${printable(input)}" has characters that cannot be shown, or half of one`
  problems.push({ path, message, cure: 'remove control characters and write whole characters' })
  return clean
}

/** What a number of a unit is given in, where its name alone does not say it. */
const IN_UNIT: { readonly [unit: string]: string } = { ms: ' milliseconds', '1/s': ' a second' }

function parseNumber(schema: NumberSchema, input: unknown, path: string, problems: Problem[]): number {
  const { min, max, unit } = schema
  const range = `${schema.integer ? 'a whole number' : 'a number'} from ${min} to ${max}${IN_UNIT[unit] ?? ''}`
  if (typeof input !== 'number' || Number.isNaN(input)) {
    const isInQuotes = typeof input === 'string' && /^-?\d+(?:\.\d+)?$/.test(input)
    const cure = isInQuotes ? `write ${range}, without quotes` : `write ${range}`
    problems.push({ path, message: `${quoted(input)} is not a number`, cure })
    return schema.default
  }
  const whole = schema.integer && Number.isFinite(input) ? Math.round(input) : input
  const clamped = Math.min(max, Math.max(min, whole))
  if (clamped === input) return Object.is(clamped, -0) ? 0 : clamped
  const isFraction = input >= min && input <= max
  const message = isFraction ? `${input} is not a whole number` : `${input} is out of range`
  problems.push({ path, message, cure: `use ${range}` })
  return clamped
}

function parseVariant(schema: VariantSchema, input: unknown, path: string, problems: Problem[]): unknown {
  const ids = schema.variants.map((variant) => variant.id)
  const example = typeof input === 'string' && ids.includes(input) ? input : schema.default
  const cure = `write an object such as { "type": "${example}" }`
  const types = ids.length > 1 ? `${cure}, with one of ${ids.join(', ')} as its type` : cure
  const source = asObject(input, path, problems, types)
  const type = Object.hasOwn(source, 'type') ? source['type'] : schema.default
  const chosen = typeof type === 'string' ? variantOf(schema, type) : undefined
  if (chosen) return { type: chosen.id, ...parseNamed(chosen.fields, source, path, problems, ['type'], chosen.rules) }
  problems.push({
    path: join(path, 'type'),
    message: `${quoted(type)} is not known here`,
    cure: `${suggestion(type, ids)}use one of ${ids.join(', ')}`,
  })
  return defaultValue(schema)
}

function parseList(schema: ListSchema, input: unknown, path: string, problems: Problem[]): unknown[] {
  if (!Array.isArray(input)) {
    problems.push({ path, message: `${quoted(input)} is not a list`, cure: 'write a list: [ … ]' })
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
    if (isId(id)) result[id] = parseValue(schema.value, value, join(path, id), problems)
    else
      problems.push({
        path: join(path, id),
        message: `"${printable(id)}" is not an id`,
        cure: 'use 1 to 32 lower-case letters, digits, hyphens and underscores',
      })
  }
  return result
}
