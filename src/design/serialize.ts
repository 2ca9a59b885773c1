/** Writes designs as JSON: keys always in the same order, so that equal designs give equal text. */
import { blockOf } from '../blocks/registry'
import { defaultValue, type Fields, type Schema, variantOf } from '../lib/schema'
import { commentsOf } from './comments'
import { CONNECTION_FIELDS } from './connection'
import type { Block, Connection, Design } from './design'
import { groupsOf } from './group-tree'
import { GROUP_KINDS, type Group } from './groups'

/** How a design is written. */
export interface SerializeOptions {
  /** Leave out parameters that stand at their defaults. Default: true. */
  omitDefaults?: boolean
  /** Leave out positions on the canvas, which never affect a run. Default: false. */
  omitPositions?: boolean
  /** Spaces of indentation. Default: 2. */
  indent?: number
}

/** The design as JSON text. */
export function serializeDesign(design: Design, options: SerializeOptions = {}): string {
  return `${JSON.stringify(plainDesign(design, options), null, options.indent ?? 2)}\n`
}

/** The design as plain data in canonical order; shares nothing that may change with the design. */
export function plainDesign(design: Design, options: SerializeOptions = {}): unknown {
  const { omitDefaults = true, omitPositions = false } = options
  const { durationMs, warmupMs, drainMs, faults, changes } = design.scenario
  const paramsOf = (fields: Fields, params: Block['params']): unknown => {
    return omitDefaults ? withoutDefaults(fields, params) : inOrder(fields, params)
  }
  const block = ({ id, kind, label, params, position }: Block): unknown => {
    const written = paramsOf(blockOf(kind)?.fields ?? {}, params)
    return {
      id,
      kind,
      ...(label === undefined ? {} : { label }),
      ...(isEmpty(written) ? {} : { params: written }),
      ...(position === undefined || omitPositions ? {} : { position: { x: position.x, y: position.y } }),
    }
  }
  const connection = ({ id, from, to, params }: Connection): unknown => {
    const written = paramsOf(CONNECTION_FIELDS, params)
    return { id, from, to, ...(isEmpty(written) ? {} : { params: written }) }
  }
  const group = ({ id, kind, label, members, params, collapsed }: Group): unknown => {
    const written = paramsOf(variantOf(GROUP_KINDS, kind)?.fields ?? {}, params)
    return {
      id,
      kind,
      ...(label === undefined ? {} : { label }),
      members: [...members],
      ...(isEmpty(written) ? {} : { params: written }),
      ...(collapsed === undefined || omitPositions ? {} : { collapsed }),
    }
  }
  const groups = groupsOf(design).map(group)
  const comments = commentsOf(design).map(({ id, text, position: { x, y }, width, block }) => ({
    ...{ id, text, position: { x, y } },
    ...(width === undefined ? {} : { width }),
    ...(block === undefined ? {} : { block }),
  }))
  return {
    format: design.format,
    name: design.name,
    seed: design.seed,
    scenario: {
      ...{ durationMs, warmupMs, drainMs },
      ...(faults.length > 0 || !omitDefaults ? { faults: faults.map((fault) => ({ ...fault })) } : {}),
      ...(changes.length > 0 || !omitDefaults
        ? { changes: changes.map(({ atMs, path, value }) => ({ atMs, path, value })) }
        : {}),
    },
    blocks: design.blocks.map(block),
    connections: design.connections.map(connection),
    ...(design.objectives.length > 0 || !omitDefaults
      ? { objectives: design.objectives.map((objective) => ({ ...objective })) }
      : {}),
    ...(groups.length > 0 ? { groups } : {}),
    ...(comments.length > 0 ? { comments } : {}),
  }
}

/** Deep equality of plain data. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key as keyof typeof a], b[key as keyof typeof b]))
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/** The fields that do not stand at their defaults, in the order of the schema. */
function withoutDefaults(fields: Fields, params: { readonly [name: string]: unknown }): { [name: string]: unknown } {
  const result: { [name: string]: unknown } = {}
  for (const [name, { schema }] of Object.entries(fields)) {
    const value = params[name]
    if (value !== undefined && !isEqual(value, defaultValue(schema)))
      result[name] = write(schema, value, withoutDefaults)
  }
  return result
}

function inOrder(fields: Fields, params: { readonly [name: string]: unknown }): { [name: string]: unknown } {
  const result: { [name: string]: unknown } = {}
  for (const [name, { schema }] of Object.entries(fields)) result[name] = write(schema, params[name], inOrder)
  return result
}

function write(schema: Schema, value: unknown, writeFields: typeof inOrder): unknown {
  switch (schema.kind) {
    case 'object':
      return writeFields(schema.fields, value as Block['params'])
    case 'variant': {
      const { type } = value as { type: string }
      return { type, ...writeFields(variantOf(schema, type)?.fields ?? {}, value as Block['params']) }
    }
    case 'nullable':
      return value === null ? null : write(schema.inner, value, writeFields)
    case 'list':
      return (value as unknown[]).map((item) => write(schema.item, item, writeFields))
    case 'record':
      return Object.fromEntries(
        Object.entries(value as object).map(([id, item]) => [id, write(schema.value, item, writeFields)]),
      )
    default:
      return value
  }
}
