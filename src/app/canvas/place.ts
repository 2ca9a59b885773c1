/** Putting blocks and connections on the canvas: what the palette, the canvas and the keyboard have in common. */

import { create } from 'zustand'
import { blockOf } from '../../blocks/registry'
import { nameOf } from '../../design/names'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from '../edits/auto-layout'
import { addBlock, addConnection } from '../edits/blocks'
import type { Point } from '../edits/point'
import { blockName } from '../edits/said'
import { designStore } from '../stores/design'
import { viewStore } from '../stores/view'
import { inSentence } from '../ui/words'
import { marksPart } from './marks-part'
import { viewport } from './viewport'

/** A new block with its middle at a point, or in the middle of the screen. */
export function placeBlock(kind: string, middle?: Point): void {
  const definition = blockOf(kind)
  if (!definition) return
  let id = ''
  designStore.commit(`Add ${inSentence(definition.name)}`, (design) => {
    const added = addBlock(design, kind, cornerOf(middle ?? viewport()?.centre() ?? { x: 0, y: 0 }))
    id = added.id
    return marksPart()?.drag.joinedWhereItStands(added.design, id) ?? added.design
  })
  viewStore.select([id])
  viewStore.announce(`Placed ${inSentence(definition.name)}`)
  requestAnimationFrame(() => viewport()?.reveal(id))
}

function cornerOf(middle: Point): Point {
  return { x: middle.x - BLOCK_WIDTH / 2, y: middle.y - BLOCK_HEIGHT / 2 }
}

/** A new connection; it is selected, so that its parameters are at hand. */
export function connectBlocks(from: string, to: string): void {
  let id = ''
  const said = `${shown(from)} to ${shown(to)}`
  designStore.commit(`Connect ${said}`, (design) => {
    const added = addConnection(design, from, to)
    id = added.id
    return added.design
  })
  if (id === '') return
  viewStore.select([], [id])
  viewStore.announce(`Connected ${said}`)
}

export type Side = 'left' | 'right' | 'up' | 'down'

const BESIDE: Readonly<Record<Side, readonly [number, number]>> = {
  left: [-BLOCK_WIDTH - 64, 0],
  right: [BLOCK_WIDTH + 64, 0],
  up: [0, -BLOCK_HEIGHT - 50],
  down: [0, BLOCK_HEIGHT + 50],
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
  const [x, y] = BESIDE[side]
  const corner = middle ? cornerOf(middle) : { x: (start.position?.x ?? 0) + x, y: (start.position?.y ?? 0) + y }
  const name = inSentence(definition.name)
  const label = side === 'left' ? `Add ${name} before ${nameOf(start)}` : `Add ${name} after ${nameOf(start)}`
  let id = ''
  designStore.commit(label, (design) => {
    const added = addBlock(design, kind, corner)
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

function shown(id: string): string {
  return blockName(designStore.get(), id)
}

interface ConnectRequest {
  /** Where a wire was let go over the empty canvas, or null when asked for by keyboard. */
  at: Point | null
  /** On which side a new block was asked for, or null when only a connection was. */
  direction: Side | null
}

/** What the connect dialog was opened for, beside the selected block. */
export const useConnectRequest = create<ConnectRequest>(() => ({ at: null, direction: null }))
