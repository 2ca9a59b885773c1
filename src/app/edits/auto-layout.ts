/**
 * Places for blocks that have none. The layout proper is loaded apart, after the page or when a design needs it; until then
 * blocks without a place go onto a plain grid.
 */
import type { Design } from '../../design/design'
import type { Point } from './point'

/** [px] size of a block on the canvas. */
export const BLOCK_WIDTH = 176
export const BLOCK_HEIGHT = 90

const GRID_COLUMNS = 4

let layout: ((design: Design) => Map<string, Point>) | null = null

/** Loads the layout proper. Without it everything works, less well arranged. */
export async function loadLayout(): Promise<void> {
  try {
    layout ??= (await import('../../design/layout')).layoutDesign
  } catch {
    // Offline, or the app was updated: the grid has to do.
  }
}

export function needsPlaces(design: Design): boolean {
  return design.blocks.some(({ position }) => !position)
}

/** Places for the blocks that have none. */
export function placesFor(design: Design): Map<string, Point> {
  if (layout) return layout(design)
  const lacking = design.blocks.filter(({ position }) => !position)
  const below = Math.max(0, ...design.blocks.map(({ position }) => (position ? position.y + 140 : 0)))
  return new Map(
    lacking.map(({ id }, index) => [
      id,
      { x: (index % GRID_COLUMNS) * 240, y: below + Math.floor(index / GRID_COLUMNS) * 140 },
    ]),
  )
}
