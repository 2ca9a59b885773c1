import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../../blocks/registry'
import type { Block, Design } from '../../design/design'
import { emptyDesign } from '../../design/empty'
import { nameOf } from '../../design/names'
import { parseDesign } from '../../design/schema'
import { addBlock, addConnection } from './add'
import { BLOCK_WIDTH } from './auto-layout'
import { freeId, moveBlocks, renameBlock } from './blocks'
import { clipOf, offsetBeside, paste } from './clipboard'
import { remove } from './remove'
import { copyValue, setValue } from './value'

function sample() {
  return parseDesign({
    format: 'loadbearing/1',
    scenario: { faults: [{ atMs: 1, forMs: 1, target: 'store', type: 'slow' }] },
    blocks: [
      { id: 'shoppers', kind: 'traffic-source', position: { x: 0, y: 0 } },
      {
        id: 'shop',
        kind: 'service',
        position: { x: 240, y: 0 },
        params: { plan: [{ type: 'call', to: 'to-store' }] },
      },
      { id: 'store', kind: 'database', position: { x: 480, y: 0 } },
    ],
    connections: [
      { id: 'to-shop', from: 'shoppers', to: 'shop' },
      { id: 'to-store', from: 'shop', to: 'store' },
    ],
    objectives: [{ measure: 'blocks.store.utilisation', below: 1 }],
  }).design
}

const plan = (design: ReturnType<typeof sample>, id: string) =>
  design.blocks.find((block) => block.id === id)?.params['plan'] as { to: string }[]

describe('ids', () => {
  it('counts up from a wish that is taken', () => {
    expect(freeId(sample(), 'shop')).toBe('shop-2')
    expect(freeId(sample(), 'Order service!')).toBe('order-service')
    expect(freeId(sample(), 'x'.repeat(60))).toHaveLength(32)
  })
})

describe('adding', () => {
  it('gives every kind of block its defaults, without a problem', () => {
    let design = emptyDesign()
    for (const { id } of BLOCKS) design = addBlock(design, id, { x: 0, y: 0 }).design
    expect(parseDesign(design).errors).toEqual([])
    expect(design.blocks).toHaveLength(BLOCKS.length)
    const places = design.blocks.map(({ position }) => `${position?.x} ${position?.y}`)
    expect(new Set(places).size).toBe(BLOCKS.length)
  })

  it('names new blocks as the palette does', () => {
    for (const { id, name } of BLOCKS) {
      const one = addBlock(emptyDesign(), id, { x: 0, y: 0 })
      const two = addBlock(one.design, id, { x: 0, y: 0 })
      expect(two.design.blocks.map(nameOf)).toEqual([name, `${name} 2`])
    }
  })

  it('connects what fits, once', () => {
    const design = sample()
    expect(addConnection(design, 'shoppers', 'store').id).toBe('to-store-2')
    expect(addConnection(design, 'shop', 'store').id).toBe('')
    expect(addConnection(design, 'store', 'shop').id).toBe('')
    expect(addConnection(design, 'shop', 'shop').id).toBe('')
  })
})

describe('removing', () => {
  it('takes connections, references, faults and objectives along', () => {
    const design = remove(sample(), new Set(['store']))
    expect(design.blocks.map(({ id }) => id)).toEqual(['shoppers', 'shop'])
    expect(design.connections.map(({ id }) => id)).toEqual(['to-shop'])
    expect(plan(design, 'shop')[0]?.to).toBe('')
    expect(design.scenario.faults).toEqual([])
    expect(design.objectives).toEqual([])
    expect(parseDesign(design).errors).toEqual([])
  })

  it('leaves the design itself when nothing is named', () => {
    const design = sample()
    expect(remove(design, new Set(['nobody']))).toBe(design)
  })
})

describe('copies', () => {
  it('refer to one another, not to the originals', () => {
    const design = sample()
    const clip = clipOf(design, ['shop', 'store'])
    expect(clip?.connections.map(({ id }) => id)).toEqual(['to-store'])
    const pasted = clip && paste(design, clip)
    expect(pasted?.blocks).toEqual(['shop-2', 'store-2'])
    expect(pasted && plan(pasted.design, 'shop-2')[0]?.to).toBe('to-store-2')
    expect(pasted && parseDesign(pasted.design).errors).toEqual([])
  })

  it('forget what was not copied with them', () => {
    const design = sample()
    const clip = clipOf(design, ['shop'])
    const pasted = clip && paste(design, clip)
    expect(pasted && plan(pasted.design, 'shop-2')[0]?.to).toBe('')
  })

  it('from another design stand where they stood, or right of all blocks where something is in their way', () => {
    const at = (id: string, x: number, y: number): Block => ({ id, kind: 'service', params: {}, position: { x, y } })
    const design = { ...emptyDesign(), blocks: [at('one', 0, 100), at('two', 300, 500)] }
    expect(offsetBeside(design, { blocks: [at('free', 0, 300)], connections: [] })).toEqual({ x: 0, y: 0 })
    const clip = { blocks: [at('near', 20, 120), at('far', -200, 40)], connections: [] }
    const offset = offsetBeside(design, clip)
    expect(offset.y).toBe(60)
    // Right of all that is there, and as far from one another as they were.
    expect(-200 + offset.x).toBeGreaterThan(300 + BLOCK_WIDTH)
  })

  it('of nothing are nothing', () => {
    expect(clipOf(sample(), ['to-shop'])).toBeNull()
  })
})

describe('changing', () => {
  it('replaces one value and shares the rest', () => {
    const design = sample()
    const changed = setValue(design, 'blocks.shop.params.plan[0].times', 3)
    expect(plan(changed, 'shop')[0]).toMatchObject({ to: 'to-store', times: 3 })
    expect(changed.blocks[0]).toBe(design.blocks[0])
    expect(setValue(design, 'scenario.durationMs', 5).scenario.durationMs).toBe(5)
  })

  it('keeps the design when blocks stay where they are', () => {
    const design = sample()
    expect(moveBlocks(design, new Map([['shop', { x: 240, y: 0 }]]))).toBe(design)
    expect(moveBlocks(design, new Map([['shop', { x: 241, y: 0 }]])).blocks[1]?.position).toEqual({ x: 241, y: 0 })
  })

  it('shows the id as the name until there is another', () => {
    const design = renameBlock(sample(), 'shop', ' Web shop ')
    const name = (id: string) => nameOf(design.blocks.find((block) => block.id === id) ?? { id: '' })
    expect(name('shop')).toBe('Web shop')
    expect(name('store')).toBe('Store')
    expect(renameBlock(design, 'shop', '').blocks[1]).not.toHaveProperty('label')
  })
})

describe('copyValue', () => {
  const wires = { breaker: { type: 'a', openMs: 1, trials: 3 } }
  const others = { breaker: { type: 'a', openMs: 2, trials: 9 } }
  const apart = { breaker: { type: 'b', rate: 5 } }
  const none = { breaker: null }
  const design = {
    ...emptyDesign(),
    connections: [wires, others, apart, none].map((params, index) => ({ id: `w${index}`, params })),
  } as unknown as Design
  const roots = ['connections.w1.params', 'connections.w2.params', 'connections.w3.params']
  const breakers = copyValue(design, 'breaker.openMs', 'connections.w0.params', roots).connections.map(
    ({ params }) => params.breaker as unknown,
  )

  it('sets the value alone where the same variant was chosen', () => {
    expect(breakers[1]).toEqual({ type: 'a', openMs: 1, trials: 9 })
  })

  it('takes the whole choice over where another variant or none was chosen', () => {
    expect(breakers[2]).toEqual(wires.breaker)
    expect(breakers[3]).toEqual(wires.breaker)
  })
})
