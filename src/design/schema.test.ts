import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectProblem } from './connect'
import { FORMAT, MAX_BLOCKS } from './design'
import { emptyDesign } from './empty'
import checkout from './examples/checkout.json'
import { decodeLink, encodeLink } from './link'
import { MAX_PROBLEMS, parseDesign, parseDesignText, repairDesign } from './schema'
import { plainDesign, serializeDesign } from './serialize'
import { anyDesign, FIXED, hostileText } from './testing/arbitrary'

const base = {
  format: FORMAT,
  blocks: [
    { id: 'users', kind: 'traffic-source' },
    { id: 'shop', kind: 'service' },
    { id: 'db', kind: 'database' },
  ],
  connections: [
    { id: 'c1', from: 'users', to: 'shop' },
    { id: 'c2', from: 'shop', to: 'db' },
  ],
}

function withBlock(change: object, index = 1): object {
  return { ...base, blocks: base.blocks.map((block, i) => (i === index ? { ...block, ...change } : block)) }
}

function withSteps(plan: object[], database: object = { counters: { stock: 1 } }): object {
  const [users, shop, db] = base.blocks
  const blocks = [
    users,
    { ...shop, params: { plan } },
    { ...db, params: database },
    { id: 'lock', kind: 'lock-server' },
  ]
  return { ...base, blocks, connections: [...base.connections, { id: 'to-lock', from: 'shop', to: 'lock' }] }
}

function withScenario(scenario: object): unknown {
  return { ...base, scenario }
}

describe('a valid design', () => {
  it('comes back whole, with every default filled in', () => {
    const { design, errors } = parseDesign(base)
    expect(errors).toEqual([])
    expect(design.seed).toBe(1)
    expect(design.scenario).toEqual({ durationMs: 60_000, warmupMs: 0, drainMs: 5000, faults: [], changes: [] })
    expect(design.blocks[1]?.params).toMatchObject({ replicas: 1, workers: 8, blocking: true, plan: [] })
    expect(design.connections[0]?.params).toMatchObject({ timeoutMs: 5000, retry: null })
  })

  it('is unchanged when parsed again', () => {
    const once = parseDesign(checkout).design
    expect(parseDesign(once)).toEqual({ design: once, errors: [], warnings: [] })
  })

  it('says the same when written without its defaults', () => {
    const { design } = parseDesign(checkout)
    expect(parseDesign(plainDesign(design)).design).toEqual(design)
  })
})

describe('errors say where, what and how to cure it', () => {
  it.each<[string, unknown, string, RegExp]>([
    ['not an object', 7, '', /not an object/],
    ['nothing', null, '', /not an object/],
    ['no format', {}, 'format', /not named/],
    ['a newer format', { format: 'loadbearing/2' }, 'format', /newer version/],
    ['an unknown key', { ...base, colour: 'red' }, 'colour', /not known here/],
    ['an inherited name as a key', JSON.parse(`{"format":"${FORMAT}","__proto__":{"x":1}}`), '__proto__', /not known/],
    ['a seed out of range', { ...base, seed: -1 }, 'seed', /out of range/],
    ['an unknown kind', withBlock({ kind: 'teapot' }), 'blocks[1].kind', /"teapot" is not a kind/],
    ['a kind named like a method', withBlock({ kind: 'constructor' }), 'blocks[1].kind', /not a kind/],
    ['a bad id', withBlock({ id: 'Shop!' }), 'blocks[1].id', /not an id/],
    ['an id that objects cannot hold', withBlock({ id: '__proto__' }), 'blocks[1].id', /not an id/],
    ['a missing id', { ...base, blocks: [{ kind: 'service' }] }, 'blocks[0].id', /missing/],
    ['an id used twice', withBlock({ id: 'users' }), 'blocks[1].id', /taken/],
    ['an id of a block and a connection', withBlock({ id: 'c1' }, 2), 'connections[0].id', /taken/],
    ['an unknown parameter', withBlock({ params: { wrokers: 3 } }), 'blocks[1].params.wrokers', /not known/],
    ['a number out of range', withBlock({ params: { workers: 0 } }), 'blocks[1].params.workers', /out of range/],
    ['text for a number', withBlock({ params: { workers: '8' } }), 'blocks[1].params.workers', /not a number/],
    [
      'a plan step that calls nobody',
      withBlock({ params: { plan: [{ type: 'call', to: 'c9' }] } }),
      'blocks[1].params.plan[0].to',
      /not a connection from "shop"/,
    ],
    [
      "a plan step over someone else's connection",
      withBlock({ params: { plan: [{ to: 'c1' }] } }),
      'blocks[1].params.plan[0].to',
      /not a connection from/,
    ],
    ['a position that is none', withBlock({ position: { x: 1 } }), 'blocks[1].position', /pair of numbers/],
    ['a missing end', { ...base, connections: [{ id: 'c1', from: 'users' }] }, 'connections[0].to', /missing/],
    [
      'an end that is not there',
      { ...base, connections: [{ id: 'c1', from: 'users', to: 'x' }] },
      'connections[0].to',
      /no block "x"/,
    ],
    [
      'ports that do not fit',
      { ...base, connections: [{ id: 'c1', from: 'db', to: 'shop' }] },
      'connections[0]',
      /cannot call/,
    ],
    [
      'a block that calls itself',
      { ...base, connections: [{ id: 'c1', from: 'shop', to: 'shop' }] },
      'connections[0]',
      /itself/,
    ],
    [
      'a warm-up as long as the run',
      withScenario({ durationMs: 100, warmupMs: 100 }),
      'scenario.warmupMs',
      /before the run/,
    ],
    [
      'an unknown fault',
      withScenario({ faults: [{ type: 'fire', target: 'db' }] }),
      'scenario.faults[0].type',
      /not a fault/,
    ],
    [
      'a fault at nothing',
      withScenario({ faults: [{ type: 'slow', target: 'x' }] }),
      'scenario.faults[0].target',
      /no block, connection or group/,
    ],
    [
      'a partition of a block',
      withScenario({ faults: [{ type: 'partition', target: 'db' }] }),
      'scenario.faults[0].target',
      /does not fit/,
    ],
    [
      'a crash of a source',
      withScenario({ faults: [{ type: 'crash', target: 'users' }] }),
      'scenario.faults[0].target',
      /does not fit/,
    ],
    [
      'a load fault on a service',
      withScenario({ faults: [{ type: 'load', target: 'shop' }] }),
      'scenario.faults[0].target',
      /does not fit/,
    ],
    [
      'a cold cache without a cache',
      withScenario({ faults: [{ type: 'cold-cache', target: 'db' }] }),
      'scenario.faults[0].target',
      /does not fit/,
    ],
    [
      'a change of nothing',
      withScenario({ changes: [{ atMs: 1, path: 'blocks.x.params.workers', value: 1 }] }),
      'scenario.changes[0].path',
      /blocks.x.params.workers: the path leads nowhere/,
    ],
    [
      'a change of a connection that is not there',
      withScenario({ changes: [{ atMs: 1, path: 'connections.c9.params.timeoutMs', value: 1 }] }),
      'scenario.changes[0].path',
      /leads nowhere/,
    ],
    [
      'a change to a connection of another block',
      withScenario({
        changes: [{ atMs: 1, path: 'blocks.shop.params.plan', value: [{ type: 'call', to: 'c1' }] }],
      }),
      'scenario.changes[0].value[0].to',
      /"c1" is not a connection from "shop"/,
    ],
    [
      'a change that does not go with what stands beside it',
      {
        ...withBlock({ params: { serviceTime: { type: 'uniform' } } }),
        scenario: { changes: [{ atMs: 1, path: 'blocks.shop.params.serviceTime.minMs', value: 16 }] },
      },
      'scenario.changes[0].value',
      /serviceTime.maxMs: maxMs is 15, but must be at least minMs, 16/,
    ],
    [
      'a longest time below the shortest',
      withBlock({ params: { serviceTime: { type: 'uniform', minMs: 10, maxMs: 5 } } }),
      'blocks[1].params.serviceTime.maxMs',
      /^maxMs is 5, but must be at least minMs, 10$/,
    ],
    [
      'a cap below the mean',
      withBlock({ params: { serviceTime: { type: 'pareto', meanMs: 10, capMs: 5 } } }),
      'blocks[1].params.serviceTime.capMs',
      /^capMs is 5, but must be at least meanMs, 10$/,
    ],
    [
      'a ramp that ends before it begins',
      withBlock({ params: { arrivals: { type: 'ramp', fromMs: 9, toMs: 8 } } }, 0),
      'blocks[0].params.arrivals.toMs',
      /at least fromMs, 9/,
    ],
    [
      'a trace out of order',
      withBlock({ params: { arrivals: { type: 'trace', atMs: [0, 2, 1] } } }, 0),
      'blocks[0].params.arrivals.atMs[2]',
      /ascending order, so at least 2/,
    ],
    [
      'half a character in a parameter',
      { ...base, connections: [{ ...base.connections[0], params: { route: '/\ud800' } }] },
      'connections[0].params.route',
      /half of one/,
    ],
    [
      'a counter that objects cannot hold',
      withBlock({ params: JSON.parse('{"counters":{"__proto__":1}}') }, 2),
      'blocks[2].params.counters.__proto__',
      /not an id/,
    ],
    [
      'a change of the topology',
      withScenario({ changes: [{ atMs: 1, path: 'seed', value: 1 }] }),
      'scenario.changes[0].path',
      /only parameters can change/,
    ],
    [
      'a change out of range',
      withScenario({ changes: [{ atMs: 1, path: 'blocks.shop.params.workers', value: 0 }] }),
      'scenario.changes[0].value',
      /out of range/,
    ],
    [
      'an objective about nothing',
      { ...base, objectives: [{ measure: 'requests.mood', below: 1 }] },
      'objectives[0].measure',
      /not a measure/,
    ],
    [
      'an objective without a limit',
      { ...base, objectives: [{ measure: 'requests.failed' }] },
      'objectives[0]',
      /limit/,
    ],
    [
      'an objective with two limits',
      { ...base, objectives: [{ measure: 'requests.failed', below: 1, above: 0 }] },
      'objectives[0]',
      /limit/,
    ],
  ])('%s', (_, input, path, message) => {
    const { errors } = parseDesign(input)
    const error = errors.find((candidate) => candidate.path === path)
    expect(error?.message).toMatch(message)
    expect(error?.cure).not.toBe('')
  })

  it.each<[string, unknown, string, string]>([
    [
      'text for a whole number',
      { ...base, seed: '7' },
      '"7" is not a number',
      'write a whole number from 0 to 4294967295, without quotes',
    ],
    ['a fraction', { ...base, seed: 1.5 }, '1.5 is not a whole number', 'use a whole number from 0 to 4294967295'],
    [
      'a time as text',
      withScenario({ durationMs: '10s' }),
      '"10s" is not a number',
      'write a number from 1 to 86400000 milliseconds',
    ],
    [
      'a distribution by its name alone',
      withBlock({ params: { serviceTime: 'gamma' } }),
      '"gamma" is not an object',
      'write an object such as { "type": "gamma" }, with one of constant, exponential, uniform, lognormal, gamma, weibull, pareto, hyperexponential, empirical as its type',
    ],
    [
      'an arrow out of a store',
      { ...base, connections: [{ id: 'c1', from: 'db', to: 'shop' }] },
      'a database cannot call a service',
      'turn it round or remove it: it calls no other block',
    ],
    ['a missing kind', withBlock({ kind: undefined }), 'the kind is missing', 'use one of traffic-source, '],
    [
      'a missing type of fault',
      withScenario({ faults: [{ target: 'db' }] }),
      'the type is missing',
      'use one of crash, ',
    ],
    [
      'a missing target',
      withScenario({ faults: [{ type: 'slow' }] }),
      'the target is missing',
      'name a block, connection or group of the design',
    ],
    ['a missing path', withScenario({ changes: [{}] }), 'the path is missing', 'start it with blocks.<id>.params'],
    [
      'a missing measure',
      { ...base, objectives: [{ below: 1 }] },
      'the measure is missing',
      'begin it with requests, blocks.<id> or connections.<id>',
    ],
    ['a block that is none', { ...base, blocks: [7], connections: [] }, '7 is not an object', 'write an object: { … }'],
    [
      'a position that is none',
      withBlock({ position: [1, 2] }),
      'the position is not a pair of numbers',
      'write { "x": 0, "y": 0 } or leave it out',
    ],
  ])('%s is told once, in words that help', (_, input, message, cure) => {
    const { errors } = parseDesign(input)
    expect(errors).toHaveLength(1)
    expect(errors[0]?.message).toBe(message)
    expect(errors[0]?.cure.slice(0, cure.length)).toBe(cure)
  })

  it.each<[string, unknown, string]>([
    ['a kind', withBlock({ kind: 'servise' }), 'did you mean "service"?'],
    ['a parameter', withBlock({ params: { wrokers: 3 } }), 'did you mean "workers"?'],
    ['an end', { ...base, connections: [{ id: 'c1', from: 'usres', to: 'shop' }] }, 'did you mean "users"?'],
    ['a fault', withScenario({ faults: [{ type: 'crsh', target: 'db' }] }), 'did you mean "crash"?'],
    ['a target', withScenario({ faults: [{ type: 'slow', target: 'shpo' }] }), 'did you mean "shop"?'],
    ['a measure', { ...base, objectives: [{ measure: 'requests.faild', below: 1 }] }, 'did you mean "failed"?'],
    [
      'a measured block',
      { ...base, objectives: [{ measure: 'blocks.shpo.rejected', below: 1 }] },
      'did you mean "shop"?',
    ],
    ['a distribution', withBlock({ params: { serviceTime: { type: 'unifrom' } } }), 'did you mean "uniform"?'],
  ])('suggest %s that was probably meant', (_, input, cure) => {
    expect(parseDesign(input).errors.map((error) => error.cure)).toContainEqual(expect.stringContaining(cure))
  })

  it('give names their missing halves rather than refuse them', () => {
    const { design, errors } = parseDesign({ ...withBlock({ label: 'a\ud83d' }), name: 'b\udc00\n' })
    expect(errors).toEqual([])
    expect([design.name, design.blocks[1]?.label]).toEqual(['b\ufffd', 'a\ufffd'])
  })

  it('about a dropped block are not repeated for its connections', () => {
    expect(parseDesign(withBlock({ kind: 'teapot' })).errors).toHaveLength(1)
  })

  it('are at most a hundred and one, the last of which counts the others', () => {
    const blocks = Array.from({ length: MAX_BLOCKS }, () => ({}))
    const { errors } = parseDesign({ ...base, blocks, connections: [] })
    expect(errors).toHaveLength(MAX_PROBLEMS + 1)
    expect(errors.at(-1)?.message).toMatch(/more/)
  })

  it('name more blocks than a design may have', () => {
    const blocks = Array.from({ length: MAX_BLOCKS + 1 }, (_, i) => ({ id: `b${i}`, kind: 'service' }))
    const { design, errors } = parseDesign({ format: FORMAT, blocks })
    expect(design.blocks).toHaveLength(MAX_BLOCKS)
    expect(errors[0]?.message).toBe(`there are ${MAX_BLOCKS + 1} entries`)
  })
})

describe('warnings', () => {
  const FILTERED = { mode: 'read-through', filter: { type: 'bloom-filter' } }
  const fronted = (mid: object, connections: readonly object[], params: object = {}) => ({
    format: FORMAT,
    blocks: [
      { id: 'users', kind: 'traffic-source' },
      mid,
      { id: 'db', kind: 'database', params },
      { id: 'other', kind: 'database' },
    ],
    connections: [{ id: 'c1', from: 'users', to: 'mid' }, ...connections],
  })

  it('are not about a cache that asks, nor about routes that differ', () => {
    const asking = fronted({ id: 'mid', kind: 'cache', params: { mode: 'read-through' } }, [
      { id: 'c2', from: 'mid', to: 'db' },
    ])
    const knowing = fronted({ id: 'mid', kind: 'cache', params: FILTERED }, [{ id: 'c2', from: 'mid', to: 'db' }], {
      keys: 5,
    })
    const parted = fronted({ id: 'mid', kind: 'api-gateway' }, [
      { id: 'c2', from: 'mid', to: 'db', params: { route: '/a' } },
      { id: 'c3', from: 'mid', to: 'other' },
    ])
    for (const design of [asking, knowing, parted]) {
      const { errors, warnings } = parseDesign(design)
      expect(errors).toEqual([])
      expect(
        warnings.filter(({ message }) => /never asks|sends nothing|lets everything through/.test(message)),
      ).toEqual([])
    }
  })

  it.each<[string, unknown, RegExp]>([
    [
      'a block that nothing calls',
      { ...base, connections: [{ id: 'c1', from: 'users', to: 'shop' }] },
      /nothing calls "Db"/,
    ],
    ['a source without a connection', { ...base, connections: [] }, /"Users" needs a connection/],
    [
      'a block by the name that it was given',
      { ...withBlock({ label: 'My API' }), connections: [] },
      /nothing calls "My API"/,
    ],
    [
      'a cache that is meant to ask and does not',
      fronted({ id: 'mid', kind: 'cache' }, [{ id: 'c2', from: 'mid', to: 'db' }]),
      /blocks\[1\]: "Mid" never asks "Db"/,
    ],
    [
      'a filter that does not know what there is',
      fronted({ id: 'mid', kind: 'cache', params: FILTERED }, [{ id: 'c2', from: 'mid', to: 'db' }]),
      /blocks\[1\]: the filter of "Mid" lets everything through: "Db" does not say how many keys it holds/,
    ],
    [
      'two routes of a gateway with the same prefix',
      fronted({ id: 'mid', kind: 'api-gateway' }, [
        { id: 'c2', from: 'mid', to: 'db' },
        { id: 'c3', from: 'mid', to: 'other' },
      ]),
      /"Mid" sends nothing to "Other": what begins with \/ goes to "Db" already/,
    ],
    ['no source at all', { format: FORMAT, blocks: [{ id: 'shop', kind: 'service' }] }, /nothing starts requests/],
    [
      'a step whose connection is not chosen',
      withBlock({ params: { plan: [{ type: 'call' }] } }),
      /no connection is chosen in step 1$/,
    ],
    [
      'a fault after the end',
      withScenario({ durationMs: 10, faults: [{ type: 'slow', target: 'db', atMs: 10 }] }),
      /after the run/,
    ],
    [
      'a change after the end',
      withScenario({ durationMs: 10, changes: [{ atMs: 10, path: 'blocks.shop.params.workers', value: 2 }] }),
      /scenario.changes\[0\].atMs: the change happens after the run/,
    ],
    [
      'a fault of a replica that is not there',
      withScenario({ faults: [{ type: 'crash', target: 'shop', replica: 1 }] }),
      /scenario.faults\[0\].replica: "Shop" has no replica 1/,
    ],
    [
      'a fault of a read replica that is not there',
      withScenario({ faults: [{ type: 'crash', target: 'db', replica: 1 }] }),
      /"Db" has no replica 1/,
    ],
    [
      'a partition that does not look at the replica',
      withScenario({ faults: [{ type: 'partition', target: 'c1', replica: 0 }] }),
      /scenario.faults\[0\].replica: a fault of type "partition" does not look/,
    ],
    [
      'a step that reads from a lock server',
      withSteps([{ type: 'call', to: 'to-lock' }]),
      /blocks\[1\].params.plan\[0\].to: "to-lock" leads to "Lock", a lock server, which cannot/,
    ],
    [
      'a lock at a database',
      withSteps([{ type: 'critical', lock: 'c2', store: 'c2', counter: 'stock' }]),
      /\.lock: "c2" leads/,
    ],
    ['a cache that is none', withSteps([{ type: 'cached', cache: 'c2', origin: 'c2' }]), /\.cache: "c2" leads to "Db"/],
    ['a message to a database', withSteps([{ type: 'publish', to: 'c2' }]), /\.to: "c2" leads to "Db", a database/],
    [
      'a counter that the database does not have',
      withSteps([{ type: 'critical', lock: 'to-lock', store: 'c2', counter: 'stokc' }]),
      /plan\[0\].counter: "Db" has no "stokc" among its counters/,
    ],
    [
      'calls in a circle',
      {
        format: FORMAT,
        blocks: [
          { id: 'a', kind: 'service' },
          { id: 'b', kind: 'service' },
        ],
        connections: [
          { id: 'ab', from: 'a', to: 'b' },
          { id: 'ba', from: 'b', to: 'a' },
        ],
      },
      /A → B → A/,
    ],
  ])('%s', (_, input, message) => {
    const { errors, warnings } = parseDesign(input)
    expect(errors).toEqual([])
    expect(warnings.map(({ path, message: text }) => `${path}: ${text}`).join('\n')).toMatch(message)
  })

  it('are not given for what does exist', () => {
    const fine = {
      durationMs: 100,
      faults: [
        { type: 'crash', target: 'shop', replica: 2 },
        { type: 'crash', target: 'db', replica: 1 },
        { type: 'load', target: 'users', replica: 0 },
      ],
      changes: [{ atMs: 99, path: 'blocks.shop.params.replicas', value: 3 }],
    }
    const steps = [{ type: 'critical', lock: 'to-lock', store: 'c2', counter: 'stock' }]
    const input = withSteps(steps, { readReplicas: 1, counters: { stock: 1 } })
    expect(parseDesign({ ...input, scenario: fine })).toMatchObject({ errors: [], warnings: [] })
  })
})

describe('changes', () => {
  it('are put in order of time and checked as the earlier ones left the design', () => {
    const path = 'blocks.users.params.arrivals'
    const later = { atMs: 20, path: `${path}.toRatePerSecond`, value: 9 }
    const earlier = { atMs: 10, path, value: { type: 'step' } }
    const { design, errors } = parseDesign(withScenario({ changes: [later, earlier] }))
    expect(errors).toEqual([])
    expect(design.scenario.changes.map((change) => change.atMs)).toEqual([10, 20])
    expect(design.scenario.changes[0]?.value).toMatchObject({ type: 'step', toRatePerSecond: 200 })
  })
})

describe('the empty design', () => {
  it('is what is read where nothing but the format is given', () => {
    expect(parseDesign({ format: FORMAT }).design).toEqual(emptyDesign())
  })
})

describe('connecting', () => {
  const { design } = parseDesign(base)

  it('is allowed where the ports fit, and refused with a reason where not', () => {
    expect(connectProblem(design, 'users', 'db')).toBeUndefined()
    expect(connectProblem(design, 'db', 'shop')?.message).toMatch(/cannot call/)
  })
})

describe('text', () => {
  it('with a mistake is named by line and column', () => {
    const { errors } = parseDesignText('{\n  "format": oops\n}')
    expect(errors).toEqual([
      {
        path: 'line 2, column 13',
        message: 'there is no valid value here',
        cure: 'write a string, number, true, false, null, list or object',
      },
    ])
  })

  it('of a written design reads back as the design', () => {
    fc.assert(
      fc.property(anyDesign, fc.boolean(), (design, omitDefaults) => {
        expect(parseDesignText(serializeDesign(design, { omitDefaults }))).toMatchObject({ design, errors: [] })
      }),
      { ...FIXED, numRuns: 60 },
    )
  })
})

describe('any data at all', () => {
  it('gives a design without errors, and nothing throws', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (input) => {
        expect(parseDesign(repairDesign(input).design).errors).toEqual([])
      }),
      { ...FIXED, numRuns: 300 },
    )
  })

  it('put in place of any part of a valid design, likewise', () => {
    const paths = pathsOf(checkout)
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), (path, value) => {
        const { design } = repairDesign(replaced(checkout, path, value))
        expect(parseDesign(design).errors).toEqual([])
      }),
      { ...FIXED, numRuns: 500 },
    )
  })

  it('put in place of several parts, is mended to what text and links bring back, with problems fit to be shown', async () => {
    const paths = pathsOf(JSON.parse(serializeDesign(parseDesign(checkout).design, { omitDefaults: false })))
    const hostile = fc.oneof(
      hostileText,
      fc.double(),
      fc.anything({ maxDepth: 2 }),
      fc.constantFrom<unknown>(NaN, Infinity, -0, 2 ** 53, 'NaN', '1e5', '__proto__', 'constructor', 10n, [[]], {}),
      fc.constantFrom<unknown>({ type: 'constructor' }, { type: '__proto__' }, 'orders', 'c1', 'to-db', 'stock'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...paths), hostile), { maxLength: 3 }), async (changes) => {
        const input = changes.reduce<unknown>((now, [path, value]) => replaced(now, path, value), checkout)
        const { design, errors, warnings } = parseDesign(input)
        expect(parseDesign(design)).toEqual({ design, errors: [], warnings })
        expect(parseDesignText(serializeDesign(design))).toMatchObject({ design, errors: [] })
        const link = await decodeLink(await encodeLink(design, { engineVersion: '1' }))
        expect(link).toMatchObject({ ok: true, design, problems: [] })
        for (const { path, message, cure } of [...errors, ...warnings]) {
          expect(message).not.toBe('')
          expect(cure).not.toBe('')
          expect(`${path}${message}${cure}`).not.toMatch(/[\p{Cc}\p{Cs}]|\[object/u)
        }
      }),
      { ...FIXED, numRuns: 120 },
    )
  })

  it('nested a million deep is refused', () => {
    let deep: unknown = 1
    for (let i = 0; i < 1e6; i++) deep = [deep]
    expect(parseDesign(deep).errors[0]?.message).toMatch(/too deeply/)
    expect(parseDesign({ ...base, name: deep }).errors[0]?.message).toMatch(/too deeply/)
  })

  it('does not reach the prototype of objects', () => {
    parseDesign(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'))
    expect({}).not.toHaveProperty('polluted')
  })
})

function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]]
  return [[], ...Object.entries(value).flatMap(([key, part]) => pathsOf(part).map((path) => [key, ...path]))]
}

function replaced(target: unknown, [head, ...rest]: string[], value: unknown): unknown {
  if (head === undefined || typeof target !== 'object' || target === null) return value
  const part = replaced((target as Record<string, unknown>)[head], rest, value)
  if (Array.isArray(target)) return target.map((item, index) => (String(index) === head ? part : item))
  return { ...(target as object), [head]: part }
}
