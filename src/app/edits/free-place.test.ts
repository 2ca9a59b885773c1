import { describe, expect, it } from 'vitest'
import type { Design } from '../../design/design'
import { emptyDesign } from '../../design/empty'
import { groupBoxes } from '../../design/group-view'
import { type Box, curveBetween, pointOn } from '../../design/wires'
import { addBlock, addConnection } from './add'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from './auto-layout'
import { placeBeside, placeInView, type Seen, type Side } from './free-place'
import { addComment, addGroup } from './groups'
import type { Point } from './point'

const SEEN: Seen = { box: { x: 0, y: 0, width: 780, height: 470 }, covered: [] }

function boxOf({ x, y }: Point): Box {
  return { x, y, width: BLOCK_WIDTH, height: BLOCK_HEIGHT }
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}

function isSeen({ x, y }: Point, { box }: Seen = SEEN): boolean {
  return x >= box.x && y >= box.y && x + BLOCK_WIDTH <= box.x + box.width && y + BLOCK_HEIGHT <= box.y + box.height
}

/** One block after another, each selected as it comes. */
function clicked(count: number, seen = SEEN, start = emptyDesign()): { design: Design; places: Point[] } {
  const places: Point[] = []
  let design = start
  for (let index = 0; index < count; index++) {
    const place = placeInView(design, seen, places.at(-1))
    places.push(place)
    design = addBlock(design, 'service', place, true).design
  }
  return { design, places }
}

function at(...places: readonly [string, number, number][]): Design {
  return places.reduce((design, [kind, x, y]) => addBlock(design, kind, { x, y }, true).design, emptyDesign())
}

describe('a block that is placed without pointing', () => {
  it('stands before the middle of what is seen of an empty canvas, on the grid, with room for others', () => {
    const { x, y } = placeInView(emptyDesign(), SEEN, undefined)
    expect(isSeen({ x, y })).toBe(true)
    expect([Math.abs(x + 240 + BLOCK_WIDTH / 2 - 390) <= 10, Math.abs(y + BLOCK_HEIGHT / 2 - 235) <= 10]).toEqual([
      true,
      true,
    ])
    expect([x % 20, y % 20]).toEqual([0, 0])
    const phone: Seen = { box: { x: 0, y: 0, width: 370, height: 700 }, covered: [] }
    const { places } = clicked(5, phone)
    expect(places.every((place) => isSeen(place, phone) && place.x === places[0]?.x)).toBe(true)
  })

  it('stands in the middle where nothing is selected and it is free', () => {
    const { x, y } = placeInView(at(['service', 0, 0]), SEEN, undefined)
    expect([Math.abs(x + BLOCK_WIDTH / 2 - 390) <= 10, Math.abs(y + BLOCK_HEIGHT / 2 - 235) <= 10]).toEqual([
      true,
      true,
    ])
  })

  it('goes on in rows: right of the one before, then below the beginning of the row', () => {
    const [first, second, third, fourth] = clicked(4).places as [Point, Point, Point, Point]
    expect(second).toEqual({ x: first.x + 240, y: first.y })
    expect(third).toEqual({ x: first.x + 480, y: first.y })
    expect(fourth).toEqual({ x: first.x, y: first.y + 140 })
  })

  it('keeps to its rows and columns where something lies over a corner', () => {
    const covered = [
      { x: 10, y: 400, width: 210, height: 60 },
      { x: 640, y: 380, width: 130, height: 80 },
    ]
    const { places } = clicked(7, { ...SEEN, covered })
    const [first] = places as [Point]
    expect(places.every(({ x, y }) => (x - first.x) % 240 === 0 && (y - first.y) % 140 === 0)).toBe(true)
    expect(places.every((place) => isSeen(place))).toBe(true)
  })

  it('never covers another, and fills what is seen before it leaves it', () => {
    const { places } = clicked(14)
    for (const [index, one] of places.entries())
      for (const other of places.slice(0, index)) expect(overlap(boxOf(one), boxOf(other))).toBe(false)
    expect(places.slice(0, 8).every((place) => isSeen(place))).toBe(true)
  })

  it('stands right of the selected block, level with it, off the grid too', () => {
    const design = at(['service', 113, 57])
    expect(placeInView(design, SEEN, { x: 113, y: 57 })).toEqual({ x: 353, y: 57 })
  })

  it('keeps away from what lies over the canvas', () => {
    const covered = { x: 240, y: 120, width: 300, height: 230 }
    const place = placeInView(emptyDesign(), { ...SEEN, covered: [covered] }, undefined)
    expect(overlap(boxOf(place), covered)).toBe(false)
    expect(isSeen(place)).toBe(true)
  })

  it('stays off wires and comments', () => {
    const apart = at(['api-gateway', 20, 180], ['service', 580, 180])
    const wired = addConnection(apart, 'api-gateway', 'service').design
    const place = placeInView(wired, SEEN, undefined)
    const curve = curveBetween(boxOf({ x: 20, y: 180 }), boxOf({ x: 580, y: 180 }))
    for (let part = 0; part <= 1; part += 0.02) {
      const [x, y] = pointOn(curve, part)
      expect(overlap(boxOf(place), { x, y, width: 0, height: 0 })).toBe(false)
    }
    const noted = addComment(emptyDesign(), 'Mind this', { x: 340, y: 210 }).design
    expect(overlap(boxOf(placeInView(noted, SEEN, undefined)), { x: 340, y: 210, width: 200, height: 60 })).toBe(false)
  })

  it('stands inside a group or outside of it, never across its border', () => {
    const blocks = at(['service', 60, 120], ['cache', 560, 320])
    const { design, id } = addGroup(blocks, new Set(['service', 'cache']))
    const { places } = clicked(6, SEEN, design)
    const box = groupBoxes(
      design.groups ?? [],
      new Map(design.blocks.map((block) => [block.id, boxOf(block.position ?? { x: 0, y: 0 })])),
      boxOf({ x: 0, y: 0 }),
    ).get(id) as Box
    for (const place of places) {
      const isInside = isSeen(place, { box, covered: [] })
      expect(isInside || !overlap(boxOf(place), box)).toBe(true)
    }
  })

  it('goes on below when everything seen is taken', () => {
    const narrow: Seen = { box: { x: 0, y: 0, width: 200, height: 120 }, covered: [] }
    const [first, second, third] = clicked(3, narrow).places as [Point, Point, Point]
    expect(second).toEqual({ x: first.x, y: first.y + 140 })
    expect(third).toEqual({ x: first.x, y: first.y + 280 })
  })

  it.each<[Side, Point[]]>([
    [
      'right',
      [
        { x: 240, y: 0 },
        { x: 240, y: 140 },
        { x: 240, y: -140 },
      ],
    ],
    [
      'left',
      [
        { x: -240, y: 0 },
        { x: -240, y: 140 },
        { x: -240, y: -140 },
      ],
    ],
    [
      'down',
      [
        { x: 0, y: 140 },
        { x: 240, y: 140 },
        { x: -240, y: 140 },
      ],
    ],
  ])('asked for beside a block, on the %s, fans out', (side, expected) => {
    let design = at(['api-gateway', 0, 0])
    const places = expected.map(() => {
      const place = placeBeside(design, { x: 0, y: 0 }, side)
      design = addBlock(design, 'service', place, true).design
      return place
    })
    expect(places).toEqual(expected)
  })
})
