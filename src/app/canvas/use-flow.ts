/** What React Flow draws, derived from the design and the selection. Dragging stays local and is committed once. */

import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { blockOf } from '../../blocks/registry'
import type { Block, Connection, Design } from '../../design/design'
import { nameOf } from '../../design/names'
import type { Point } from '../edits/point'
import { t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import { inSentence } from '../ui/words'
import type { BlockNodeType } from './BlockNode'
import type { ConnectionEdgeType } from './ConnectionEdge'
import { drawInLine } from './drag'
import { glide, takesGlide } from './glide'

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

function nodesOf(design: Design, selected: readonly string[], before: readonly BlockNodeType[]): BlockNodeType[] {
  const known = new Map(before.map((node) => [node.id, node]))
  const chosen = new Set(selected)
  return design.blocks.map((block) => nodeOf(block, chosen.has(block.id), known.get(block.id)))
}

export function useFlow() {
  const design = useDesign((state) => state.design)
  const selection = useView((state) => state.selection)
  const [nodes, setNodes] = useState<BlockNodeType[]>(() => nodesOf(design, selection.blocks, []))
  const shown = useRef(nodes)
  useLayoutEffect(() => {
    shown.current = nodes
  }, [nodes])
  useLayoutEffect(() => {
    const goal = (before: readonly BlockNodeType[]): BlockNodeType[] => nodesOf(design, selection.blocks, before)
    if (!takesGlide()) return setNodes(goal)
    const starts = new Map(shown.current.map(({ id, position }) => [id, position]))
    return glide((part) => setNodes((before) => goal(before).map((node) => onTheWay(node, starts.get(node.id), part))))
  }, [design, selection.blocks])

  const edges = useMemo(() => {
    const chosen = new Set(selection.connections)
    const names = new Map(design.blocks.map((block) => [block.id, nameOf(block)]))
    return design.connections.map((connection) => edgeOf(connection, chosen.has(connection.id), names))
  }, [design.blocks, design.connections, selection.connections])

  const onNodesChange = useCallback((changes: NodeChange<BlockNodeType>[]) => {
    const { blocks, connections } = useView.getState().selection
    const next = selectedAfter(blocks, changes)
    if (next) viewStore.select(next, connections)
    const local = changes.filter(({ type }) => type === 'position' || type === 'dimensions')
    drawInLine(local, shown.current)
    if (local.length > 0) setNodes((before) => applyNodeChanges(local, before))
  }, [])

  const onEdgesChange = useCallback((changes: EdgeChange<ConnectionEdgeType>[]) => {
    const { blocks, connections } = useView.getState().selection
    const next = selectedAfter(connections, changes)
    if (next) viewStore.select(blocks, next)
  }, [])

  /** Puts nodes back where the design has them. */
  const putBack = useCallback(() => {
    const { design: present } = useDesign.getState()
    setNodes((before) => nodesOf(present, useView.getState().selection.blocks, before))
  }, [])

  return { nodes, edges, onNodesChange, onEdgesChange, putBack }
}

function onTheWay(node: BlockNodeType, start: Point | undefined, part: number): BlockNodeType {
  if (!start || part === 1) return node
  const { x, y } = node.position
  return { ...node, position: { x: start.x + (x - start.x) * part, y: start.y + (y - start.y) * part } }
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
