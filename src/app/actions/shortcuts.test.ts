import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDesign } from '../../design/empty'
import { addBlock } from '../edits/add'
import { designStore, useDesign } from '../stores/design'
import { viewStore } from '../stores/view'
import type { KeyPress } from '../ui/key-combo'
import { ACTIONS, actionOf } from './registry'
import { actionFor, type KeyPlace } from './shortcuts'

const PAGE: KeyPlace = { isField: false, isControl: false, hasDialog: false }

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  const code = /^\d$/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`
  return { key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held }
}

beforeEach(() => {
  designStore.load(emptyDesign(), null)
  designStore.commit('Add', (design) => addBlock(design, 'service', { x: 0, y: 0 }).design)
  viewStore.select(['service'])
})

describe('shortcuts', () => {
  const ctrl = { ctrlKey: true }
  const shift = { shiftKey: true }
  it.each<[string, KeyPress]>([
    ['undo', press('z', ctrl)],
    ['copy', press('c', ctrl)],
    ['cut', press('x', ctrl)],
    ['duplicate', press('d', ctrl)],
    ['select-all', press('a', ctrl)],
    ['delete', press('Delete')],
    ['delete', press('Backspace')],
    ['nudge-left', press('ArrowLeft')],
    ['nudge-far-down', press('ArrowDown', shift)],
    ['walk-right', press('ArrowRight', { altKey: true })],
    ['connect', press('c')],
    ['add-right', press('ArrowRight', ctrl)],
    ['add-up', press('ArrowUp', ctrl)],
    ['rename', press('F2')],
    ['next-connection', press(']')],
    ['tidy', press('t')],
    ['find', press('f', ctrl)],
    ['commands', press('/', ctrl)],
    ['commands', press('P', { ctrlKey: true, shiftKey: true })],
    ['zoom-fit', { ...press('!', shift), code: 'Digit1' }],
    ['zoom-selection', { ...press('@', shift), code: 'Digit2' }],
    ['zoom-full', press('0', ctrl)],
    ['commands', press('k', ctrl)],
    ['shortcuts', press('?', shift)],
    ['run', press('Enter', shift)],
    ['snap', press("'", ctrl)],
    ['find-block', press('/')],
  ])('%s', (id, event) => {
    expect(actionFor(event, PAGE, false)?.id).toBe(id)
  })

  it('redoes with Shift and Z, and with Ctrl and Y', () => {
    designStore.undo()
    expect(actionFor(press('Z', { ctrlKey: true, shiftKey: true }), PAGE, false)?.id).toBe('redo')
    expect(actionFor(press('y', ctrl), PAGE, false)?.id).toBe('redo')
    expect(actionFor(press('z', { metaKey: true, shiftKey: true }), PAGE, true)?.id).toBe('redo')
  })

  it('leaves letters, arrows and deletion to text fields', () => {
    const inField = { ...PAGE, isField: true }
    for (const event of [press('c'), press('Backspace'), press('ArrowLeft'), press('a', ctrl), press('z', ctrl)])
      expect(actionFor(event, inField, false)).toBeUndefined()
    expect(actionFor(press('k', ctrl), inField, false)?.id).toBe('commands')
  })

  it('leaves pasting to the browser, which tells of it with what was copied', () => {
    expect(actionFor(press('v', ctrl), PAGE, false)).toBeUndefined()
    expect(actionOf('paste').keys).toEqual(['mod+v'])
  })

  it('does nothing behind a dialog', () => {
    expect(actionFor(press('z', ctrl), { ...PAGE, hasDialog: true }, false)).toBeUndefined()
  })

  it('offers nothing that makes no sense now', () => {
    viewStore.selectNothing()
    expect(actionFor(press('Delete'), PAGE, false)).toBeUndefined()
  })
})

describe('actions', () => {
  it('have ids and keys of their own', () => {
    const ids = ACTIONS.map(({ id }) => id)
    const keys = ACTIONS.flatMap((action) => action.keys ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('undo a deletion with everything that went along', () => {
    const before = designStore.get()
    actionOf('delete').run()
    expect(designStore.get().blocks).toEqual([])
    actionOf('undo').run()
    expect(designStore.get()).toBe(before)
  })

  it('are undone by names that say what they did to what', () => {
    actionOf('duplicate').run()
    expect(useDesign.getState().undoLabel).toBe('Duplicate Service')
    actionOf('nudge-right').run()
    expect(useDesign.getState().undoLabel).toBe('Move Service 2')
    actionOf('delete').run()
    expect(useDesign.getState().undoLabel).toBe('Delete Service 2')
  })

  it('duplicate and nudge as one step each', () => {
    actionOf('duplicate').run()
    expect(designStore.get().blocks.map(({ id }) => id)).toEqual(['service', 'service-2'])
    const start = designStore.get().blocks[1]?.position?.x ?? 0
    actionOf('nudge-right').run()
    actionOf('nudge-right').run()
    expect(designStore.get().blocks[1]?.position?.x).toBe(start + 10)
    actionOf('undo').run()
    expect(designStore.get().blocks[1]?.position?.x).toBe(start)
  })
})
