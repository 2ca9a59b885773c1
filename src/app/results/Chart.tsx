import { ChartLine as ChartIcon, Table2 } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { blockOf } from '../../blocks/registry'
import { sentence, t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { useRun } from '../stores/run'
import { TID } from '../test-ids'
import { IconButton } from '../ui/Button'
import { ChartTable } from './ChartTable'
import { Legend } from './Legend'
import type { ChartLine } from './line'
import { Overlay } from './Overlay'
import { linearTicks, logTicks, type SeriesRow, type Span } from './series'
import { useSize } from './use-size'
import './chart.css'
import { deferred } from '../ui/deferred'

const LinePlot = deferred(
  () => import('./LinePlot').then((module) => module.default),
  () => <p className="chart__empty">{t('Loading the chart…')}</p>,
)

interface ChartProps {
  id: string
  title: string
  /** Unit and what else must be known to read it, short. */
  note: string
  rows: readonly SeriesRow[]
  lines: readonly ChartLine[]
  format: (value: number) => string
  /** What will appear here, for the time before there is anything: "Latency percentiles appear here.". */
  promise: string
  isLog?: boolean
  /** The y axis reaches at least this far. */
  atLeast?: number
  /** Times at which there is no line for a reason, and the reason. */
  spans?: readonly Span[]
  spanText?: string
  /** Under the plot, on the same time axis. */
  children?: ReactNode
}

/** A line chart over simulated time, with legend, fault bands, shared crosshair and the same numbers as a table. */
export function Chart(props: ChartProps) {
  const { id, title, note, rows, lines, format, promise, children } = props
  const [isTable, setTable] = useState(false)
  const hasValues = rows.some((row) => lines.some((line) => line.value(row) !== null))
  return (
    <figure className="chart" data-testid={`${TID.chart}${id}`} aria-label={`${title}, ${note}`}>
      <figcaption className="chart__head">
        <h3 className="chart__title">{title}</h3>
        <span className="chart__note">{note}</span>
        <Legend lines={lines} rows={rows} format={format} />
        <IconButton
          className="chart__toggle"
          size="small"
          label={t(isTable ? '{chart} as a chart' : '{chart} as a table', { chart: title })}
          icon={isTable ? ChartIcon : Table2}
          isPressed={isTable}
          data-testid={`${TID.chartTable}${id}`}
          onClick={() => setTable(!isTable)}
        />
      </figcaption>
      {isTable ? (
        <ChartTable caption={`${title}, ${note}`} rows={rows} lines={lines} format={format} />
      ) : (
        <>
          <Plot {...props} hasValues={hasValues} promise={promise} />
          {children}
        </>
      )}
    </figure>
  )
}

function Plot({
  rows,
  lines,
  format,
  isLog = false,
  atLeast = 0,
  promise,
  spans = [],
  spanText = '',
  hasValues,
}: ChartProps & { hasValues: boolean }) {
  const element = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(element)
  const endMs = useEndMs()
  return (
    <div ref={element} className="chart__plot">
      {hasValues && width > 0 && height > 40 && (
        <LinePlot
          width={width}
          height={height}
          rows={rows}
          lines={lines}
          endMs={endMs}
          ticks={ticksOf(rows, lines, isLog, atLeast)}
          isLog={isLog}
          format={format}
        />
      )}
      {hasValues ? <Overlay endMs={endMs} spans={spans} spanText={spanText} /> : <EmptyChart promise={promise} />}
    </div>
  )
}

function ticksOf(rows: readonly SeriesRow[], lines: readonly ChartLine[], isLog: boolean, atLeast: number): number[] {
  const values = lines.flatMap((line) => rows.map(line.value)).filter((value) => value !== null)
  const max = Math.max(atLeast, ...values)
  if (!isLog) return linearTicks(max)
  const positive = values.filter((value) => value > 0)
  return logTicks(Math.min(...positive), max)
}

/** Why there is nothing to see yet, and what to do. */
function EmptyChart({ promise }: { promise: string }) {
  const status = useRun((state) => state.status)
  const message = useRun((state) => state.message)
  const hasTraffic = useDesign((state) => state.design.blocks.some(({ kind }) => blockOf(kind)?.inPort === null))
  const why = !hasTraffic
    ? t('Nothing makes requests yet: add a block of the traffic group and wire it.')
    : status === 'failed'
      ? sentence(message ?? 'The design cannot run.')
      : status === 'running' || status === 'loading'
        ? t('Nothing has been counted yet.')
        : status === 'finished'
          ? t('This run had nothing to count here.')
          : t('Press Run to begin.')
  return (
    <p className="chart__empty">
      {promise} {why}
    </p>
  )
}

/** [ms] right end of every time axis. */
export function useEndMs(): number {
  return useDesign((state) => state.design.scenario.durationMs)
}
