/**
 * Checks a whole design, whatever it came from, and returns a clean copy with defaults filled in.
 *
 * Errors are what makes a design impossible to run as written; each says where, what and how to cure it. The copy that comes back
 * is repaired all the same: bad values are clamped or replaced by their defaults, and what cannot stand is left out, so that it
 * has no errors itself. A caller that wants strictness refuses when there are errors. Warnings are about designs that run, but
 * hardly as meant. Nothing of the input object is reused, and nothing throws.
 */
import type { AnyBlock } from '../blocks/block'
import { BLOCKS, blockOf } from '../blocks/registry'
import { suggestion } from '../lib/near-miss'
import { type Problem, parse, parseFields, printable, quoted } from '../lib/parse'
import { integer, text } from '../lib/schema'
import { misfit } from './connect'
import { CONNECTION_FIELDS } from './connection'
import {
  type Block,
  type Connection,
  type Design,
  FORMAT,
  MAX_BLOCKS,
  MAX_CONNECTIONS,
  MAX_LABEL,
  MAX_NAME,
  MAX_SEED,
} from './design'
import { emptyDesign } from './empty'
import { isTooDeep, parseJsonText } from './json-text'
import { parseObjectives } from './objectives'
import { parseComments } from './parse-comments'
import { parseGroups } from './parse-groups'
import { parseId, parseName, parsePosition } from './parse-parts'
import { asRecord, entriesOf, isRecord } from './plain'
import { mendReferences } from './stray-references'
import { parseScenario } from './timeline'
import { warningsOf } from './warnings'

/** What came of checking: a design that can run, what had to be mended for it, and what looks odd. */
export interface ParsedDesign {
  design: Design
  /** Empty when the input was valid as it stood. */
  errors: Problem[]
  warnings: Problem[]
}

/** Most problems that are listed; one more says how many there were. */
export const MAX_PROBLEMS = 100

const NAME = text('Untitled', MAX_NAME)
const LABEL = text('', MAX_LABEL)
const SEED = integer('count', 1, { max: MAX_SEED })
const DESIGN_KEYS = [
  ...['format', 'name', 'seed', 'scenario', 'blocks', 'connections', 'objectives'],
  ...['groups', 'comments'],
]

/** Stands for fields that are known only at run time, so that their type is not worked out. */
type NoFields = Record<never, never>

/** Checks data that may be anything. */
export function parseDesign(input: unknown): ParsedDesign {
  if (isTooDeep(input)) {
    const error = { path: '', message: 'the data nests too deeply or is too large', cure: 'give a smaller design' }
    return { design: emptyDesign(), errors: [error], warnings: [] }
  }
  const errors: Problem[] = []
  parseFields({}, input ?? null, '', errors, DESIGN_KEYS)
  const source = asRecord(input)
  checkFormat(source['format'], errors)
  const name = parseName(NAME, source['name'], 'name', errors)
  const seed = parse(SEED, source['seed'], 'seed', errors)
  const taken = new Set<string>()
  const blocks = parseBlocks(source['blocks'], taken, errors)
  const connections = parseConnections(source['connections'], blocks, taken, errors)
  mendReferences(blocks.kept, connections, errors, blocks.indices)
  const groups = parseGroups(source['groups'], blocks, taken, errors)
  const comments = parseComments(source['comments'], blocks, taken, errors)
  const base: Design = {
    format: FORMAT,
    name,
    seed,
    scenario: { durationMs: 1, warmupMs: 0, drainMs: 0, faults: [], changes: [] },
    blocks: blocks.kept,
    connections: connections,
    objectives: [],
    ...(groups.length > 0 ? { groups } : {}),
    ...(comments.length > 0 ? { comments } : {}),
  }
  base.scenario = parseScenario(source['scenario'], base, errors)
  base.objectives = parseObjectives(source['objectives'], base, errors)
  return { design: base, errors: capped(errors), warnings: capped(warningsOf(base)) }
}

/** Checks text that should be a design in JSON. */
export function parseDesignText(source: string): ParsedDesign {
  const json = parseJsonText(source)
  return json.ok ? parseDesign(json.value) : { design: emptyDesign(), errors: [json.problem], warnings: [] }
}

/** A design that always runs, whatever the input, and all that was mended or looks odd. */
export function repairDesign(input: unknown): { design: Design; problems: Problem[] } {
  const { design, errors, warnings } = parseDesign(input)
  return { design, problems: [...errors, ...warnings] }
}

function checkFormat(format: unknown, errors: Problem[]): void {
  if (format === FORMAT) return
  const newer = typeof format === 'string' ? /^loadbearing\/(\d{1,6})$/.exec(format) : null
  const isNewer = newer !== null && Number(newer[1]) > 1
  errors.push({
    path: 'format',
    message: isNewer ? `the design is of a newer version, ${printable(format)}` : 'the format is not named',
    cure: isNewer ? 'open it with a newer version of this page' : `write "format": "${FORMAT}"`,
  })
}

interface Kept<T> {
  kept: T[]
  /** Place of each kept item in the input list. */
  indices: number[]
  /** Ids that were left out, so that what refers to them need not complain again. */
  dropped: Set<string>
}

function parseBlocks(input: unknown, taken: Set<string>, errors: Problem[]): Kept<Block> {
  const result: Kept<Block> = { kept: [], indices: [], dropped: new Set() }
  for (const [index, raw] of entriesOf(input, 'blocks', MAX_BLOCKS, errors)) {
    const path = `blocks[${index}]`
    if (!isRecord(raw, path, errors)) continue
    parseFields({}, raw, path, errors, ['id', 'kind', 'label', 'params', 'position'])
    const source = asRecord(raw)
    const id = parseId(source['id'], path, taken, errors)
    if (id === undefined) continue
    const definition = typeof source['kind'] === 'string' ? blockOf(source['kind']) : undefined
    if (!definition) {
      const kinds = BLOCKS.map((block) => block.id)
      const message =
        source['kind'] === undefined ? 'the kind is missing' : `${quoted(source['kind'])} is not a kind of block`
      const cure = `${suggestion(source['kind'], kinds)}use one of ${kinds.join(', ')}`
      errors.push({ path: `${path}.kind`, message, cure })
      result.dropped.add(id)
      continue
    }
    taken.add(id)
    const params: Block['params'] = parseFields<NoFields>(definition.fields, source['params'], `${path}.params`, errors)
    const block: Block = { id, kind: definition.id, params }
    const label = parseName(LABEL, source['label'], `${path}.label`, errors)
    if (label !== '') block.label = label
    const position = parsePosition(source['position'], `${path}.position`, errors)
    if (position) block.position = position
    result.kept.push(block)
    result.indices.push(index)
  }
  return result
}

function parseConnections(input: unknown, blocks: Kept<Block>, taken: Set<string>, errors: Problem[]): Connection[] {
  const result: Connection[] = []
  const definitions = new Map(blocks.kept.map((block) => [block.id, blockOf(block.kind) as AnyBlock]))
  const used = new Map<string, number>()
  for (const [index, raw] of entriesOf(input, 'connections', MAX_CONNECTIONS, errors)) {
    const path = `connections[${index}]`
    if (!isRecord(raw, path, errors)) continue
    parseFields({}, raw, path, errors, ['id', 'from', 'to', 'params'])
    const source = asRecord(raw)
    const id = parseId(source['id'], path, taken, errors)
    const from = parseEnd(source['from'], `${path}.from`, definitions, blocks.dropped, errors)
    const to = parseEnd(source['to'], `${path}.to`, definitions, blocks.dropped, errors)
    const params = parseFields(CONNECTION_FIELDS, source['params'], `${path}.params`, errors)
    if (id === undefined || from === undefined || to === undefined) continue
    const problem = misfit(from, to, definitions, used.get(from) ?? 0)
    if (problem) {
      errors.push({ path, ...problem })
      continue
    }
    used.set(from, (used.get(from) ?? 0) + 1)
    taken.add(id)
    result.push({ id, from, to, params })
  }
  return result
}

function parseEnd(
  input: unknown,
  path: string,
  blocks: ReadonlyMap<string, AnyBlock>,
  dropped: ReadonlySet<string>,
  errors: Problem[],
): string | undefined {
  if (typeof input === 'string' && blocks.has(input)) return input
  if (typeof input === 'string' && dropped.has(input)) return undefined
  const message = input === undefined ? 'the end is missing' : `there is no block ${quoted(input)}`
  const ids = [...blocks.keys()]
  const cure =
    ids.length === 0 ? 'add the block first' : `${suggestion(input, ids)}use one of ${ids.slice(0, 12).join(', ')}`
  errors.push({ path, message, cure })
  return undefined
}

function capped(problems: Problem[]): Problem[] {
  if (problems.length <= MAX_PROBLEMS) return problems
  const more = problems.length - MAX_PROBLEMS
  return [...problems.slice(0, MAX_PROBLEMS), { path: '', message: `and ${more} more`, cure: 'mend these first' }]
}
