/**
 * Reads and replaces one value of a design by its path, such as `blocks.orders.params.workers`, `connections.c1.params.timeoutMs`,
 * `scenario.durationMs` or `seed`. Blocks and connections are named by id, list entries by index: `plan[0].times` or `plan.0.times`.
 */
import { blockOf } from '../blocks/registry'
import { type Problem, parse, printable } from '../lib/parse'
import { integer, type NumberSchema, type ObjectSchema, object, type Schema, variantOf } from '../lib/schema'
import { CONNECTION_FIELDS } from './connection'
import { type Block, type Connection, type Design, MAX_SEED } from './design'
import { SCENARIO_FIELDS } from './scenario'

const SEED = integer('count', 1, { max: MAX_SEED })
const CONNECTION_PARAMS = object(CONNECTION_FIELDS)
const SCENARIO_TIMES = object(SCENARIO_FIELDS)

/** The value that stands at a path, and the schema it must keep to. */
export interface Place {
  schema: Schema
  value: unknown
}

/** What a path leads to, or the problem with it. */
export type Found = { ok: true; place: Place } | { ok: false; problem: Problem }

/** A path taken apart: `a.b[0].c` becomes `['a', 'b', '0', 'c']`. */
export function segmentsOf(path: string): string[] {
  return path.replace(/\[(\d+)\]/g, '.$1').split('.')
}

/** Parameters of a block as one object schema, or undefined for an unknown kind. */
export function paramsSchemaOf(kind: string): ObjectSchema | undefined {
  const definition = blockOf(kind)
  return definition && object(definition.fields)
}

/** Looks up the value at `path`. */
export function placeAt(design: Design, path: string): Found {
  const start = startOf(design, segmentsOf(path))
  if (!start)
    return { ok: false, problem: unknownPath(path, 'start it with blocks.<id>.params or connections.<id>.params') }
  let place: Place = start.place
  for (const segment of start.rest) {
    const next = step(place, segment)
    if (typeof next === 'string') return { ok: false, problem: unknownPath(path, next) }
    place = next
  }
  return { ok: true, place }
}

/** A design with one value replaced, and that value with defaults filled in. */
export interface ValueSet {
  design: Design
  value: unknown
  problems: Problem[]
}

/** A copy of the design with the value at `path` replaced; with problems, the design comes back as it was. */
export function withValueAt(design: Design, path: string, value: unknown): ValueSet {
  const found = placeAt(design, path)
  if (!found.ok) return { design, value, problems: [found.problem] }
  const problems: Problem[] = []
  // The static type of a parsed value is of no use where the schema is known only at run time.
  const clean: unknown = parse(found.place.schema as NumberSchema, value, path, problems)
  if (value === undefined) problems.push({ path, message: 'there is no value', cure: 'give one' })
  if (problems.length > 0) return { design, value, problems }
  const segments = segmentsOf(path)
  const [root, id] = segments
  if (root === 'blocks')
    return { design: { ...design, blocks: replaceParams(design.blocks, id, segments, clean) }, value: clean, problems }
  if (root === 'connections')
    return {
      design: { ...design, connections: replaceParams(design.connections, id, segments, clean) },
      value: clean,
      problems,
    }
  return { design: replaceIn(design, segments, clean) as Design, value: clean, problems }
}

function startOf(design: Design, segments: string[]): { place: Place; rest: string[] } | undefined {
  const [root, second, third, ...deeper] = segments
  if (root === 'seed' && second === undefined) return { place: { schema: SEED, value: design.seed }, rest: [] }
  if (root === 'scenario' && second !== undefined)
    return { place: { schema: SCENARIO_TIMES, value: design.scenario }, rest: segments.slice(1) }
  if (third !== 'params' || deeper.length === 0) return undefined
  if (root === 'blocks') {
    const block = design.blocks.find((candidate) => candidate.id === second)
    const schema = block && paramsSchemaOf(block.kind)
    return block && schema && { place: { schema, value: block.params }, rest: deeper }
  }
  const connection = root === 'connections' && design.connections.find((candidate) => candidate.id === second)
  return connection ? { place: { schema: CONNECTION_PARAMS, value: connection.params }, rest: deeper } : undefined
}

/** The place below, or the cure for a path that does not go on there. */
function step({ schema, value }: Place, segment: string): Place | string {
  switch (schema.kind) {
    case 'nullable':
      return value === null
        ? `set ${printable(segment)} together with what contains it: that is null now`
        : step({ schema: schema.inner, value }, segment)
    case 'object':
    case 'variant': {
      const fields =
        schema.kind === 'object' ? schema.fields : (variantOf(schema, String(part(value, 'type')))?.fields ?? {})
      const field = Object.hasOwn(fields, segment) ? fields[segment] : undefined
      return field
        ? { schema: field.schema, value: part(value, segment) }
        : `use one of ${Object.keys(fields).join(', ')}`
    }
    case 'list': {
      const length = Array.isArray(value) ? value.length : 0
      return /^\d{1,4}$/.test(segment) && Number(segment) < length
        ? { schema: schema.item, value: part(value, segment) }
        : `use an index below ${length}`
    }
    case 'record':
      return typeof value === 'object' && value !== null && Object.hasOwn(value, segment)
        ? { schema: schema.value, value: part(value, segment) }
        : `use one of ${Object.keys(value ?? {}).join(', ')}`
    default:
      return `end the path before ${printable(segment)}`
  }
}

function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

function replaceParams<T extends Block | Connection>(
  list: T[],
  id: string | undefined,
  segments: string[],
  value: unknown,
): T[] {
  return list.map((item) =>
    item.id === id ? { ...item, params: replaceIn(item.params, segments.slice(3), value) as T['params'] } : item,
  )
}

/** Copies along the path only; `segments` were checked by {@link placeAt}. */
function replaceIn(target: unknown, segments: string[], value: unknown): unknown {
  const [head, ...rest] = segments
  if (head === undefined) return value
  const replaced = replaceIn(part(target, head), rest, value)
  if (Array.isArray(target)) return target.map((item: unknown, index) => (index === Number(head) ? replaced : item))
  return { ...(target as object), [head]: replaced }
}

function unknownPath(path: string, cure: string): Problem {
  return { path: printable(path), message: 'the path leads nowhere in this design', cure }
}
