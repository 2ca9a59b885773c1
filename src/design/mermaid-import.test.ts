import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../blocks/registry'
import checkout from './examples/checkout.json'
import { EXAMPLES } from './examples/registry'
import { MERMAID_MAX_TEXT, toMermaid } from './mermaid'
import { fromMermaid, isMermaid, MAX_MERMAID } from './mermaid-import'
import { parseDesign } from './schema'
import { anyDesign, FIXED, hostileText } from './testing/arbitrary'

/** Blocks and connections in short: `id: kind` and `from → to`. */
function graphOf(text: string): { blocks: string[]; calls: string[] } {
  const { design } = fromMermaid(text)
  return {
    blocks: design.blocks.map(({ id, kind }) => `${id}: ${kind}`),
    calls: design.connections.map(({ from, to }) => `${from} → ${to}`),
  }
}

/** The topology, whatever blocks and connections are called. */
function topologyOf(design: ReturnType<typeof parseDesign>['design']): unknown {
  const places = new Map(design.blocks.map((block, index) => [block.id, index]))
  return {
    kinds: design.blocks.map((block) => block.kind),
    ends: design.connections.map(({ from, to }) => [places.get(from), places.get(to)]),
  }
}

describe('a diagram of ours', () => {
  it.each([
    ...EXAMPLES.map(({ id, design }): [string, unknown] => [id, design]),
    ...BLOCKS.map((block): [string, unknown] => [block.id, block.example]),
  ])('of %s comes back as the very design', (_, source) => {
    const { design } = parseDesign(source)
    const { text, warnings } = toMermaid(design)
    expect(warnings).toEqual([])
    expect(fromMermaid(text)).toMatchObject({ design, notUnderstood: [], ignored: [], guesses: [] })
  })

  it('of any design comes back whole, or with the same topology where the comments have no room', () => {
    fc.assert(
      fc.property(anyDesign, fc.constantFrom('LR', 'TB'), (design, direction) => {
        const { text } = toMermaid(design, { direction })
        const back = fromMermaid(text)
        if (text.includes('%% loadbearing: design')) {
          expect(back).toMatchObject({ design, notUnderstood: [] })
        } else {
          const kinds = Object.fromEntries(back.design.blocks.map(({ id }, i) => [id, design.blocks[i]?.kind ?? '']))
          expect(topologyOf(fromMermaid(text, { kinds }).design)).toEqual(topologyOf(design))
        }
      }),
      { ...FIXED, numRuns: 30 },
    )
  })

  it('without its comments has the same topology once the kinds are confirmed', () => {
    fc.assert(
      fc.property(anyDesign, (design) => {
        const { text } = toMermaid(design, { isComplete: false })
        const { blocks } = fromMermaid(text).design
        const kinds = Object.fromEntries(blocks.map(({ id }, index) => [id, design.blocks[index]?.kind ?? '']))
        expect(topologyOf(fromMermaid(text, { kinds }).design)).toEqual(topologyOf(design))
      }),
      { ...FIXED, numRuns: 30 },
    )
  })

  it('keeps a label that says no more than the id', () => {
    const blocks = [
      { id: 'orders', kind: 'service', label: 'Orders' },
      { id: 'rows', kind: 'database', label: 'a  b\\n #1; &lt; *' },
    ]
    const { design } = parseDesign({ format: 'loadbearing/1', name: '', blocks })
    expect(fromMermaid(toMermaid(design).text).design).toEqual(design)
  })

  it('with results on its labels comes back as the very design', () => {
    const { design } = parseDesign(checkout)
    const results = {
      requests: { offered: 100, failed: 1, latencyMs: { p99: 8 } },
      blocks: Object.fromEntries(design.blocks.map(({ id }) => [id, { utilisation: 0.5 }])),
      connections: Object.fromEntries(design.connections.map(({ id }) => [id, { calls: 10, failed: 1 }])),
    }
    expect(fromMermaid(toMermaid(design, { results }).text).design).toEqual(design)
  })

  it('leaves its comments out where Mermaid would not read the text', () => {
    const counters = Object.fromEntries(
      Array.from({ length: 32 }, (_, i) => [`a-rather-long-name-of-a-counter${i % 10}`, i]),
    )
    const blocks = Array.from({ length: 200 }, (_, i) => ({ id: `db${i}`, kind: 'database', params: { counters } }))
    const { design, errors } = parseDesign({ format: 'loadbearing/1', blocks })
    expect(errors).toEqual([])
    const { text, warnings } = toMermaid(design)
    expect(text.length).toBeLessThan(MERMAID_MAX_TEXT)
    expect(text).not.toContain('loadbearing')
    expect(warnings).toEqual(['the parameters are left out: with them the text would be too long'])
  })
})

describe('a diagram of ours that was changed by hand', () => {
  const { design } = parseDesign(checkout)
  const { text } = toMermaid(design)

  it('takes a new label and keeps everything else', () => {
    const back = fromMermaid(text.replace('n4["Orders"]', 'n4["Order desk"]'))
    const blocks = design.blocks.map((block) => (block.id === 'orders' ? { ...block, label: 'Order desk' } : block))
    expect(back.design).toEqual({ ...design, blocks })
  })

  it('takes a new node and a new arrow', () => {
    const back = fromMermaid(`${text}  n9 --> archive[("Archive")]\n`)
    expect(back.design.blocks.slice(0, -1)).toEqual(design.blocks)
    expect(back.design.blocks.at(-1)).toMatchObject({ id: 'archive', kind: 'database' })
    expect(back.design.connections.at(-1)).toMatchObject({ from: 'mailer', to: 'archive' })
    expect(back.guesses.map((guess) => guess.id)).toEqual(['archive'])
  })

  it('loses an arrow that was taken out, and what named it says so', () => {
    const back = fromMermaid(text.replace(/ {2}n4 -->\|"lock"\| n7\n/, ''))
    expect(back.design.connections.map(({ id }) => id)).not.toContain('to-lock')
    expect(back.notUnderstood.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^params\.plan\[1\]\.lock: "to-lock" is not a connection from "orders"; /),
    ])
  })

  it('says where a comment is about something that is gone', () => {
    const objectives = [{ measure: 'blocks.mail.rejected', below: 1 }]
    const lines = toMermaid({ ...design, objectives }).text.split('\n')
    const kept = lines.filter((line) => !/n8/.test(line))
    expect(fromMermaid(kept.join('\n')).notUnderstood).toContainEqual({
      line: kept.findIndex((line) => line.startsWith('%% loadbearing: design')) + 1,
      text: '',
      reason: expect.stringMatching(/^objectives\[0\]\.measure: blocks.mail.rejected is not a measure; /),
    })
  })

  it('says which comment is damaged, and reads the rest', () => {
    const back = fromMermaid(text.replace('%% loadbearing: n4 {"id"', '%% loadbearing: n4 {"id'))
    expect(back.notUnderstood[0]).toMatchObject({ reason: expect.stringMatching(/^the comment is damaged/) })
    expect(back.design.blocks).toHaveLength(design.blocks.length)
  })
})

describe('arrows', () => {
  it.each<[string, string[]]>([
    ['A --> B', ['a → b']],
    ['A-->B', ['a → b']],
    ['A ----> B', ['a → b']],
    ['A -.-> B', ['a → b']],
    ['A -..-> B', ['a → b']],
    ['A ==> B', ['a → b']],
    ['A --x B', ['a → b']],
    ['A --o B', ['a → b']],
    ['A <--- B', ['b → a']],
    ['A --- B', ['a → b']],
    ['A <--> B', ['a → b']],
    ['A -->|asks| B', ['a → b']],
    ['A -->|"asks | twice"| B', ['a → b']],
    ['A -- asks --> B', ['a → b']],
    ['A -- "asks --> twice" --> B', ['a → b']],
    ['A -. asks .-> B', ['a → b']],
    ['A == asks ==> B', ['a → b']],
    ['A e1@--> B', ['a → b']],
    ['A --> B --> C', ['a → b', 'b → c']],
    ['A & B --> C & D', ['a → c', 'a → d', 'b → c', 'b → d']],
    ['A --> B;B-->C;', ['a → b', 'b → c']],
    ['A:::hot --> B:::cold', ['a → b']],
    ['A --> B %% and a comment', ['a → b']],
    ['A ~~~ B', []],
  ])('%s', (line, calls) => {
    const { design, notUnderstood } = fromMermaid(`graph TD\n${line}`)
    expect(design.connections.map(({ from, to }) => `${from} → ${to}`)).toEqual(calls)
    expect(notUnderstood.filter(({ reason }) => /cannot be read/.test(reason))).toEqual([])
  })

  it('without a head, or with two, are named', () => {
    expect(fromMermaid('graph TD\nA --- B\nB <--> C').notUnderstood).toEqual([
      { line: 2, text: 'A --- B', reason: 'the line has no head; taken as the first calls the second' },
      { line: 3, text: 'B <--> C', reason: 'the arrow has two heads; taken as the first calls the second' },
    ])
  })

  it('that the blocks do not allow are left out and named with their line', () => {
    const back = fromMermaid('graph LR\nu[User] --> s[Service]\ns --> db[(Postgres)]\ndb --> s', {
      kinds: { db: 'database', s: 'service', u: 'traffic-source' },
    })
    expect(back.design.connections).toHaveLength(2)
    expect(back.notUnderstood).toEqual([
      { line: 4, text: 'db --> s', reason: expect.stringMatching(/^a database cannot call a service; /) },
    ])
  })

  it('with a path on them become routes', () => {
    const { design } = fromMermaid('graph LR\nu([Users]) --> g[API gateway]\ng -->|/orders| o[Orders service]')
    expect(design.connections[1]?.params.route).toBe('/orders')
  })
})

describe('nodes', () => {
  it.each<[string, string, string | undefined]>([
    ['orders[Orders]', 'orders', undefined],
    ['orders["Orders (new)"]', 'orders', 'Orders (new)'],
    ['orders("Orders")', 'orders', undefined],
    ['a["Order desk"]', 'order-desk', undefined],
    ['A[订单服务]', 'a', '订单服务'],
    ['A["Überweisung"]', 'uberweisung', 'Überweisung'],
    ['OrderService', 'order-service', undefined],
    ['s["say #quot;hi#quot; #35;1 &amp; go"]', 'say-hi-1-go', 'say "hi" #1 & go'],
    ['s["Orders<br/>v2<br>x"]', 'orders', undefined],
    ['s["`**Orders** _desk_`"]', 'orders-desk', undefined],
    ['s[fa:fa-database Main]', 'main', undefined],
    ['s@{ shape: cyl, label: "Order rows" }', 'order-rows', undefined],
    ['s["two\nlines"]', 'two', 'two'],
    ['a[/leaning/]', 'leaning', 'leaning'],
    ['a[/narrow\\]', 'narrow', 'narrow'],
    ['a>flag]', 'flag', 'flag'],
    ['a(((twice round)))', 'twice-round', 'twice round'],
    ['a{{six}}', 'six', 'six'],
  ])('%s', (line, id, label) => {
    const { design, notUnderstood } = fromMermaid(`flowchart TB\n  ${line}\n`)
    expect(notUnderstood).toEqual([])
    expect(design.blocks).toMatchObject([{ id }])
    expect(design.blocks[0]?.label).toBe(label)
  })

  it('that are described twice take the last description, and two of the same name two ids', () => {
    expect(graphOf('graph TD\nA --> B\nA[Users]\nB[Users]').blocks.map((block) => block.split(':')[0])).toEqual([
      'users',
      'users-2',
    ])
  })
})

describe('guesses', () => {
  it.each<[string, string]>([
    ['x[("Orders")]', 'database'],
    ['x[("Redis cache")]', 'cache'],
    ['x[Redis]', 'cache'],
    ['x[PostgreSQL]', 'database'],
    ['x[Kafka]', 'event-stream'],
    ['x[RabbitMQ]', 'message-queue'],
    ['x[["Jobs"]]', 'message-queue'],
    ['x[Order queue worker]', 'service'],
    ['x[nginx load balancer]', 'load-balancer'],
    ['x[API Gateway]', 'api-gateway'],
    ['x[ZooKeeper]', 'lock-server'],
    ['x[Lock server]', 'lock-server'],
    ['x[Web client]', 'traffic-source'],
    ['x[Payments API]', 'service'],
    ['x[Something else]', 'service'],
    ['ordersDb', 'database'],
    ['x[fa:fa-database Rows]', 'database'],
    ['x[订单数据库]', 'database'],
    ['x[消息队列]', 'message-queue'],
    ['x[支付服务]', 'service'],
  ])('%s is a %s', (line, kind) => {
    expect(fromMermaid(`graph TD\n${line}`).guesses).toMatchObject([{ kind }])
  })

  it('follow what a node is connected to where its words say nothing', () => {
    expect(graphOf('graph LR\nA[Anna] --> B[Bert] --> C[Carl]\nB --> D[(Dora)]')).toEqual({
      blocks: ['anna: traffic-source', 'bert: service', 'carl: service', 'dora: database'],
      calls: ['anna → bert', 'bert → carl', 'bert → dora'],
    })
    // A store that calls on is no store.
    expect(graphOf('graph LR\nu[User] --> s[Book store] --> db[(Rows)]').blocks).toEqual([
      'user: traffic-source',
      'book-store: service',
      'rows: database',
    ])
  })

  it('say why, how sure they are and what else it could be', () => {
    const [users, store] = fromMermaid('graph LR\nU[Users] --> S[("Orders")]').guesses
    expect(users).toMatchObject({ id: 'users', label: 'Users', line: 2, confidence: 'sure' })
    expect(users?.why).toBe('the word "users", nothing calls it')
    expect(store).toMatchObject({ kind: 'database', confidence: 'likely', why: 'its shape' })
    expect(store?.alternatives).toHaveLength(BLOCKS.length - 1)
    expect(store?.alternatives[0]).toBe('service')
  })

  it('give way to the reviewer', () => {
    const text = 'graph LR\nU[Users] --> S[("Orders")]'
    const back = fromMermaid(text, { kinds: { orders: 'cache' } })
    expect(back.design.blocks[1]?.kind).toBe('cache')
    expect(back.guesses.map(({ id }) => id)).toEqual(['users'])
    expect(fromMermaid(text, { kinds: { orders: 'teapot' } }).guesses).toHaveLength(2)
  })
})

describe('a whole diagram', () => {
  it('as found in the wild is understood, and what is not is named', () => {
    const back = fromMermaid(`---
title: Shop
---
%%{init: {"theme": "dark"}}%%
flowchart TD
  %% people first
  accDescr: A shop
  classDef hot fill:#f00
  U((Users)):::hot -->|HTTPS| GW[API Gateway]
  subgraph core [Core services]
    direction LR
    GW --> O[Orders Service] & P[Payment Service]
    O -. order placed .-> Q[[Kafka]]
  end
  O ---> DB[(Orders DB)]
  O --> C[("Redis")]
  Q --> W(Mail worker)
  P --> core
  W -->
  style U fill:#fff
  click U "https://example.com"
`)
    expect(back.design).toMatchObject({
      name: 'Shop',
      blocks: [
        { id: 'users', kind: 'traffic-source' },
        { id: 'api-gateway', kind: 'api-gateway' },
        { id: 'orders-service', kind: 'service' },
        { id: 'payment-service', kind: 'service' },
        { id: 'kafka', kind: 'event-stream' },
        { id: 'orders-db', kind: 'database' },
        { id: 'redis', kind: 'cache' },
        { id: 'mail-worker', kind: 'service' },
      ],
    })
    expect(back.design.connections.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'users → api-gateway',
      'api-gateway → orders-service',
      'api-gateway → payment-service',
      'orders-service → kafka',
      'orders-service → orders-db',
      'orders-service → redis',
      'kafka → mail-worker',
    ])
    expect(back.notUnderstood).toEqual([
      { line: 18, text: 'P --> core', reason: '"core" is a group; let the arrow go to a node in it' },
      { line: 19, text: 'W -->', reason: 'the line ends too early' },
    ])
    expect(back.ignored.map(({ line }) => line)).toEqual([4, 7, 8, 20, 21])
    expect(back.understood).toContainEqual({
      line: 12,
      text: 'GW --> O[Orders Service] & P[Payment Service]',
      as: 'Orders Service: service',
    })
  })

  it.each<[string, string, RegExp]>([
    ['nothing', '', /there is no node/],
    ['blank lines', '\n \n', /there is no node/],
    ['only a header', 'graph TD', /there is no node/],
    ['another diagram', 'sequenceDiagram\nA->>B: hi', /only flowcharts can be read/],
    ['prose', 'Hello, how are you?', /begins with flowchart or graph/],
    ['a subgraph without an end', 'graph TD\nsubgraph x\nA-->B', /not closed by end/],
    ['an end without a subgraph', 'graph TD\nA-->B\nend', /no subgraph to end/],
    ['a bracket that is never closed', 'graph TD\nA[x --> B', /cannot be read from here/],
    ['too long a text', `graph TD\n${' '.repeat(MAX_MERMAID)}`, /keep it below/],
  ])('%s is named', (_, text, reason) => {
    const back = fromMermaid(text)
    expect(back.notUnderstood.map((note) => note.reason).join('\n')).toMatch(reason)
    expect(back.design.blocks.length).toBeLessThanOrEqual(3)
  })

  it('may stand in a code block of Markdown', () => {
    expect(graphOf('```mermaid\ngraph TD\nA --> B\n```').calls).toEqual(['a → b'])
  })

  it('may be larger than a design, of which it gives as much as fits', () => {
    const lines = Array.from({ length: 700 }, (_, i) => `n${i}[Node number ${i}] --> n${i + 1}`)
    const back = fromMermaid(['graph TD', ...lines].join('\n'))
    expect(back.design.blocks).toHaveLength(500)
    expect(back.notUnderstood.at(-1)?.reason).toBe('a design has at most 500 blocks')
  })

  it('joins long lists only as far as can be drawn', () => {
    const list = Array.from({ length: 400 }, (_, i) => `n${i}`).join(' & ')
    const back = fromMermaid(`graph TD\n${list} --> ${list}`)
    expect(back.design.connections.length).toBeLessThanOrEqual(1500)
  })
})

describe('text that looks like a flowchart', () => {
  it.each<[string, boolean]>([
    ['graph TD\nA-->B', true],
    ['flowchart-elk LR', true],
    ['```mermaid\nflowchart LR', true],
    ['---\r\ntitle: x\r\n---\r\n%%{init: {}}%%\r\n  graph LR', true],
    ['%% a comment\n\nflowchart TD', true],
    ['{ "format": "loadbearing/1" }', false],
    ['sequenceDiagram', false],
    ['graphical', false],
    ['', false],
  ])('%j: %s', (text, is) => {
    expect(isMermaid(text)).toBe(is)
  })
})

describe('any text', () => {
  const piece = fc.oneof(
    hostileText,
    fc.constantFrom(
      ...[
        'A',
        'B',
        'n1',
        'end',
        'subgraph',
        'graph TD',
        'flowchart LR',
        '-->',
        '---',
        '-.->',
        '-- ',
        ' --',
        '==>',
        '|',
        '&',
      ],
      ...[
        '[',
        ']',
        '(',
        ')',
        '{',
        '}',
        '[(',
        ')]',
        '>',
        '"',
        '`',
        ';',
        '\n',
        ' ',
        ':::',
        '@{',
        'shape: cyl',
        '%%',
        '%%{',
        '}%%',
      ],
      ...[
        '%% loadbearing: n1 {"id":"a"}\n',
        '%% loadbearing: design {"name":1}\n',
        '%% loadbearing: A B {"id":"__proto__"}\n',
      ],
      ...[
        'class A b',
        'click A call()',
        'accDescr {',
        'accTitle: x',
        '---\ntitle: x\n---\n',
        '```',
        '#35;',
        '&#55296;',
        'fa:fa-x',
        '<br>',
      ],
    ),
  )

  it('gives a design without errors, and lines that exist', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, hasHeader) => {
        const text = `${hasHeader ? 'graph TD\n' : ''}${pieces.join('')}`
        const back = fromMermaid(text)
        expect(parseDesign(back.design).errors).toEqual([])
        const lines = text.split(/\r\n?|\n/).length
        for (const { line } of [...back.understood, ...back.notUnderstood, ...back.ignored, ...back.guesses]) {
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(lines)
        }
        expect({}).not.toHaveProperty('id')
      }),
      { ...FIXED, numRuns: 700 },
    )
  })

  it.each<[string, string]>([
    ['arrows', 'A-->'.repeat(60_000)],
    ['open brackets', 'A['.repeat(120_000)],
    ['open brackets on lines', 'A[\n'.repeat(80_000)],
    ['quotes', 'A["'.repeat(80_000)],
    ['statements on one line', 'A;'.repeat(120_000)],
    ['labels that never end', 'A -- x'.repeat(40_000)],
    ['bars', 'A-->|'.repeat(50_000)],
    ['lists', 'A & '.repeat(60_000)],
    ['properties', 'A@{ a: b, '.repeat(25_000)],
    ['directives', '%%{'.repeat(80_000)],
    ['directives on lines', '%%{\n'.repeat(60_000)],
    ['nodes', Array.from({ length: 30_000 }, (_, i) => `n${i};`).join('')],
    ['descriptions', 'accDescr {\n'.repeat(20_000)],
    ['hyphens', '-'.repeat(250_000)],
    ['blanks', `A${' '.repeat(250_000)}B`],
    ['entities', `A["${'#'.repeat(250_000)}"]`],
    ['tags', `A["${'<a'.repeat(1000)}"]`],
    ['comments', '%% loadbearing: n1 {\n'.repeat(10_000)],
  ])(
    'of many %s is read without delay',
    (_, text) => {
      expect(
        parseDesign(
          fromMermaid(`graph TD
${text}`).design,
        ).errors,
      ).toEqual([])
    },
    10_000,
  )
})
