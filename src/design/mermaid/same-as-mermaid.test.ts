/** Mermaid's own parser as the measure: of random flowcharts it accepts, ours reads the same nodes and arrows. */
import DOMPurify from 'dompurify'
import fc, { type Arbitrary } from 'fast-check'
import mermaid from 'mermaid'
import { expect, it } from 'vitest'
import { labelText } from './labels'
import { parseFlowchart } from './parse'

// Mermaid cleans labels with DOMPurify, which without a document has neither of these.
Object.assign(DOMPurify, { addHook: () => undefined, sanitize: (text: string) => text })

/** What Mermaid keeps of a diagram, as far as it is of interest here. */
interface Drawn {
  readonly db: {
    getVertices(): Map<string, { id: string }>
    getEdges(): { start: string; end: string; text?: string; stroke: string }[]
    getSubGraphs(): { id: string }[]
  }
}

const id = fc.constantFrom('A', 'B', 'n1', 'order-service', 'db_1', 'x', 'o', 'a.b', 'Node9', 'end1', 'graphite')
const word = fc.constantFrom('Hello', 'two words', '订单', 'v1.2', 'a-b', 'q & a', "it's", '50%', 'a/b', 'A:B', '#35;')
const quoted = fc
  .oneof(word, fc.constantFrom('a (b)', '[x]', 'a --> b', 'x | y', '{z}', 'a<br/>b', 'semi;colon', '%% no'))
  .map((text) => `"${text}"`)
const label = fc.oneof(word, quoted)
const brackets = fc.constantFrom<[string, string]>(
  ...([
    ['[', ']'],
    ['(', ')'],
    ['([', '])'],
    ['[[', ']]'],
    ['[(', ')]'],
    ['((', '))'],
    ['(((', ')))'],
  ] as [string, string][]),
  ...([
    ['>', ']'],
    ['{', '}'],
    ['{{', '}}'],
    ['[/', '/]'],
    ['[\\', '\\]'],
    ['[/', '\\]'],
    ['[\\', '/]'],
  ] as [string, string][]),
)
const node: Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: id },
  fc.tuple(id, brackets, label).map(([name, [open, close], text]) => `${name}${open}${text}${close}`),
  fc.tuple(id, fc.constantFrom('cyl', 'rect', 'hex'), word).map(([a, b, c]) => `${a}@{ shape: ${b}, label: "${c}" }`),
  id.map((name) => `${name}:::hot`),
)
const list = fc.array(node, { minLength: 1, maxLength: 3 }).map((nodes) => nodes.join(' & '))
const link: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '-->',
    '---',
    '-.->',
    '==>',
    '--x',
    '--o',
    '<-->',
    'x--x',
    'o--o',
    '---->',
    '-..->',
    '===',
    '-.-',
    '~~~',
  ),
  fc.tuple(fc.constantFrom('-->', '---', '-.->', '==>', '--x'), label).map(([arrow, text]) => `${arrow}|${text}|`),
  fc
    .tuple(fc.constantFrom(['--', '-->'], ['--', '---'], ['-.', '.->'], ['==', '==>'], ['<--', '-->']), label)
    .map(([[start, end], text]) => `${start} ${text} ${end}`),
)
const gap = fc.constantFrom(' ', '  ', '')
const chain = fc
  .tuple(list, fc.array(fc.tuple(gap, link, gap, list), { maxLength: 3 }), fc.constantFrom('\n', ';\n', '\n\n'))
  .map(([first, rest, end]) => first + rest.map((parts) => parts.join('')).join('') + end)
const other = fc.constantFrom(
  ...['%% comment\n', 'classDef hot fill:#f00\n', 'linkStyle default stroke:red\n', 'direction LR\n'],
  ...['click A "https://x.org"\n', 'class A hot\n', 'accTitle: T\n', 'accDescr: D\n'],
)
const group = fc
  .tuple(fc.constantFrom('sub1', 'sub2 [Title]', '"Quoted"', 'Two words'), fc.array(chain, { maxLength: 2 }))
  .map(([title, chains]) => `subgraph ${title}\n${chains.join('')}end\n`)
const flowchart = fc
  .tuple(
    fc.constantFrom('graph TD\n', 'flowchart LR\n', 'graph TD;', 'flowchart TB\n\n'),
    fc.array(fc.oneof({ weight: 4, arbitrary: chain }, other, group), { minLength: 1, maxLength: 4 }),
  )
  .map(([header, body]) => header + body.join(''))

/** A label as both mean it; Mermaid marks the entities that it will decode later. */
function said(text: string): string {
  return labelText(text.replace(/ﬂ°°(\d+)¶ß/g, '#$1;')).lines.join(' ')
}

it('reads what Mermaid reads', async () => {
  // Parsing once makes the kinds of diagrams known.
  await mermaid.parse('graph TD\nA')
  let compared = 0
  for (const text of fc.sample(flowchart, { seed: 5, numRuns: 150 })) {
    if ((await mermaid.parse(text, { suppressErrors: true })) === false) continue
    const { db } = (await mermaid.mermaidAPI.getDiagramFromText(text)) as unknown as Drawn
    const ours = parseFlowchart(text)
    const groups = new Set(db.getSubGraphs().map((one) => one.id))
    const edges = db.getEdges().filter((edge) => edge.stroke !== 'invisible')
    const readable = { text, notUnderstood: [] as unknown[] }
    expect({ text, notUnderstood: ours.notUnderstood }).toEqual(readable)
    expect(ours.edges.map(({ from, to, label: words }) => [from, to, said(words)])).toEqual(
      edges.map(({ start, end, text: words = '' }) => [start, end, said(words)]),
    )
    const named = [...db.getVertices().values()].map((vertex) => vertex.id).filter((name) => !groups.has(name))
    expect([...ours.nodes.keys()].filter((name) => !groups.has(name)).sort()).toEqual(named.sort())
    compared++
  }
  expect(compared).toBeGreaterThan(40)
}, 30_000)
