/** Checks that connections which parameters name leave the block that names them. */
import { blockOf } from '../blocks/registry'
import { suggestion } from '../lib/near-miss'
import type { Problem } from '../lib/parse'
import type { Schema } from '../lib/schema'
import type { Block, Connection } from './design'
import { mapReferences, mapValue } from './references'

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
