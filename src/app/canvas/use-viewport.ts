import type { ReactFlowInstance } from '@xyflow/react'
import { type RefObject, useEffect } from 'react'
import type { Point } from '../edits/point'
import type { ConnectionEdgeType } from './ConnectionEdge'
import type { FlowNode } from './flow-types'
import { FIT_PADDING, setViewport } from './viewport'

/** Lets commands elsewhere steer the canvas while it is there. */
export function useViewport(
  flow: ReactFlowInstance<FlowNode, ConnectionEdgeType> | null,
  root: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (!flow) return
    const duration = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180)
    const box = (): DOMRect => root.current?.getBoundingClientRect() ?? new DOMRect()
    const centre = (): Point => {
      const { left, top, width, height } = box()
      return flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 }, { snapToGrid: false })
    }
    setViewport({
      zoomIn: () => void flow.zoomIn({ duration: duration() }),
      zoomOut: () => void flow.zoomOut({ duration: duration() }),
      zoomTo: (zoom) => void flow.zoomTo(zoom, { duration: duration() }),
      fit: (ids) =>
        void flow.fitView({
          padding: FIT_PADDING,
          maxZoom: ids ? 1.5 : 1,
          duration: duration(),
          ...(ids ? { nodes: ids.map((id) => ({ id })) } : {}),
        }),
      centre,
      read: () => ({ centre: centre(), zoom: flow.getZoom() }),
      lookAt: ({ x, y }, zoom) => void flow.setCenter(x, y, { zoom }),
      reveal: (id) => {
        const node = flow.getNode(id)
        if (!node) return
        const { left, top, right, bottom } = box()
        const from = flow.flowToScreenPosition(node.position)
        const to = flow.flowToScreenPosition({ x: node.position.x + 176, y: node.position.y + 92 })
        if (from.x >= left && from.y >= top && to.x <= right && to.y <= bottom) return
        void flow.setCenter(node.position.x + 88, node.position.y + 46, { zoom: flow.getZoom(), duration: duration() })
      },
      focus: (id) => {
        requestAnimationFrame(() => {
          const escaped = CSS.escape(id)
          root.current
            ?.querySelector<HTMLElement>(
              `.react-flow__node[data-id="${escaped}"], .react-flow__edge[data-id="${escaped}"]`,
            )
            ?.focus()
        })
      },
    })
    return () => setViewport(null)
  }, [flow, root])
}
