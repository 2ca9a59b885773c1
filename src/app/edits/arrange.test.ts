import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../design/design'
import { emptyDesign } from '../../design/empty'
import { blocksIn, groupsOf } from '../../design/group-tree'
import { groupBoxes } from '../../design/group-view'
import { anyDesign } from '../../design/testing/arbitrary'
import { addBlock, addConnection } from './add'
import { aligned, distributed, EDGES, tidied } from './arrange'
import { lostAs, replaceKind } from './replace-kind'

function at(id: string, x: number, y: number): Block {
  return { id, kind: 'service', params: {}, position: { x, y } }
}

const THREE = [at('a', 0, 0), at('b', 400, 30), at('c', 1000, 90)]

describe('aligning', () => {
  it.each([
    ['left', 'x', 0],
    ['centre', 'x', 500],
    ['right', 'x', 1000],
    ['top', 'y', 0],
    ['middle', 'y', 45],
    ['bottom', 'y', 90],
  ] as const)('%s gives all the same %s and leaves the other alone', (edge, axis, value) => {
    const places = aligned(THREE, edge)
    for (const { id, position } of THREE) {
      expect(places.get(id)?.[axis]).toBe(value)
      const other = axis === 'x' ? 'y' : 'x'
      expect(places.get(id)?.[other]).toBe(position?.[other])
    }
    expect(EDGES).toContain(edge)
  })
})

describe('distributing', () => {
  it('leaves the outermost and makes the gaps equal', () => {
    const places = distributed(THREE, 'x')
    expect([...places.values()].map(({ x }) => x)).toEqual([0, 500, 1000])
  })

  it('spreads blocks that would overlap, from the first on', () => {
    const [first = 0, second = 0, third = 0] = [...distributed(THREE, 'y').values()].map(({ y }) => y)
    expect(first).toBe(0)
    expect(second).toBeGreaterThan(90)
    expect(third).toBe(2 * second)
  })
})

const source = addBlock(emptyDesign(), 'traffic-source', { x: 500, y: 300 })
const service = addBlock(source.design, 'service', { x: 100, y: 700 })
const database = addBlock(service.design, 'database', { x: 900, y: 40 })
const first = addConnection(database.design, source.id, service.id)
const second = addConnection(first.design, service.id, database.id)
const DESIGN = second.design

describe('tidying', () => {
  it('puts callers left of those they call, with the top left corner where it was', () => {
    const places = tidied(DESIGN, new Set(DESIGN.blocks.map(({ id }) => id)))
    const [a, b, c] = [source.id, service.id, database.id].map((id) => places.get(id) ?? { x: 0, y: 0 })
    expect(a?.x).toBe(100)
    expect(b?.x).toBeGreaterThan(a?.x ?? 0)
    expect(c?.x).toBeGreaterThan(b?.x ?? 0)
    expect(Math.min(a?.y ?? 0, b?.y ?? 0, c?.y ?? 0)).toBe(40)
  })

  it('moves the chosen blocks only', () => {
    expect([...tidied(DESIGN, new Set([source.id, service.id])).keys()].sort()).toEqual([service.id, source.id].sort())
  })
})

describe('tidying in groups', () => {
  it('keeps containers apart from what is not in them, and from each other', () => {
    fc.assert(
      fc.property(anyDesign, (design) => {
        const places = tidied(design, new Set(design.blocks.map(({ id }) => id)))
        expect([...places.keys()].sort()).toEqual(design.blocks.map(({ id }) => id).sort())
        const open = groupsOf(design).map(({ collapsed: _, ...group }) => group)
        const boxes = new Map([...places].map(([id, place]) => [id, { ...place, width: 176, height: 90 }]))
        const containers = groupBoxes(open, boxes, { width: 176, height: 90 })
        if (groupsOf(design).some(({ collapsed }) => collapsed)) return
        for (const [id, box] of containers) {
          const inside = blocksIn(open, id)
          for (const [block, at] of boxes) {
            const isApart =
              at.x >= box.x + box.width || at.x + 176 <= box.x || at.y >= box.y + box.height || at.y + 90 <= box.y
            expect(isApart).toBe(!inside.has(block))
          }
        }
      }),
      { seed: 4, numRuns: 80 },
    )
  })
})

describe('replacing a kind', () => {
  it('keeps id, name, place and connections where the ports allow', () => {
    expect(lostAs(DESIGN, service.id, 'api-gateway')).toEqual([])
    const replaced = replaceKind(DESIGN, service.id, 'api-gateway')
    expect(replaced.connections).toEqual(DESIGN.connections)
    const [before, after] = [DESIGN, replaced].map(({ blocks }) => blocks.find(({ id }) => id === service.id))
    expect(after).toMatchObject({ kind: 'api-gateway', position: before?.position })
  })

  it('drops the connections that no longer fit', () => {
    const lost = lostAs(DESIGN, service.id, 'traffic-source').map(({ id }) => id)
    expect(lost).toContain(first.id)
    const { connections } = replaceKind(DESIGN, service.id, 'traffic-source')
    expect(connections.map(({ id }) => id)).toEqual([first.id, second.id].filter((id) => !lost.includes(id)))
  })

  it('keeps parameters that both kinds have alike', () => {
    const changed = {
      ...DESIGN,
      blocks: DESIGN.blocks.map((one) =>
        one.id === service.id ? { ...one, params: { ...one.params, workers: 7 } } : one,
      ),
    }
    const after = replaceKind(changed, service.id, 'api-gateway').blocks.find(({ id }) => id === service.id)
    expect(after?.params['workers']).toBe(7)
    expect(replaceKind(changed, service.id, 'service')).toBe(changed)
  })
})
