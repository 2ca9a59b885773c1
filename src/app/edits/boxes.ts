/** Where blocks and groups of a design are. */
import type { Block, Design } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import { groupBoxes } from '../../design/group-view'
import type { Box } from '../../design/wires'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from './auto-layout'
import type { Point } from './point'

const BLOCK = { width: BLOCK_WIDTH, height: BLOCK_HEIGHT }

/** The box of a block at a place. */
export function boxAt({ x, y }: Point): Box {
  return { x, y, ...BLOCK }
}

/** Boxes of the blocks that have a place. */
export function placedBoxes({ blocks }: { readonly blocks: readonly Block[] }): Map<string, Box> {
  return new Map(blocks.flatMap(({ id, position }): [string, Box][] => (position ? [[id, boxAt(position)]] : [])))
}

/** Boxes of groups around blocks at these places. */
export function boxesAround(design: Design, blocks: ReadonlyMap<string, Box>): Map<string, Box> {
  return groupBoxes(groupsOf(design), blocks, BLOCK)
}
