import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { emptyDesign } from '../../design/empty'
import { addBlock } from '../edits/add'
import { designStore } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import { perform } from './action'
import { actionOf } from './registry'

/** Three blocks in a row. */
function inARow() {
  return ['service', 'cache', 'database'].reduce(
    (design, kind, index) => addBlock(design, kind, { x: 300 * index, y: 0 }, true).design,
    emptyDesign(),
  )
}

const said = () => useView.getState().toasts.map(({ text }) => text)
const members = () => designStore.get().groups?.map((group) => group.members)

beforeAll(() => vi.stubGlobal('requestAnimationFrame', () => 0))
afterAll(() => vi.unstubAllGlobals())
beforeEach(() => {
  designStore.load(inARow(), null)
  useView.setState({ toasts: [] })
})

it('grouping around a block that is not in the group says so, and offers to put it in', () => {
  viewStore.select(['service', 'database'])
  perform(actionOf('group'))
  expect(said()).toEqual(['Cache stands within the outline of Zone but is not in it.'])
  expect(members()).toEqual([['service', 'database']])
  useView.getState().toasts[0]?.action?.run()
  expect(members()).toEqual([['service', 'database', 'cache']])
})

it('grouping what stands apart says nothing', () => {
  viewStore.select(['service', 'cache'])
  perform(actionOf('group'))
  expect(said()).toEqual([])
})
