/** What React Flow draws, derived from the design and the selection. Dragging stays local and is committed once. */

import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { blockOf } from '../../blocks/registry'
import type { Block, Connection, Design } from '../../design/design'
import { nameOf } from '../../design/names'
import { pairsOf } from '../../design/wires'
import type { Point } from '../edits/point'
import { t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { type Selection, useView, viewStore } from '../stores/view'
import { inSentence } from '../ui/words'
import type { BlockNodeType } from './BlockNode'
import type { ConnectionEdgeType } from './ConnectionEdge'
import { drawInLine } from './drag'
import type { FlowNode, PlacedNode } from './flow-types'
import { glide, takesGlide } from './glide'
import { marksPart, useMarksPart } from './marks-part'

function nodeOf(block: Block, isSelected: boolean, before: BlockNodeType | undefined): BlockNodeType {
  const position = block.position ?? { x: 0, y: 0 }
  const isSame =
    before?.data.block === block &&
    before.selected === isSelected &&
    before.position.x === position.x &&
    before.position.y === position.y
  if (before && isSame) return before
  return {
    ...before,
    id: block.id,
    type: 'block',
    position,
    selected: isSelected,
    data: before?.data.block === block ? before.data : { block },
    ariaLabel: `${nameOf(block)}, ${inSentence(t(blockOf(block.kind)?.name ?? block.kind))}`,
    domAttributes: { 'aria-roledescription': t('block##of a design') },
  }
}

function edgeOf(connection: Connection, isSelected: boolean, names: ReadonlyMap<string, string>): ConnectionEdgeType {
  const { id, from, to } = connection
  return {
    id,
    type: 'connection',
    source: from,
    target: to,
    selected: isSelected,
    data: { connection },
    ariaLabel: t('Connection from {name} to {name2}', { name: names.get(from) ?? from, name2: names.get(to) ?? to }),
    domAttributes: { 'aria-roledescription': t('connection') },
  }
}

/** Marks the wires that another one runs against. */
function pairUp(edges: ConnectionEdgeType[]): ConnectionEdgeType[] {
  const isPaired = pairsOf(edges.map(({ source, target }) => ({ from: source, to: target })))
  return edges.map((edge) =>
    edge.data && isPaired(edge.source, edge.target) ? { ...edge, data: { ...edge.data, isPaired: true } } : edge,
  )
}

function nodesOf(design: Design, selection: Selection, before: readonly PlacedNode[]): PlacedNode[] {
  const known = new Map(before.map((node) => [node.id, node]))
  const chosen = new Set(selection.blocks)
  const blocks = design.blocks.map((block) => {
    const old = known.get(block.id)
    return nodeOf(block, chosen.has(block.id), old?.type === 'block' ? old : undefined)
  })
  const comments = design.comments && marksPart()?.draw.commentNodes(design, new Set(selection.marks), known)
  return comments ? [...blocks, ...comments] : blocks
}

/** Selects what is drawn as nodes, each for what it is. */
export function selectNodes(ids: Iterable<string>, connections: readonly string[] = []): void {
  const all = [...ids]
  const isBlock = new Set(useDesign.getState().design.blocks.map(({ id }) => id))
  const marks = all.filter((id) => !isBlock.has(id))
  viewStore.select(marks.length === 0 ? all : all.filter((id) => isBlock.has(id)), connections, marks)
}

export function useFlow() {
  const design = useDesign((state) => state.design)
  const selection = useView((state) => state.selection)
  const part = useMarksPart(design.groups !== undefined || design.comments !== undefined)
  const [placed, setNodes] = useState<PlacedNode[]>(() => nodesOf(design, selection, []))
  const nodes = useMemo<FlowNode[]>(
    () => part?.draw.drawNodes(design, placed, new Set(selection.marks)) ?? placed,
    [part, design, placed, selection.marks],
  )
  const shown = useRef(nodes)
  useLayoutEffect(() => {
    shown.current = nodes
  }, [nodes])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the part draws comments as soon as it is there
  useLayoutEffect(() => {
    const goal = (before: readonly PlacedNode[]): PlacedNode[] => nodesOf(design, selection, before)
    if (!takesGlide()) return setNodes(goal)
    const starts = new Map(shown.current.map(({ id, position }) => [id, position]))
    return glide((part) => setNodes((before) => goal(before).map((node) => onTheWay(node, starts.get(node.id), part))))
  }, [design, selection.blocks, selection.marks, part])

  const edges = useMemo((): ConnectionEdgeType[] => {
    const chosen = new Set(selection.connections)
    const names = new Map(design.blocks.map((block) => [block.id, nameOf(block)]))
    const own = design.connections.map((connection) => edgeOf(connection, chosen.has(connection.id), names))
    return pairUp(part?.draw.drawEdges(design, own) ?? own)
  }, [part, design, selection.connections])

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    const { blocks, connections, marks } = useView.getState().selection
    const next = selectedAfter([...blocks, ...marks], changes)
    if (next) selectNodes(next, connections)
    const local = changes.filter(isLocal)
    drawInLine(
      local,
      shown.current.filter((node) => node.type === 'block' && !node.hidden),
    )
    const spread = marksPart()?.drag.spreadMoves(local, shown.current) ?? local
    if (spread.length > 0) setNodes((before) => applyNodeChanges(spread as NodeChange<PlacedNode>[], before))
  }, [])

  const onEdgesChange = useCallback((changes: EdgeChange<ConnectionEdgeType>[]) => {
    const { blocks, connections, marks } = useView.getState().selection
    const idsOf = marksPart()?.draw.connectionsOfEdge
    const each = changes.flatMap((change) =>
      change.type === 'select' && idsOf ? idsOf(change.id).map((id) => ({ ...change, id })) : [change],
    )
    const next = selectedAfter(connections, each)
    if (next) viewStore.select(blocks, next, marks)
  }, [])

  /** Puts nodes back where the design has them. */
  const putBack = useCallback(() => {
    const { design: present } = useDesign.getState()
    setNodes((before) => nodesOf(present, useView.getState().selection, before))
  }, [])

  return { nodes, edges, onNodesChange, onEdgesChange, putBack }
}

function onTheWay(node: PlacedNode, start: Point | undefined, part: number): PlacedNode {
  if (!start || part === 1) return node
  const { x, y } = node.position
  return { ...node, position: { x: start.x + (x - start.x) * part, y: start.y + (y - start.y) * part } }
}

/** Whether a change stays here until it is committed. While the canvas is panned by a drag a place may not be a number. */
function isLocal(change: NodeChange<FlowNode>): boolean {
  if (change.type !== 'position') return change.type === 'dimensions'
  const { x = 0, y = 0 } = change.position ?? {}
  return Number.isFinite(x + y)
}

type SelectionChange = { type: string; id?: string; selected?: boolean }

function selectedAfter(before: readonly string[], changes: readonly SelectionChange[]): string[] | null {
  const chosen = new Set(before)
  let hasAny = false
  for (const { type, id, selected } of changes) {
    if (type !== 'select' || id === undefined) continue
    hasAny = true
    if (selected) chosen.add(id)
    else chosen.delete(id)
  }
  return hasAny ? [...chosen] : null
}
