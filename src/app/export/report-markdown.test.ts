import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import checkout from '../../design/examples/checkout.json'
import { parseDesign } from '../../design/schema'
import { CAUSES, type Report } from '../../simulation/report'
import { plain, table } from './markdown'
import { reportMarkdown } from './report-markdown'

const { design } = parseDesign(checkout)
const LINK = 'https://example.org/#v1.abc'

const latency = { count: 900, mean: 20, p50: 10, p90: 50, p99: 120, p999: null, max: 300 }
const report: Report = {
  engineVersion: '1.0.0',
  seed: 7,
  digest: '0123456789abcdef',
  outcome: 'completed',
  simulatedMs: 120_000,
  events: 1,
  wallMs: 1,
  warmup: { setMs: 1000, detectedMs: 4000, isEnough: false, problem: null },
  requests: {
    offered: 1000,
    completed: 900,
    failed: 100,
    inFlight: 0,
    throughputPerSecond: 9,
    goodputPerSecond: 8,
    byCause: {
      ...(Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Report['requests']['byCause']),
      timeout: 100,
    },
    latencyMs: latency,
    failureLatencyMs: latency,
  },
  intervals: {
    batches: 20,
    batchSize: 45,
    correlation: 0.1,
    problem: null,
    mean: { lower: 18, upper: 22 },
    p50: null,
    p90: null,
    p99: { lower: 100, upper: 140 },
  },
  blocks: {
    orders: {
      kind: 'service',
      arrivals: 5,
      completions: 4,
      rejected: 3,
      utilisation: 0.99,
      cpuUtilisation: 0,
      meanQueueLength: 2,
      meanWaitMs: 1,
      meanSojournMs: 1,
      wasted: 6,
      wastedMs: 7000,
    },
  },
  connections: {},
  worstPath: { amplification: 3.5, connections: ['c1', 'to-db'] },
  invariants: [{ id: 'oversold', target: null, holds: false, isEngineCheck: false, detail: 'sold 3 twice' }],
  objectives: [{ measure: 'requests.latencyMs.p99', limit: '< 100', value: 120, met: false }],
}

const FINDINGS = [
  { id: 'bottleneck', target: 'orders', severity: 'serious', text: 'Orders is the bottleneck.', evidence: [] },
] as const

describe('the report of a run', () => {
  const text = reportMarkdown({ design, report, findings: FINDINGS, warnings: [], link: LINK })

  it.each([
    ['the name', '# Checkout'],
    ['the diagram', '```mermaid\nflowchart LR'],
    ['the interval of a latency', '| latency, p99 | 120\u202fms | 100\u202fms to 140\u202fms |'],
    ['what an interval lacks', '| latency, p90 | 50\u202fms | too few samples |'],
    ['a missed objective', 'Objective missed: Requests: latency p99 &lt; 100\u202fms was 120\u202fms.'],
    ['an objective in the words of its form', '| Requests: latency p99 | &lt; 100\u202fms | 120\u202fms | **no** |'],
    ['a broken invariant', 'Broken: oversold: sold 3 twice'],
    ['a warm-up that is too short', 'latencies settled at 4\u202fs'],
    ['what the page finds', '- Orders is the bottleneck.\n'],
    ['the wasted work of a block', '| 1\u202fms | 7\u202fs |'],
    ['the worst path', /Attempts multiply most along .+: 3\.5× in all/],
    ['what failed', '| timeout | 100 |'],
    ['a parameter that was changed', '| **Workers per replica** | **16** |'],
    ['the faults', 'Orders db: slow 10×'],
    ['the link', `<${LINK}>`],
    ['the digest', '`0123456789abcdef`'],
  ])('has %s', (_, part) => {
    if (typeof part === 'string') expect(text).toContain(part)
    else expect(text).toMatch(part)
  })

  it('does not say of one attempt that it multiplies', () => {
    const single = { ...report, worstPath: { ...report.worstPath, amplification: 1.004 } }
    const said = reportMarkdown({ design, report: single, findings: [], warnings: [], link: LINK })
    expect(said).toContain('On no path do attempts multiply noticeably.')
    expect(said).not.toContain('1× in all')
  })

  it('closes its diagram', () => {
    expect(text.match(/^```/gm)).toHaveLength(2)
    expect(text).not.toMatch(/\n\n```\n/)
  })

  it('without a run has the design all the same', () => {
    const bare = reportMarkdown({ design, report: null, findings: [], warnings: [], link: LINK })
    expect(bare).toContain('There is no result yet.')
    expect(bare).not.toContain('## Results')
    expect(bare).toContain('### Orders')
  })
})

describe('text in Markdown', () => {
  it.each([
    ['a | b', 'a \\| b'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['[a](http://b)', '\\[a\\](http:\u200b//b)'],
    ['# no *title*', '\\# no \\*title\\*'],
    ['1. no list', '1\\. no list'],
    ['two\nlines', 'two lines'],
  ])('%j is not markup', (text, expected) => {
    expect(plain(text)).toBe(expected)
  })

  it('never breaks a table or opens an element', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const written = table(['a', 'b'], [[plain(text), '1']])
        expect(written.split('\n')).toHaveLength(3)
        expect(written.replace(/\\\|/g, '').match(/\|/g)).toHaveLength(9)
        expect(written).not.toContain('<')
      }),
      { seed: 7 },
    )
  })
})
