import { describe, expect, it } from 'vitest'
import { emptyDesign } from '../../design/empty'
import { addBlock, addConnection } from '../edits/add'
import { addComment, addGroup } from '../edits/groups'
import { setValue } from '../edits/value'
import { afterKey, policiesOf, rowsOf } from './rows'

const source = addBlock(emptyDesign(), 'traffic-source', { x: 0, y: 0 })
const service = addBlock(source.design, 'service', { x: 300, y: 0 })
const wired = addConnection(service.design, source.id, service.id)
const DESIGN = wired.design

describe('rows of the outline', () => {
  it('list every block, and under it the connections that leave it', () => {
    const rows = rowsOf(DESIGN, new Set())
    expect(rows.map(({ id, parent }) => [id, parent])).toEqual([
      [source.id, null],
      [wired.id, source.id],
      [service.id, null],
    ])
    expect(rows.map(({ isOpen }) => isOpen)).toEqual([true, null, null])
    expect(rows.map(({ place, siblings }) => [place, siblings])).toEqual([
      [1, 2],
      [1, 1],
      [2, 2],
    ])
  })

  it('hide what is under a closed block', () => {
    expect(rowsOf(DESIGN, new Set([source.id])).map(({ id }) => id)).toEqual([source.id, service.id])
  })

  it('stand in the groups that they are in, and comments come last', () => {
    const grouped = addGroup(DESIGN, new Set([service.id]))
    const outer = addGroup(grouped.design, new Set([grouped.id]), ['region'])
    const design = addComment(outer.design, 'Why\nso?', { x: 0, y: 0 }).design
    const rows = rowsOf(design, new Set())
    expect(rows.map(({ id, kind, level, parent }) => [id, kind, level, parent])).toEqual([
      [source.id, 'block', 1, null],
      [wired.id, 'connection', 2, source.id],
      [outer.id, 'group', 1, null],
      [grouped.id, 'group', 2, outer.id],
      [service.id, 'block', 3, grouped.id],
      ['comment', 'comment', 1, null],
    ])
    expect(rows.at(-1)).toMatchObject({ label: 'Why so?', place: 3, siblings: 3 })
    expect(rowsOf(design, new Set([outer.id])).map(({ id }) => id)).not.toContain(service.id)
    expect(afterKey(rows, 4, 'ArrowLeft')).toEqual({ to: 3 })
  })

  it('name the policies of a connection that are on', () => {
    const [connection] = setValue(DESIGN, `connections.${wired.id}.params.timeoutMs`, null).connections
    const [other] = setValue(DESIGN, `connections.${wired.id}.params.timeoutMs`, 100).connections
    expect(connection && policiesOf(connection)).not.toMatch(/timeout/)
    expect(other && policiesOf(other)).toMatch(/timeout/)
  })
})

describe('keys of the outline', () => {
  const rows = rowsOf(DESIGN, new Set())
  it.each([
    [0, 'ArrowDown', { to: 1 }],
    [0, 'ArrowUp', { to: 0 }],
    [2, 'ArrowDown', { to: 2 }],
    [0, 'End', { to: 2 }],
    [2, 'Home', { to: 0 }],
    [0, 'ArrowRight', { to: 1 }],
    [0, 'ArrowLeft', { toggle: 'traffic-source' }],
    [1, 'ArrowLeft', { to: 0 }],
    [2, 'ArrowRight', null],
    [0, 'x', null],
  ])('from row %i by %s', (at, key, result) => {
    expect(afterKey(rows, at, key)).toEqual(result)
  })
})
