/** Connections that parameters name, such as the steps of a plan: each must be one of the block's own outgoing connections. */
import { blockOf } from '../blocks/registry'
import { type Fields, type Schema, variantOf } from '../lib/schema'
import type { Block } from './design'

/** Calls `visit` for each connection that the parameters name; what it returns takes the place of the name. */
export function mapReferences(
  fields: Fields,
  params: Block['params'],
  visit: (id: string, path: string) => string,
): Block['params'] {
  return mapFields(fields, params, '', visit) as Block['params']
}

/** Every reference of a block with its path below `params`. */
export function referencesOf(block: Block): { path: string; id: string }[] {
  const found: { path: string; id: string }[] = []
  const definition = blockOf(block.kind)
  if (!definition) return found
  mapReferences(definition.fields, block.params, (id, path) => {
    found.push({ path, id })
    return id
  })
  return found
}

type Visit = (id: string, path: string) => string

function mapFields(fields: Fields, value: unknown, path: string, visit: Visit): unknown {
  const source = value as { readonly [name: string]: unknown }
  const result: { [name: string]: unknown } = { ...source }
  for (const [name, field] of Object.entries(fields)) {
    result[name] = mapValue(field.schema, source[name], path === '' ? name : `${path}.${name}`, visit)
  }
  return result
}

/** As {@link mapReferences}, for a clean value of any schema; `path` is where it stands. */
export function mapValue(schema: Schema, value: unknown, path: string, visit: Visit): unknown {
  switch (schema.kind) {
    case 'connection':
      return visit(value as string, path)
    case 'object':
      return mapFields(schema.fields, value, path, visit)
    case 'variant':
      return mapFields(variantOf(schema, (value as { type: string }).type)?.fields ?? {}, value, path, visit)
    case 'nullable':
      return value === null ? null : mapValue(schema.inner, value, path, visit)
    case 'list':
      return (value as unknown[]).map((item, index) => mapValue(schema.item, item, `${path}[${index}]`, visit))
    case 'record':
      return Object.fromEntries(
        Object.entries(value as object).map(([id, item]) => [id, mapValue(schema.value, item, `${path}.${id}`, visit)]),
      )
    default:
      return value
  }
}
