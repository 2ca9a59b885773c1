import { type Edge, EdgeLabelRenderer, type EdgeProps, useStore } from '@xyflow/react'
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import type { Connection } from '../../design/design'
import { arrowOf, type Curve, labelPlace, pathOf, pointOn } from '../../design/wires'
import { t } from '../i18n/language'
import { liveFigures } from '../stores/live-figures'
import { TID } from '../test-ids'
import { classNames } from '../ui/class-names'
import { formatRate, formatShare } from '../ui/format'
import { breakerStateOf, breakerWords, connectionColumn, wireStep } from './breaker'
import { curves } from './geometry'
import { placeOf, useCurve } from './use-curve'

/** A connection, or several that are drawn as one wire at a collapsed group. */
export type ConnectionEdgeType = Edge<
  {
    connection: Connection
    merged?: readonly string[]
    /** Whether another wire between the same two runs the other way. */
    isPaired?: boolean
  },
  'connection'
>

/** [px] widths of the pill by state; of a closed one with its word, which a selected wire shows; and of what a merged wire says. */
const PILL_WIDTHS = { closed: 30, open: 88, 'half-open': 98 } as const
const CLOSED_WIDTH = 74
const COUNT_WIDTH = 34
/** [px] room that a figure takes is counted in steps, so that a label stays where it is while its figure changes. */
const RATE_STEP = 32

/** One connection: width by rate, colour only when something fails, its breaker as a pill. */
export const ConnectionEdge = memo(function ConnectionEdge({
  id,
  data,
  source,
  target,
  selected,
}: EdgeProps<ConnectionEdgeType>) {
  const curve = useCurve(source, target, data?.isPaired === true)
  const merged = data?.merged
  const wire = useRef<SVGGElement>(null)
  useLayoutEffect(() => {
    if (!curve) return
    const ids = merged ?? [id]
    for (const one of ids) curves.set(one, curve)
    return () => {
      for (const one of ids) curves.delete(one)
    }
  }, [id, merged, curve])
  const isDrawn = curve !== null
  const hasBreaker = !merged && data !== undefined && data.connection.params.breaker !== null
  const width = useLabelWidth(merged ?? [id], {
    hasBreaker,
    isMerged: merged !== undefined,
    isSelected: selected === true,
  })
  const place = usePlace(curve, width)
  useEffect(() => (wire.current && isDrawn ? keepWire(wire.current, merged ?? [id]) : undefined), [id, merged, isDrawn])
  if (!curve) return null
  const path = pathOf(curve)
  return (
    <g ref={wire} className={classNames('wire', selected && 'wire--selected')} data-testid={TID.connection + id}>
      <path className="wire__hit react-flow__edge-interaction" d={path} />
      <path className="wire__line" d={path} />
      <path className="wire__head" d={arrowOf(curve)} />
      {width > 0 && <Leader curve={curve} place={place} />}
      <EdgeLabelRenderer>
        <WireLabels id={id} merged={merged} place={place} hasBreaker={hasBreaker} isSelected={selected === true} />
      </EdgeLabelRenderer>
    </g>
  )
})

interface WireLabelsProps {
  id: string
  merged: readonly string[] | undefined
  /** Middle of the label, as two numbers. */
  place: string
  hasBreaker: boolean
  isSelected: boolean
}

function WireLabels({ id, merged, place, hasBreaker, isSelected }: WireLabelsProps) {
  const root = useRef<HTMLDivElement>(null)
  const [x, y] = place.split(' ')
  useEffect(() => (root.current ? keepLabels(root.current, merged ?? [id]) : undefined), [id, merged])
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
      {merged && <span className="wire-label__count">{`×${merged.length}`}</span>}
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

/** [px] how much of a label is always there: a breaker, a count, and the figures of a selected wire. */
function useLabelWidth(
  ids: readonly string[],
  { hasBreaker, isMerged, isSelected }: { hasBreaker: boolean; isMerged: boolean; isSelected: boolean },
): number {
  const [id = ''] = ids
  const subscribe = useCallback((listener: () => void) => liveFigures.subscribeConnection(id, listener), [id])
  return useSyncExternalStore(subscribe, () => {
    const state = breakerStateOf(liveFigures.connection(id)) ?? 'closed'
    const pill = state === 'closed' && isSelected ? CLOSED_WIDTH : PILL_WIDTHS[state]
    const rate = isSelected ? RATE_STEP * Math.ceil(rateText(ids).length / 5) : 0
    return (hasBreaker ? pill : 0) + (isMerged ? COUNT_WIDTH : 0) + rate
  })
}

/** The place of a label as text, so that it changes only when the label moves. */
function usePlace(curve: Curve | null, width: number): string {
  return useStore((flow) => {
    if (!curve) return ''
    // What is shown on hover only may stand anywhere; what is always there must not cover a block.
    if (width === 0) return inPixels(pointOn(curve, 0.5))
    const blocks = [...flow.nodeLookup.values()].flatMap((node) => {
      const [x, y, width, height] = placeOf(node)
      return node.type === 'group' || node.hidden ? [] : [{ x, y, width, height }]
    })
    return inPixels(labelPlace(curve, width, 20, blocks))
  })
}

function inPixels([x, y]: readonly [number, number]): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}

/** Calls a second over a wire, and the worst share of errors and state among its connections; null while nothing runs. */
function figuresOf(ids: readonly string[]): { calls: number; errors: number; isCut: boolean } | null {
  const rows = ids.map((id) => liveFigures.connection(id)).filter((row) => row !== null)
  if (rows.length === 0) return null
  return {
    calls: rows.reduce((sum, row) => sum + connectionColumn(row, 'callsPerSecond'), 0),
    errors: Math.max(...rows.map((row) => connectionColumn(row, 'errorShare'))),
    isCut: rows.some((row) => connectionColumn(row, 'isPartitioned') > 0),
  }
}

/** "120/s, 3.1 % failed"; nothing while nothing runs. */
function rateText(ids: readonly string[]): string {
  const figures = figuresOf(ids)
  if (!figures) return ''
  const { calls, errors } = figures
  return formatRate(calls) + (errors >= 0.001 ? `, ${t('{share} failed', { share: formatShare(errors) })}` : '')
}

function keepWire(wire: SVGGElement, ids: readonly string[]): () => void {
  const update = (): void => {
    const { calls = 0, errors = 0, isCut = false } = figuresOf(ids) ?? {}
    setData(wire, 'step', wireStep(calls))
    setData(wire, 'health', isCut ? 'cut' : errors >= 0.01 ? 'failing' : 'fine')
  }
  update()
  // All connections are told at once: one is enough.
  return liveFigures.subscribeConnection(ids[0] as string, update)
}

function keepLabels(root: HTMLElement, ids: readonly string[]): () => void {
  const id = ids[0] as string
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
    const text = rateText(ids)
    setText(rate, text)
    setData(rate, 'empty', String(text === ''))
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
