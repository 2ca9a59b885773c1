import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { BLOCKS } from '../../blocks/registry'
import { emptyDesign } from '../../design/empty'
import { parseDesign } from '../../design/schema'
import { plainDesign } from '../../design/serialize'
import { connectBlocks, connectToNew, placeBlock } from '../canvas/place'
import { renameBlock } from '../edits/blocks'
import type { Side } from '../edits/free-place'
import { replaceKind } from '../edits/replace-kind'
import { designStore, useDesign } from '../stores/design'
import { viewStore } from '../stores/view'
import { perform } from './action'
import { ACTIONS, actionOf } from './registry'

/** What changes the design and asks for no dialog or file. */
const CHANGING = ACTIONS.map(({ id }) => id).filter((id) =>
  /^(undo|redo|copy|cut|duplicate|delete|select-all|select-nothing|tidy|align-|distribute-|nudge-|walk-|next-|previous-|group|ungroup|collapse|leave-group|add-comment)/.test(
    id,
  ),
)
const SIDES: readonly Side[] = ['left', 'right', 'up', 'down']

type Step =
  | { do: 'place'; kind: number; block: number }
  | { do: 'replace'; kind: number; block: number }
  | { do: 'connect'; from: number; to: number }
  | { do: 'beside'; kind: number; block: number; side: number }
  | { do: 'select'; blocks: number[] }
  | { do: 'mark'; mark: number }
  | { do: 'rename'; block: number; name: string }
  | { do: 'act'; action: number }

const index = fc.nat({ max: 1000 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('place' as const), kind: index, block: index }),
  fc.record({ do: fc.constant('replace' as const), kind: index, block: index }),
  fc.record({ do: fc.constant('connect' as const), from: index, to: index }),
  fc.record({ do: fc.constant('beside' as const), kind: index, block: index, side: index }),
  fc.record({ do: fc.constant('select' as const), blocks: fc.array(index, { maxLength: 4 }) }),
  fc.record({ do: fc.constant('mark' as const), mark: index }),
  fc.record({ do: fc.constant('rename' as const), block: index, name: fc.string({ maxLength: 90 }) }),
  fc.record({ do: fc.constant('act' as const), action: index }),
)

function kindAt(at: number): string {
  return BLOCKS[at % BLOCKS.length]?.id ?? ''
}

function take(one: Step): void {
  const { blocks, groups = [], comments = [] } = designStore.get()
  const marks = [...groups, ...comments].map(({ id }) => id)
  const idAt = (at: number): string => blocks[at % Math.max(1, blocks.length)]?.id ?? 'nothing'
  if (one.do === 'place') placeBlock(kindAt(one.kind))
  else if (one.do === 'replace')
    designStore.commit('Replace', (design) => replaceKind(design, idAt(one.block), kindAt(one.kind)))
  else if (one.do === 'connect') connectBlocks(idAt(one.from), idAt(one.to))
  else if (one.do === 'beside')
    connectToNew(idAt(one.block), { kind: kindAt(one.kind), middle: null, side: SIDES[one.side % 4] ?? 'right' })
  else if (one.do === 'select') viewStore.select([...new Set(one.blocks.map(idAt))])
  else if (one.do === 'mark') viewStore.select([], [], marks.length > 0 ? [marks[one.mark % marks.length] ?? ''] : [])
  else if (one.do === 'rename') designStore.commit('Rename', (design) => renameBlock(design, idAt(one.block), one.name))
  else perform(actionOf(CHANGING[one.action % CHANGING.length] ?? 'undo'))
}

describe('any sequence of edits', () => {
  beforeAll(() => {
    vi.stubGlobal('requestAnimationFrame', () => 0)
    vi.stubGlobal('navigator', { clipboard: { writeText: async () => undefined } })
  })
  afterAll(async () => {
    await vi.dynamicImportSettled()
    vi.unstubAllGlobals()
  })

  it('leaves a design without errors, and can be undone to the start and done again', () => {
    let edits = 0
    let groups = 0
    fc.assert(
      fc.property(fc.array(step, { minLength: 60, maxLength: 200 }), (steps) => {
        const start = emptyDesign()
        designStore.load(start, null)
        viewStore.selectNothing()
        for (const one of steps) {
          take(one)
          if (designStore.get().groups) groups++
        }
        const end = designStore.get()
        edits += end.blocks.length
        expect(parseDesign(plainDesign(end)).errors).toEqual([])
        while (useDesign.getState().redoLabel !== null) designStore.redo()
        const last = designStore.get()
        while (useDesign.getState().undoLabel !== null) designStore.undo()
        expect(designStore.get()).toBe(start)
        while (useDesign.getState().redoLabel !== null) designStore.redo()
        expect(designStore.get()).toBe(last)
      }),
      { seed: 7, numRuns: 40 },
    )
    expect(edits).toBeGreaterThan(400)
    expect(groups).toBeGreaterThan(300)
  })
})
