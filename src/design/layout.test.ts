import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXAMPLES } from './examples/registry'
import { BLOCK_HEIGHT, BLOCK_WIDTH, LAYER_GAP, layoutDesign } from './layout'
import { parseDesign } from './schema'
import { anyDesign } from './testing/arbitrary'

interface Point {
  x: number
  y: number
}

function overlaps(places: Iterable<Point>): boolean {
  const list = [...places]
  return list.some((a, i) =>
    list.slice(i + 1).some((b) => Math.abs(a.x - b.x) < BLOCK_WIDTH && Math.abs(a.y - b.y) < BLOCK_HEIGHT),
  )
}

describe('the layout of an example', () => {
  it.each(EXAMPLES.map(({ id, design }) => [id, design]))('%s overlaps nowhere and runs left to right', (_, input) => {
    const { design } = parseDesign(input)
    const places = layoutDesign(design)
    expect(places.size).toBe(design.blocks.length)
    expect(overlaps(places.values())).toBe(false)
    for (const { from, to } of design.connections) {
      const gap = (places.get(to)?.x ?? 0) - (places.get(from)?.x ?? 0) - BLOCK_WIDTH
      expect(gap).toBeGreaterThanOrEqual(LAYER_GAP - 1)
    }
    expect(Math.min(...[...places.values()].flatMap(({ x, y }) => [x, y]))).toBe(0)
  })
})

describe('the layout of Checkout', () => {
  it('lists those whom the service calls from top to bottom in the order of its connections', () => {
    const places = layoutDesign(parseDesign(EXAMPLES[0]?.design).design)
    const heights = ['product-cache', 'orders-db', 'stock-lock', 'mail'].map((id) => places.get(id)?.y ?? Number.NaN)
    expect(heights).toEqual([...heights].sort((a, b) => a - b))
    expect(new Set(['shoppers', 'gateway', 'balancer', 'orders'].map((id) => places.get(id)?.y)).size).toBe(1)
  })
})

describe('any layout', () => {
  it('is the same every time, in whole pixels, and leaves blocks with a position alone', () => {
    fc.assert(
      fc.property(anyDesign, (design) => {
        const places = layoutDesign(design)
        expect(layoutDesign(design)).toEqual(places)
        expect([...places.keys()]).toEqual(design.blocks.filter((block) => !block.position).map((block) => block.id))
        expect([...places.values()].every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y))).toBe(true)
      }),
      { seed: 3, numRuns: 60 },
    )
  })

  it('puts new blocks beside placed ones', () => {
    const { design } = parseDesign(EXAMPLES[0]?.design)
    const before = layoutDesign(design)
    const blocks = design.blocks.map((block) => {
      const place = before.get(block.id)
      return block.id === 'mail' || !place ? block : { ...block, position: { x: place.x + 1000, y: place.y - 300 } }
    })
    const mail = before.get('mail')
    expect(layoutDesign({ ...design, blocks })).toEqual(
      new Map([['mail', { x: (mail?.x ?? 0) + 1000, y: (mail?.y ?? 0) - 300 }]]),
    )
  })

  it('of nothing is nothing', () => {
    expect(layoutDesign(parseDesign({ format: 'loadbearing/1' }).design).size).toBe(0)
  })
})
