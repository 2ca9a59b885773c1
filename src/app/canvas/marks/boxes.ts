/** Where blocks and groups are on the canvas. */
import type { Design } from '../../../design/design'
import type { Box } from '../../../design/wires'
import { boxAt, boxesAround, placedBoxes } from '../../edits/boxes'
import type { PlacedNode } from '../flow-types'

/** Boxes of blocks where they are drawn now. */
export function blockBoxes(nodes: readonly PlacedNode[]): Map<string, Box> {
  return new Map(
    nodes.flatMap((node): [string, Box][] => {
      if (node.type !== 'block') return []
      const box = boxAt(node.position)
      return [
        [node.id, { ...box, width: node.measured?.width ?? box.width, height: node.measured?.height ?? box.height }],
      ]
    }),
  )
}

/** Boxes of groups where the design has their members. */
export function boxesInDesign(design: Design): Map<string, Box> {
  return boxesAround(design, placedBoxes(design))
}
