import { formatQuantity } from '../../ui/format'
import type { TimelineChart, TimelineRow } from '../chart'
import { Legend } from './Legend'
import { MarksPath, SpanBar } from './marks'
import { type Scale, scaleOf, ticksOf } from './scale'
import { useWidth } from './use-width'

/** [px] */
const ROW = 26
const ROW_WITH_LABELS = 44
const ROW_WITH_LANES = 34
const PAD = 5

/** Rows over one axis of time: what happened to each, and a summary in words at its end. */
export function Timeline({ chart }: { chart: TimelineChart }) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const x = scaleOf(chart.x, PAD, Math.max(PAD, width - PAD))
  const hasLabels = chart.rows.some(({ marks = [] }) => marks.some(({ labels }) => labels))
  const hasLanes = chart.rows.some(
    ({ spans = [], marks = [] }) => spans.length > 0 && marks.some(({ at }) => at.length > 0),
  )
  const height = hasLabels ? ROW_WITH_LABELS : hasLanes ? ROW_WITH_LANES : ROW
  return (
    <div className="timeline">
      <Legend entries={chart.legend} bands={chart.bands ?? []} />
      <div className="timeline__rows">
        {chart.rows.map((row, index) => (
          <div className="timeline__row" key={`${row.label} ${String(index)}`}>
            <span className="timeline__label">{row.label}</span>
            <Strip chart={chart} row={row} x={x} width={width} height={height} hasLanes={hasLanes} />
            <span className="timeline__summary">{row.summary}</span>
          </div>
        ))}
        <div className="timeline__row timeline__row--axis">
          <span className="timeline__label" />
          <div ref={ref} className="timeline__plot">
            <AxisLine chart={chart} x={x} width={width} />
          </div>
          <span className="timeline__summary" />
        </div>
        {chart.arrows && (
          <div className="timeline__over">
            <Arrows chart={chart} x={x} width={width} height={height} />
          </div>
        )}
      </div>
    </div>
  )
}

interface StripProps {
  chart: TimelineChart
  row: TimelineRow
  x: Scale
  width: number
  height: number
  /** Stretches above, points below them. */
  hasLanes: boolean
}

function Strip({ chart, row, x, width, height, hasLanes }: StripProps) {
  const middle = height === ROW_WITH_LABELS ? height - 14 : height / 2
  const [spanY, markY] = hasLanes ? [11, 25] : [middle, middle]
  return (
    <div className="timeline__plot">
      <svg width={width} height={height} aria-hidden>
        {chart.bands?.map((band) => (
          <rect
            key={band.from}
            className={`band band--${band.tone}`}
            x={x(band.from)}
            y={0}
            width={x(band.to) - x(band.from)}
            height={height}
          />
        ))}
        <line className="timeline__base" x1={PAD} x2={width - PAD} y1={markY} y2={markY} />
        {row.spans?.map((span) => (
          <SpanBar key={`${span.from} ${span.tone}`} span={span} x={x} y={spanY} isBare={hasLanes} />
        ))}
        {row.marks?.map((marks) => (
          <MarksPath key={marks.tone} marks={marks} x={x} y={markY} />
        ))}
        {row.marks?.map(({ tone, at, labels }) =>
          labels?.map((label, i) => (
            <text
              key={`${tone} ${String(i)}`}
              className="timeline__word"
              x={x(at[i] ?? 0)}
              y={middle - 9}
              textAnchor="middle"
            >
              {label}
            </text>
          )),
        )}
      </svg>
    </div>
  )
}

function AxisLine({ chart, x, width }: { chart: TimelineChart; x: Scale; width: number }) {
  const ticks = ticksOf(chart.x, Math.max(2, Math.floor(width / 90)))
  return (
    <svg width={width} height={22} aria-hidden>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="chart__tick" x1={x(tick)} x2={x(tick)} y1={0} y2={4} />
          <text className="chart__number" x={x(tick)} y={16} textAnchor={anchorAt(x(tick), width)}>
            {formatQuantity(tick, chart.x.unit)}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** Numbers at the ends stay inside. */
function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  return x < 16 ? 'start' : x > width - 16 ? 'end' : 'middle'
}

function Arrows({ chart, x, width, height }: Omit<StripProps, 'row' | 'hasLanes'>) {
  const y = (row: number): number => row * height + height - 14
  return (
    <svg width={width} height={chart.rows.length * height} aria-hidden>
      {chart.arrows?.map(({ fromRow, from, toRow, to }) => {
        const [x1, y1, x2, y2] = [x(from), y(fromRow), x(to), y(toRow)]
        const length = Math.hypot(x2 - x1, y2 - y1) || 1
        const [dx, dy] = [((x2 - x1) / length) * 5, ((y2 - y1) / length) * 5]
        return (
          <path
            key={`${fromRow} ${from} ${toRow}`}
            className="timeline__arrow"
            d={`M${x1} ${y1}L${x2 - dx} ${y2 - dy}m${-dx - dy * 0.6} ${-dy + dx * 0.6}L${x2 - dx} ${y2 - dy}l${-dx + dy * 0.6} ${-dy - dx * 0.6}`}
          />
        )
      })}
    </svg>
  )
}
