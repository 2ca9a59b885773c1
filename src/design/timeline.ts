/** Checks the scenario of a design: its times, the faults and the recorded changes. */
import { blockOf } from '../blocks/registry'
import { suggestion } from '../lib/near-miss'
import { type Problem, parseFields, printable, quoted } from '../lib/parse'
import { type Field, type Fields, field, number, type Schema, variantOf } from '../lib/schema'
import type { Block, Connection, Design, Scenario } from './design'
import { blocksIn, groupsOf } from './group-tree'
import { placeAt, withValueAt } from './path'
import { asRecord, entriesOf, isRecord } from './plain'
import {
  type Change,
  FAULT_FIELDS,
  FAULT_KINDS,
  type Fault,
  MAX_CHANGES,
  MAX_FAULTS,
  SCENARIO_FIELDS,
} from './scenario'

/** What a fault may be aimed at. */
export type FaultTarget =
  | { is: 'block'; block: Block }
  | { is: 'connection'; connection: Connection }
  | { is: 'group'; parts: readonly FaultPart[] }

/** What a fault that is aimed at a group hits. */
export type FaultPart = { is: 'block'; block: Block } | { is: 'connection'; connection: Connection }

const CHANGE_FIELDS = { atMs: field(1, 'At', 'When it happened.', number('ms', 0, { max: 86_400_000 })) }

/** Checks a scenario against the blocks and connections of `design`, which must be clean. */
export function parseScenario(input: unknown, design: Design, errors: Problem[]): Scenario {
  const source = asRecord(input)
  const times = parseFields(SCENARIO_FIELDS, input, 'scenario', errors, ['faults', 'changes'])
  if (times.warmupMs >= times.durationMs) {
    const message = `the warm-up, ${times.warmupMs}, does not end before the run does, ${times.durationMs}`
    errors.push({ path: 'scenario.warmupMs', message, cure: 'make it shorter than durationMs' })
    times.warmupMs = 0
  }
  return {
    ...times,
    faults: parseFaults(source['faults'], design, errors),
    changes: parseChanges(source['changes'], { ...design, scenario: { ...times, faults: [], changes: [] } }, errors),
  }
}

/** Ids of the kinds of faults that fit a target, in the order of {@link FAULT_KINDS}. */
export function faultsThatFit(target: FaultTarget): string[] {
  return FAULT_KINDS.variants.map((kind) => kind.id).filter((id) => fits(id as Fault['type'], target))
}

/** Whether a kind of fault can hit a target; a group, if it can hit anything of it. */
export function fits(type: Fault['type'], target: FaultTarget): boolean {
  if (target.is === 'group') return target.parts.some((part) => fits(type, part))
  if (type === 'partition') return target.is === 'connection'
  if (target.is === 'connection') return false
  const definition = blockOf(target.block.kind)
  const isSource = definition?.inPort === null
  if (type === 'load') return isSource
  if (type === 'cold-cache') return definition !== undefined && holdsCache(definition.fields)
  return !isSource
}

/** Whether some parameter chooses how entries of a cache are evicted. */
function holdsCache(fields: Fields): boolean {
  return Object.values(fields).some((candidate: Field) => choosesEviction(candidate.schema))
}

function choosesEviction(schema: Schema): boolean {
  if (schema.kind === 'nullable') return choosesEviction(schema.inner)
  if (schema.kind === 'object') return holdsCache(schema.fields)
  return schema.kind === 'variant' && schema.family === 'caching'
}

function parseFaults(input: unknown, design: Design, errors: Problem[]): Fault[] {
  const faults: Fault[] = []
  for (const [index, raw] of entriesOf(input, 'scenario.faults', MAX_FAULTS, errors)) {
    const fault = parseFault(raw, `scenario.faults[${index}]`, design, errors)
    if (fault) faults.push(fault)
  }
  return faults
}

function parseFault(input: unknown, path: string, design: Design, errors: Problem[]): Fault | undefined {
  if (!isRecord(input, path, errors)) return undefined
  const source = asRecord(input)
  const kind = typeof source['type'] === 'string' ? variantOf(FAULT_KINDS, source['type']) : undefined
  if (!kind) {
    const ids = FAULT_KINDS.variants.map((variant) => variant.id)
    const cure = `${suggestion(source['type'], ids)}use one of ${ids.join(', ')}`
    const message = source['type'] === undefined ? 'the type is missing' : `${quoted(source['type'])} is not a fault`
    errors.push({ path: `${path}.type`, message, cure })
    return undefined
  }
  const values = parseFields({ ...FAULT_FIELDS, ...kind.fields }, input, path, errors, ['target', 'type'])
  const target = targetOf(design, source['target'])
  if (!target) {
    const isMissing = source['target'] === undefined
    const message = isMissing
      ? 'the target is missing'
      : `there is no block, connection or group ${quoted(source['target'])}`
    const ids = [...design.blocks, ...design.connections, ...groupsOf(design)].map(({ id }) => id)
    const cure = `${suggestion(source['target'], ids)}name a block, connection or group of the design`
    errors.push({ path: `${path}.target`, message, cure })
    return undefined
  }
  // What is in a group comes and goes; a fault that hits nothing of it does nothing.
  if (target.is !== 'group' && !fits(kind.id as Fault['type'], target)) {
    const cure = `aim it elsewhere, or use one of ${faultsThatFit(target).join(', ')}`
    errors.push({ path: `${path}.target`, message: `the fault "${kind.id}" does not fit "${source['target']}"`, cure })
    return undefined
  }
  const { mtbfMs, mttrMs, ...steady } = values
  const times = mtbfMs === null ? {} : { mtbfMs, mttrMs }
  return { ...steady, ...times, type: kind.id, target: source['target'] } as Fault
}

/** What an id stands for, as far as a fault can be aimed at it. */
export function targetOf(design: Design, id: unknown): FaultTarget | undefined {
  const block = design.blocks.find((candidate) => candidate.id === id)
  if (block) return { is: 'block', block }
  const connection = design.connections.find((candidate) => candidate.id === id)
  if (connection) return { is: 'connection', connection }
  const group = groupsOf(design).find((candidate) => candidate.id === id)
  return group && { is: 'group', parts: partsOf(design, group.id) }
}

/** Blocks in a group, and connections that cross its border: a partition cuts it off from the rest. In order of the design. */
export function partsOf(design: Pick<Design, 'blocks' | 'connections' | 'groups'>, group: string): FaultPart[] {
  const inside = blocksIn(groupsOf(design), group)
  return [
    ...design.blocks.filter(({ id }) => inside.has(id)).map((block) => ({ is: 'block', block }) as const),
    ...design.connections
      .filter(({ from, to }) => inside.has(from) !== inside.has(to))
      .map((connection) => ({ is: 'connection', connection }) as const),
  ]
}

/** Each change is checked against the design as the changes before it have left it. */
function parseChanges(input: unknown, design: Design, errors: Problem[]): Change[] {
  const entries = entriesOf(input, 'scenario.changes', MAX_CHANGES, errors).flatMap(([index, raw]) => {
    const path = `scenario.changes[${index}]`
    if (!isRecord(raw, path, errors)) return []
    const { atMs } = parseFields(CHANGE_FIELDS, raw, path, errors, ['path', 'value'])
    return [{ path, atMs, source: asRecord(raw) }]
  })
  entries.sort((a, b) => a.atMs - b.atMs)
  const changes: Change[] = []
  let now = design
  for (const { path, atMs, source } of entries) {
    const place = typeof source['path'] === 'string' ? source['path'] : ''
    const found = isParameter(place) ? placeAt(now, place) : notAParameter(place)
    if (!found.ok) {
      const { message, cure } = found.problem
      const named =
        source['path'] === undefined ? 'the path is missing' : `${printable(source['path'], 120)}: ${message}`
      errors.push({ path: `${path}.path`, message: named, cure })
      continue
    }
    const changed = withValueAt(now, place, source['value'])
    for (const { path: at, message, cure } of changed.problems) {
      const below = at.startsWith(place) ? at.slice(place.length) : ''
      errors.push({ path: `${path}.value${below}`, message: `${at}: ${message}`, cure })
    }
    if (changed.problems.length > 0) continue
    now = changed.design
    changes.push({ atMs, path: place, value: changed.value })
  }
  return changes
}

/** Whether a change may be made at the path: to a parameter, not to the topology, the times or the seed. */
function isParameter(path: string): boolean {
  return !/^(?:seed|scenario|groups)\b/.test(path)
}

function notAParameter(path: string): { ok: false; problem: Problem } {
  const cure = 'write blocks.<id>.params.<name> or connections.<id>.params.<name>'
  return { ok: false, problem: { path, message: 'only parameters can change during a run', cure } }
}
