/** The wire that is being drawn, if any: which blocks it may end at. */
import { create } from 'zustand'
import { canConnect } from '../../blocks/block'
import { blockOf } from '../../blocks/registry'
import { connectProblem } from '../../design/connect'
import type { Design } from '../../design/design'
import type { Side } from '../edits/free-place'
import type { Point } from '../edits/point'
import { designStore } from '../stores/design'

interface Wiring {
  /** The block at the fixed end, or null when no wire is being drawn. */
  anchor: string | null
  /** Whether the anchor is the caller. */
  isOutgoing: boolean
  /** Blocks at which the wire may end. */
  ends: ReadonlySet<string>
}

const NONE: Wiring = { anchor: null, isOutgoing: true, ends: new Set() }

export const useWiring = create<Wiring>(() => NONE)

export function startWiring(anchor: string, isOutgoing: boolean): void {
  const design = designStore.get()
  const ends = design.blocks.filter(({ id }) =>
    isOutgoing ? mayConnect(design, anchor, id) : mayConnect(design, id, anchor),
  )
  useWiring.setState({ anchor, isOutgoing, ends: new Set(ends.map(({ id }) => id)) })
}

export function stopWiring(): void {
  useWiring.setState(NONE)
}

/** Whether a new connection between the two makes sense: their ports fit, there is room, and they are not connected yet. */
export function mayConnect(design: Design, from: string, to: string): boolean {
  return !isConnected(design, from, to) && connectProblem(design, from, to) === undefined
}

/** Whether the first calls the second already. */
export function isConnected(design: Design, from: string, to: string): boolean {
  return design.connections.some((connection) => connection.from === from && connection.to === to)
}

/** Kinds of blocks that a new connection from this kind could lead to. */
export function kindsAfter(kind: string, all: readonly { id: string }[]): string[] {
  const from = blockOf(kind)
  if (!from) return []
  return all
    .filter(({ id }) => {
      const to = blockOf(id)
      return to !== undefined && canConnect(from, to)
    })
    .map(({ id }) => id)
}

/** Kinds of blocks that could have a new connection to this kind. */
export function kindsBefore(kind: string, all: readonly { id: string }[]): string[] {
  return all.map(({ id }) => id).filter((id) => kindsAfter(id, [{ id: kind }]).length > 0)
}

interface ConnectRequest {
  /** Where a wire was let go over the empty canvas, or null when asked for by keyboard. */
  at: Point | null
  /** On which side a new block was asked for, or null when only a connection was. */
  direction: Side | null
}

/** What the connect dialog was opened for, beside the selected block. */
export const useConnectRequest = create<ConnectRequest>(() => ({ at: null, direction: null }))
