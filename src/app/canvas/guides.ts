/** Where a block that is being dragged comes in line with another: it is drawn there, and a line says so. */
import { create } from 'zustand'
import type { Box } from '../../design/wires'
import type { Point } from '../edits/point'

/** A line across the canvas, at one coordinate, from the one block to the other. */
export interface Guide {
  axis: 'x' | 'y'
  at: number
  from: number
  to: number
}

export const useGuides = create<{ guides: readonly Guide[] }>(() => ({ guides: [] }))

/** Start, middle and end of a box along an axis. */
function stopsOf(box: Box, axis: 'x' | 'y'): [number, number, number] {
  const size = axis === 'x' ? box.width : box.height
  return [box[axis], box[axis] + size / 2, box[axis] + size]
}

interface Fit {
  by: number
  at: number
  other: Box
}

/** The smallest shift along an axis that brings a start, middle or end in line with the same of another box. */
function fitOf(box: Box, others: readonly Box[], axis: 'x' | 'y', reach: number): Fit | undefined {
  let best: Fit | undefined
  const mine = stopsOf(box, axis)
  for (const other of others) {
    for (const [index, at] of stopsOf(other, axis).entries()) {
      const by = at - (mine[index] ?? Number.NaN)
      if (Math.abs(by) <= reach && (best === undefined || Math.abs(by) < Math.abs(best.by))) best = { by, at, other }
    }
  }
  return best
}

function guideOf(axis: 'x' | 'y', { at, other }: Fit, box: Box): Guide {
  const across = axis === 'x' ? 'y' : 'x'
  const ends = [...stopsOf(other, across), ...stopsOf(box, across)]
  return { axis, at, from: Math.min(...ends), to: Math.max(...ends) }
}

/** Where a box stands when it is drawn in line with others no further than `reach` away, and the lines that show it. */
export function inLine(box: Box, others: readonly Box[], reach: number): { place: Point; guides: Guide[] } {
  const [x, y] = [fitOf(box, others, 'x', reach), fitOf(box, others, 'y', reach)]
  const place = { x: box.x + (x?.by ?? 0), y: box.y + (y?.by ?? 0) }
  const moved = { ...box, ...place }
  return {
    place,
    guides: [...(x ? [guideOf('x', x, moved)] : []), ...(y ? [guideOf('y', y, moved)] : [])],
  }
}
