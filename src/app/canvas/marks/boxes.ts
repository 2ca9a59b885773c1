/** Where blocks and groups are on the canvas. */
import type { Design } from '../../../design/design'
import { groupsOf } from '../../../design/group-tree'
import { groupBoxes } from '../../../design/group-view'
import type { Box } from '../../../design/wires'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from '../../edits/auto-layout'
import type { Point } from '../../edits/point'
import type { PlacedNode } from '../flow-types'

const NODE = { width: BLOCK_WIDTH, height: BLOCK_HEIGHT }

/** Boxes of blocks where they are drawn now. */
export function blockBoxes(nodes: readonly PlacedNode[]): Map<string, Box> {
  return new Map(
    nodes.flatMap((node): [string, Box][] =>
      node.type === 'block'
        ? [
            [
              node.id,
              {
                x: node.position.x,
                y: node.position.y,
                width: node.measured?.width ?? NODE.width,
                height: node.measured?.height ?? NODE.height,
              },
            ],
          ]
        : [],
    ),
  )
}

/** Boxes of groups around blocks at these places. */
export function boxesAround(design: Design, blocks: ReadonlyMap<string, Box>): Map<string, Box> {
  return groupBoxes(groupsOf(design), blocks, NODE)
}

/** The box of a block at a place. */
export function boxAt({ x, y }: Point): Box {
  return { x, y, ...NODE }
}

/** Boxes of groups where the design has their members. */
export function boxesInDesign(design: Design): Map<string, Box> {
  const blocks = design.blocks.flatMap(({ id, position }): [string, Box][] => (position ? [[id, boxAt(position)]] : []))
  return boxesAround(design, new Map(blocks))
}
