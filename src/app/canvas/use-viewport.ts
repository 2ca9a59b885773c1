import type { ReactFlowInstance } from '@xyflow/react'
import { type RefObject, useEffect } from 'react'
import type { Box } from '../../design/wires'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from '../edits/auto-layout'
import type { Point } from '../edits/point'
import { roomNow } from '../shell/use-width'
import { useDesign } from '../stores/design'
import type { ConnectionEdgeType } from './ConnectionEdge'
import type { FlowNode } from './flow-types'
import { fitPadding, setViewport, viewport } from './viewport'

/** [px] along the edge of the canvas, where nothing new is put. */
const EDGE = 12
/** [px] the same below where the bar of the selection will be. */
const EDGE_OF_BARS = 112
/** [px] the same on the right where the inspector lies over the canvas when a block is selected. */
const EDGE_OF_SHEET = 348
/** What lies over the canvas and would hide something new. */
const OVER_CANVAS = '.canvas .react-flow__panel, .tour-offer'

/** [px] by which it may lie over a block. */
const HAIR = 6

function panels(): DOMRect[] {
  return [...document.querySelectorAll(OVER_CANVAS)].map((element) => element.getBoundingClientRect())
}

/** Lets commands elsewhere steer the canvas while it is there, and shows all of another design that is opened. */
export function useViewport(
  flow: ReactFlowInstance<FlowNode, ConnectionEdgeType> | null,
  root: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (!flow) return
    const duration = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180)
    const box = (): DOMRect => root.current?.getBoundingClientRect() ?? new DOMRect()
    /** The canvas without its edge, where nothing should stand. */
    const clear = (): DOMRect => {
      const { x, y, width, height } = box()
      const room = roomNow()
      const below = room === 'wide' ? EDGE : EDGE_OF_BARS
      const aside = room === 'narrow' ? EDGE_OF_SHEET : EDGE
      return new DOMRect(x + EDGE, y + EDGE, width - EDGE - aside, height - EDGE - below)
    }
    const centre = (): Point => {
      const { left, top, width, height } = box()
      return flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 }, { snapToGrid: false })
    }
    setViewport({
      zoomIn: () => void flow.zoomIn({ duration: duration() }),
      zoomOut: () => void flow.zoomOut({ duration: duration() }),
      zoomTo: (zoom) => void flow.zoomTo(zoom, { duration: duration() }),
      fit: (ids) => {
        if (flow.getNodes().length === 0) return void flow.setCenter(0, 0, { zoom: 1 })
        void flow.fitView({
          padding: fitPadding(),
          maxZoom: ids ? 1.5 : 1,
          duration: duration(),
          ...(ids ? { nodes: ids.map((id) => ({ id })) } : {}),
        })
      },
      centre,
      seen: () => {
        const boxOf = ({ left, top, right, bottom }: DOMRect): Box => {
          const from = flow.screenToFlowPosition({ x: left, y: top }, { snapToGrid: false })
          const to = flow.screenToFlowPosition({ x: right, y: bottom }, { snapToGrid: false })
          return { ...from, width: to.x - from.x, height: to.y - from.y }
        }
        return {
          box: boxOf(clear()),
          covered: panels().map(boxOf),
        }
      },
      read: () => ({ centre: centre(), zoom: flow.getZoom() }),
      lookAt: ({ x, y }, zoom) => void flow.setCenter(x, y, { zoom }),
      reveal: (id) => {
        const node = flow.getNode(id)
        if (!node) return
        const { x, y } = node.position
        const { width = BLOCK_WIDTH, height = BLOCK_HEIGHT } = node.measured ?? {}
        const from = flow.flowToScreenPosition({ x, y })
        const to = flow.flowToScreenPosition({ x: x + width, y: y + height })
        const { left, top, right, bottom: edge } = clear()
        const hiding = panels().filter(
          (panel) =>
            panel.left < to.x - HAIR && panel.right > from.x + HAIR && panel.top < to.y - HAIR && panel.bottom > from.y,
        )
        const bottom = Math.min(edge, ...hiding.map((panel) => panel.top - EDGE))
        const by = { x: shift(from.x, to.x, left, right), y: shift(from.y, to.y, top, bottom) }
        if (by.x === 0 && by.y === 0) return
        // A little further the rest stays in sight; far away there is nothing to keep.
        const isNear = Math.abs(by.x) < (right - left) / 2 && Math.abs(by.y) < (bottom - top) / 2
        const { zoom, ...corner } = flow.getViewport()
        if (isNear) {
          void flow.setViewport({ x: corner.x + by.x, y: corner.y + by.y, zoom }, { duration: duration() })
        } else void flow.setCenter(x + width / 2, y + height / 2, { zoom, duration: duration() })
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
    const stop = useDesign.subscribe(({ opening }, before) => {
      if (opening === before.opening) return
      // The canvas shows the new blocks in the next frame and knows their sizes in the one after it.
      requestAnimationFrame(() => requestAnimationFrame(() => viewport()?.fit()))
    })
    const rest = root.current
      ? keepFitted(root.current, () => void flow.fitView({ padding: fitPadding(), maxZoom: 1 }))
      : null
    return () => {
      stop()
      rest?.()
      setViewport(null)
    }
  }, [flow, root])
}

/**
 * Shows all of a design again when the canvas has got another size, by a banner, a panel or the window, for as long as nobody has
 * touched it or the design since it was opened. Returns how to stop.
 */
function keepFitted(canvas: HTMLElement, fit: () => void): () => void {
  let isTouched = false
  const touch = (): void => {
    isTouched = true
  }
  const stop = useDesign.subscribe(({ opening, design }, before) => {
    if (opening !== before.opening) isTouched = false
    else if (design.blocks !== before.design.blocks) isTouched = true
  })
  let { clientWidth: width, clientHeight: height } = canvas
  const observer = new ResizeObserver(() => {
    const { clientWidth, clientHeight } = canvas
    if (clientWidth === width && clientHeight === height) return
    ;[width, height] = [clientWidth, clientHeight]
    // React Flow measures itself in the same round.
    if (!isTouched && width * height > 0) requestAnimationFrame(fit)
  })
  observer.observe(canvas)
  const events = ['pointerdown', 'wheel', 'keydown'] as const
  for (const type of events) canvas.addEventListener(type, touch, { capture: true, passive: true })
  return () => {
    stop()
    observer.disconnect()
    for (const type of events) canvas.removeEventListener(type, touch, { capture: true })
  }
}

/** How far a stretch has to be moved to lie between two limits; 0 when it does. */
function shift(start: number, end: number, from: number, to: number): number {
  if (start < from) return from - start
  return end > to ? to - end : 0
}
