/** Putting blocks and connections on the canvas: what the palette, the canvas and the keyboard have in common. */

import { create } from 'zustand'
import { blockOf } from '../../blocks/registry'
import { nameOf } from '../../design/names'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from '../edits/auto-layout'
import { addBlock, addConnection } from '../edits/blocks'
import type { Point } from '../edits/point'
import { designStore } from '../stores/design'
import { viewStore } from '../stores/view'
import { inSentence } from '../ui/words'
import { viewport } from './viewport'

/** A new block with its middle at a point, or in the middle of the screen. */
export function placeBlock(kind: string, middle?: Point): void {
  const definition = blockOf(kind)
  if (!definition) return
  let id = ''
  designStore.commit(`Add ${inSentence(definition.name)}`, (design) => {
    const added = addBlock(design, kind, cornerOf(middle ?? viewport()?.centre() ?? { x: 0, y: 0 }))
    id = added.id
    return added.design
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
  designStore.commit('Connect', (design) => {
    const added = addConnection(design, from, to)
    id = added.id
    return added.design
  })
  if (id === '') return
  viewStore.select([], [id])
  viewStore.announce(`Connected ${shown(from)} to ${shown(to)}`)
}

/** A new block and a connection to it, as one step. */
export function connectToNew(from: string, kind: string, middle: Point | null): void {
  const definition = blockOf(kind)
  const start = designStore.get().blocks.find((block) => block.id === from)
  if (!definition || !start) return
  const corner = middle
    ? cornerOf(middle)
    : { x: (start.position?.x ?? 0) + BLOCK_WIDTH + 64, y: start.position?.y ?? 0 }
  let id = ''
  designStore.commit(`Add ${inSentence(definition.name)}`, (design) => {
    const added = addBlock(design, kind, corner)
    id = added.id
    return addConnection(added.design, from, id).design
  })
  viewStore.select([id])
  viewStore.announce(`Placed ${inSentence(definition.name)} and connected ${shown(from)} to it`)
  requestAnimationFrame(() => {
    viewport()?.reveal(id)
    viewport()?.focus(id)
  })
}

function shown(id: string): string {
  const block = designStore.get().blocks.find((candidate) => candidate.id === id)
  return block ? nameOf(block) : id
}

interface ConnectRequest {
  /** Where a wire was let go over the empty canvas, or null when asked for by keyboard. */
  at: Point | null
}

/** What the connect dialog was opened for, beside the selected block. */
export const useConnectRequest = create<ConnectRequest>(() => ({ at: null }))
