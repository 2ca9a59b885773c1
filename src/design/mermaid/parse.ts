/**
 * Reads the text of a Mermaid flowchart: nodes with their shapes and labels, arrows with theirs, chains and lists joined by `&`,
 * subgraphs, titles and comments. What is about looks is set aside, and a line that cannot be read costs that line only.
 *
 * Cost: linear in the text, whose length is for the caller to limit. Never throws.
 */
import { printable } from '../../lib/parse'
import type { Flowchart, FlowEdge, FlowGroup } from './flowchart'
import { labelText } from './labels'
import { readLink, type WrittenLink } from './links'
import { readNode, type WrittenNode } from './nodes'
import { Scanner } from './scanner'

const GAP = /[\s;]*/y
const BLANK = /[ \t]*/y
const HEADER = /(?:flowchart|graph)(?:-elk)?(?![\w-])[ \t]*(?:TB|TD|BT|RL|LR|[<>^v])?(?=[\s;]|$)/y
const OTHER_DIAGRAM =
  /(?:sequenceDiagram|classDiagram|stateDiagram|erDiagram|gantt|pie|journey|mindmap|gitGraph|C4\w+|timeline|quadrantChart|requirementDiagram|sankey|xychart|block|architecture|kanban|packet|radar|treemap|zenuml)(?:-\w+)?\b/y
const DIRECTIVE = /%%\{/y
const COMMENT = /%%/y
const CARRIED = /^[ \t]*loadbearing:[ \t]*(\S.*)$/
const LOOKS = /(?:classDef|class|style|linkStyle|click|href)(?=[ \t])/y
const DIRECTION = /direction[ \t]+(?:TB|TD|BT|RL|LR)(?=[\s;]|$)/y
const TITLE = /accTitle[ \t]*:/y
const DESCRIPTION = /accDescr[ \t]*(:|\{)/y
const SUBGRAPH = /subgraph(?=[\s;]|$)/y
const END = /end(?=[\s;]|$)/y
const AMPERSAND = /[ \t]*&[ \t]*/y
const STATEMENT_END = /[ \t]*(?:;|\n|$|(?=%%))/y

/** Longest directive and description, in characters. */
const LONGEST_BLOCK = 20_000

/** [count] characters of a line that are shown. */
const SHOWN = 120

/** [count] nodes and arrows that are read; a list joined to a list makes many of few characters. */
const MOST_NODES = 2000
const MOST_EDGES = 6000

/** Reads the whole text. */
export function parseFlowchart(text: string): Flowchart {
  return new FlowchartReader(withoutFences(text)).read()
}

/** The text with the marks of a code block in Markdown blanked out; lines keep their numbers. */
function withoutFences(text: string): string {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  return /^\s*```/.test(plain) ? plain.replace(/^[ \t]*```[^\n]*$/gm, '') : plain
}

class FlowchartReader {
  private readonly scanner: Scanner
  private readonly chart: Flowchart = {
    title: '',
    nodes: new Map(),
    edges: [],
    groups: new Map(),
    carried: [],
    ignored: [],
    notUnderstood: [],
  }
  private isStarted = false
  /** Subgraphs that are not closed yet, the innermost last. */
  private readonly open: FlowGroup[] = []
  /** What is in a subgraph that was closed: as in Mermaid, the one that is closed first keeps it. */
  private readonly housed = new Set<string>()

  constructor(text: string) {
    this.scanner = new Scanner(text)
  }

  read(): Flowchart {
    this.readFrontMatter()
    for (;;) {
      this.scanner.take(GAP)
      if (this.scanner.isAtEnd) return this.finished()
      if (this.readComment() || this.readHeader()) continue
      if (!this.isStarted) {
        const { scanner } = this
        if (scanner.take(OTHER_DIAGRAM)) {
          this.refuse(scanner.lineNumber, 'only flowcharts can be read; this is another kind of diagram')
          return this.chart
        }
        this.refuseText(
          scanner.lineNumber,
          scanner.restOfLine(SHOWN),
          'a flowchart begins with flowchart or graph; read as one',
        )
        this.isStarted = true
      }
      this.readStatement()
    }
  }

  private finished(): Flowchart {
    if (this.open.length > 0) this.refuseText(this.scanner.lineNumber, '', 'a subgraph is not closed by end')
    while (this.open.length > 0) this.closeGroup()
    return this.chart
  }

  /** Settings between lines of three hyphens, of which the title counts. */
  private readFrontMatter(): void {
    const match = this.scanner.take(/\s*---[ \t]*\n([\s\S]{0,20000}?)\n[ \t]*---[ \t]*(?=\n|$)/y)
    const title = match && /^[ \t]*title[ \t]*:[ \t]*(.*)$/m.exec(match[1] ?? '')?.[1]
    if (title) this.chart.title = labelText(title.replace(/^'(.*)'$/, '$1')).lines.join(' ')
  }

  private readComment(): boolean {
    const { scanner, chart } = this
    const line = scanner.lineNumber
    const text = scanner.restOfLine(SHOWN)
    if (scanner.take(DIRECTIVE)) {
      if (scanner.upTo('}%%', LONGEST_BLOCK) === undefined) scanner.skipLine()
      chart.ignored.push({ line, text: shown(text), reason: 'settings of Mermaid are not taken over' })
      return true
    }
    if (!scanner.take(COMMENT)) return false
    const carried = CARRIED.exec(scanner.skipLine())?.[1]
    if (carried !== undefined) chart.carried.push({ line, text: carried })
    return true
  }

  private readHeader(): boolean {
    if (this.isStarted || !this.scanner.take(HEADER)) return false
    this.isStarted = true
    return true
  }

  private readStatement(): void {
    const { scanner, chart } = this
    const line = scanner.lineNumber
    const text = scanner.restOfLine(SHOWN)
    const ignore = (reason: string): void => {
      scanner.skipLine()
      chart.ignored.push({ line, text: shown(text), reason })
    }
    if (scanner.take(LOOKS)) return ignore('looks and links of nodes are not taken over')
    if (scanner.take(DIRECTION)) return
    if (scanner.take(TITLE)) {
      const title = labelText(scanner.skipLine()).lines.join(' ')
      if (title !== '') chart.title = title
      return
    }
    const description = scanner.take(DESCRIPTION)
    if (description) {
      if (description[1] === '{' && scanner.upTo('}', LONGEST_BLOCK) !== undefined) scanner.at--
      return ignore('descriptions are not taken over')
    }
    if (scanner.take(SUBGRAPH)) return this.readGroup(line, text)
    if (scanner.take(END)) {
      if (this.open.length === 0) this.refuseText(line, text, 'there is no subgraph to end here')
      else this.closeGroup()
      return
    }
    this.readChain(line, text)
  }

  /** `subgraph id [title]`, `subgraph title` or `subgraph "title"`. */
  private readGroup(line: number, text: string): void {
    const rest = this.scanner
      .skipLine()
      .replace(/;[ \t]*$/, '')
      .trim()
    const withTitle = /^([^\s["(]+)[ \t]*\[(.*)\]$/.exec(rest)
    const title = labelText(withTitle?.[2] ?? rest).lines.join(' ')
    const id = withTitle?.[1] ?? rest
    const group = this.chart.groups.get(id) ?? { id, title, members: [], line, text: shown(text) }
    this.chart.groups.set(id, group)
    this.open.push(group)
  }

  private closeGroup(): void {
    const { housed, open } = this
    const group = open.pop()
    if (!group) return
    const members = group.members.splice(0)
    for (const member of new Set(members)) {
      if (housed.has(member) || open.some(({ id }) => id === member) || member === group.id) continue
      housed.add(member)
      group.members.push(member)
    }
    open.at(-1)?.members.push(group.id)
  }

  /** Nodes and arrows in a row. Nothing of it counts unless it can be read to its end. */
  private readChain(line: number, text: string): void {
    const { scanner, chart } = this
    if (chart.nodes.size > MOST_NODES || chart.edges.length > MOST_EDGES) {
      scanner.skipLine()
      return this.refuseText(line, text, 'the diagram is too large to be read further')
    }
    const nodes: WrittenNode[] = []
    const edges: { link: WrittenLink; from: WrittenNode[]; to: WrittenNode[] }[] = []
    let left = this.readList()
    if (left) nodes.push(...left)
    while (left && !scanner.take(STATEMENT_END)) {
      const link = readLink(scanner)
      scanner.take(BLANK)
      const right = link && this.readList()
      if (link && right) {
        edges.push({ link, from: left, to: right })
        nodes.push(...right)
      }
      left = right
    }
    if (!left) {
      const where = printable(scanner.skipLine().trim())
      this.refuseText(line, text, where === '' ? 'the line ends too early' : `cannot be read from here: ${where}`)
      return
    }
    for (const node of nodes) this.addNode(node, line, text)
    for (const { link, from, to } of edges) this.addEdges(link, from, to, line, text)
  }

  private readList(): WrittenNode[] | undefined {
    const list: WrittenNode[] = []
    do {
      const node = readNode(this.scanner)
      if (!node) return undefined
      list.push(node)
    } while (this.scanner.take(AMPERSAND))
    return list
  }

  /** The last description of a node counts, as in Mermaid. */
  private addNode(node: WrittenNode, line: number, text: string): void {
    this.open.at(-1)?.members.push(node.id)
    const known = this.chart.nodes.get(node.id)
    if (!known) {
      this.chart.nodes.set(node.id, { ...node, line, text: shown(text) })
      return
    }
    if (node.style !== '') known.style = node.style
    if (node.label === null && node.shape === null) return
    known.label = node.label ?? known.label
    known.shape = node.shape ?? known.shape
    known.line = line
    known.text = shown(text)
  }

  private addEdges(link: WrittenLink, from: WrittenNode[], to: WrittenNode[], line: number, text: string): void {
    if (link.isInvisible) {
      this.chart.ignored.push({ line, text: shown(text), reason: 'invisible links only arrange the picture' })
      return
    }
    const [callers, callees] = link.isBackward ? [to, from] : [from, to]
    const { label, points } = link
    for (const caller of callers) {
      for (const callee of callees) {
        if (this.chart.edges.length > MOST_EDGES) return
        const edge: FlowEdge = { from: caller.id, to: callee.id, label, points, line, text: shown(text) }
        this.chart.edges.push(edge)
      }
    }
  }

  private refuse(line: number, reason: string): void {
    this.refuseText(line, this.scanner.skipLine(), reason)
  }

  private refuseText(line: number, text: string, reason: string): void {
    this.chart.notUnderstood.push({ line, text: shown(text), reason })
  }
}

function shown(text: string): string {
  return printable(text.trim(), SHOWN)
}
