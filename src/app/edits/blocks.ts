/** Changes of a design as pure functions: the same design and arguments give the same result, and nothing is mutated. */

import { type Comment, commentsOf } from '../../design/comments'
import type { Design } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import type { Group } from '../../design/groups'
import { nameOf } from '../../design/names'
import { needsPlaces, placesFor } from './auto-layout'
import type { Point } from './point'

/** Side of the grid that blocks snap to. */
export const GRID = 20

/** An id that is free in the design: the wish itself, or with a number behind it. */
export function freeId(design: Design, wish: string, alsoTaken: ReadonlySet<string> = new Set()): string {
  const taken = new Set([...design.blocks, ...design.connections, ...marksOf(design)].map(({ id }) => id))
  const clean =
    wish
      .toLowerCase()
      .replace(/[^a-z0-9_-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'block'
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '' : `-${count}`
    const id = clean.slice(0, 32 - suffix.length) + suffix
    if (!taken.has(id) && !alsoTaken.has(id)) return id
  }
}

/** Groups and comments. */
export function marksOf(design: Design): readonly (Group | Comment)[] {
  return [...groupsOf(design), ...commentsOf(design)]
}

export interface Added {
  design: Design
  id: string
}

/** The design with a place for every block that had none. */
export function placed(design: Design): Design {
  return needsPlaces(design) ? moveBlocks(design, placesFor(design)) : design
}

/** Blocks put at new places; ids that are not there are passed over. */
export function moveBlocks(design: Design, places: ReadonlyMap<string, Point>): Design {
  let hasChanged = false
  const blocks = design.blocks.map((block) => {
    const place = places.get(block.id)
    if (!place) return block
    const position = { x: Math.round(place.x) + 0, y: Math.round(place.y) + 0 }
    if (block.position?.x === position.x && block.position.y === position.y) return block
    hasChanged = true
    return { ...block, position }
  })
  return hasChanged ? { ...design, blocks } : design
}

/** Another name on screen; an empty one goes back to the id. */
export function renameBlock(design: Design, id: string, label: string): Design {
  const clean = label.trim().slice(0, 80)
  return {
    ...design,
    blocks: design.blocks.map((block) => {
      if (block.id !== id) return block
      const { label: _, ...rest } = block
      return clean === '' || clean === nameOf(rest) ? rest : { ...rest, label: clean }
    }),
  }
}
