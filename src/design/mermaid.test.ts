import DOMPurify from 'dompurify'
import fc from 'fast-check'
import mermaid from 'mermaid'
import { describe, expect, it } from 'vitest'
import { FORMAT } from './design'
import { EXAMPLES } from './examples/registry'
import { type DiagramResults, escapeLabel, MERMAID_MAX_EDGES, toMermaid } from './mermaid'
import { parseDesign } from './schema'
import { anyDesign, hostileText } from './testing/arbitrary'

// Mermaid cleans labels with DOMPurify, which without a document has neither of these. What is tested here is the grammar;
// how labels look is tested in a browser.
Object.assign(DOMPurify, { addHook: () => undefined, sanitize: (text: string) => text })

function labelled(label: string): string {
  const blocks = [
    { id: 'end', kind: 'traffic-source', label },
    { id: 'graph', kind: 'service', label },
  ]
  const connections = [{ id: 'class', from: 'end', to: 'graph' }]
  return toMermaid(parseDesign({ format: FORMAT, name: label, blocks, connections }).design).text
}

describe('the diagram of an example', () => {
  it('reads as a person would write it', () => {
    expect(toMermaid(parseDesign(EXAMPLES[0]?.design).design, { isComplete: false }).text).toMatchInlineSnapshot(`
      "flowchart LR
        accTitle: Checkout
        n1(["Shoppers"])
        n2["Gateway"]
        n3{{"Balancer"}}
        n4["Orders"]
        n5[("Product cache")]
        n6[("Orders db")]
        n7{{"Stock lock"}}
        n8[["Mail"]]
        n9["Mailer"]
        n1 -->|"HTTP"| n2
        n2 -->|"HTTP"| n3
        n3 -->|"HTTP"| n4
        n4 -->|"cache"| n5
        n4 -->|"SQL, timeout 200 ms, retry ×3 full jitter, breaker rolling error rate"| n6
        n4 -->|"lock"| n7
        n4 -.->|"publish"| n8
        n8 -.->|"HTTP"| n9
      "
    `)
  })

  it.each(EXAMPLES.map(({ id, design }) => [id, design]))('%s is accepted by Mermaid', async (_, design) => {
    const { text, warnings } = toMermaid(parseDesign(design).design)
    expect(warnings).toEqual([])
    await expect(mermaid.parse(text)).resolves.toMatchObject({ diagramType: 'flowchart-v2' })
  })
})

describe('results', () => {
  const { design } = parseDesign(EXAMPLES[0]?.design)
  const results: DiagramResults = {
    requests: { offered: 22_000, failed: 330, latencyMs: { p99: 812.4 } },
    blocks: { orders: { utilisation: 0.4567 } },
    connections: { 'to-db': { calls: 11_000, failed: 110 }, c1: { calls: 22_000, failed: 0 } },
  }

  it('stand below the names, and rates count from the warm-up', () => {
    const { text } = toMermaid(design, { results, direction: 'TB' })
    expect(text).toContain('flowchart TB')
    expect(text).toContain('n1(["Shoppers<br/>200/s<br/>p99 812 ms<br/>1.5 % failed"])')
    expect(text).toContain('n4["Orders<br/>45.7 % busy"]')
    expect(text).toMatch(/n1 -->\|"HTTP<br\/>200\/s"\| n2/)
    expect(text).toMatch(/<br\/>100\/s, 1 % failed"\| n6/)
  })

  it('are accepted by Mermaid', async () => {
    await expect(mermaid.parse(toMermaid(design, { results }).text)).resolves.toBeTruthy()
  })
})

describe('any label', () => {
  it.each([
    ['say "hi"', 'say ”hi”'],
    ['a<b>&c', 'a＜b＞＆c'],
    ['#quot; 100% {x}', '＃quot； 100% ｛x｝'],
    ['50%%{init}%% 7%', '50％％｛init｝％％ 7%'],
    ['two\nlines', 'two lines'],
    ['fa:fa-car', 'fa：fa-car'],
    ['1. first', '1． first'],
    ['- item', '－ item'],
    ['  ', ' '],
    ['中文 🙂', '中文 🙂'],
  ])('%j is written %j', (label, written) => {
    expect(escapeLabel(label)).toBe(written)
  })

  it('is accepted by Mermaid and keeps its one node', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (label) => {
        const text = labelled(label)
        const drawn = text.split('\n').filter((line) => !line.startsWith('%% loadbearing: '))
        expect(drawn.length).toBeLessThanOrEqual(6)
        await expect(mermaid.parse(text)).resolves.toBeTruthy()
      }),
      { seed: 11, numRuns: 100 },
    )
  }, 30_000)

  it('in any design is accepted by Mermaid', async () => {
    await fc.assert(
      fc.asyncProperty(anyDesign, async (design) => {
        await expect(mermaid.parse(toMermaid(design).text)).resolves.toBeTruthy()
      }),
      { seed: 12, numRuns: 40 },
    )
  }, 30_000)
})

describe('a large design', () => {
  it('is written, with a warning about the limits of Mermaid', () => {
    const blocks = [
      { id: 'in', kind: 'service' },
      ...Array.from({ length: 50 }, (_, i) => ({ id: `b${i}`, kind: 'service', label: 'x'.repeat(80) })),
    ]
    const pairs = blocks.flatMap((a) => blocks.filter((b) => b !== a).map((b) => [a.id, b.id]))
    const connections = pairs.slice(0, MERMAID_MAX_EDGES + 1).map(([from, to], i) => ({ id: `c${i}`, from, to }))
    const { design, errors } = parseDesign({ format: FORMAT, blocks, connections })
    expect(errors).toEqual([])
    expect(toMermaid(design).warnings).toEqual(['501 connections; Mermaid draws at most 500 unless maxEdges is raised'])
  })
})
