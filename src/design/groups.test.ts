import { describe, expect, it } from 'vitest'
import { commentsOf } from './comments'
import { FORMAT } from './design'
import { around, blocksIn, groupsIn, groupsOf, ownersOf } from './group-tree'
import { distanceKm, regionsOf } from './groups'
import { placeAt, withValueAt } from './path'
import { parseDesign } from './schema'
import { plainDesign } from './serialize'

const blocks = [
  { id: 'users', kind: 'traffic-source' },
  { id: 'shop', kind: 'service' },
  { id: 'db', kind: 'database' },
  { id: 'copy', kind: 'database' },
]
const connections = [
  { id: 'c1', from: 'users', to: 'shop' },
  { id: 'c2', from: 'shop', to: 'db' },
  { id: 'c3', from: 'shop', to: 'copy' },
]
const GROUPS = [
  { id: 'eu', kind: 'region', label: 'Frankfurt', members: ['zone-a', 'users'], params: { distancesKm: { us: 6200 } } },
  { id: 'zone-a', kind: 'zone', members: ['shop', 'db'] },
  { id: 'us', kind: 'region', members: ['copy'], collapsed: true },
]
const COMMENTS = [
  { id: 'note', text: 'Why two?\nSee the runbook.', position: { x: 10, y: -20 } },
  { id: 'about-db', text: 'Main copy', position: { x: 1, y: 2 }, width: 300, block: 'db' },
]

function withParts(parts: object): object {
  return { format: FORMAT, blocks, connections, ...parts }
}

function problems(parts: object): [string, string][] {
  return parseDesign(withParts(parts)).errors.map(({ path, message }) => [path, message])
}

describe('groups and comments', () => {
  const { design, errors } = parseDesign(withParts({ groups: GROUPS, comments: COMMENTS }))

  it('come back whole, and as they were written', () => {
    expect(errors).toEqual([])
    expect(plainDesign(design)).toMatchObject({ groups: GROUPS, comments: COMMENTS })
    expect(parseDesign(plainDesign(design)).design).toEqual(design)
    expect(parseDesign(design)).toMatchObject({ design, errors: [] })
  })

  it('are not there at all when there are none', () => {
    const none = parseDesign(withParts({ groups: [], comments: [] }))
    expect(none.errors).toEqual([])
    expect(none.design).not.toHaveProperty('groups')
    expect(none.design).not.toHaveProperty('comments')
    expect(plainDesign(none.design, { omitDefaults: false })).not.toHaveProperty('groups')
    expect(groupsOf(none.design)).toEqual([])
    expect(commentsOf(none.design)).toEqual([])
  })

  it('nest: blocks of inner groups are in outer ones', () => {
    const groups = groupsOf(design)
    expect([...blocksIn(groups, 'eu')].sort()).toEqual(['db', 'shop', 'users'])
    expect([...groupsIn(groups, 'eu')]).toEqual(['zone-a'])
    expect(around(ownersOf(groups), 'db').map(({ id }) => id)).toEqual(['zone-a', 'eu'])
    expect([...regionsOf(design)].map(([id, { id: region }]) => [id, region])).toEqual([
      ['users', 'eu'],
      ['shop', 'eu'],
      ['db', 'eu'],
      ['copy', 'us'],
    ])
  })

  it('state each distance once, for both directions', () => {
    const [eu, , us] = groupsOf(design)
    if (!eu || !us) throw new Error('no regions')
    expect(distanceKm(eu, us)).toBe(6200)
    expect(distanceKm(us, eu)).toBe(6200)
    expect(distanceKm(us, us)).toBe(0)
    const twice = [GROUPS[0], GROUPS[1], { ...GROUPS[2], params: { distancesKm: { eu: 6200 } } }]
    const parsed = parseDesign(withParts({ groups: twice }))
    expect(parsed.errors).toEqual([])
    expect(parsed.design.groups?.[2]?.params).toEqual({ distancesKm: {} })
  })
})

describe('groups that cannot be', () => {
  it.each<[string, object[], string, RegExp]>([
    ['of no kind', [{ id: 'g', members: ['db'] }], 'groups[0].kind', /the kind is missing/],
    ['of an unknown kind', [{ id: 'g', kind: 'continent', members: ['db'] }], 'groups[0].kind', /not a kind of group/],
    ['with the id of a block', [{ id: 'db', kind: 'zone', members: ['shop'] }], 'groups[0].id', /taken/],
    ['that are empty', [{ id: 'g', kind: 'zone', members: [] }], 'groups[0].members', /empty/],
    [
      'around nothing known',
      [{ id: 'g', kind: 'zone', members: ['x'] }],
      'groups[0].members[0]',
      /no block or group "x"/,
    ],
    ['around a connection', [{ id: 'g', kind: 'zone', members: ['c1'] }], 'groups[0].members[0]', /no block or group/],
    ['in themselves', [{ id: 'g', kind: 'zone', members: ['db', 'g'] }], 'groups[0].members[1]', /zone into a zone/],
    [
      'that share a block',
      [
        { id: 'g', kind: 'zone', members: ['db'] },
        { id: 'h', kind: 'tier', members: ['db'] },
      ],
      'groups[1].members[0]',
      /"db" is in "g" already/,
    ],
    [
      'in a circle',
      [
        { id: 'g', kind: 'zone', members: ['db', 'h'] },
        { id: 'h', kind: 'tier', members: ['shop', 'g'] },
      ],
      'groups[1].members[1]',
      /into a/,
    ],
    [
      'around a region',
      [
        { id: 'g', kind: 'zone', members: ['r'] },
        { id: 'r', kind: 'region', members: ['db'] },
      ],
      'groups[0].members[0]',
      /is a region, which is in no other group/,
    ],
    [
      'with a distance to nowhere',
      [{ id: 'g', kind: 'region', members: ['db'], params: { distancesKm: { x: 1 } } }],
      'groups[0].params.distancesKm.x',
      /no other region "x"/,
    ],
    [
      'with two distances of one pair',
      [
        { id: 'g', kind: 'region', members: ['db'], params: { distancesKm: { h: 1 } } },
        { id: 'h', kind: 'region', members: ['shop'], params: { distancesKm: { g: 2 } } },
      ],
      'groups[1].params.distancesKm.g',
      /"g" says that it is 1 km from "h", not 2/,
    ],
    [
      'with an unknown parameter',
      [{ id: 'g', kind: 'zone', members: ['db'], params: { order: 1 } }],
      'groups[0].params.order',
      /not known/,
    ],
    [
      'with a bad order',
      [{ id: 'g', kind: 'tier', members: ['db'], params: { order: 0 } }],
      'groups[0].params.order',
      /out of range/,
    ],
    [
      'that are half open',
      [{ id: 'g', kind: 'zone', members: ['db'], collapsed: 1 }],
      'groups[0].collapsed',
      /true or false/,
    ],
  ])('%s', (_, groups, path, message) => {
    const { design, errors } = parseDesign(withParts({ groups }))
    expect(errors.map((error) => error.path)).toEqual([path])
    expect(errors[0]?.message).toMatch(message)
    expect(parseDesign(design).errors).toEqual([])
  })

  it('go with the blocks that were not kept, without further complaint', () => {
    const teapot = { id: 'pot', kind: 'teapot' }
    const groups = [
      { id: 'outer', kind: 'region', members: ['inner'] },
      { id: 'inner', kind: 'zone', members: ['pot'] },
    ]
    const parsed = parseDesign({ ...withParts({ groups }), blocks: [...blocks, teapot] })
    expect(parsed.errors.map(({ path }) => path)).toEqual(['blocks[4].kind'])
    expect(parsed.design).not.toHaveProperty('groups')
  })
})

describe('comments that cannot be', () => {
  const at = { position: { x: 0, y: 0 } }
  it.each<[string, object, string, RegExp]>([
    ['without text', { id: 'n', ...at }, 'comments[0].text', /missing/],
    ['that say nothing', { id: 'n', text: ' \n ', ...at }, 'comments[0].text', /says nothing/],
    ['that are too long', { id: 'n', text: 'x'.repeat(1001), ...at }, 'comments[0].text', /1001 characters/],
    ['without a place', { id: 'n', text: 'a' }, 'comments[0].position', /pair of numbers/],
    ['about a block that is not there', { id: 'n', text: 'a', block: 'x', ...at }, 'comments[0].block', /no block "x"/],
    ['that are too narrow', { id: 'n', text: 'a', width: 3, ...at }, 'comments[0].width', /out of range/],
    ['with the id of a group', { id: 'g', text: 'a', ...at }, 'comments[0].id', /taken/],
  ])('%s', (_, comment, path, message) => {
    const groups = [{ id: 'g', kind: 'zone', members: ['db'] }]
    const [[where, what] = ['', '']] = problems({ groups, comments: [comment] })
    expect(where).toBe(path)
    expect(what).toMatch(message)
  })

  it('are freed of what cannot be shown, and keep their lines', () => {
    const text = 'one\u0000\r\ntwo\u202e'
    const { design } = parseDesign(withParts({ comments: [{ id: 'n', text, ...at }] }))
    expect(design.comments?.[0]?.text).toBe('one \ntwo')
  })
})

describe('faults', () => {
  const aimed = (type: string, target: string) =>
    parseDesign(withParts({ groups: GROUPS, scenario: { faults: [{ type, target }] } }))

  it.each(['crash', 'slow', 'error', 'pause', 'partition', 'clock-jump'])(
    'of type %s may be aimed at a zone',
    (type) => {
      const { design, errors } = aimed(type, 'zone-a')
      expect(errors).toEqual([])
      expect(design.scenario.faults[0]).toMatchObject({ type, target: 'zone-a' })
    },
  )

  it('should be able to hit something of the group', () => {
    expect(aimed('load', 'eu')).toMatchObject({ errors: [], warnings: [] })
    expect(aimed('load', 'zone-a').errors).toEqual([])
    expect(aimed('load', 'zone-a').warnings).toMatchObject([
      { path: 'scenario.faults[0].target', message: 'the fault "load" hits nothing in "zone-a"' },
    ])
    expect(aimed('crash', 'nowhere').errors[0]?.message).toMatch(/no block, connection or group "nowhere"/)
  })
})

describe('what looks odd about groups', () => {
  const tier = (id: string, order: number, members: string[], closed = false) => ({
    ...{ id, kind: 'tier', members },
    params: { order, closed },
  })
  const warnings = (groups: object[]): [string, string][] =>
    parseDesign(withParts({ groups })).warnings.map(({ path, message }) => [path, message])

  it('is a call from a closed tier past the next one, at its connection', () => {
    const groups = [tier('web', 1, ['users'], true), tier('app', 4, ['copy']), tier('data', 9, ['shop', 'db'])]
    expect(warnings(groups)).toEqual([
      ['connections[0]', '"Users" in the closed tier "Web" calls "Shop", which is in the tier "Data"'],
    ])
  })

  it('is a call from a closed tier to what is in none, and one upwards', () => {
    const groups = [tier('web', 1, ['db']), tier('app', 2, ['shop'], true)]
    expect(warnings(groups)).toEqual([
      ['connections[1]', '"Shop" in the closed tier "App" calls "Db", which is in the tier "Web"'],
      ['connections[2]', '"Shop" in the closed tier "App" calls "Copy", which is in no tier'],
    ])
  })

  it('is no call to the next tier, within a tier, or from an open one', () => {
    const next = [
      tier('web', 1, ['users'], true),
      tier('app', 5, ['shop'], true),
      tier('data', 7, ['db', 'copy'], true),
    ]
    expect(warnings(next)).toEqual([])
    expect(warnings([tier('all', 1, ['users', 'shop', 'db', 'copy'], true)])).toEqual([])
    expect(warnings([tier('web', 1, ['users']), tier('app', 2, ['copy']), tier('data', 3, ['shop', 'db'])])).toEqual([])
  })

  it('is a tier in a zone, too: the tier around a block counts, whatever is between', () => {
    const zone = { id: 'zone', kind: 'zone', members: ['shop'] }
    const groups = [tier('app', 1, ['zone'], true), zone, tier('data', 2, ['db'])]
    expect(warnings(groups).map(([path]) => path)).toEqual(['connections[2]'])
  })

  it('is a pair of regions that call one another at no distance, once', () => {
    const region = (id: string, members: string[]) => ({ id, kind: 'region', members })
    const groups = [region('eu', ['shop']), region('us', ['db', 'copy'])]
    expect(warnings(groups)).toEqual([
      ['groups[0].params.distancesKm', 'there are calls between "Eu" and "Us", and no distance'],
    ])
    expect(warnings(GROUPS)).toEqual([])
  })

  it('is a fault of a replica of a group only where no block in it has that one', () => {
    const scenario = (replica: number) => ({ faults: [{ type: 'crash', target: 'zone-a', replica }] })
    expect(parseDesign(withParts({ groups: GROUPS, scenario: scenario(0) })).warnings).toEqual([])
    expect(parseDesign(withParts({ groups: GROUPS, scenario: scenario(3) })).warnings).toHaveLength(1)
    const cut = { faults: [{ type: 'partition', target: 'zone-a', replica: 3 }] }
    expect(parseDesign(withParts({ groups: GROUPS, scenario: cut })).warnings).toHaveLength(1)
  })
})

describe('parameters of groups by path', () => {
  const { design } = parseDesign(withParts({ groups: GROUPS }))

  it('are read and replaced', () => {
    expect(placeAt(design, 'groups.eu.params.distancesKm.us')).toMatchObject({ place: { value: 6200 } })
    const changed = withValueAt(design, 'groups.eu.params.distancesKm.us', 100)
    expect(changed.problems).toEqual([])
    expect(placeAt(changed.design, 'groups.eu.params.distancesKm.us')).toMatchObject({ place: { value: 100 } })
    expect(parseDesign(changed.design).errors).toEqual([])
  })

  it.each([
    ['groups.eu.params.distancesKm', { nowhere: 1 }, /no other region "nowhere"/],
    ['groups.us.params.distancesKm', { eu: 1 }, /"eu" says how far it is from "us"/],
    ['groups.eu.params.distancesKm.us', -1, /out of range/],
    ['groups.nobody.params.order', 1, /leads nowhere/],
  ])('%s refuses %j', (path, value, message) => {
    const changed = withValueAt(design, path, value)
    expect(changed.problems[0]?.message).toMatch(message)
    expect(changed.design).toBe(design)
  })

  it('do not change during a run', () => {
    const changes = [{ atMs: 1, path: 'groups.eu.params.distancesKm.us', value: 1 }]
    expect(parseDesign(withParts({ groups: GROUPS, scenario: { changes } })).errors[0]?.message).toMatch(
      /only parameters can change/,
    )
  })
})
