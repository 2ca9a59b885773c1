/** What a press of the mouse selects, where React Flow would do otherwise. */
import { useView, viewStore } from '../stores/view'
import { marksPart } from './marks-part'
import { selectNodes } from './use-flow'

/** The pane, and what stands within it: blocks, wires, and the frame around several. The nearest says what was meant. */
const WITHIN_THE_PANE = '.react-flow__pane, .react-flow__node, .react-flow__edge, .react-flow__nodesselection'

/** What a menu is asked for is selected, unless it belongs to the selection already; on the empty canvas nothing is. */
export function selectUnder(target: EventTarget): void {
  const element = target instanceof Element ? target : null
  const node = element?.closest<HTMLElement>('.react-flow__node')?.dataset['id']
  const edge = element?.closest<SVGElement>('.react-flow__edge')?.dataset['id']
  const { blocks, connections, marks } = useView.getState().selection
  const wires = edge === undefined ? [] : (marksPart()?.draw.connectionsOfEdge(edge) ?? [edge])
  if (node !== undefined && ![...blocks, ...marks].includes(node)) selectNodes([node])
  else if (wires.some((wire) => !connections.includes(wire))) viewStore.select([], wires)
  else if (element?.closest(WITHIN_THE_PANE)?.matches('.react-flow__pane')) viewStore.selectNothing()
}

/** Leaves this one selected of several; React Flow leaves them all, for they may be about to be dragged. */
export function selectAlone(id: string): void {
  const { blocks, connections, marks } = useView.getState().selection
  if (blocks.length + connections.length + marks.length > 1) selectNodes([id])
}
