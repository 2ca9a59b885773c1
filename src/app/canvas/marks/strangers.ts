/**
 * Blocks that stand where a group is drawn without being in it. The group is cut out around them, so that they do not look like
 * members, and its title goes where none of them hides it.
 */

import type { Design } from '../../../design/design'
import { blocksIn, groupsOf } from '../../../design/group-tree'
import { standIns } from '../../../design/group-view'
import type { Box } from '../../../design/wires'
import { boxAt, meet } from '../../edits/boxes'
import { boxesInDesign } from './boxes'

/** [px] between a block that is not in the group and the edge of the group around it. */
const MARGIN = 10
/** [px] height of the title bar of a group, and the least width in which a title can be read. */
const BAR_HEIGHT = 30
const LEAST_BAR = 110

/** Where the title bar of a group is, from the left edge of the group; on top of the group when there is no room inside. */
export interface BarPlace {
  readonly left: number
  readonly width: number
  readonly isOnTop: boolean
}

/** Ids of blocks that stand, at least in part, in the box of an open group that they are not in. */
export function strangersIn(design: Design, group: string, box: Box, blocks: ReadonlyMap<string, Box>): string[] {
  const inside = blocksIn(groupsOf(design), group)
  return [...blocks].flatMap(([id, block]) => (!inside.has(id) && meet(block, box) ? [id] : []))
}

/** The same by the places that the design has, as long as the group is open; of what is in collapsed groups nothing is seen. */
export function strangersInDesign(design: Design, group: string): string[] {
  const shown = standIns(design)
  const box = boxesInDesign(design).get(group)
  if (!box || shown.has(group)) return []
  const blocks = design.blocks.flatMap(({ id, position }): [string, Box][] =>
    position && !shown.has(id) ? [[id, boxAt(position)]] : [],
  )
  return strangersIn(design, group, box, new Map(blocks))
}

/** What is cut out of a group around these blocks, from its top left corner. */
export function holesIn(group: Box, strangers: readonly Box[]): Box[] {
  return strangers.map(({ x, y, width, height }) => ({
    x: x - group.x - MARGIN,
    y: y - group.y - MARGIN,
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
  }))
}

/** The widest part of the title bar that no hole is in. */
export function barBeside(width: number, holes: readonly Box[]): BarPlace {
  const inTheWay = holes.filter(({ y, height }) => y < BAR_HEIGHT && y + height > 0).sort((a, b) => a.x - b.x)
  let best = { left: 0, width: 0 }
  let left = 0
  for (const hole of [...inTheWay, { x: width, width: 0 }]) {
    if (Math.min(hole.x, width) - left > best.width) best = { left, width: Math.min(hole.x, width) - left }
    left = Math.max(left, hole.x + hole.width)
  }
  return best.width >= LEAST_BAR ? { ...best, isOnTop: false } : { left: 0, width, isOnTop: true }
}
