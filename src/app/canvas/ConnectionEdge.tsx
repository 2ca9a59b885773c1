import {
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  type InternalNode,
  useInternalNode,
  useStore,
} from '@xyflow/react'
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { Connection } from '../../design/design'
import { arrowOf, type Curve, curveBetween, labelPlace, pathOf, pointOn } from '../../design/wires'
import { BLOCK_HEIGHT, BLOCK_WIDTH } from '../edits/auto-layout'
import { t } from '../i18n/language'
import { liveFigures } from '../stores/live-figures'
import { TID } from '../test-ids'
import { classNames } from '../ui/class-names'
import { formatRate, formatShare } from '../ui/format'
import { breakerStateOf, breakerWords, connectionColumn, wireStep } from './breaker'
import { curves } from './geometry'

export type ConnectionEdgeType = Edge<{ connection: Connection }, 'connection'>

/** [px] widths of the pill by state. */
const PILL_WIDTHS = { closed: 30, open: 88, 'half-open': 98 } as const

/** One connection: width by rate, colour only when something fails, its breaker as a pill. */
export const ConnectionEdge = memo(function ConnectionEdge({
  id,
  data,
  source,
  target,
  selected,
}: EdgeProps<ConnectionEdgeType>) {
  const curve = useCurve(source, target)
  const wire = useRef<SVGGElement>(null)
  useLayoutEffect(() => {
    if (!curve) return
    curves.set(id, curve)
    return () => void curves.delete(id)
  }, [id, curve])
  const isDrawn = curve !== null
  const hasBreaker = data !== undefined && data.connection.params.breaker !== null
  const place = usePlace(id, curve, hasBreaker)
  useEffect(() => (wire.current && isDrawn ? keepWire(wire.current, id) : undefined), [id, isDrawn])
  if (!curve) return null
  const path = pathOf(curve)
  return (
    <g ref={wire} className={classNames('wire', selected && 'wire--selected')} data-testid={TID.connection + id}>
      <path className="wire__hit react-flow__edge-interaction" d={path} />
      <path className="wire__line" d={path} />
      <path className="wire__head" d={arrowOf(curve)} />
      {hasBreaker && <Leader curve={curve} place={place} />}
      <EdgeLabelRenderer>
        <WireLabels id={id} place={place} hasBreaker={hasBreaker} isSelected={selected === true} />
      </EdgeLabelRenderer>
    </g>
  )
})

/** The course of the wire, which follows both blocks as they are dragged. */
function useCurve(source: string, target: string): Curve | null {
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
    )
  }, [corners])
}

function placeOf({ internals, measured }: InternalNode): [number, number, number, number] {
  const { x, y } = internals.positionAbsolute
  return [x, y, measured.width ?? BLOCK_WIDTH, measured.height ?? BLOCK_HEIGHT]
}

interface WireLabelsProps {
  id: string
  /** Middle of the label, as two numbers. */
  place: string
  hasBreaker: boolean
  isSelected: boolean
}

function WireLabels({ id, place, hasBreaker, isSelected }: WireLabelsProps) {
  const root = useRef<HTMLDivElement>(null)
  const [x, y] = place.split(' ')
  useEffect(() => (root.current ? keepLabels(root.current, id) : undefined), [id])
  return (
    <div
      ref={root}
      className={classNames('wire-label', isSelected && 'wire-label--shown')}
      data-wire={id}
      style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
    >
      {hasBreaker && (
        <span className="breaker" data-state="closed" data-testid={TID.breaker + id}>
          <BreakerShape />
          <span className="breaker__word">{t('Closed##breaker')}</span>
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

/** Ties a pill to its wire where it had to step aside. */
function Leader({ curve, place }: { curve: Curve; place: string }) {
  const [x = 0, y = 0] = place.split(' ').map(Number)
  const [fromX, fromY] = pointOn(curve, 0.5)
  if (Math.abs(x - fromX) < 1 && Math.abs(y - fromY) < 24) return null
  return <path className="wire__leader" d={`M${fromX} ${fromY}L${x} ${y}`} />
}

/** The place of a label as text, so that it changes only when the label moves. */
function usePlace(id: string, curve: Curve | null, hasBreaker: boolean): string {
  const subscribe = useCallback((listener: () => void) => liveFigures.subscribeConnection(id, listener), [id])
  const state = useSyncExternalStore(subscribe, () => breakerStateOf(liveFigures.connection(id)) ?? 'closed')
  return useStore((flow) => {
    if (!curve) return ''
    // What is shown on hover only may stand anywhere; what is always there must not cover a block.
    if (!hasBreaker) return inPixels(pointOn(curve, 0.5))
    const blocks = [...flow.nodeLookup.values()].map((node) => {
      const [x, y, width, height] = placeOf(node)
      return { x, y, width, height }
    })
    return inPixels(labelPlace(curve, PILL_WIDTHS[state], 20, blocks))
  })
}

function inPixels([x, y]: readonly [number, number]): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
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
    const failing = errors >= 0.001 ? `, ${t('{share} failed', { share: formatShare(errors) })}` : ''
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
