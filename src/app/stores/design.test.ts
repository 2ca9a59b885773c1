import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { BLOCKS } from '../../blocks/registry'
import { emptyDesign } from '../../design/empty'
import { parseDesign } from '../../design/schema'
import { addBlock, addConnection } from '../edits/add'
import { moveBlocks, renameBlock } from '../edits/blocks'
import { clipOf, paste } from '../edits/clipboard'
import { remove } from '../edits/remove'
import { designStore, HISTORY_LIMIT, useDesign } from './design'

const rename = (name: string, options = {}) => designStore.commit('Rename', (design) => ({ ...design, name }), options)

beforeEach(() => {
  designStore.setReadOnly(null)
  designStore.load(emptyDesign(), null)
})

describe('design store', () => {
  it('takes a change back and makes it again', () => {
    rename('One')
    rename('Two')
    expect(useDesign.getState().undoLabel).toBe('Rename')
    designStore.undo()
    expect(designStore.get().name).toBe('One')
    designStore.redo()
    expect(designStore.get().name).toBe('Two')
    expect(useDesign.getState().redoLabel).toBeNull()
  })

  it('forgets what was undone once something else is changed', () => {
    rename('One')
    designStore.undo()
    rename('Two')
    designStore.redo()
    expect(designStore.get().name).toBe('Two')
  })

  it('makes one step of a value that is held down', () => {
    rename('1', { merge: 'name' })
    rename('2', { merge: 'name' })
    rename('3', { merge: 'name' })
    designStore.undo()
    expect(designStore.get().name).toBe('Untitled')
  })

  it('refuses what is not sound and passes over what changes nothing', () => {
    const { revision } = useDesign.getState()
    expect(designStore.commit('Nothing', (design) => design)).toBe(false)
    const loose = { id: 'c', from: 'nobody', to: 'nobody', params: {} as never }
    expect(designStore.commit('Loose end', (design) => ({ ...design, connections: [loose] }))).toBe(false)
    expect(useDesign.getState().revision).toBe(revision)
  })

  it('gives what came without a document one of its own at the first change, which keeps it when that is undone', () => {
    expect(useDesign.getState().documentId).toBeNull()
    rename('Mine')
    const own = useDesign.getState().documentId
    expect(own).not.toBeNull()
    designStore.open({ ...emptyDesign(), name: 'Example' }, 'Open example')
    expect(useDesign.getState().documentId).not.toBe(own)
    designStore.undo()
    expect(useDesign.getState().documentId).toBe(own)
    designStore.undo()
    // Else the browser would go on holding what is no longer on screen.
    expect(useDesign.getState()).toMatchObject({ documentId: own, saveState: 'unsaved' })
  })

  it('is saved when the revision that was written is the present one', () => {
    rename('One')
    const { revision } = useDesign.getState()
    rename('Two')
    designStore.markSaved(revision)
    expect(useDesign.getState().saveState).toBe('unsaved')
    designStore.markSaved(revision + 1)
    expect(useDesign.getState().saveState).toBe('saved')
  })

  it('keeps a bounded history', () => {
    for (let count = 0; count < HISTORY_LIMIT + 20; count++) rename(`Name ${count}`)
    for (let count = 0; count < HISTORY_LIMIT + 20; count++) designStore.undo()
    expect(designStore.get().name).toBe('Name 19')
  })

  it('comes back to the start when everything is undone, and to the end when it is made again', () => {
    const kinds = BLOCKS.map(({ id }) => id)
    const pick = fc.nat({ max: 1000 })
    const edit = fc.oneof(
      fc.record({ is: fc.constant('add'), kind: fc.constantFrom(...kinds), x: pick, y: pick }),
      fc.record({
        is: fc.constantFrom('connect', 'remove', 'rename', 'move', 'copy', 'open', 'undo', 'redo'),
        x: pick,
        y: pick,
      }),
    )
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 200, size: 'max' }), (edits) => {
        const start = emptyDesign()
        designStore.load(start, null)
        for (const step of edits) apply(step)
        const end = designStore.get()
        expect(parseDesign(end).errors).toEqual([])
        while (useDesign.getState().redoLabel !== null) designStore.redo()
        const last = designStore.get()
        while (useDesign.getState().undoLabel !== null) designStore.undo()
        expect(designStore.get()).toBe(start)
        while (useDesign.getState().redoLabel !== null) designStore.redo()
        expect(designStore.get()).toBe(last)
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { seed: 7, numRuns: 40 },
    )
  })
})

describe('a document that another tab has', () => {
  beforeEach(() => {
    rename('Mine')
    designStore.setReadOnly('other-tab')
  })

  it('is not changed here, neither forth nor back', () => {
    const { refusals } = useDesign.getState()
    expect(rename('Other')).toBe(false)
    designStore.undo()
    expect(designStore.get().name).toBe('Mine')
    rename('Other')
    expect(useDesign.getState().refusals).toBe(refusals + 3)
  })

  it('leaves room for another', () => {
    expect(designStore.open({ ...emptyDesign(), name: 'New' }, 'New')).toBe(true)
    expect(designStore.get().name).toBe('New')
  })

  it('shows what was saved there, and nothing of before can be undone', () => {
    designStore.receive({ ...emptyDesign(), name: 'Theirs' })
    expect(designStore.get().name).toBe('Theirs')
    expect(useDesign.getState()).toMatchObject({ saveState: 'saved', undoLabel: null })
  })
})

describe('a document that is embedded', () => {
  it('is not changed at all', () => {
    designStore.setReadOnly('embedded')
    expect(rename('Other')).toBe(false)
    expect(designStore.open({ ...emptyDesign(), name: 'New' }, 'New')).toBe(false)
  })
})

describe('the record of a document', () => {
  it('is none for a copy until it is changed', () => {
    rename('Kept')
    const { documentId } = useDesign.getState()
    designStore.open({ ...emptyDesign(), name: 'Example' }, 'Open', null)
    expect(useDesign.getState()).toMatchObject({ documentId: null, saveState: 'saved' })
    rename('Changed')
    expect(useDesign.getState().documentId).not.toBe(documentId)
    expect(useDesign.getState().saveState).toBe('unsaved')
  })

  it('can be another one, for the history as well', () => {
    rename('One')
    rename('Two')
    const { documentId } = useDesign.getState()
    designStore.moveTo('elsewhere')
    designStore.undo()
    expect(useDesign.getState().documentId).toBe('elsewhere')
    expect(useDesign.getState().documentId).not.toBe(documentId)
  })
})

interface Step {
  is: string
  kind?: string
  x: number
  y: number
}

function apply({ is, kind = '', x, y }: Step): void {
  const { blocks } = designStore.get()
  const one = blocks[x % Math.max(1, blocks.length)]?.id ?? ''
  const other = blocks[y % Math.max(1, blocks.length)]?.id ?? ''
  if (is === 'undo') designStore.undo()
  else if (is === 'redo') designStore.redo()
  else if (is === 'open') designStore.open({ ...emptyDesign(), name: `Example ${x}` }, 'Open')
  else if (is === 'add') designStore.commit('Add', (design) => addBlock(design, kind, { x, y }).design)
  else if (is === 'connect') designStore.commit('Connect', (design) => addConnection(design, one, other).design)
  else if (is === 'remove') designStore.commit('Remove', (design) => remove(design, new Set([one])))
  else if (is === 'rename') designStore.commit('Rename', (design) => renameBlock(design, one, `Name ${y}`))
  else if (is === 'move') designStore.commit('Move', (design) => moveBlocks(design, new Map([[one, { x, y }]])))
  else {
    designStore.commit('Paste', (design) => {
      const clip = clipOf(design, [one, other])
      return clip ? paste(design, clip).design : design
    })
  }
}
