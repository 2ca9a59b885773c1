/** Connections that parameters name, such as the steps of a plan: each must be one of the block's own outgoing connections. */
import { blockOf } from '../blocks/registry'
import { suggestion } from '../lib/near-miss'
import type { Problem } from '../lib/parse'
import { type Fields, type Schema, variantOf } from '../lib/schema'
import type { Block, Connection } from './design'

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

/** Every reference in a clean value of `schema` that is not among the ids, with its path below the value. */
export function strayReferences(
  schema: Schema,
  value: unknown,
  ids: readonly string[],
): { path: string; id: string }[] {
  const found: { path: string; id: string }[] = []
  mapValue(schema, value, '', (id, path) => {
    if (id !== '' && !ids.includes(id)) found.push({ path, id })
    return id
  })
  return found
}

/** What is wrong with naming a connection that does not leave the block, and what to do about it. */
export function strayReference(id: string, block: string, own: readonly string[]): Omit<Problem, 'path'> {
  return {
    message: `"${id}" is not a connection from "${block}"`,
    cure: own.length === 0 ? 'connect the block first' : `${suggestion(id, own)}use one of ${own.join(', ')}`,
  }
}

/** Clears the references that are not to one of the block's own connections and reports each. */
export function mendReferences(
  blocks: Block[],
  connections: readonly Connection[],
  errors: Problem[],
  /** Place of each block in the list that problems speak of. */
  indices: readonly number[],
): void {
  const own = new Map<string, string[]>()
  for (const { id, from } of connections) own.set(from, [...(own.get(from) ?? []), id])
  for (const [place, block] of blocks.entries()) {
    const definition = blockOf(block.kind)
    const ids = own.get(block.id) ?? []
    if (!definition) continue
    block.params = mapReferences(definition.fields, block.params, (id, path) => {
      if (id === '' || ids.includes(id)) return id
      errors.push({ path: `blocks[${indices[place]}].params.${path}`, ...strayReference(id, block.id, ids) })
      return ''
    })
  }
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

function mapValue(schema: Schema, value: unknown, path: string, visit: Visit): unknown {
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
