import { Grid3x3, Table2, Waypoints } from 'lucide-react'
import { type MouseEvent, useEffect, useRef, useState } from 'react'
import type { Series } from '../../simulation/protocol'
import type { TraceQuestion } from '../../simulation/traces/search'
import { t } from '../i18n/language'
import { useRun } from '../stores/run'
import { useView } from '../stores/view'
import { TID } from '../test-ids'
import { IconButton } from '../ui/Button'
import { deferred } from '../ui/deferred'
import { formatClock, formatDuration, formatNumber } from '../ui/format'
import { useEndMs } from './Chart'
import { AXIS_HEIGHT, PLOT_LEFT, PLOT_RIGHT, PLOT_TOP } from './geometry'
import { type HeatTable, heatLayout, heatTable, shadeOf } from './heat'
import { Overlay } from './Overlay'
import { logTicks, timeTicks } from './series'
import { useSeries } from './use-series'
import { useSize } from './use-size'

const TraceDialog = deferred(() => import('../traces/TraceDialog').then((module) => module.default))

const MOST_TABLE_ROWS = 60

/** How far around the point that was clicked is looked, as shares of the height and of the width. */
const REACH = { latency: 0.04, time: 0.01 }
const MOST_TRACES = 12

/** Requests near a point of the map. */
function placeAt(event: MouseEvent<HTMLCanvasElement>, series: Series, endMs: number): TraceQuestion {
  const box = event.currentTarget.getBoundingClientRect()
  const at = ((event.clientX - box.left) / box.width) * endMs
  const up = 1 - (event.clientY - box.top) / box.height
  const latency = (share: number): number => series.heatMinMs * (series.heatMaxMs / series.heatMinMs) ** share
  const wide = Math.max(series.windowMs, endMs * REACH.time)
  return {
    by: 'place',
    fromMs: at - wide,
    toMs: at + wide,
    minLatencyMs: up <= REACH.latency ? 0 : latency(up - REACH.latency),
    maxLatencyMs: up >= 1 - REACH.latency ? Number.MAX_VALUE : latency(up + REACH.latency),
    count: MOST_TRACES,
  }
}

/** Counts of completed requests by time and latency: shows two humps where percentile lines show one. */
export function HeatMap() {
  const { frame } = useSeries()
  const series = frame?.series.heat.some((count) => count > 0) ? frame.series : null
  const most = series === null ? 0 : series.heat.reduce((max, count) => Math.max(max, count), 0)
  const blocks = frame?.blockIds.length ?? 0
  const [isTable, setTable] = useState(false)
  const [question, setQuestion] = useState<TraceQuestion | null>(null)
  return (
    <figure className="chart" data-testid={`${TID.chart}heat`} aria-label={t('Latency heat map')}>
      <figcaption className="chart__head">
        <h3 className="chart__title">{t('Where latencies lie')}</h3>
        <span className="chart__note">{t('log · completed requests')}</span>
        {most > 0 && (
          <span className="heat__legend">
            1 <span className="heat__scale" aria-hidden="true" /> {formatNumber(most, true)}
          </span>
        )}
        {series !== null && (
          <IconButton
            size="small"
            label={t('Slowest requests, step by step')}
            icon={Waypoints}
            data-testid={TID.slowestRequests}
            onClick={() => setQuestion({ by: 'slowest', count: 12 })}
          />
        )}
        <IconButton
          className="chart__toggle"
          size="small"
          label={isTable ? t('Latencies as a heat map') : t('Latencies as a table')}
          icon={isTable ? Grid3x3 : Table2}
          isPressed={isTable}
          data-testid={`${TID.chartTable}heat`}
          onClick={() => setTable(!isTable)}
        />
      </figcaption>
      {isTable && series !== null ? (
        <HeatCounts table={heatTable(series, blocks, MOST_TABLE_ROWS)} />
      ) : (
        <HeatPlot series={series} most={most} columnIds={blocks} onPick={setQuestion} />
      )}
      {question !== null && (
        <TraceDialog
          title={question.by === 'place' ? t('Requests of that moment') : t('Slowest requests')}
          question={question}
          onClose={() => setQuestion(null)}
        />
      )}
    </figure>
  )
}

function HeatCounts({ table: { edges, rows } }: { table: HeatTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="chart__table scroll" tabIndex={0} aria-label={t('Completed requests by latency')}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t('Until')}</th>
            {edges.map((edge, index) => (
              <th key={edge} scope="col">
                {index === edges.length - 1 ? t('more') : `≤ ${formatDuration(edge)}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ timeMs, counts }) => (
            <tr key={timeMs}>
              <th scope="row">{formatClock(timeMs)}</th>
              {counts.map((count, index) => (
                <td key={edges[index]}>{formatNumber(count)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface HeatPlotProps {
  series: Series | null
  most: number
  columnIds: number
  onPick: (question: TraceQuestion) => void
}

function HeatPlot({ series, most, columnIds, onPick }: HeatPlotProps) {
  const element = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useSize(element)
  const theme = useView((state) => state.resolvedTheme)
  const status = useRun((state) => state.status)
  const endMs = useEndMs()
  useEffect(() => {
    // The theme is a dependency because colours are read from the page.
    if (canvas.current !== null && theme !== undefined)
      paint(canvas.current, { width, height }, series, most, endMs, columnIds)
  }, [series, most, theme, endMs, columnIds, width, height])
  const ticks = series === null ? [] : logTicks(series.heatMinMs, series.heatMaxMs)
  return (
    <div ref={element} className="chart__plot heat">
      <canvas
        ref={canvas}
        className="heat__canvas"
        role="img"
        aria-label={t('Heat map')}
        title={series === null ? undefined : t('Click for requests of that moment and latency')}
        onClick={(event) => {
          const place = series && placeAt(event, series, endMs)
          if (place) onPick(place)
        }}
      />
      {series !== null &&
        ticks.map((tick) => <YTick key={tick} tick={tick} series={series} isTight={ticks.length > 5} />)}
      {timeTicks(endMs, Math.max(2, Math.floor(width / 72))).map((tick) => (
        <span
          key={tick}
          className="heat__x"
          style={{ left: `calc(var(--plot-left) + (100% - var(--plot-left) - var(--plot-right)) * ${tick / endMs})` }}
        >
          {formatClock(tick, tick % 1000 === 0)}
        </span>
      ))}
      <Overlay endMs={endMs} />
      {series === null && (
        <p className="chart__empty">
          {t('Each column shows how the latencies of its moment were spread.')}{' '}
          {status === 'idle' || status === 'paused' ? t('Press Run to begin.') : t('No request has completed yet.')}
        </p>
      )}
    </div>
  )
}

function YTick({ tick, series, isTight }: { tick: number; series: Series; isTight: boolean }) {
  const share = Math.log(tick / series.heatMinMs) / Math.log(series.heatMaxMs / series.heatMinMs)
  const isOdd = Math.round(Math.log10(tick)) % 2 !== 0
  if (share < -0.001 || share > 1.001 || (isTight && isOdd)) return null
  return (
    <span
      className="heat__y"
      style={{ bottom: `calc(var(--axis-height) + (100% - var(--axis-height) - 6px) * ${share})` }}
    >
      {formatDuration(tick)}
    </span>
  )
}

function paint(
  canvas: HTMLCanvasElement,
  plot: { width: number; height: number },
  series: Series | null,
  most: number,
  endMs: number,
  blocks: number,
): void {
  const ratio = window.devicePixelRatio || 1
  canvas.width = Math.max(1, Math.round((plot.width - PLOT_LEFT - PLOT_RIGHT) * ratio))
  canvas.height = Math.max(1, Math.round((plot.height - PLOT_TOP - AXIS_HEIGHT) * ratio))
  const context = canvas.getContext('2d')
  if (context === null || series === null) return
  const colour = getComputedStyle(canvas).getPropertyValue('--heat').trim()
  context.fillStyle = colour
  for (const cell of heatLayout(series, blocks, endMs)) {
    context.globalAlpha = shadeOf(cell.count, most)
    const x = Math.floor(cell.x * canvas.width)
    const y = Math.floor(cell.y * canvas.height)
    context.fillRect(
      x,
      y,
      Math.max(1, Math.ceil((cell.x + cell.width) * canvas.width) - x),
      Math.max(1, Math.ceil((cell.y + cell.height) * canvas.height) - y),
    )
  }
}
