import { describe, expect, it } from 'vitest'
import { FORMAT } from './design'
import { groupsOf } from './group-tree'
import { drawnWires, GROUP_BAR, GROUP_PAD, groupBoxes, standIns } from './group-view'
import { parseDesign } from './schema'
import type { Box } from './wires'

const NODE = { width: 176, height: 90 }

function designWith(collapsed: readonly string[]) {
  const groups = [
    { id: 'eu', kind: 'region', members: ['a', 'zone'] },
    { id: 'zone', kind: 'zone', members: ['b', 'c'] },
    { id: 'us', kind: 'region', members: ['d'] },
  ].map((group) => ({ ...group, collapsed: collapsed.includes(group.id) }))
  const blocks = [{ id: 'a', kind: 'traffic-source' }, ...['b', 'c', 'd'].map((id) => ({ id, kind: 'service' }))]
  const connections = ['a b', 'a c', 'b d', 'c d', 'b c'].map((ends) => {
    const [from, to] = ends.split(' ')
    return { id: `${from}-${to}`, from, to }
  })
  const { design, errors } = parseDesign({ format: FORMAT, blocks, connections, groups })
  expect(errors).toEqual([])
  return design
}

const BOXES = new Map<string, Box>([
  ['a', { x: 0, y: 0, ...NODE }],
  ['b', { x: 300, y: 100, ...NODE }],
  ['c', { x: 300, y: 300, ...NODE }],
  ['d', { x: 900, y: 40, ...NODE }],
])

describe('boxes of groups', () => {
  it('lie around their members, inner groups included, and outer ones come first', () => {
    const boxes = groupBoxes(groupsOf(designWith([])), BOXES, NODE)
    const zone = {
      x: 300 - GROUP_PAD,
      y: 100 - GROUP_BAR,
      width: 176 + 2 * GROUP_PAD,
      height: 290 + GROUP_BAR + GROUP_PAD,
    }
    expect(boxes.get('zone')).toEqual(zone)
    expect(boxes.get('eu')).toEqual({
      x: -GROUP_PAD,
      y: -GROUP_BAR,
      width: zone.x + zone.width + 2 * GROUP_PAD,
      height: zone.y + zone.height + GROUP_BAR + GROUP_PAD,
    })
    const order = [...boxes.keys()]
    expect(order.indexOf('eu')).toBeLessThan(order.indexOf('zone'))
    expect(order).toHaveLength(3)
  })

  it('are those of a node when collapsed, and groups inside have none', () => {
    const boxes = groupBoxes(groupsOf(designWith(['eu'])), BOXES, NODE)
    expect(boxes.get('eu')).toEqual({ x: 0, y: 0, ...NODE })
    expect(boxes.has('zone')).toBe(false)
    const inner = groupBoxes(groupsOf(designWith(['zone'])), BOXES, NODE)
    expect(inner.get('zone')).toEqual({ x: 300, y: 100, ...NODE })
    expect(inner.get('eu')?.height).toBe(190 + GROUP_BAR + GROUP_PAD)
  })
})

describe('wires', () => {
  const wires = (collapsed: readonly string[]) => {
    const design = designWith(collapsed)
    return drawnWires(design, standIns(design)).map(
      ({ from, to, connections }) => `${from} ${to}: ${connections.join()}`,
    )
  }

  it('are the connections while nothing is collapsed', () => {
    expect(wires([])).toEqual(['a b: a-b', 'a c: a-c', 'b d: b-d', 'c d: c-d', 'b c: b-c'])
  })

  it('merge at a collapsed group, and those within it vanish', () => {
    expect(wires(['zone'])).toEqual(['a zone: a-b,a-c', 'zone d: b-d,c-d'])
    expect(wires(['eu', 'zone', 'us'])).toEqual(['eu us: b-d,c-d'])
  })
})
