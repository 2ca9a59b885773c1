/**
 * Reads and replaces one value of a design by its path, such as `blocks.orders.params.workers`, `connections.c1.params.timeoutMs`,
 * `groups.eu.params.distancesKm.us`, `scenario.durationMs` or `seed`. Blocks, connections and groups are named by id, list entries by index: `plan[0].times` or `plan.0.times`.
 */
import { blockOf } from '../blocks/registry'
import { suggestion } from '../lib/near-miss'
import { type Problem, parseValue, printable } from '../lib/parse'
import { breachOf, type Rule } from '../lib/rules'
import { integer, type ObjectSchema, object, type Schema, variantOf } from '../lib/schema'
import { CONNECTION_FIELDS } from './connection'
import { type Block, type Connection, type Design, MAX_SEED } from './design'
import { groupsOf } from './group-tree'
import { distancesOf, GROUP_KINDS, type Group } from './groups'
import { SCENARIO_FIELDS } from './scenario'
import { strayReference, strayReferences } from './stray-references'

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
  const trail = trailTo(design, path)
  return 'cure' in trail
    ? { ok: false, problem: unknownPath(path, trail.cure) }
    : { ok: true, place: trail.places.at(-1) as Place }
}

/** A design with one value replaced, and that value with defaults filled in. */
export interface ValueSet {
  design: Design
  value: unknown
  problems: Problem[]
}

/**
 * A copy of the design with the value at `path` replaced; with problems, the design comes back as it was. The value has to go
 * with what stands beside it, and the connections that it names have to leave its block.
 */
export function withValueAt(design: Design, path: string, value: unknown): ValueSet {
  const trail = trailTo(design, path)
  if ('cure' in trail) return { design, value, problems: [unknownPath(path, trail.cure)] }
  const problems: Problem[] = []
  const { schema } = trail.places.at(-1) as Place
  const clean = parseValue(schema, value, path, problems)
  if (value === undefined) problems.push({ path, message: 'there is no value', cure: 'give one' })
  const segments = segmentsOf(path)
  const [root, id] = segments
  if (root === 'blocks') {
    const own = design.connections.filter((connection) => connection.from === id).map((connection) => connection.id)
    for (const stray of strayReferences(schema, clean, own))
      problems.push({ path: join(path, stray.path), ...strayReference(stray.id, id ?? '', own) })
  }
  if (root === 'groups' && problems.length === 0) checkDistances(design, id, segments, clean, problems)
  if (problems.length === 0) checkNeighbours(trail, segments, clean, problems)
  if (problems.length > 0) return { design, value, problems }
  if (root === 'blocks')
    return { design: { ...design, blocks: replaceParams(design.blocks, id, segments, clean) }, value: clean, problems }
  if (root === 'connections')
    return {
      design: { ...design, connections: replaceParams(design.connections, id, segments, clean) },
      value: clean,
      problems,
    }
  if (root === 'groups')
    return {
      design: { ...design, groups: replaceParams([...groupsOf(design)], id, segments, clean) },
      value: clean,
      problems,
    }
  return { design: replaceIn(design, segments, clean) as Design, value: clean, problems }
}

/** Distances lead to other regions, and are not stated there already. */
function checkDistances(
  design: Design,
  id: string | undefined,
  segments: string[],
  value: unknown,
  problems: Problem[],
): void {
  const groups = replaceParams([...groupsOf(design)], id, segments, value)
  const changed = groups.find((group) => group.id === id)
  for (const other of changed?.kind === 'region' ? Object.keys(distancesOf(changed)) : []) {
    const region = groups.find((group) => group.id === other && group.kind === 'region' && group !== changed)
    const path = `groups.${id}.params.distancesKm.${other}`
    if (!region) {
      problems.push({ path, message: `there is no other region "${other}"`, cure: 'name another region of the design' })
    } else if (Object.hasOwn(distancesOf(region), changed?.id ?? '')) {
      const message = `"${other}" says how far it is from "${id}"`
      problems.push({ path, message, cure: `set groups.${other}.params.distancesKm.${id}` })
    }
  }
}

/** Places from the root of the path, where the first of `rest` leads on, to its end. */
interface Trail {
  places: Place[]
  /** Segments that lead from each place to the next. */
  rest: string[]
}

/** The places along the path, or what to do about a path that leads nowhere. */
function trailTo(design: Design, path: string): Trail | { cure: string } {
  const start = startOf(design, path)
  if ('cure' in start) return start
  const places = [start.place]
  for (const segment of start.rest) {
    const next = step(places.at(-1) as Place, segment)
    if (typeof next === 'string') return { cure: next }
    places.push(next)
  }
  return { places, rest: start.rest }
}

const ROOTS = ['blocks', 'connections', 'groups', 'scenario', 'seed']

/** Where what has parameters is found by id. */
const FOLDERS = ['blocks', 'connections', 'groups'] as const
type Folder = (typeof FOLDERS)[number]

function itemsOf(design: Design, folder: Folder): readonly (Block | Connection | Group)[] {
  return folder === 'groups' ? groupsOf(design) : design[folder]
}

function schemaOfItem(folder: Folder, item: Block | Connection | Group): ObjectSchema | undefined {
  if (!('kind' in item)) return CONNECTION_PARAMS
  if (folder === 'blocks') return paramsSchemaOf(item.kind)
  const kind = variantOf(GROUP_KINDS, item.kind)
  return kind && object(kind.fields)
}

function startOf(design: Design, path: string): { place: Place; rest: string[] } | { cure: string } {
  const [root = '', second, third, ...deeper] = segmentsOf(path)
  if (path.includes('/')) {
    return { cure: `write it with dots: ${printable(path.replace(/^\/+/, '').replaceAll('/', '.'), 200)}` }
  }
  if (root === 'seed' && second === undefined) return { place: { schema: SEED, value: design.seed }, rest: [] }
  if (root === 'scenario' && second !== undefined)
    return { place: { schema: SCENARIO_TIMES, value: design.scenario }, rest: segmentsOf(path).slice(1) }
  if (root !== 'blocks' && root !== 'connections' && root !== 'groups') {
    return { cure: `${suggestion(root, ROOTS)}start it with blocks.<id>.params or connections.<id>.params` }
  }
  const item = itemsOf(design, root).find((candidate) => candidate.id === second)
  if (!item) return { cure: unknownItem(design, root, second) }
  if (third !== 'params' || deeper.length === 0) return { cure: `start it with ${root}.${item.id}.params` }
  const schema = schemaOfItem(root, item)
  return schema ? { place: { schema, value: item.params }, rest: deeper } : { cure: 'name a block of a known kind' }
}

/** What to do about a block or connection that is not there. */
function unknownItem(design: Design, root: Folder, id: string | undefined): string {
  if (id === undefined || id === '') return `start it with ${root}.<id>.params`
  const ids = itemsOf(design, root).map((item) => item.id)
  const sought = SOUGHT[root](printable(id))
  if (ids.length === 0) return `there is no ${sought}; add it first`
  const other = FOLDERS.find((folder) => itemsOf(design, folder).some((item) => item.id === id))
  if (other !== undefined) return `"${printable(id)}" is one of the ${other}: write ${other}.${id}`
  return `there is no ${sought}; ${suggestion(id, ids)}use one of ${ids.slice(0, 12).join(', ')}`
}

const SOUGHT: { readonly [folder in Folder]: (id: string) => string } = {
  blocks: (id) => `block "${id}"`,
  connections: (id) => `connection "${id}"`,
  groups: (id) => `group "${id}"`,
}

/** Reports rules between fields that the new value breaks: those of each set of fields on the way to it. */
function checkNeighbours({ places, rest }: Trail, segments: string[], value: unknown, problems: Problem[]): void {
  let below = value
  for (let level = places.length - 2; level >= 0; level--) {
    const place = places[level] as Place
    const segment = rest[level] as string
    below = replaceIn(place.value, [segment], below)
    const above = segments.slice(0, segments.length - (rest.length - level))
    for (const rule of rulesOf(place)) {
      const breach = breachOf(rule, below as Block['params'])
      const at = breach?.index === null ? rule.field : `${rule.field}[${breach?.index}]`
      if (breach)
        problems.push({
          path: [...above, at].join('.'),
          message: `${at} is ${breach.value}, but must be ${breach.allowed}`,
          cure: breach.cure,
        })
    }
  }
  if (segments[0] !== 'scenario') return
  const { warmupMs, durationMs } = below as Design['scenario']
  if (warmupMs < durationMs) return
  const message = `the warm-up, ${warmupMs}, does not end before the run does, ${durationMs}`
  problems.push({ path: segments.join('.'), message, cure: 'make warmupMs shorter than durationMs' })
}

/** Rules of the set of fields at a place. */
function rulesOf({ schema, value }: Place): readonly Rule[] {
  const inner = schema.kind === 'nullable' ? schema.inner : schema
  return inner.kind === 'variant' ? (variantOf(inner, String(part(value, 'type')))?.rules ?? []) : []
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
      return field ? { schema: field.schema, value: part(value, segment) } : oneOf(segment, Object.keys(fields))
    }
    case 'list': {
      const length = Array.isArray(value) ? value.length : 0
      if (length === 0) return 'end the path before the index: the list is empty'
      return /^\d{1,6}$/.test(segment) && Number(segment) < length
        ? { schema: schema.item, value: part(value, segment) }
        : `use an index below ${length}`
    }
    case 'record':
      return typeof value === 'object' && value !== null && Object.hasOwn(value, segment)
        ? { schema: schema.value, value: part(value, segment) }
        : oneOf(segment, Object.keys(value ?? {}))
    default:
      return `end the path before ${printable(segment)}`
  }
}

function oneOf(given: string, known: readonly string[]): string {
  if (known.length === 0) return `end the path before ${printable(given)}: there is nothing below`
  return `${suggestion(given, known)}use one of ${known.join(', ')}`
}

function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

function join(path: string, below: string): string {
  return below === '' || below.startsWith('[') ? path + below : `${path}.${below}`
}

function replaceParams<T extends Block | Connection | Group>(
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
  if (Array.isArray(target)) {
    const copy: unknown[] = target.slice()
    copy[Number(head)] = replaced
    return copy
  }
  return { ...(target as object), [head]: replaced }
}

function unknownPath(path: string, cure: string): Problem {
  return { path: printable(path, 200), message: 'the path leads nowhere in this design', cure }
}
