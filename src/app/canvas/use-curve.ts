import { type InternalNode, useInternalNode } from '@xyflow/react'
import { useMemo } from 'react'
import { type Curve, curveBetween } from '../../design/wires'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from '../edits/auto-layout'

/** The course of a wire, beside its counterpart if it is one of a pair; it follows what is at both ends as it is dragged. */
export function useCurve(source: string, target: string, isPaired: boolean): Curve | null {
  const from = useInternalNode(source)
  const to = useInternalNode(target)
  const corners = from && to ? [...placeOf(from), ...placeOf(to)].join(' ') : ''
  return useMemo(() => {
    const [x0, y0, width0, height0, x1, y1, width1, height1] = corners.split(' ').map(Number)
    if (x0 === undefined || y0 === undefined || width0 === undefined || height0 === undefined) return null
    if (x1 === undefined || y1 === undefined || width1 === undefined || height1 === undefined) return null
    return curveBetween(
      { x: x0, y: y0, width: width0, height: height0 },
      { x: x1, y: y1, width: width1, height: height1 },
      isPaired,
    )
  }, [corners, isPaired])
}

/** Corner and size of what is drawn. */
export function placeOf({ internals, measured }: InternalNode): [number, number, number, number] {
  const { x, y } = internals.positionAbsolute
  return [x, y, measured.width ?? BLOCK_WIDTH, measured.height ?? BLOCK_HEIGHT]
}
