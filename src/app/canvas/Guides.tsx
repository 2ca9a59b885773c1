import { useStoreApi, useViewport, ViewportPortal } from '@xyflow/react'
import { useEffect } from 'react'
import type { Box } from '../../design/wires'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from '../edits/auto-layout'
import { setAligner } from './drag'
import type { FlowNode } from './flow-types'
import { inLine, useGuides } from './guides'
import './guides.css'

/** [px on screen] how near a block has to come to be drawn in line. */
const REACH = 6

function boxOf({ position, measured }: FlowNode, { x, y } = position): Box {
  return { x, y, width: measured?.width ?? BLOCK_WIDTH, height: measured?.height ?? BLOCK_HEIGHT }
}

/** Lines between blocks that stand in line, while one of them is dragged. */
export function Guides() {
  const guides = useGuides((state) => state.guides)
  const { zoom } = useViewport()
  const flow = useStoreApi()
  useEffect(() => {
    setAligner((id, position, nodes) => {
      const others = nodes.filter((node) => node.id !== id).map((node) => boxOf(node))
      const dragged = nodes.find((node) => node.id === id)
      if (!dragged) return position
      const { place, guides: found } = inLine(boxOf(dragged, position), others, REACH / flow.getState().transform[2])
      useGuides.setState({ guides: found })
      return place
    })
    const clear = (): void => useGuides.setState({ guides: [] })
    window.addEventListener('pointerup', clear)
    window.addEventListener('pointercancel', clear)
    return () => {
      window.removeEventListener('pointerup', clear)
      window.removeEventListener('pointercancel', clear)
    }
  }, [flow])
  const thickness = 1 / zoom
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <span
          key={axis}
          className="guide"
          data-axis={axis}
          style={{
            transform: axis === 'x' ? `translate(${at}px, ${from - 12}px)` : `translate(${from - 12}px, ${at}px)`,
            width: axis === 'x' ? thickness : to - from + 24,
            height: axis === 'x' ? to - from + 24 : thickness,
          }}
        />
      ))}
    </ViewportPortal>
  )
}
