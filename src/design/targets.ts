/** Where the steps of a block lead: warnings about connections to the wrong kind of block, and about names that it does not have. */
import type { AnyBlock } from '../blocks/block'
import { blockOf } from '../blocks/registry'
import { suggestion } from '../lib/near-miss'
import type { Problem } from '../lib/parse'
import { type Fields, type Schema, type Target, variantOf } from '../lib/schema'
import type { Block, Connection, Design } from './design'
import { nameOf, withArticle } from './names'

/** What is at the end of a connection of the block. */
interface End {
  readonly connection: Connection
  readonly block: Block
  readonly definition: AnyBlock
}

/** Warnings about the parameters of one block, each with its path below `params`. */
export function targetWarnings(design: Design, block: Block): Problem[] {
  const definition = blockOf(block.kind)
  if (!definition || !mayLead(definition.fields)) return []
  const ends = new Map<string, End>()
  for (const connection of design.connections) {
    const callee = connection.from === block.id && design.blocks.find((candidate) => candidate.id === connection.to)
    const kind = callee ? blockOf(callee.kind) : undefined
    if (callee && kind) ends.set(connection.id, { connection, block: callee, definition: kind })
  }
  const found: Problem[] = []
  checkFields(definition.fields, block.params, '', ends, found)
  return found
}

type Ends = ReadonlyMap<string, End>
type Values = { readonly [name: string]: unknown }

function checkFields(fields: Fields, values: Values, path: string, ends: Ends, found: Problem[]): void {
  for (const [name, { schema }] of Object.entries(fields)) {
    const value = values[name]
    const at = path === '' ? name : `${path}.${name}`
    if (schema.kind === 'connection' && schema.leadsTo) {
      const end = ends.get(value as string)
      if (end && !fits(end, schema.leadsTo)) found.push({ path: at, ...wrongKind(end, schema.leadsTo, ends) })
    } else if (schema.kind === 'text' && schema.entry) {
      const store = fields[schema.entry.at]?.schema
      const end = ends.get(values[schema.entry.at] as string)
      const isRight = end !== undefined && store?.kind === 'connection' && (!store.leadsTo || fits(end, store.leadsTo))
      const missing = isRight ? missingEntry(end, schema.entry.of, value as string) : undefined
      if (missing) found.push({ path: at, ...missing })
    } else checkValue(schema, value, at, ends, found)
  }
}

function checkValue(schema: Schema, value: unknown, path: string, ends: Ends, found: Problem[]): void {
  switch (schema.kind) {
    case 'object':
      return checkFields(schema.fields, value as Values, path, ends, found)
    case 'variant': {
      const { type } = value as { type: string }
      return checkFields(variantOf(schema, type)?.fields ?? {}, value as Values, path, ends, found)
    }
    case 'nullable':
      if (value !== null) checkValue(schema.inner, value, path, ends, found)
      return
    case 'list':
      for (const [index, item] of (value as unknown[]).entries())
        checkValue(schema.item, item, `${path}[${index}]`, ends, found)
      return
    default:
      return
  }
}

/** Whether some parameter can name a connection at all. */
function mayLead(fields: Fields): boolean {
  return Object.values(fields).some(({ schema }) => names(schema))
}

function names(schema: Schema): boolean {
  switch (schema.kind) {
    case 'connection':
      return true
    case 'object':
      return mayLead(schema.fields)
    case 'variant':
      return schema.variants.some((variant) => mayLead(variant.fields))
    case 'nullable':
      return names(schema.inner)
    case 'list':
      return names(schema.item)
    default:
      return false
  }
}

function fits({ definition }: End, { roles, parameter }: Target): boolean {
  const hasRole = definition.inPort?.roles.some((role) => roles.includes(role)) ?? false
  return hasRole && (parameter === undefined || Object.hasOwn(definition.fields, parameter))
}

function wrongKind({ connection, block, definition }: End, target: Target, ends: Ends): Omit<Problem, 'path'> {
  const fitting = [...ends.values()].filter((end) => fits(end, target)).map((end) => end.connection.id)
  const what = withArticle(definition.name)
  return {
    message: `"${connection.id}" leads to "${nameOf(block)}", ${what}, which cannot do what this step asks`,
    cure: fitting.length > 0 ? `choose ${fitting.join(' or ')}` : 'connect a block that can, or remove the step',
  }
}

function missingEntry({ block }: End, parameter: string, name: string): Omit<Problem, 'path'> | undefined {
  const entries = block.params[parameter]
  if (typeof entries !== 'object' || entries === null || Object.hasOwn(entries, name)) return undefined
  const known = Object.keys(entries)
  const cure =
    known.length > 0 ? `${suggestion(name, known)}use one of ${known.join(', ')}, or add it there` : 'add it there'
  return { message: `"${nameOf(block)}" has no "${name}" among its ${parameter}`, cure }
}
