/**
 * Writes a design as a Mermaid flowchart that is valid for any label: ids are our own, and characters that mean something to
 * Mermaid, Markdown or HTML are replaced by ones that look alike.
 */
import type { BlockDefinition, DiagramShape } from '../blocks/block'
import { blockOf } from '../blocks/registry'
import { defaultsOf, variantOf } from '../lib/schema'
import { CONNECTION_FIELDS, type ConnectionParams } from './connection'
import type { Block, Connection, Design } from './design'
import { groupsOf, ownersOf } from './group-tree'
import type { Group } from './groups'
import { carriedLines } from './mermaid/carried'
import { nameOf } from './names'
import { inEnglish, type Say } from './say'

/** Limits at which Mermaid itself refuses a diagram unless it is configured otherwise. */
export const MERMAID_MAX_EDGES = 500
export const MERMAID_MAX_TEXT = 50_000

/** The part of a report that labels can show. */
export interface DiagramResults {
  readonly requests: {
    readonly offered: number
    readonly failed: number
    readonly latencyMs: { readonly p99: number | null }
  }
  readonly blocks: { readonly [id: string]: { readonly utilisation: number } | undefined }
  readonly connections: { readonly [id: string]: { readonly calls: number; readonly failed: number } | undefined }
}

/** How a diagram is written. */
export interface MermaidOptions {
  /** Results of a run of this very design, as further lines of the labels. */
  results?: DiagramResults | null
  /** Left to right, or top to bottom. Default: left to right. */
  direction?: 'LR' | 'TB'
  /**
   * Whether comments carry what the diagram does not show, so that importing it gives the same design. Default: yes, but they are
   * left out where the text would become longer than Mermaid reads.
   */
  isComplete?: boolean
  /** The language of the labels. Default: English. */
  say?: Say
}

const OPEN_AND_CLOSE: { readonly [shape in DiagramShape]: readonly [string, string] } = {
  rectangle: ['["', '"]'],
  rounded: ['("', '")'],
  stadium: ['(["', '"])'],
  cylinder: ['[("', '")]'],
  hexagon: ['{{"', '"}}'],
  queue: ['[["', '"]]'],
  circle: ['(("', '"))'],
  diamond: ['{"', '"}'],
}

/** The diagram, and what stands in the way of its being drawn. */
export function toMermaid(design: Design, options: MermaidOptions = {}): { text: string; warnings: string[] } {
  const { results = null, direction = 'LR', isComplete = true, say = inEnglish } = options
  const groups = groupsOf(design).map(({ id }, index): [string, string] => [id, `g${index + 1}`])
  const ids = new Map([...design.blocks.map(({ id }, index): [string, string] => [id, `n${index + 1}`]), ...groups])
  const seconds = (design.scenario.durationMs - design.scenario.warmupMs) / 1000
  const lines = [`flowchart ${direction}`]
  if (design.name.trim() !== '') lines.push(`  accTitle: ${escapeLabel(design.name)}`)
  for (const block of design.blocks) {
    lines.push(`  ${ids.get(block.id)}${nodeText(block, design, results, seconds, say)}`)
  }
  lines.push(...groupLines(design, ids))
  for (const connection of design.connections) {
    const label = edgeLines(connection, design, results, seconds, say).map(escapeLabel).join('<br/>')
    const arrow = isMessage(connection, design) ? '-.->' : '-->'
    const between = label === '' ? arrow : `${arrow}|"${label}"|`
    lines.push(`  ${ids.get(connection.from)} ${between} ${ids.get(connection.to)}`)
  }
  const drawing = `${lines.join('\n')}\n`
  const warnings = warningsAbout(drawing, design.connections.length)
  if (!isComplete) return { text: drawing, warnings }
  const text = `${drawing}${carriedLines(design, ids).join('\n')}\n`
  if (text.length <= MERMAID_MAX_TEXT) return { text, warnings }
  return { text: drawing, warnings: [...warnings, 'the parameters are left out: with them the text would be too long'] }
}

const LOOK_ALIKES = new Map<string, string>([
  ...Array.from('<>&#\\$*_~{}|;', (char): [string, string] => [char, String.fromCharCode(char.charCodeAt(0) + 0xfee0)]),
  ['"', '”'],
  ['`', 'ˋ'],
])

/** The text with every character that Mermaid might act on replaced by one that looks alike. Never empty. */
export function escapeLabel(text: string): string {
  const plain = Array.from(text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, ' '), (char) => LOOK_ALIKES.get(char) ?? char)
    .join('')
    // One of them is a percent sign, two begin a comment.
    .replace(/%{2,}/g, (marks) => '％'.repeat(marks.length))
    .replace(/\b(fa[a-z]?):/gi, '$1：')
    .replace(/^\s*(\d+)([.)])(?=\s|$)/, (_, digits: string, mark: string) => digits + (mark === '.' ? '．' : '）'))
    .replace(/^\s*([-+=])(?=\s|$)/, (_, mark: string) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))
    .trim()
  return plain === '' ? ' ' : plain
}

/** Subgraphs that name what is in them; the nodes themselves stand before, in the order of the design. */
function groupLines(design: Design, ids: ReadonlyMap<string, string>): string[] {
  const groups = groupsOf(design)
  const owners = ownersOf(groups)
  const linesOf = (group: Group, indent: string): string[] => [
    `${indent}subgraph ${ids.get(group.id)}["${escapeLabel(nameOf(group))}"]`,
    ...group.members.flatMap((member) => {
      const inner = groups.find(({ id }) => id === member)
      return inner ? linesOf(inner, `${indent}  `) : [`${indent}  ${ids.get(member)}`]
    }),
    `${indent}end`,
  ]
  return groups.filter(({ id }) => !owners.has(id)).flatMap((group) => linesOf(group, '  '))
}

function nodeText(block: Block, design: Design, results: DiagramResults | null, seconds: number, say: Say): string {
  const definition = blockOf(block.kind)
  const lines = [nameOf(block)]
  const isSource = definition?.inPort === null
  if (results && isSource && isOnlySource(block, design)) lines.push(...requestLines(results, seconds, say))
  const utilisation = results?.blocks[block.id]?.utilisation
  if (definition?.servers && utilisation !== undefined) lines.push(say('{share} busy', { share: percent(utilisation) }))
  const [open, close] = OPEN_AND_CLOSE[definition?.shape ?? 'rectangle']
  return `${open}${lines.map(escapeLabel).join('<br/>')}${close}`
}

function isOnlySource(block: Block, design: Design): boolean {
  return design.blocks.every((other) => other === block || blockOf(other.kind)?.inPort !== null)
}

function requestLines({ requests }: DiagramResults, seconds: number, say: Say): string[] {
  const lines = [rate(requests.offered / seconds)]
  if (requests.latencyMs.p99 !== null) lines.push(`p99 ${duration(requests.latencyMs.p99)}`)
  if (requests.offered > 0) lines.push(failedText(requests.failed / requests.offered, say))
  return lines
}

function failedText(share: number, say: Say): string {
  return say('{share} failed##of the calls', { share: percent(share) })
}

function edgeLines(
  connection: Connection,
  design: Design,
  results: DiagramResults | null,
  seconds: number,
  say: Say,
): string[] {
  const protocol = definitionOf(connection.to, design)?.inPort?.protocol
  const words = [...(protocol ? [say(protocol)] : []), ...policyWords(connection.params, say)]
  const lines = words.length === 0 ? [] : [words.join(', ')]
  const figures = results?.connections[connection.id]
  if (!figures) return lines
  const share = figures.calls > 0 ? figures.failed / figures.calls : 0
  lines.push([rate(figures.calls / seconds), ...(share > 0 ? [failedText(share, say)] : [])].join(', '))
  return lines
}

/** Whether work is handed over rather than waited for: to a queue, or from a queue to its consumers. */
function isMessage({ from, to }: Connection, design: Design): boolean {
  const toQueue = definitionOf(to, design)?.inPort?.roles.includes('message') ?? false
  return toQueue || (definitionOf(from, design)?.outPort?.roles.includes('consumer') ?? false)
}

function definitionOf(id: string, design: Design): BlockDefinition | undefined {
  const block = design.blocks.find((candidate) => candidate.id === id)
  return block && blockOf(block.kind)
}

const DEFAULTS = defaultsOf(CONNECTION_FIELDS)

/** The policies of a connection that are not at their defaults, in a word or two each. */
export function policyWords(params: ConnectionParams, say = inEnglish): string[] {
  const words: string[] = []
  const { timeoutMs, retry, breaker, limiter, bulkhead, loss } = params
  const algorithm = (name: 'retry' | 'breaker' | 'limiter', type: string): string => {
    const english = variantOf(CONNECTION_FIELDS[name].schema.inner, type)?.label ?? type
    const label = say(english)
    // In another language the English name stands behind it, which is too much for a wire.
    return (label === english ? label : label.replace(/ \([^()]*\)$/, '')).toLowerCase()
  }
  if (timeoutMs !== DEFAULTS.timeoutMs) {
    const time = timeoutMs === null ? null : duration(timeoutMs)
    words.push(time === null ? say('no timeout##of a call') : say('timeout {time}##of a call', { time }))
  }
  if (retry) {
    const values = { attempts: retry.attempts, algorithm: algorithm('retry', retry.type) }
    words.push(say('retry ×{attempts} {algorithm}##of a call', values))
  }
  if (breaker) words.push(say('breaker {algorithm}##of a call', { algorithm: algorithm('breaker', breaker.type) }))
  if (limiter) words.push(say('limit {algorithm}##of a call', { algorithm: algorithm('limiter', limiter.type) }))
  if (bulkhead) words.push(say('bulkhead {places}##of a call', { places: bulkhead.maxInFlight }))
  if (loss > 0) words.push(say('loss {share}##of a call', { share: percent(loss) }))
  return words
}

function warningsAbout(text: string, edges: number): string[] {
  const warnings: string[] = []
  if (edges > MERMAID_MAX_EDGES) {
    warnings.push(`${edges} connections; Mermaid draws at most ${MERMAID_MAX_EDGES} unless maxEdges is raised`)
  }
  if (text.length > MERMAID_MAX_TEXT) {
    warnings.push(`${text.length} characters; Mermaid reads at most ${MERMAID_MAX_TEXT} unless maxTextSize is raised`)
  }
  return warnings
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)))
}

function rate(perSecond: number): string {
  return `${short(perSecond)}/s`
}

function duration(ms: number): string {
  return ms < 1000 ? `${short(ms)} ms` : `${short(ms / 1000)} s`
}

function percent(share: number): string {
  return `${short(share * 100)} %`
}
