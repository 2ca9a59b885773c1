/** Holds sentences that other parts of the product compose against the Chinese catalogue: each comes out in Chinese. */
import { describe, expect, it } from 'vitest'
import { connectProblem } from '../../design/connect'
import type { Design } from '../../design/design'
import { EXAMPLES, exampleOf } from '../../design/examples/registry'
import { parseJsonText } from '../../design/json-text'
import { decodeLink, encodeLink } from '../../design/link'
import { withLoad } from '../../design/load'
import { fromMermaid } from '../../design/mermaid-import'
import { placeAt, withValueAt } from '../../design/path'
import { parseDesign } from '../../design/schema'
import { warningsOf } from '../../design/warnings'
import type { Problem } from '../../lib/parse'
import { capacitySearch, triggerOf } from '../../simulation/experiments/capacity'
import { conductHere } from '../../simulation/experiments/experiment'
import { verdictOf, verdicts } from '../../simulation/experiments/verdict'
import { findingsOf } from '../../simulation/findings/registry'
import { CLAIMS } from '../../simulation/lessons/registry'
import { Run } from '../../simulation/run'
import { constantSource, type DesignParts, designOf, poissonSource } from '../../simulation/testing/designs'
import { type Check, verdictOn } from '../../simulation/validation/study'
import { CATALOGUE } from './zh-cn/catalogue'

/** What stays English: ids, paths and values in quotes or code, and names that people gave. */
const KEPT = /“[^”]*”|"[^"]*"|\{ .*? \}|[\w<>[\]-]+(?:\.[\w<>[\]-]+)+|(?:[\w-]+, )+[\w-]+/g

/** The sentences that are not Chinese throughout, with what came of them. */
function notChinese(sentences: Iterable<string>, names: readonly string[] = []): string[] {
  return [...new Set(sentences)].flatMap((english) => {
    const chinese = CATALOGUE.sentence(english)
    const said = names.reduce((text, name) => text.replaceAll(name, ''), chinese.replace(KEPT, ''))
    const isChinese = /\p{Script=Han}/u.test(said) && !/[a-z]{2,} [a-z]{2,}/i.test(said)
    return isChinese ? [] : [`${english} ⇒ ${chinese}`]
  })
}

const textsOf = (problems: readonly Omit<Problem, 'path'>[]): string[] =>
  problems.flatMap(({ message, cure }) => [message, cure])

type Data = { [key: string]: unknown }

/** The data with each value in turn replaced by each of the wrong ones, and with an unknown key beside it. */
function* mutations(data: unknown, wrong: readonly unknown[]): Generator<unknown> {
  for (const value of wrong) yield value
  if (Array.isArray(data))
    for (const [index, item] of data.entries())
      for (const changed of mutations(item, wrong)) yield data.with(index, changed)
  else if (typeof data === 'object' && data !== null) {
    for (const [key, item] of Object.entries(data))
      for (const changed of mutations(item, wrong)) yield { ...data, [key]: changed }
    const [first] = Object.keys(data)
    if (first !== undefined) yield { ...data, [`${first}x`]: 1 }
  }
}

const WRONG = [undefined, null, 'nothing-such', '7', -1, 0.5, 1e12, true, [], {}, [1, 2, 3], { type: 'nothing' }]

const RICH: Data = {
  format: 'loadbearing/1',
  name: 'Rich',
  scenario: {
    durationMs: 1000,
    faults: [{ atMs: 1, forMs: 1, target: 'app', type: 'slow', factor: 2 }],
    changes: [{ atMs: 1, path: 'blocks.app.params.workers', value: 2 }],
  },
  blocks: [
    { id: 'users', kind: 'traffic-source', position: { x: 0, y: 0 } },
    {
      id: 'app',
      kind: 'service',
      label: 'App',
      params: {
        serviceTime: { type: 'uniform', minMs: 10, maxMs: 20 },
        queue: { capacity: 5 },
        plan: [{ type: 'call', to: 'c2', times: 2 }],
      },
    },
    { id: 'db', kind: 'database', params: { counters: { stock: 1 } } },
  ],
  connections: [
    { id: 'c1', from: 'users', to: 'app', params: { timeoutMs: 5, retryOn: ['error'], retry: { type: 'fixed' } } },
    { id: 'c2', from: 'app', to: 'db' },
  ],
  objectives: [{ measure: 'requests.latencyMs.p99', below: 5 }],
  groups: [{ id: 'eu', kind: 'region', members: ['db'], params: { distancesKm: {} } }],
}

describe('problems of designs', () => {
  it('are Chinese, whatever is wrong', () => {
    const errors = [...mutations(RICH, WRONG)].flatMap((data) => parseDesign(data).errors)
    const sentences = textsOf(errors)
    expect(new Set(sentences).size).toBeGreaterThan(200)
    expect(notChinese(sentences)).toEqual([])
  })

  it('are Chinese where several parts do not fit', () => {
    const service = (id: string, params: Data = {}) => ({ id, kind: 'service', params })
    const broken = [
      { blocks: [service('a'), service('a')] },
      { blocks: [service('a', { serviceTime: { type: 'uniform', minMs: 30 } })] },
      { blocks: [service('a')], connections: [{ id: 'c', from: 'a', to: 'a' }] },
      { blocks: [service('a'), { id: 'u', kind: 'traffic-source' }], connections: [{ id: 'c', from: 'a', to: 'u' }] },
      { blocks: [service('a')], connections: [{ id: 'c', from: 'a', to: 'aa' }] },
      { format: 'loadbearing/9' },
      { scenario: { durationMs: 1000, warmupMs: 2000 } },
      { blocks: [{ id: 'u', kind: 'traffic-source', params: { arrivals: { type: 'trace', atMs: [3, 2] } } }] },
      { blocks: [service('a')], groups: [{ id: 'g', kind: 'zone', members: ['a', 'a', 'g2'] }] },
      {
        blocks: [service('a')],
        groups: [
          { id: 'g', kind: 'zone', members: ['h'] },
          { id: 'h', kind: 'zone', members: ['a'] },
        ],
      },
    ]
    const sentences = textsOf(broken.flatMap((data) => parseDesign({ format: 'loadbearing/1', ...data }).errors))
    expect(sentences.length).toBeGreaterThan(15)
    expect(notChinese(sentences)).toEqual([])
  })

  it('are Chinese where the text is no JSON', () => {
    const texts = ['', '{', '[1', '{"a" 1}', '{a: 1}', '[1 2]', '{} x', '{"a": 1, "a": 2}', '[tru]', '['.repeat(100)]
    const problems = texts.flatMap((text) => {
      const read = parseJsonText(text)
      return read.ok ? [] : [read.problem]
    })
    expect(problems).toHaveLength(texts.length)
    expect(notChinese(textsOf(problems))).toEqual([])
  })

  it('are Chinese for paths, connections and loads', () => {
    const { design } = parseDesign(RICH)
    const paths = [
      '',
      'x',
      'seeds',
      '/blocks/app',
      'blocks',
      'blocks.ap.params.workers',
      'blocks.app',
      'blocks.app.params',
    ]
    const deeper = ['groups.x.params.a', 'blocks.eu.params.x', 'blocks.app.params.worker', 'blocks.app.params.plan[7]']
    const beyond = ['blocks.app.params.workers.x', 'blocks.app.params.queue.x', 'connections.c1.params.breaker.openMs']
    const found = [...paths, ...deeper, ...beyond].map((path) => placeAt(design, path))
    const problems = found.flatMap((one) => (one.ok ? [] : [one.problem]))
    const values = withValueAt(design, 'blocks.app.params.serviceTime.minMs', 99).problems
    const wires = ['users', 'app', 'db'].flatMap((from) =>
      ['users', 'app', 'db'].flatMap((to) => connectProblem(design, from, to) ?? []),
    )
    const all = textsOf([...problems, ...values, ...wires])
    expect(all.length).toBeGreaterThan(30)
    expect(notChinese([...all, ...thrown(() => withLoad(design, -1)), ...thrown(() => withLoad(design, 1e9))])).toEqual(
      [],
    )
  })

  it('are Chinese for damaged links', async () => {
    const good = await encodeLink(parseDesign(RICH).design, { engineVersion: '1', digest: null })
    const links = [
      '',
      '#x',
      '#v9.AAAA',
      good.slice(0, -9),
      `${good}AAAA`,
      good.replace(/.{3}$/, '***'),
      good.slice(0, 6),
    ]
    const problems = (await Promise.all(links.map(decodeLink))).flatMap((link) => (link.ok ? [] : [link.problem]))
    expect(problems.length).toBeGreaterThan(5)
    expect(notChinese(textsOf(problems))).toEqual([])
  })

  it('are Chinese for flowcharts', () => {
    const texts = [
      '',
      'sequenceDiagram\n a->>b: x',
      'flowchart LR\n subgraph g\n a --> b',
      'a --- b\n end',
      'flowchart LR\n a[(Orders DB)] <--> b([Users]) \n ??? \n a -->',
      'flowchart TD\n g --> a\n subgraph g\n x\n end\n classDef k fill:#fff\n a ~~~ x\n accTitle: hello',
    ]
    const read = texts.map((text) => fromMermaid(text))
    const notes = read.flatMap(({ notUnderstood, ignored }) =>
      [...notUnderstood, ...ignored].map(({ reason }) => reason),
    )
    const guesses = read.flatMap((one) => one.guesses.flatMap(({ why, confidence }) => [why, confidence]))
    expect(notes.length).toBeGreaterThan(8)
    expect(notChinese([...notes, ...guesses])).toEqual([])
  })
})

describe('composed sentences', () => {
  it.each([
    ['use a whole number from 1 to 100', '请使用 1 到 100 之间的整数'],
    ['write a number from 0 to 5 milliseconds, without quotes', '请写 0 到 5 毫秒之间的数字，不带引号'],
    ['minMs is 30, but must be a whole number in [1, 5]', 'minMs 为 30，但必须是整数，且在 [1, 5] 范围内'],
    ['a.b: "x" is not a number; remove it', 'a.b："x" 不是数字；删除它'],
    ['did you mean "a"? use one of a, b, or add it there', '是否想写“a”？请使用以下之一：a, b，或在那里添加'],
    ['there is no block "ap"; add it first', '没有组件“ap”；请先添加'],
    ['connect it to a service or a cache', '请连到服务或缓存'],
    ['connect it to a load balancer or an API gateway', '请连到负载均衡器或 API 网关'],
    ['choose c1 or c2', '请选择 c1 或 c2'],
    ['"x" needs 2 connections and has 0', '“x”需要 2 条连线，现有 0 条'],
    ['conservation is broken: 5 arrived, 4 left, 0 present', '不变量“守恒”被破坏：到达 5，离开 4，在场 0'],
    ['load 120 without the trigger, seed 3', '负载 120，无触发因素，种子 3'],
  ])('%s', (english, chinese) => {
    expect(CATALOGUE.sentence(english)).toBe(chinese)
  })
})

describe('warnings', () => {
  it('are Chinese', () => {
    const designs: DesignParts[] = [
      { blocks: [], connections: [] },
      {
        scenario: {
          faults: [
            { atMs: 20_000, forMs: 1, target: 'app', type: 'crash' },
            { atMs: 1, forMs: 1, target: 'app', replica: 7, type: 'crash' },
            { atMs: 1, forMs: 1, target: 'source-app', replica: 1, type: 'partition' },
          ],
          changes: [{ atMs: 20_000, path: 'blocks.app.params.workers', value: 3 }],
        },
        blocks: [
          constantSource(1),
          { id: 'app', kind: 'service', params: { plan: [{ type: 'publish', to: 'app-near' }, { type: 'call' }] } },
          { id: 'near', kind: 'cache' },
          { id: 'other', kind: 'load-balancer' },
          { id: 'other-source', kind: 'traffic-source' },
        ],
        connections: ['source > app', 'app > near'],
      },
      {
        blocks: [
          constantSource(1),
          { id: 'gate', kind: 'api-gateway' },
          { id: 'held', kind: 'cache' },
          { id: 'store', kind: 'database' },
        ],
        connections: ['source > gate', 'gate > held', 'gate > store', 'held > store'],
      },
      {
        blocks: [constantSource(1), ...['a', 'b', 'c'].map((id) => ({ id, kind: 'service' }))],
        connections: ['source > a', 'a > b', 'b > a', 'b > c'],
        groups: [
          { id: 'one', kind: 'region', members: ['t'] },
          { id: 'two', kind: 'region', members: ['b', 'c'] },
          { id: 't', kind: 'tier', members: ['a'], params: { closed: true } },
        ],
      },
    ]
    const warnings = designs.flatMap((parts) => warningsOf(designOf(parts)))
    expect(warnings.length).toBeGreaterThan(10)
    expect(notChinese(textsOf(warnings))).toEqual([])
  })
})

describe('what runs and experiments say', () => {
  const finished = (design: Design) => {
    const run = new Run(design)
    run.finish()
    return run.report(0)
  }
  const shortened = (data: unknown): Design => {
    const { design } = parseDesign(data)
    return { ...design, scenario: { ...design.scenario, durationMs: Math.min(40_000, design.scenario.durationMs) } }
  }

  it('is Chinese in findings and invariants of the examples', () => {
    const designs = [...EXAMPLES.slice(0, 4).map((one) => shortened(one.design)), ...STRAINED.map(designOf)]
    const kinds = new Set<string>()
    for (const design of designs) {
      const report = finished(design)
      const names = design.blocks.map(
        ({ id, label }) => label ?? id.charAt(0).toUpperCase() + id.slice(1).replace('-', ' '),
      )
      const found = findingsOf(design, report)
      for (const { id } of found) kinds.add(id)
      expect(
        notChinese(
          found.map(({ text }) => text),
          names,
        ),
      ).toEqual([])
      expect(notChinese(report.invariants.map(({ detail }) => detail))).toEqual([])
    }
    expect([...kinds].sort()).toEqual(
      ['amplification-loop', 'bottleneck', 'flapping-breaker', 'hidden-load', 'retry-without-budget'].concat([
        'short-timeout',
        'single-point',
        'small-pool',
        'unbounded-queue',
        'worst-path',
      ]),
    )
  })

  it('is Chinese in verdicts of comparisons', () => {
    const pairs = [
      { a: [1, 1], b: [1, 1] },
      { a: [1], b: [2] },
      { a: [10, 11, 12], b: [20, 22, 25] },
      { a: [20, 22, 25], b: [10, 11, 12] },
      { a: [1, 2, 3], b: [3, 2, 1] },
      { a: [0, 0, 0], b: [5, 6, 5] },
      { a: [0, 1, 0], b: [0, 0, 1] },
    ]
    const said = pairs.flatMap((pair) => [verdictOf('mean latency', ' ms', pair), verdictOf('p99', '/s', pair)])
    const outcomes = { a: { stuck: 2, completed: 1 }, b: { 'event-budget': 3 } }
    expect(notChinese([...said, ...verdicts(new Map(), { replications: 3, outcomes })])).toEqual([])
    const slower = verdictOf('mean latency', ' ms', { a: [10, 11, 12], b: [20, 22, 25] })
    expect(CATALOGUE.sentence(slower)).toMatch(/^B 的平均延迟高 \d+ %，95 % 置信区间为/)
  })

  it('is Chinese in answers about hidden capacity', () => {
    const { design } = parseDesign(exampleOf('retry-storm')?.design)
    const question = { trigger: triggerOf(design), from: 10, to: 100, width: 0.2, withinMs: 60_000, replications: 1 }
    const world = (recovers: number, healthy: number) => (one: Design) => {
      const load = Number(/"ratePerSecond":([\d.]+)/.exec(JSON.stringify(one.blocks))?.[1])
      const isGood = load <= (one.scenario.faults.length > 0 ? recovers : healthy)
      const report = finished(designOf({ scenario: { durationMs: 1 }, blocks: [constantSource(1)], connections: [] }))
      return { ...report, requests: { ...report.requests, offered: 12, goodputPerSecond: isGood ? 1 : 0 } }
    }
    const worlds: [number, number][] = [
      [200, 200],
      [50, 80],
      [50, 50],
      [5, 5],
      [5, 80],
    ]
    const said = worlds.map(([recovers, healthy]) =>
      conductHere(capacitySearch(design, question), world(recovers, healthy)),
    )
    expect(new Set(said.map(({ verdict }) => verdict)).size).toBe(worlds.length)
    expect(notChinese(said.map(({ verdict }) => verdict))).toEqual([])
    const wrong = [{ from: 9, to: 1 }, { width: 2 }, { withinMs: 0 }, { replications: 0 }]
    const problems = wrong.flatMap((part) =>
      thrown(() => conductHere(capacitySearch(design, { ...question, ...part }), finished)),
    )
    expect(notChinese(problems)).toEqual([])
  })

  it('is Chinese in claims of lessons and in what checks came to', () => {
    const means = [0, 1, 2].map((variant) => [0.1 + variant, 0.25])
    const check = { name: '', unit: 'ms', value: 10, measure: () => 0 } as const
    const exact: Check = { ...check, tag: 'exact', widest: 0.1, twin: { theory: '', value: 10 } }
    const why = [
      verdictOn(exact, [Number.NaN]),
      verdictOn(exact, [20, 20.0001]),
      verdictOn(exact, [1, 20]),
      verdictOn(exact, [10, 10.0001]),
      verdictOn({ ...check, tag: 'approximation', tolerance: 0.1 }, [20, 20.0001]),
      verdictOn({ ...check, tag: 'bound', side: 'at most' }, [11, 12]),
      verdictOn({ ...check, tag: 'arithmetic' }, [11, 12]),
    ].map((verdict) => verdict.why)
    expect(new Set(why).size).toBe(7)
    expect(notChinese([...CLAIMS.map(({ judge }) => judge(means).sentence), ...why])).toEqual([])
  })
})

const WORK = { type: 'exponential', meanMs: 10 }

/** Designs that give cause for every kind of finding. */
const STRAINED: DesignParts[] = [
  {
    blocks: [poissonSource(50), { id: 'callee', kind: 'service' }],
    connections: [
      {
        from: 'source',
        to: 'callee',
        params: { learnedTimeout: { type: 'ema-timeout', normalMs: 5, limitMs: 10, maxMs: 15 } },
      },
    ],
  },
  ...[120, 200].map((rate) => ({
    blocks: [
      poissonSource(rate),
      { id: 'front', kind: 'service', params: { serviceTime: { type: 'constant', valueMs: 1 } } },
      { id: 'callee', kind: 'database', params: { connections: 1, readTime: WORK } },
    ],
    connections: ['source > front', 'front > callee'],
  })),
  {
    blocks: [
      poissonSource(20),
      { id: 'callee', kind: 'service', params: { workers: 1, serviceTime: { type: 'constant', valueMs: 60_000 } } },
    ],
    connections: ['source > callee'],
  },
  {
    blocks: [
      poissonSource(300),
      { id: 'callee', kind: 'service', params: { workers: 2, serviceTime: WORK, queue: { capacity: null } } },
    ],
    connections: [
      { from: 'source', to: 'callee', params: { timeoutMs: 200, retry: { type: 'fixed', attempts: 4, delayMs: 5 } } },
    ],
  },
  {
    scenario: { faults: [{ atMs: 0, forMs: 10_000, target: 'callee', type: 'error', probability: 0.7 }] },
    blocks: [
      poissonSource(100),
      { id: 'front', kind: 'service' },
      { id: 'callee', kind: 'service', params: { workers: 10 } },
    ],
    connections: [
      'source > front',
      {
        from: 'front',
        to: 'callee',
        params: {
          retry: { type: 'fixed', attempts: 3, delayMs: 1 },
          breaker: { type: 'consecutive-failures', failures: 3, openMs: 100 },
        },
      },
    ],
  },
  {
    blocks: [
      poissonSource(500, { keys: { type: 'zipf', count: 1000, exponent: 1 } }),
      { id: 'near', kind: 'cache', params: { mode: 'read-through', capacity: 1000, ttlMs: null } },
      { id: 'db', kind: 'database', params: { connections: 2, readTime: WORK } },
    ],
    connections: ['source > near', 'near > db'],
  },
]

/** The message of what is thrown, as a list. */
function thrown(action: () => unknown): string[] {
  try {
    action()
    return []
  } catch (error) {
    return [(error as Error).message]
  }
}
