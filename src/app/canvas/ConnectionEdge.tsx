import { type Edge, EdgeLabelRenderer, type EdgeProps, useStore } from '@xyflow/react'
import { memo, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Connection } from '../../design/design'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from '../../design/layout'
import { liveFigures } from '../stores/live-figures'
import { TID } from '../test-ids'
import { classNames } from '../ui/class-names'
import { formatRate, formatShare } from '../ui/format'
import { breakerStateOf, breakerWords, connectionColumn, wireStep } from './breaker'
import { type Curve, curveBetween, curves, labelPlace, pathOf } from './geometry'

export type ConnectionEdgeType = Edge<{ connection: Connection }, 'connection'>

/** One connection: width by rate, colour only when something fails, its breaker as a pill. */
export const ConnectionEdge = memo(function ConnectionEdge({
  id,
  data,
  sourceX,
  sourceY,
  targetX,
  targetY,
  selected,
}: EdgeProps<ConnectionEdgeType>) {
  const curve = useMemo(() => curveBetween(sourceX, sourceY, targetX, targetY), [sourceX, sourceY, targetX, targetY])
  const wire = useRef<SVGGElement>(null)
  useLayoutEffect(() => {
    curves.set(id, curve)
    return () => void curves.delete(id)
  }, [id, curve])
  useEffect(() => (wire.current ? keepWire(wire.current, id) : undefined), [id])
  const hasBreaker = data !== undefined && data.connection.params.breaker !== null
  const path = pathOf(curve)
  return (
    <g ref={wire} className={classNames('wire', selected && 'wire--selected')} data-testid={TID.connection + id}>
      <path className="wire__hit react-flow__edge-interaction" d={path} />
      <path className="wire__line" d={path} />
      <EdgeLabelRenderer>
        <WireLabels id={id} curve={curve} hasBreaker={hasBreaker} isSelected={selected === true} />
      </EdgeLabelRenderer>
    </g>
  )
})

interface WireLabelsProps {
  id: string
  curve: Curve
  hasBreaker: boolean
  isSelected: boolean
}

function WireLabels({ id, curve, hasBreaker, isSelected }: WireLabelsProps) {
  const root = useRef<HTMLDivElement>(null)
  const place = usePlace(curve, hasBreaker ? 92 : 84)
  useEffect(() => (root.current ? keepLabels(root.current, id) : undefined), [id])
  return (
    <div
      ref={root}
      className={classNames('wire-label', isSelected && 'wire-label--shown')}
      data-wire={id}
      style={{ transform: `translate(-50%, -50%) translate(${place})` }}
    >
      {hasBreaker && (
        <span className="breaker" data-state="closed" data-testid={TID.breaker + id}>
          <BreakerShape />
          <span className="breaker__word">Closed</span>
        </span>
      )}
      <span className="wire-label__rate" data-empty="true" />
    </div>
  )
}

/** A contact that is shut, apart, or ajar. */
function BreakerShape() {
  return (
    <svg className="breaker__shape" viewBox="0 0 14 8" width="14" height="8" aria-hidden>
      <circle cx="2.2" cy="4" r="1.6" />
      <circle cx="11.8" cy="4" r="1.6" />
      <line className="breaker__arm" x1="2.2" y1="4" x2="11.8" y2="4" />
    </svg>
  )
}

/** The place of a label as text, which changes only when it moves. */
function usePlace(curve: Curve, width: number): string {
  return useStore((state) => {
    const blocks = [...state.nodeLookup.values()].map((node) => ({
      x: node.internals.positionAbsolute.x,
      y: node.internals.positionAbsolute.y,
      width: node.measured.width ?? BLOCK_WIDTH,
      height: node.measured.height ?? BLOCK_HEIGHT,
    }))
    const [x, y] = labelPlace(curve, width, 20, blocks)
    return `${x.toFixed(1)}px, ${y.toFixed(1)}px`
  })
}

function keepWire(wire: SVGGElement, id: string): () => void {
  const update = (): void => {
    const row = liveFigures.connection(id)
    const calls = row ? connectionColumn(row, 'callsPerSecond') : 0
    const isCut = row !== null && connectionColumn(row, 'isPartitioned') > 0
    const errors = row ? connectionColumn(row, 'errorShare') : 0
    setData(wire, 'step', wireStep(calls))
    setData(wire, 'health', isCut ? 'cut' : errors >= 0.01 ? 'failing' : 'fine')
  }
  update()
  return liveFigures.subscribeConnection(id, update)
}

function keepLabels(root: HTMLElement, id: string): () => void {
  const rate = root.querySelector<HTMLElement>('.wire-label__rate')
  let lastState = ''
  const update = (): void => {
    const row = liveFigures.connection(id)
    const pill = root.querySelector<HTMLElement>('.breaker')
    const state = breakerStateOf(row) ?? 'closed'
    if (pill) {
      setData(pill, 'state', state)
      setText(pill.querySelector('.breaker__word'), breakerWords(state, row, liveFigures.clock().nowMs))
      if (lastState !== '' && state !== lastState) moveOnce(pill)
    }
    lastState = state
    if (!rate) return
    const errors = row ? connectionColumn(row, 'errorShare') : 0
    const failing = errors >= 0.001 ? `, ${formatShare(errors)} failed` : ''
    setText(rate, row ? formatRate(connectionColumn(row, 'callsPerSecond')) + failing : '')
    setData(rate, 'empty', String(row === null))
  }
  update()
  return liveFigures.subscribeConnection(id, update)
}

/** Once, 200 ms, then at rest; not at all where motion is unwelcome. */
function moveOnce(pill: HTMLElement): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  pill.animate([{ transform: 'scale(1)' }, { transform: 'scale(1.14)' }, { transform: 'scale(1)' }], {
    duration: 200,
    easing: 'ease-out',
  })
}

function setText(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text
}

function setData(element: HTMLElement | SVGElement, name: string, value: string): void {
  if (element.dataset[name] !== value) element.dataset[name] = value
}
