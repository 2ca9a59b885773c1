import { describe, expect, it } from 'vitest'
import { FORMAT } from '../design'
import { groupsOf } from '../group-tree'
import { toMermaid } from '../mermaid'
import { fromMermaid } from '../mermaid-import'
import { parseDesign } from '../schema'

const { design: GROUPED, errors } = parseDesign({
  format: FORMAT,
  name: 'Two regions',
  blocks: [
    { id: 'users', kind: 'traffic-source' },
    { id: 'shop', kind: 'service' },
    { id: 'db', kind: 'database' },
  ],
  connections: [
    { id: 'c1', from: 'users', to: 'shop' },
    { id: 'c2', from: 'shop', to: 'db' },
  ],
  groups: [
    { id: 'zone', kind: 'zone', members: ['shop'], collapsed: true },
    {
      id: 'eu',
      kind: 'region',
      label: 'Frankfurt "A"',
      members: ['users', 'zone'],
      params: { distancesKm: { us: 6200 } },
    },
    { id: 'us', kind: 'region', members: ['db'] },
  ],
  comments: [{ id: 'comment', text: 'Far %% away\n--> x', position: { x: 1, y: 2 }, block: 'db' }],
  scenario: { faults: [{ type: 'crash', target: 'zone' }] },
})

/** Kind and members of each group, by what it is called. */
function groupsIn(text: string): string[] {
  const { design } = fromMermaid(text)
  return groupsOf(design).map(({ id, kind, members, label }) => `${label ?? id}: ${kind} of ${members.join(', ')}`)
}

describe('groups in a diagram', () => {
  it('are subgraphs around nodes that stand in the order of the design', () => {
    expect(errors).toEqual([])
    expect(toMermaid(GROUPED, { isComplete: false }).text).toMatchInlineSnapshot(`
      "flowchart LR
        accTitle: Two regions
        n1(["Users"])
        n2["Shop"]
        n3[("Db")]
        subgraph g2["Frankfurt ”A”"]
          n1
          subgraph g1["Zone"]
            n2
          end
        end
        subgraph g3["Us"]
          n3
        end
        n1 -->|"HTTP"| n2
        n2 -->|"SQL"| n3
      "
    `)
  })

  it('come back as they were, with comments and faults', () => {
    expect(fromMermaid(toMermaid(GROUPED).text)).toMatchObject({ design: GROUPED, notUnderstood: [] })
  })

  it('come back from the drawing alone by their words', () => {
    expect(groupsIn(toMermaid(GROUPED, { isComplete: false }).text)).toEqual([
      'zone: zone of shop',
      'Frankfurt ”A”: region of users, zone',
      'us: region of db',
    ])
  })

  it.each([
    ['by words', 'subgraph Region eu-west-1\nA[User]-->B[API]\nend', ['Region eu-west-1: region of user, api']],
    ['by default as zones', 'subgraph x [Shop]\nA[User]-->B[API]\nend', ['shop: zone of user, api']],
    [
      'nested, the outer one as a region',
      'subgraph x [Shop]\nA[User]\nsubgraph y [Core]\nB[API]\nend\nend\nA-->B',
      ['core: zone of api', 'shop: region of user, core'],
    ],
    [
      'with nodes that were named before, in the one that is closed first',
      'A[User]-->B[API]\nsubgraph x [Shop]\nB\nend\nsubgraph y [Other]\nA\nB\nend',
      ['shop: zone of api', 'other: zone of user'],
    ],
    ['without empty ones', 'subgraph x [Nothing]\nend\nA[User]-->B[API]', []],
  ])('of other people are read %s', (_, lines, expected) => {
    expect(groupsIn(`flowchart LR\n${lines}`)).toEqual(expected)
  })

  it('nested deeper than kinds allow lose the innermost containers', () => {
    const open = ['a', 'b', 'c', 'd', 'e'].map((id) => `subgraph ${id} [${id.toUpperCase()}x]`)
    const found = fromMermaid(`flowchart LR\n${open.join('\n')}\nA[User]-->B[API]\n${'end\n'.repeat(5)}`)
    expect(groupsOf(found.design).map(({ kind }) => kind)).toEqual(['tier', 'zone', 'region'])
    expect(groupsOf(found.design)[0]?.members).toEqual(['user', 'api'])
    expect(parseDesign(found.design).errors).toEqual([])
  })
})
