/**
 * Makes a design of a Mermaid flowchart, for a person to review: what was understood, what was not, and what was guessed.
 *
 * Nodes become blocks and arrows connections. What a node is, is guessed from its words and shape, unless the comments say it that
 * our own diagrams carry, or the reviewer does. Arrows that the blocks at their ends do not allow are left out and named. The
 * design that comes back is clean: it has no errors, however little was understood. Never throws.
 */
import { blockOf } from '../blocks/registry'
import { isId } from '../lib/ids'
import { type Problem, printable } from '../lib/parse'
import { type Design, FORMAT, MAX_BLOCKS, MAX_CONNECTIONS, MAX_LABEL, MAX_NAME } from './design'
import { emptyDesign } from './empty'
import { groupsOf } from './group-tree'
import { escapeLabel } from './mermaid'
import { between, type Carried, type CarriedData, readCarried } from './mermaid/carried'
import type { Flowchart, FlowEdge, FlowNode, ImportNote } from './mermaid/flowchart'
import { groupsOfChart } from './mermaid/groups'
import { guessKinds, type KindGuess } from './mermaid/kinds'
import { labelText } from './mermaid/labels'
import { parseFlowchart } from './mermaid/parse'
import { nameOf } from './names'
import { asRecord } from './plain'
import { parseDesign } from './schema'

/** Most characters that are read. */
export const MAX_MERMAID = 262_144

/** Something that was taken over. */
export interface Understood {
  readonly line: number
  readonly text: string
  /** What it became, in a few words. */
  readonly as: string
}

/** The kind that a node was taken for. */
export interface ImportGuess extends KindGuess {
  /** Id of the block. */
  readonly id: string
  readonly label: string
  readonly line: number
}

/** What came of reading a diagram. */
export interface MermaidImport {
  readonly design: Design
  readonly understood: readonly Understood[]
  readonly notUnderstood: readonly ImportNote[]
  /** Lines about looks, which a design does not have. */
  readonly ignored: readonly ImportNote[]
  readonly guesses: readonly ImportGuess[]
}

export type { ImportNote }

/** Decisions of the reviewer. */
export interface ImportOptions {
  /** Kinds by id of the block, instead of guesses. */
  readonly kinds?: { readonly [id: string]: string }
}

/** Whether text looks like a Mermaid flowchart rather than a design in JSON. */
export function isMermaid(text: string): boolean {
  // Before the header may stand a mark of Markdown, front matter and comments; JSON has no line that begins like a header.
  return text
    .slice(0, 50_000)
    .split(/[\r\n]/, 300)
    .some((line) => /^\s*(?:flowchart|graph)(?:-elk)?(?![\w-])/.test(line))
}

/** Reads a flowchart. */
export function fromMermaid(text: string, options: ImportOptions = {}): MermaidImport {
  if (text.length > MAX_MERMAID) {
    const reason = `the text is ${text.length} characters long; keep it below ${MAX_MERMAID}`
    return {
      design: emptyDesign(),
      understood: [],
      notUnderstood: [{ line: 1, text: printable(text, 120), reason }],
      ignored: [],
      guesses: [],
    }
  }
  const chart = parseFlowchart(text)
  if (chart.nodes.size === 0 && chart.carried.length === 0 && chart.notUnderstood.length === 0)
    chart.notUnderstood.push({ line: 1, text: '', reason: 'there is no node; write one such as shop["Shop"]' })
  return new Importer(chart, options).run()
}

/** A node with the block that it becomes. */
interface Entry {
  readonly node: FlowNode
  readonly id: string
  readonly label: string
  readonly data: CarriedData
}

class Importer {
  private readonly chart: Flowchart
  private readonly carried: Carried
  private readonly options: ImportOptions
  private readonly notUnderstood: ImportNote[]
  private readonly entries: Entry[] = []
  private readonly entryOf = new Map<string, Entry>()
  private readonly taken = new Set<string>()
  /** Ids that comments give, which no other block or connection may have: parameters may name them. */
  private readonly reserved: ReadonlySet<string>

  constructor(chart: Flowchart, options: ImportOptions) {
    this.chart = chart
    this.options = options
    this.carried = readCarried(chart.carried)
    const { blocks, connections } = this.carried
    const said = (this.carried.design?.['comments'] ?? []) as unknown
    const comments = Array.isArray(said) ? said.map((comment) => asRecord(comment)) : []
    const ids = [...blocks.values(), ...[...connections.values()].flat(), ...comments].map((data) => data['id'])
    this.reserved = new Set(ids.filter((id) => typeof id === 'string'))
    this.notUnderstood = [...chart.notUnderstood, ...this.carried.damaged]
  }

  run(): MermaidImport {
    this.takeNodes()
    const edges = this.takeEdges()
    const known = this.knownKinds()
    const guesses = guessKinds(
      this.entries.map(({ node }) => node),
      edges,
      known,
    )
    const blocks = this.entries.map(({ node, id, label, data }) => {
      const kind = known.get(node.id) ?? guesses.get(node.id)?.kind ?? ''
      const isNamed = label !== '' && (label === data['label'] || label !== nameOf({ id }))
      return { ...data, id, kind, ...(isNamed ? { label } : { label: undefined }) }
    })
    const connections = this.connectionsOf(edges)
    const groups = groupsOfChart(this.chart, this.carried.blocks, {
      blockOf: (node) => this.entryOf.get(node)?.id,
      idFor: (wanted, own) => {
        const id = this.isFree(own) ? own : this.freeId(slug(wanted))
        this.taken.add(id)
        return id
      },
    })
    const { design, errors } = parseDesign({ ...this.whole(), format: FORMAT, blocks, connections, groups })
    this.explain(errors, edges)
    return {
      design,
      understood: this.understood(design, edges, connections),
      notUnderstood: this.notUnderstood.sort((a, b) => a.line - b.line),
      ignored: this.chart.ignored,
      guesses: this.entries.flatMap(({ node, id }) => {
        const guess = guesses.get(node.id)
        return guess ? [{ ...guess, id, label: nameOfBlock(design, id), line: node.line }] : []
      }),
    }
  }

  /** Gives each node an id and a label of its own; a subgraph that arrows lead to is none. */
  private takeNodes(): void {
    const { chart, carried, taken } = this
    for (const node of chart.nodes.values()) {
      if (node.label === null && chart.groups.has(node.id)) continue
      if (this.entries.length >= MAX_BLOCKS) {
        this.refuse(node, `a design has at most ${MAX_BLOCKS} blocks`)
        continue
      }
      const data = carried.blocks.get(node.id) ?? {}
      const label = this.labelOf(node, data)
      const id = this.isFree(data['id']) ? data['id'] : this.freeId(idOf(node, label))
      taken.add(id)
      const entry = { node, id, label, data }
      this.entries.push(entry)
      this.entryOf.set(node.id, entry)
    }
  }

  /** The label in the diagram; the one that was carried where the diagram still says the same. */
  private labelOf(node: FlowNode, data: CarriedData): string {
    const [shown = ''] = labelText(node.label ?? '').lines
    const { id, label } = data
    if (typeof id === 'string') {
      const before = nameOf(typeof label === 'string' ? { id, label } : { id })
      if (shown === '' || shown === labelText(escapeLabel(before)).lines[0])
        return typeof label === 'string' ? label : ''
    }
    return Array.from(shown).slice(0, MAX_LABEL).join('').slice(0, MAX_LABEL).trim()
  }

  private isFree(id: unknown): id is string {
    return isId(id) && !this.taken.has(id)
  }

  private freeId(wanted: string): string {
    const stem = wanted === '' ? 'node' : wanted
    for (let number = 1; ; number++) {
      const id = number === 1 ? stem : `${stem.slice(0, 31 - String(number).length)}-${number}`
      if (isId(id) && !this.taken.has(id) && !this.reserved.has(id)) return id
    }
  }

  /** Arrows between nodes that were taken. */
  private takeEdges(): FlowEdge[] {
    const kept: FlowEdge[] = []
    for (const edge of this.chart.edges) {
      const missing = [edge.from, edge.to].find((id) => !this.entryOf.has(id))
      if (missing !== undefined && this.chart.groups.has(missing))
        this.refuse(edge, `"${printable(missing)}" is a group; let the arrow go to a node in it`)
      else if (missing !== undefined) continue
      else if (kept.length >= MAX_CONNECTIONS) this.refuse(edge, `a design has at most ${MAX_CONNECTIONS} connections`)
      else kept.push(edge)
    }
    return kept
  }

  /** Kinds that are given, by node. */
  private knownKinds(): Map<string, string> {
    const known = new Map<string, string>()
    for (const { node, id, data } of this.entries) {
      const { kinds = {} } = this.options
      const kind = Object.hasOwn(kinds, id) ? kinds[id] : data['kind']
      if (typeof kind === 'string' && blockOf(kind)) known.set(node.id, kind)
    }
    return known
  }

  private connectionsOf(edges: readonly FlowEdge[]): { [key: string]: unknown }[] {
    const carried = new Map([...this.carried.connections].map(([key, list]) => [key, [...list]]))
    const found = edges.map(({ from, to }) => carried.get(between(from, to))?.shift())
    let number = 0
    const nextId = (): string => {
      do number++
      while (this.taken.has(`c${number}`) || this.reserved.has(`c${number}`))
      return `c${number}`
    }
    return edges.map(({ from, to, label }, index) => {
      const data = found[index] ?? routed(label)
      const id = this.isFree(data['id']) ? data['id'] : nextId()
      this.taken.add(id)
      return { ...data, id, from: this.entryOf.get(from)?.id, to: this.entryOf.get(to)?.id }
    })
  }

  /** The parts of a design that no diagram shows. */
  private whole(): CarriedData {
    if (this.carried.design) return this.carried.design
    return this.chart.title === '' ? {} : { name: this.chart.title.slice(0, MAX_NAME) }
  }

  /** Says at which line each problem of the design comes from. */
  private explain(errors: readonly Problem[], edges: readonly FlowEdge[]): void {
    for (const { path, message, cure } of errors) {
      const [, list, index] = /^(blocks|connections)\[(\d+)\]/.exec(path) ?? []
      const source = list === 'blocks' ? this.entries[Number(index)]?.node : list && edges[Number(index)]
      const rest = path.replace(/^(?:blocks|connections)\[\d+\]\.?/, '')
      const reason = `${rest === '' ? '' : `${rest}: `}${message}; ${cure}`
      this.notUnderstood.push({
        line: source ? source.line : this.carried.designLine,
        text: source ? source.text : '',
        reason,
      })
    }
    for (const { points, line, text } of edges) {
      if (points === 'none')
        this.notUnderstood.push({ line, text, reason: 'the line has no head; taken as the first calls the second' })
      if (points === 'both')
        this.notUnderstood.push({ line, text, reason: 'the arrow has two heads; taken as the first calls the second' })
    }
  }

  private understood(
    design: Design,
    edges: readonly FlowEdge[],
    connections: readonly { [key: string]: unknown }[],
  ): Understood[] {
    const blocks = this.entries.flatMap(({ node: { line, text }, id }) => {
      const block = design.blocks.find((candidate) => candidate.id === id)
      const kind = block && blockOf(block.kind)?.name.toLowerCase()
      return block ? [{ line, text, as: `${nameOf(block)}: ${kind}` }] : []
    })
    const kept = new Set(design.connections.map((connection) => connection.id))
    const calls = edges.flatMap(({ from, to, line, text }, index) => {
      if (!kept.has(String(connections[index]?.['id']))) return []
      const [caller, callee] = [from, to].map((id) => nameOfBlock(design, this.entryOf.get(id)?.id ?? ''))
      return [{ line, text, as: `${caller} → ${callee}` }]
    })
    const groups = groupsOf(design).flatMap((group) => {
      const source = [...this.chart.groups.values()].find(({ title }) => title === nameOf(group))
      return source ? [{ line: source.line, text: source.text, as: `${nameOf(group)}: ${group.kind}` }] : []
    })
    return [...blocks, ...calls, ...groups].sort((a, b) => a.line - b.line)
  }

  private refuse({ line, text }: { line: number; text: string }, reason: string): void {
    this.notUnderstood.push({ line, text, reason })
  }
}

/** Parameters that the label of an arrow gives: the path of a route. */
function routed(label: string): CarriedData {
  const [first = ''] = labelText(label).lines
  return /^\/[\w./{}*-]{1,100}$/.test(first) ? { params: { route: first } } : {}
}

/** An id for a node: its own if that says something, otherwise from the label. */
function idOf(node: FlowNode, label: string): string {
  const own = slug(node.id)
  const named = slug(label)
  return own.replace(/[^a-z]/g, '').length > 2 || named === '' ? own : named
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .slice(0, 32)
    .replace(/^[-_]+|[-_]+$/g, '')
}

function nameOfBlock(design: Design, id: string): string {
  const block = design.blocks.find((candidate) => candidate.id === id)
  return block ? nameOf(block) : id
}
