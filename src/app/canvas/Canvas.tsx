import {
  Background,
  BackgroundVariant,
  type FinalConnectionState,
  MiniMap,
  type OnConnectStartParams,
  type OnNodeDrag,
  Panel,
  ReactFlow,
  type ReactFlowInstance,
  ReactFlowProvider,
  useStore,
  useStoreApi,
} from '@xyflow/react'
import { t } from '../i18n/language'
import '@xyflow/react/dist/base.css'
import { type ComponentProps, type DragEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import { perform } from '../actions/action'
import { GRID, moveBlocks } from '../edits/blocks'
import type { Point } from '../edits/point'
import { saidOf } from '../edits/said'
import { openFile } from '../library/files'
import { designStore, useDesign } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { classNames } from '../ui/class-names'
import { BlockNode } from './BlockNode'
import { CanvasTools } from './CanvasTools'
import { ConnectionEdge, type ConnectionEdgeType } from './ConnectionEdge'
import { beginDrag, DRAGGED_KIND, endDrag } from './drag'
import type { FlowNode } from './flow-types'
import { keepClicksElsewhere } from './keep-clicks'
import { marksPart } from './marks-part'
import { connectBlocks, placeBlock } from './placing'
import { selectAlone, selectUnder } from './select'
import { selectNodes, useFlow } from './use-flow'
import { useViewport } from './use-viewport'
import { fitPadding } from './viewport'
import { mayConnect, startWiring, stopWiring, useConnectRequest, useWiring } from './wiring'
import './canvas.css'
import { deferred } from '../ui/deferred'

type Flow = ReactFlowInstance<FlowNode, ConnectionEdgeType>

const Particles = deferred(() => import('./Particles').then((module) => module.Particles))
const EmptyCanvas = deferred(() => import('./EmptyCanvas').then((module) => module.EmptyCanvas))
const ContextMenu = deferred(() => import('./ContextMenu').then((module) => module.ContextMenu))
const Guides = deferred(() => import('./Guides').then((module) => module.Guides))
const GroupNode = deferred(() => import('./marks/GroupNode').then((module) => module.GroupNode))
const CommentNode = deferred(() => import('./marks/CommentNode').then((module) => module.CommentNode))
const NODE_TYPES = { block: BlockNode, group: GroupNode, comment: CommentNode }
const EDGE_TYPES = { connection: ConnectionEdge }
/** Below this zoom blocks show their names alone, large. */
const FAR = 0.5
const SNAP: [number, number] = [GRID, GRID]
const ADD_KEYS = ['Meta', 'Control', 'Shift']

keepClicksElsewhere()

export function Canvas() {
  return (
    <ReactFlowProvider>
      <CanvasFlow />
    </ReactFlowProvider>
  )
}

function CanvasFlow() {
  const { nodes, edges, onNodesChange, onEdgesChange, putBack } = useFlow()
  const [flow, setFlow] = useState<Flow | null>(null)
  const [isDragging, setDragging] = useState(false)
  const [menuAt, setMenuAt] = useState<Point | null>(null)
  const [ariaLabels] = useState(wordsForFlow)
  const [fit] = useState(() => ({ padding: fitPadding(), maxZoom: 1, minZoom: 0.2 }))
  const root = useRef<HTMLDivElement>(null)
  const isSnapping = useView((state) => state.isSnapping)
  const isMinimapShown = useView((state) => state.isMinimapShown)
  const theme = useView((state) => state.resolvedTheme)
  const isEmpty = useDesign((state) => state.design.blocks.length === 0)
  const isFar = useStore(({ transform }) => transform[2] < FAR)
  const store = useStoreApi()
  useViewport(flow, root)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: blocks and wires inside have the focus; this hears their keys
    <div
      ref={root}
      className={classNames('canvas', isFar && 'canvas--far')}
      data-testid={TID.canvas}
      onKeyDown={selectByKey}
      onContextMenu={(event) => {
        event.preventDefault()
        selectUnder(event.target)
        setMenuAt({ x: event.clientX, y: event.clientY })
      }}
      onDragOver={allowDrop}
      onDrop={(event) => dropOn(event, flow)}
    >
      <ReactFlow<FlowNode, ConnectionEdgeType>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onInit={setFlow}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStart={(_, __, dragged) => {
          beginDrag()
          marksPart()?.drag.beginMarkDrag(dragged, nodes)
          setDragging(true)
        }}
        onSelectionDragStart={(_, dragged) => marksPart()?.drag.beginMarkDrag(dragged, nodes)}
        onNodeDragStop={(event, _, dragged) => finishDrag(event, dragged, putBack)}
        onSelectionDragStop={(event, dragged) => finishDrag(event, dragged, putBack)}
        onConnect={({ source, target }) => connectBlocks(source, target)}
        onConnectStart={beginWire}
        onConnectEnd={(event, state) => endWire(event, state, flow)}
        onClickConnectStart={beginWire}
        onClickConnectEnd={endTapOnPort}
        isValidConnection={({ source, target }) => mayConnect(designStore.get(), source, target)}
        onEdgeMouseEnter={(_, edge) => showLabel(root.current, edge.id, true)}
        onEdgeMouseLeave={(_, edge) => showLabel(root.current, edge.id, false)}
        onNodeClick={({ target, shiftKey, ctrlKey, metaKey }, node) => {
          // A port says itself what a tap on it means.
          if (target instanceof Element && target.closest('.react-flow__handle')) return
          if (!shiftKey && !ctrlKey && !metaKey) selectAlone(node.id)
          if (endTap(node.id)) store.setState({ connectionClickStartHandle: null })
        }}
        onNodeDoubleClick={rename}
        onPaneClick={() => {
          stopWiring()
          store.setState({ connectionClickStartHandle: null })
          viewStore.selectNothing()
        }}
        ariaLabelConfig={ariaLabels}
        colorMode={theme}
        minZoom={0.1}
        maxZoom={4}
        fitView
        fitViewOptions={fit}
        snapToGrid={isSnapping}
        snapGrid={SNAP}
        connectionRadius={36}
        nodeDragThreshold={3}
        deleteKeyCode={null}
        multiSelectionKeyCode={ADD_KEYS}
        selectionKeyCode="Shift"
        panActivationKeyCode="Space"
        zoomOnDoubleClick={false}
        disableKeyboardA11y
        attributionPosition="bottom-center"
        elevateNodesOnSelect={false}
      >
        <Background variant={BackgroundVariant.Dots} gap={GRID} size={1.25} />
        <Particles />
        {isDragging && <Guides />}
        {isMinimapShown && !isEmpty && (
          <MiniMap
            className="minimap"
            data-testid={TID.minimap}
            ariaLabel={t('Overview of the design')}
            pannable
            zoomable
            nodeBorderRadius={6}
            nodeClassName={({ type }) => `minimap__${type}`}
          />
        )}
        <Panel position="bottom-left">
          <CanvasTools />
        </Panel>
        {isEmpty && <EmptyCanvas />}
      </ReactFlow>
      {menuAt && <ContextMenu key={`${menuAt.x} ${menuAt.y}`} at={menuAt} onClose={() => setMenuAt(null)} />}
    </div>
  )
}

/** What React Flow itself says to screen readers. */
function wordsForFlow(): NonNullable<ComponentProps<typeof ReactFlow>['ariaLabelConfig']> {
  const keys = t('Enter or Space selects, Delete removes, Escape cancels.')
  return {
    'node.a11yDescription.default': keys,
    'edge.a11yDescription.default': keys,
    'handle.ariaLabel': t('Port'),
  }
}

function beginWire(_: unknown, { nodeId, handleType }: OnConnectStartParams): void {
  if (nodeId) startWiring(nodeId, handleType !== 'target')
}

/** After a tap on a port a tap on a block ends the wire there. */
function endTap(id: string): boolean {
  const { anchor, isOutgoing } = useWiring.getState()
  if (anchor === null) return false
  stopWiring()
  connect(anchor, id, isOutgoing)
  return true
}

/** The second of two taps on ports: where it ends no wire by itself. On the same port it calls the wire off. */
function endTapOnPort({ target }: globalThis.MouseEvent | TouchEvent): void {
  const port = target instanceof Element ? target.closest('.react-flow__handle') : null
  const id = port?.closest<HTMLElement>('.react-flow__node-block')?.dataset['id']
  const { anchor, isOutgoing, ends } = useWiring.getState()
  const isLike = port?.classList.contains('source') === isOutgoing
  const isDone = id !== undefined && !isLike && ends.has(id)
  if (id === undefined || isDone || (isLike && id === anchor)) stopWiring()
  else endTap(id)
}

/** [px] a wire let go nearer to its port than this was not meant. */
const SLIP = 40

/** A wire let go over a block's body ends at its port; over nothing it asks what should stand there. */
function endWire(event: globalThis.MouseEvent | TouchEvent, state: FinalConnectionState, flow: Flow | null): void {
  stopWiring()
  if (state.isValid || !state.fromNode || !flow) return
  const point = 'clientX' in event ? event : event.changedTouches[0]
  if (!point) return
  const under = document.elementFromPoint(point.clientX, point.clientY)
  const from = state.fromNode.id
  const over = under?.closest<HTMLElement>('.react-flow__node-block')?.dataset['id'] ?? state.toNode?.id
  const isOutgoing = state.fromHandle?.type !== 'target'
  const at = flow.screenToFlowPosition({ x: point.clientX, y: point.clientY }, { snapToGrid: false })
  if (over) {
    if (over !== from || Math.hypot(at.x - state.from.x, at.y - state.from.y) > SLIP) connect(from, over, isOutgoing)
  } else if (isOutgoing && under?.closest('.react-flow__pane')) {
    viewStore.select([from])
    useConnectRequest.setState({ direction: null, at })
    viewStore.openDialog('connect')
  }
}

function connect(anchor: string, other: string, isOutgoing: boolean): void {
  if (isOutgoing) connectBlocks(anchor, other)
  else connectBlocks(other, anchor)
}

/** One step for the whole drag; with Alt held, copies are left where they were dropped. */
function finishDrag(
  event: Parameters<OnNodeDrag<FlowNode>>[0] | MouseEvent,
  dragged: readonly FlowNode[],
  putBack: () => void,
): void {
  const places = endDrag(dragged)
  const part = marksPart()
  if (part?.drag.isHolding()) {
    if (!event.altKey) return part.drag.endMarkDrag(places)
    const { ids, offset } = part.drag.dropMarkDrag(places)
    void import('../actions/clipboard').then(({ duplicateParts }) => duplicateParts(ids, offset))
    return putBack()
  }
  const [first] = dragged
  const start = first?.type === 'block' ? first.data.block.position : undefined
  if (!event.altKey || !first || !start) {
    const label = `Move ${saidOf(designStore.get(), places.keys())}`
    designStore.commit(label, (design) => moveBlocks(design, places))
    return
  }
  const offset = { x: first.position.x - start.x, y: first.position.y - start.y }
  void import('../actions/clipboard').then(({ duplicateParts }) => duplicateParts([...places.keys()], offset))
  putBack()
}

/** Enter and Space select what has the focus; with Shift or Control it is added to the selection. */
function selectByKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' && event.key !== ' ') return
  if (!(event.target instanceof Element)) return
  const node = event.target.closest<HTMLElement>('.react-flow__node')
  const edge = event.target.closest<SVGElement>('.react-flow__edge')
  const id = node?.dataset['id'] ?? edge?.dataset['id']
  if (id === undefined || (event.key === 'Enter' && event.shiftKey)) return
  event.preventDefault()
  const { blocks, connections, marks } = useView.getState().selection
  const isAdding = event.shiftKey || event.ctrlKey || event.metaKey
  if (event.key === 'Enter' && !isAdding && marks.length === 1 && marks[0] === id) return rename()
  const kept = isAdding ? [...blocks, ...marks] : []
  if (node) return selectNodes(new Set([...kept, id]), isAdding ? connections : [])
  const wires = marksPart()?.draw.connectionsOfEdge(id) ?? [id]
  selectNodes(kept, isAdding ? [...new Set([...connections, ...wires])] : wires)
}

/** Another name for what is selected; of a comment, another text. */
function rename(): void {
  void import('../actions/registry').then(({ actionOf }) => perform(actionOf('rename')))
}

function allowDrop(event: DragEvent): void {
  const { types } = event.dataTransfer
  if (!types.includes(DRAGGED_KIND) && !types.includes('Files')) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
}

function dropOn(event: DragEvent, flow: Flow | null): void {
  const kind = event.dataTransfer.getData(DRAGGED_KIND)
  const [file] = event.dataTransfer.files
  if (kind && flow) {
    event.preventDefault()
    placeBlock(kind, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }))
  } else if (file) {
    event.preventDefault()
    void openFile(file)
  }
}

function showLabel(root: HTMLElement | null, id: string, isShown: boolean): void {
  root?.querySelector(`[data-wire="${CSS.escape(id)}"]`)?.classList.toggle('wire-label--hovered', isShown)
}
