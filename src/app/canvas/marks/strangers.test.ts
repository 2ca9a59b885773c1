import { describe, expect, it } from 'vitest'
import { emptyDesign } from '../../../design/empty'
import { addBlock } from '../../edits/add'
import { boxAt } from '../../edits/boxes'
import { addGroup, putInto } from '../../edits/groups'
import { boxesInDesign } from './boxes'
import { barBeside, holesIn, strangersIn } from './strangers'

const BLOCKS = (
  [
    ['service', 0, 0],
    ['cache', 300, 20],
    ['database', 600, 0],
    ['mail', 600, 400],
  ] as const
).reduce(
  (design, [id, x, y]) => addBlock(design, id === 'mail' ? 'message-queue' : id, { x, y }, true).design,
  emptyDesign(),
)
const ZONED = addGroup(BLOCKS, new Set(['service', 'database']))

describe('blocks inside the outline of a group', () => {
  const places = new Map(BLOCKS.blocks.map(({ id, position }) => [id, boxAt(position ?? { x: 0, y: 0 })]))
  const box = boxesInDesign(ZONED.design).get(ZONED.id) ?? boxAt({ x: 0, y: 0 })

  it('are strangers when they are not in it', () => {
    expect(strangersIn(ZONED.design, ZONED.id, box, places)).toEqual(['cache'])
    expect(strangersIn(putInto(ZONED.design, ['cache'], ZONED.id), ZONED.id, box, places)).toEqual([])
  })

  it('are members when a group inside has them', () => {
    const around = addGroup(ZONED.design, new Set([ZONED.id]), ['region'])
    const outer = boxesInDesign(around.design).get(around.id) ?? box
    expect(strangersIn(around.design, around.id, outer, places)).toEqual(['cache'])
  })

  it('leave a hole with room around them', () => {
    expect(holesIn(box, [boxAt({ x: 300, y: 20 })])).toEqual([{ x: 310, y: 50, width: 196, height: 110 }])
  })
})

describe('the title bar of a group', () => {
  const hole = (x: number, y: number) => ({ x, y, width: 196, height: 110 })

  it('has the whole width when nothing is in its way', () => {
    expect(barBeside(800, [hole(100, 40)])).toEqual({ left: 0, width: 800, isOnTop: false })
  })

  it('takes the widest part that is free', () => {
    expect(barBeside(800, [hole(-20, -10)])).toEqual({ left: 176, width: 624, isOnTop: false })
    expect(barBeside(800, [hole(600, -10), hole(200, 0)])).toEqual({ left: 396, width: 204, isOnTop: false })
  })

  it('stands on top of the group when no part is wide enough', () => {
    expect(barBeside(300, [hole(60, -10)])).toEqual({ left: 0, width: 300, isOnTop: true })
  })
})
