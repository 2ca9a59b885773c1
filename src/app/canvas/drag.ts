import type { NodeChange } from '@xyflow/react'
import type { Point } from '../edits/point'
import type { FlowNode } from './flow-types'

/** Type of dragged data that names a kind of block. */
export const DRAGGED_KIND = 'application/x-loadbearing-kind'

/** Decides where a dragged block is drawn; the part that knows is loaded with the first drag. */
export type Aligner = (id: string, position: Point, nodes: readonly FlowNode[]) => Point

let aligner: Aligner | null = null
let alone: { id: string; place: Point } | null = null

export function setAligner(next: Aligner): void {
  aligner = next
}

/** Moves a block that is dragged alone into line with others that are near. */
export function drawInLine(changes: readonly NodeChange<FlowNode>[], nodes: readonly FlowNode[]): void {
  const moves = changes.flatMap((change) => (change.type === 'position' && change.position ? [change] : []))
  const [move] = moves
  if (!move?.position || moves.length > 1 || !aligner || !dragging) return
  move.position = aligner(move.id, move.position, nodes)
  alone = { id: move.id, place: move.position }
}

let dragging = false

export function beginDrag(): void {
  dragging = true
  alone = null
}

/** Where the dragged blocks were drawn last. */
export function endDrag(dragged: readonly FlowNode[]): Map<string, Point> {
  dragging = false
  return new Map(
    dragged.map(({ id, position }) => [id, alone?.id === id && dragged.length === 1 ? alone.place : position]),
  )
}
