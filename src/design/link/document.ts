/**
 * A whole design as bytes, in this order: version of the engine, digest, name, seed, times; then each block's kind, name and
 * place; each connection's ends, name and parameters; each block's parameters, which may refer to connections; faults, changes,
 * objectives; then the parts of `sections.ts`, where there are any. Ids that follow a pattern take a byte or two.
 */
import { BLOCKS, blockOf } from '../../blocks/registry'
import { defaultOf } from '../../lib/schema'
import { CONNECTION_FIELDS } from '../connection'
import { type Block, type Design, FORMAT, MAX_BLOCKS, MAX_CONNECTIONS, MAX_OBJECTIVES } from '../design'
import { groupsOf } from '../group-tree'
import { parseJsonText } from '../json-text'
import { FAULT_FIELDS, FAULT_KINDS, MAX_CHANGES, MAX_FAULTS, SCENARIO_FIELDS } from '../scenario'
import { type ByteReader, ByteWriter, LinkError } from './bytes'
import { readId, writeId } from './ids'
import { readSections, writeSections } from './sections'
import { readFields, readVariant, writeFields, writeVariant } from './values'

/** What travels beside the design. */
export interface LinkExtras {
  /** Version of the engine that made the digest. */
  engineVersion: string
  /** Digest of the report of a full run, 16 hex digits, or null when there was none. */
  digest?: string | null
}

/** What a link holds, not yet checked against the schema. */
export interface LinkContent {
  input: unknown
  engineVersion: string
  digest: string | null
}

const HAS_LABEL = 1
const HAS_POSITION = 2
const DIGEST_PATTERN = /^[0-9a-f]{16}$/

/** The bytes of a clean design. */
export function writeDocument(design: Design, extras: LinkExtras): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter()
  out.text(extras.engineVersion)
  writeDigest(out, extras.digest ?? null)
  out.text(design.name)
  out.count(design.seed)
  writeFields(out, SCENARIO_FIELDS, { ...design.scenario }, [])
  out.count(design.blocks.length)
  for (const block of design.blocks) writeHead(out, block)
  out.count(design.connections.length)
  const places = new Map(design.blocks.map((block, index) => [block.id, index]))
  for (const { id, from, to, params } of design.connections) {
    out.count(places.get(from) ?? 0)
    out.count(places.get(to) ?? 0)
    writeId(out, id, connectionStems(to))
    writeFields(out, CONNECTION_FIELDS, params, [])
  }
  for (const { id, kind, params } of design.blocks) {
    const own = design.connections.filter((connection) => connection.from === id).map((connection) => connection.id)
    writeFields(out, blockOf(kind)?.fields ?? {}, params, own)
  }
  writeTimeline(out, design)
  writeSections(out, design)
  return out.finish()
}

/** Reads what {@link writeDocument} wrote. Throws LinkError. */
export function readDocument(input: ByteReader): LinkContent {
  const engineVersion = input.text()
  const digest = readDigest(input)
  const head = { format: FORMAT, name: input.text(), seed: input.count() }
  const times = readFields(input, SCENARIO_FIELDS, [])
  const blocks = Array.from({ length: input.countUpTo(MAX_BLOCKS) }, () => readHead(input))
  const blockAt = (): string => {
    const block = blocks[input.count()]
    if (!block) throw new LinkError('a connection has no end')
    return block.id
  }
  const connections = Array.from({ length: input.countUpTo(MAX_CONNECTIONS) }, () => {
    const from = blockAt()
    const to = blockAt()
    const id = readId(input, connectionStems(to))
    return { id, from, to, params: readFields(input, CONNECTION_FIELDS, []) }
  })
  const whole = blocks.map((block) => {
    const own = connections.filter((connection) => connection.from === block.id).map((connection) => connection.id)
    return { ...block, params: readFields(input, blockOf(block.kind)?.fields ?? {}, own) }
  })
  const { faults, changes, objectives } = readTimeline(input)
  const sections = readSections(input, blocks)
  const targets = [...blocks, ...connections, ...(sections.groups ?? [])].map(({ id }) => id)
  const aimed = faults.map(({ target, ...fault }) => ({ target: targets[target], ...fault }))
  const scenario = { ...times, faults: aimed, changes }
  return { input: { ...head, scenario, blocks: whole, connections, objectives, ...sections }, engineVersion, digest }
}

function writeHead(out: ByteWriter, { id, kind, label, position }: Block): void {
  out.count(blockOf(kind)?.number ?? 0)
  writeId(out, id, [kind])
  out.count((label === undefined ? 0 : HAS_LABEL) + (position === undefined ? 0 : HAS_POSITION))
  if (label !== undefined) out.text(label)
  if (position === undefined) return
  out.signed(position.x)
  out.signed(position.y)
}

function readHead(input: ByteReader): Omit<Block, 'params'> {
  const number = input.count()
  const kind = BLOCKS.find((block) => block.number === number)?.id
  if (kind === undefined) throw new LinkError(`there is a kind of block that this version does not know (${number})`)
  const head: Omit<Block, 'params'> = { id: readId(input, [kind]), kind }
  const flags = input.countUpTo(HAS_LABEL + HAS_POSITION)
  if (flags % 2 === HAS_LABEL) head.label = input.text()
  if (flags >= HAS_POSITION) head.position = { x: input.signed(), y: input.signed() }
  return head
}

function connectionStems(to: string): string[] {
  return ['c', `to-${to}`]
}

function writeDigest(out: ByteWriter, digest: string | null): void {
  const has = digest !== null && DIGEST_PATTERN.test(digest)
  out.count(has ? 1 : 0)
  if (has) out.raw(Uint8Array.from({ length: 8 }, (_, i) => Number.parseInt(digest.slice(2 * i, 2 * i + 2), 16)))
}

function readDigest(input: ByteReader): string | null {
  if (input.countUpTo(1) === 0) return null
  return Array.from(input.raw(8), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function writeTimeline(out: ByteWriter, design: Design): void {
  const { faults, changes } = design.scenario
  const targets = [...design.blocks, ...design.connections, ...groupsOf(design)].map(({ id }) => id)
  out.count(faults.length)
  for (const fault of faults) {
    out.count(targets.indexOf(fault.target))
    writeFields(
      out,
      FAULT_FIELDS,
      { ...fault, mtbfMs: fault.mtbfMs ?? null, mttrMs: fault.mttrMs ?? defaultOf(FAULT_FIELDS.mttrMs.schema) },
      [],
    )
    writeVariant(out, FAULT_KINDS, fault, [])
  }
  out.count(changes.length)
  for (const { atMs, path, value } of changes) {
    out.number(atMs)
    out.text(path)
    out.text(JSON.stringify(value))
  }
  out.count(design.objectives.length)
  for (const { measure, below, above } of design.objectives) {
    out.text(measure)
    out.count(below === undefined ? 1 : 0)
    out.number(below ?? above ?? 0)
  }
}

/** What happens in time. Targets of faults are places in the list of blocks, connections and groups. */
interface Timeline {
  faults: { target: number }[]
  changes: unknown[]
  objectives: unknown[]
}

function readTimeline(input: ByteReader): Timeline {
  const faults = Array.from({ length: input.countUpTo(MAX_FAULTS) }, () => {
    const target = input.count()
    return { target, ...readFields(input, FAULT_FIELDS, []), ...readVariant(input, FAULT_KINDS, []) }
  })
  const changes = Array.from({ length: input.countUpTo(MAX_CHANGES) }, () => {
    const change = { atMs: input.number(), path: input.text() }
    const value = parseJsonText(input.text())
    if (!value.ok) throw new LinkError('a recorded change is damaged')
    return { ...change, value: value.value }
  })
  const objectives = Array.from({ length: input.countUpTo(MAX_OBJECTIVES) }, () => {
    const measure = input.text()
    return input.countUpTo(1) === 0 ? { measure, below: input.number() } : { measure, above: input.number() }
  })
  return { faults, changes, objectives }
}
