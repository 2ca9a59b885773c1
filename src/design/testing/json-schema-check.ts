/** As much of a JSON Schema validator as the schemas here need, to hold them against real documents. */
import type { JsonSchema } from '../json-schema'

const KNOWN = new Set([
  ...['$schema', 'title', 'description', 'default', 'x-unit', 'type', 'properties', 'required', 'additionalProperties'],
  ...['items', 'minItems', 'maxItems', 'maxProperties', 'propertyNames', 'pattern', 'maxLength', 'minimum', 'maximum'],
  ...['enum', 'const', 'oneOf', 'anyOf'],
])

/** Whether `value` keeps to `schema`. Throws for a keyword that it does not know, so that none is silently ignored. */
export function keepsTo(schema: JsonSchema, value: unknown): boolean {
  for (const keyword of Object.keys(schema)) if (!KNOWN.has(keyword)) throw new Error(`keyword ${keyword}`)
  const { oneOf, anyOf } = schema as { oneOf?: JsonSchema[]; anyOf?: JsonSchema[] }
  if (oneOf && oneOf.filter((inner) => keepsTo(inner, value)).length !== 1) return false
  if (anyOf && !anyOf.some((inner) => keepsTo(inner, value))) return false
  if (schema['enum'] !== undefined && !(schema['enum'] as unknown[]).includes(value)) return false
  if ('const' in schema && schema['const'] !== value) return false
  if (schema['type'] !== undefined && ![schema['type']].flat().includes(typeOf(value, schema['type']))) return false
  if (typeof value === 'number') return numberKeeps(schema, value)
  if (typeof value === 'string') return textKeeps(schema, value)
  if (Array.isArray(value)) return listKeeps(schema, value)
  return typeof value === 'object' && value !== null ? objectKeeps(schema, value as Record<string, unknown>) : true
}

function typeOf(value: unknown, wanted: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) && wanted !== 'number' ? 'integer' : typeof value
}

function numberKeeps(schema: JsonSchema, value: number): boolean {
  return value >= ((schema['minimum'] as number) ?? -Infinity) && value <= ((schema['maximum'] as number) ?? Infinity)
}

function textKeeps(schema: JsonSchema, value: string): boolean {
  const pattern = schema['pattern'] as string | undefined
  return value.length <= ((schema['maxLength'] as number) ?? Infinity) && (!pattern || new RegExp(pattern).test(value))
}

function listKeeps(schema: JsonSchema, value: unknown[]): boolean {
  const {
    minItems = 0,
    maxItems = Infinity,
    items = {},
  } = schema as { minItems?: number; maxItems?: number; items?: JsonSchema }
  return value.length >= minItems && value.length <= maxItems && value.every((item) => keepsTo(items, item))
}

function objectKeeps(schema: JsonSchema, value: Record<string, unknown>): boolean {
  const properties = (schema['properties'] ?? {}) as { [name: string]: JsonSchema }
  const rest = schema['additionalProperties'] as JsonSchema | false | undefined
  if (((schema['required'] ?? []) as string[]).some((name) => !Object.hasOwn(value, name))) return false
  return Object.entries(value).every(([name, part]) => {
    if (Object.hasOwn(properties, name)) return keepsTo(properties[name] as JsonSchema, part)
    if (rest === false) return false
    const names = schema['propertyNames'] as JsonSchema | undefined
    return (!names || keepsTo(names, name)) && (!rest || keepsTo(rest, part))
  })
}
