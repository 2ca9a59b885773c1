import { describe, expect, it } from 'vitest'
import { emptyDesign } from '../../../design/empty'
import { addBlock } from '../../edits/add'
import { addGroup, putInto, setCollapsed } from '../../edits/groups'
import { strangersInDesign } from './strangers'

const BLOCKS = (
  [
    ['service', 0, 0],
    ['cache', 300, 20],
    ['database', 600, 0],
    ['message-queue', 600, 400],
  ] as const
).reduce((design, [kind, x, y]) => addBlock(design, kind, { x, y }, true).design, emptyDesign())
const ZONED = addGroup(BLOCKS, new Set(['service', 'database']))

describe('blocks inside the outline of a group', () => {
  it('are strangers when they are not in it', () => {
    expect(strangersInDesign(ZONED.design, ZONED.id)).toEqual(['cache'])
    expect(strangersInDesign(putInto(ZONED.design, ['cache'], ZONED.id), ZONED.id)).toEqual([])
  })

  it('are members when a group inside has them', () => {
    const around = addGroup(ZONED.design, new Set([ZONED.id]), ['region'])
    expect(strangersInDesign(around.design, around.id)).toEqual(['cache'])
  })

  it('are not seen in a collapsed group', () => {
    expect(strangersInDesign(setCollapsed(ZONED.design, ZONED.id, true), ZONED.id)).toEqual([])
  })
})
