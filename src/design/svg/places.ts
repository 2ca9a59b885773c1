/** Where the blocks of a design stand in a picture of it. */
import type { Design } from '../design'
import { BLOCK_HEIGHT, BLOCK_WIDTH, layoutDesign } from '../layout'
import type { Box } from '../wires'

/** The box of each block by id; blocks without a position are laid out. */
export function boxesOf(design: Design): Map<string, Box> {
  const laidOut = design.blocks.some(({ position }) => !position) ? layoutDesign(design) : new Map<string, Box>()
  return new Map(
    design.blocks.map(({ id, position }) => {
      const { x, y } = position ?? laidOut.get(id) ?? { x: 0, y: 0 }
      return [id, { x, y, width: BLOCK_WIDTH, height: BLOCK_HEIGHT }]
    }),
  )
}

/** The box around all boxes; of no boxes, a box of the size of one block. */
export function extentOf(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: BLOCK_WIDTH, height: BLOCK_HEIGHT }
  const left = Math.min(...boxes.map(({ x }) => x))
  const top = Math.min(...boxes.map(({ y }) => y))
  const right = Math.max(...boxes.map(({ x, width }) => x + width))
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height))
  return { x: left, y: top, width: right - left, height: bottom - top }
}
