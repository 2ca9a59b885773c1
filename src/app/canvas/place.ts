/**
 * Putting blocks and connections on the canvas: what the palette, the canvas and the keyboard have in common. Loaded right after
 * the first paint; see `placing`.
 */

import { blockOf } from '../../blocks/registry'
import { nameOf } from '../../design/names'
import { addBlock, addConnection } from '../edits/add'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from '../edits/auto-layout'
import { placeBeside, placeInView, type Side } from '../edits/free-place'
import type { Point } from '../edits/point'
import { blockName } from '../edits/said'
import { designStore } from '../stores/design'
import { notify, useView, viewStore } from '../stores/view'
import { focusWhenShown } from '../ui/focus-when-shown'
import { inSentence } from '../ui/words'
import { marksPart } from './marks-part'
import { refusalOf } from './refusal'
import { viewport } from './viewport'

/** What is looked at while there is no canvas. */
const UNSEEN = { box: { x: -400, y: -240, width: 800, height: 480 }, covered: [] }

/** A new block with its middle at a point, or at a free place that can be seen. */
export function placeBlock(kind: string, middle?: Point): void {
  const definition = blockOf(kind)
  if (!definition) return
  let id = ''
  designStore.commit(`Add ${inSentence(definition.name)}`, (design) => {
    const added = middle
      ? addBlock(design, kind, cornerOf(middle))
      : addBlock(design, kind, placeInView(design, viewport()?.seen() ?? UNSEEN, placeOfSelected()), true)
    id = added.id
    return marksPart()?.drag.joinedWhereItStands(added.design, id) ?? added.design
  })
  if (id === '') return
  viewStore.select([id])
  viewStore.announce(`Placed ${inSentence(definition.name)}`)
  requestAnimationFrame(() => viewport()?.reveal(id))
}

/** Where the selected block stands, if it is the only thing selected. */
function placeOfSelected(): Point | undefined {
  const { blocks, connections, marks } = useView.getState().selection
  if (blocks.length !== 1 || connections.length + marks.length > 0) return undefined
  return designStore.get().blocks.find(({ id }) => id === blocks[0])?.position
}

/** Puts the keyboard on the block or group that is selected, if there is one and nothing else has taken the keyboard in the meantime. */
export function focusSelected(): void {
  const { blocks, marks } = useView.getState().selection
  const [id] = [...blocks, ...marks]
  const isFree = (): boolean => document.activeElement === document.body
  if (id !== undefined) focusWhenShown(`.react-flow__node[data-id="${CSS.escape(id)}"]`, isFree)
}

function cornerOf(middle: Point): Point {
  return { x: middle.x - BLOCK_WIDTH / 2, y: middle.y - BLOCK_HEIGHT / 2 }
}

/** A new connection; it is selected, so that its parameters are at hand. Where there can be none, says why and what to do. */
export function connectBlocks(from: string, to: string): void {
  const before = designStore.get()
  const refused = refusalOf(before, from, to)
  if (refused) {
    if (refused.connection !== null) viewStore.select([], [refused.connection])
    return notify({ kind: 'info', text: refused.text, topic: 'refused' })
  }
  let id = ''
  const said = `${blockName(before, from)} to ${blockName(before, to)}`
  designStore.commit(`Connect ${said}`, (design) => {
    const added = addConnection(design, from, to)
    id = added.id
    return added.design
  })
  if (id === '') return
  viewStore.select([], [id])
  viewStore.announce(`Connected ${said}`)
}

interface NewEnd {
  kind: string
  /** Where its middle stands; without it, on a side of the block. */
  middle: Point | null
  side: Side
}

/** A new block and a connection with it, as one step. On the left stands one that calls, elsewhere one that is called. */
export function connectToNew(anchor: string, { kind, middle, side }: NewEnd): void {
  const definition = blockOf(kind)
  const start = designStore.get().blocks.find((block) => block.id === anchor)
  if (!definition || !start) return
  const name = inSentence(definition.name)
  const label = side === 'left' ? `Add ${name} before ${nameOf(start)}` : `Add ${name} after ${nameOf(start)}`
  let id = ''
  designStore.commit(label, (design) => {
    const added = middle
      ? addBlock(design, kind, cornerOf(middle))
      : addBlock(design, kind, placeBeside(design, start.position ?? { x: 0, y: 0 }, side), true)
    id = added.id
    const joined = marksPart()?.drag.joinedWhereItStands(added.design, id) ?? added.design
    return (side === 'left' ? addConnection(joined, id, anchor) : addConnection(joined, anchor, id)).design
  })
  if (id === '') return
  viewStore.select([id])
  viewStore.announce(`Placed ${name}, connected with ${nameOf(start)}`)
  requestAnimationFrame(() => {
    viewport()?.reveal(id)
    viewport()?.focus(id)
  })
}
