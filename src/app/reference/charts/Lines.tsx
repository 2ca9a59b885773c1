import { listed, t } from '../../i18n/language'
import { formatQuantity } from '../../ui/format'
import type { Axis, LinesChart, Series } from '../chart'
import { type Scale, scaleOf, ticksOf } from './scale'
import { useWidth } from './use-width'

/** [px] */
const HEIGHT = 248
const TOP = 22
const BOTTOM = 34
const LEFT = 52
const LABELS = 176
const LINE = 14
/** Below this width the names stand in a legend instead of beside their lines. */
const NARROW = 480
/** Looks that lines take in turn: colours, then the same with dashes. */
const LOOKS = 5

/** Values over values, each line with its name at its end. */
export function Lines({ chart }: { chart: LinesChart }) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const isNarrow = width < NARROW
  const right = isNarrow ? 12 : LABELS
  const x = scaleOf(chart.x, LEFT, Math.max(LEFT, width - right))
  const y = scaleOf(chart.y, HEIGHT - BOTTOM, TOP)
  const looks = lookOf(chart.series)
  return (
    <div className="lines">
      {isNarrow && (
        <ul className="chart__legend">
          {chart.series.map((series, i) => (
            <li key={series.label}>
              <svg className="chart__sign" width="18" height="14" aria-hidden>
                <path className={`line ${looks[i] ?? ''}`} d="M0 7h18" />
              </svg>
              {series.label}
            </li>
          ))}
        </ul>
      )}
      <div ref={ref} className="lines__plot">
        <svg width={width} height={HEIGHT} role="img" aria-label={described(chart)}>
          <Grid chart={chart} x={x} y={y} width={width} right={right} />
          {chart.series.map((series, i) => (
            <path
              key={series.label}
              className={`line ${looks[i] ?? ''} ${series.isDotted ? 'line--dots' : ''}`}
              d={pathOf(series, x, y)}
            />
          ))}
          {!isNarrow && <Names series={chart.series} looks={looks} y={y} left={width - right + 6} />}
        </svg>
      </div>
      <Numbers chart={chart} />
    </div>
  )
}

function lookOf(series: readonly Series[]): string[] {
  let next = 0
  return series.map(({ isReference }) => {
    if (isReference) return 'line--reference'
    const look = next++
    return `line--${look % LOOKS} line--dash${Math.floor(look / LOOKS) % 3}`
  })
}

function described({ x, y, series }: LinesChart): string {
  return t('{y} by {x}: {lines}', { y: y.label, x: x.label, lines: listed(series.map(({ label }) => label)) })
}

function pathOf({ points, isStepped, isDotted }: Series, x: Scale, y: Scale): string {
  const at = (value: number): number => Math.round(value * 10) / 10
  if (isDotted) return points.map(([px, py]) => `M${at(x(px))} ${at(y(py))}h0`).join('')
  return points
    .map(([px, py], i) => {
      const [left, top] = [at(x(px)), at(y(py))]
      if (i === 0) return `M${left} ${top}`
      return isStepped ? `H${left}V${top}` : `L${left} ${top}`
    })
    .join('')
}

interface GridProps {
  chart: LinesChart
  x: Scale
  y: Scale
  width: number
  right: number
}

function Grid({ chart, x, y, width, right }: GridProps) {
  const xTicks = ticksOf(chart.x, Math.max(2, Math.floor((width - LEFT - right) / 80)))
  return (
    <g>
      {chart.bands?.map((band) => (
        <g key={band.from}>
          <rect
            className={`band band--${band.tone}`}
            x={x(band.from)}
            y={TOP}
            width={x(band.to) - x(band.from)}
            height={HEIGHT - BOTTOM - TOP}
          />
          <text className="chart__axis" x={x(band.from) + 4} y={TOP + 12}>
            {band.label}
          </text>
        </g>
      ))}
      {ticksOf(chart.y, 4).map((tick) => (
        <g key={tick}>
          <line className="chart__grid" x1={LEFT} x2={width - right} y1={y(tick)} y2={y(tick)} />
          <text className="chart__number" x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
            {formatQuantity(tick, chart.y.unit)}
          </text>
        </g>
      ))}
      {xTicks.map((tick) => (
        <text key={tick} className="chart__number" x={x(tick)} y={HEIGHT - BOTTOM + 15} textAnchor="middle">
          {formatQuantity(tick, chart.x.unit)}
        </text>
      ))}
      <text className="chart__axis" x={0} y={11}>
        {chart.y.label}
      </text>
      <text className="chart__axis" x={width - right} y={HEIGHT - 3} textAnchor="end">
        {chart.x.label}
      </text>
    </g>
  )
}

/** Names at the ends of the lines, moved apart where they would overlap. */
function Names({ series, looks, y, left }: { series: readonly Series[]; looks: string[]; y: Scale; left: number }) {
  const places = series
    .map(({ label, points }, i) => ({ label, look: looks[i] ?? '', top: y(points.at(-1)?.[1] ?? 0) + 4 }))
    .sort((a, b) => a.top - b.top)
  places.forEach((place, i) => {
    place.top = Math.max(place.top, (places[i - 1]?.top ?? -Infinity) + LINE)
  })
  const overflow = Math.max(0, (places.at(-1)?.top ?? 0) - (HEIGHT - BOTTOM + 4))
  for (const place of places.toReversed()) {
    const below = places[places.indexOf(place) + 1]
    place.top = below ? Math.min(place.top, below.top - LINE) : place.top - overflow
  }
  return places.map(({ label, look, top }) => (
    <text key={label} className={`line__name ${look}`} x={left} y={top}>
      {label}
    </text>
  ))
}

/** The same as a table, for those who want figures or cannot see lines. */
function Numbers({ chart }: { chart: LinesChart }) {
  const shown = chart.series.filter(({ isDotted }) => !isDotted)
  const xs = sampled([...new Set(shown.flatMap(({ points }) => points.map(([px]) => px)))].sort((a, b) => a - b))
  return (
    <details className="numbers">
      <summary>{t('Numbers')}</summary>
      <div className="scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{axisName(chart.x)}</th>
              {shown.map(({ label }) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {xs.map((at) => (
              <tr key={at}>
                <th scope="row">{formatQuantity(at, chart.x.unit)}</th>
                {shown.map(({ label, points }) => (
                  <td key={label}>{formatQuantity(valueAt(points, at), chart.y.unit)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function axisName({ label }: Axis): string {
  return label.charAt(0).toUpperCase() + label.slice(1)
}

/** At most a dozen of them, ends included. */
function sampled(values: readonly number[]): number[] {
  const count = Math.min(12, values.length)
  return Array.from(
    { length: count },
    (_, i) => values[Math.round((i * (values.length - 1)) / Math.max(1, count - 1))] ?? 0,
  )
}

/** The value at the last point that is not beyond `at`. */
function valueAt(points: Series['points'], at: number): number | null {
  return points.findLast(([px]) => px <= at)?.[1] ?? null
}
