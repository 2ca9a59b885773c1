import { useRef } from 'react'
import { useSize } from '../results/use-size'
import { decadeTicks, niceTicks, placeOf } from './axis'

/** One point of a line, with its interval where there is one. */
export interface XYPoint {
  x: number
  y: number | null
  lower?: number | null
  upper?: number | null
}

export interface XYLine {
  id: string
  label: string
  /** A custom property of the style sheet, such as `--p99`. */
  colour: string
  points: readonly XYPoint[]
  isDashed?: boolean
}

interface XYChartProps {
  title: string
  lines: readonly XYLine[]
  formatX: (value: number) => string
  formatY: (value: number) => string
  xLabel: string
  height?: number
  isLogY?: boolean
  /** Names of the places on the x axis, for values that are no numbers; `x` is then their index. */
  categories?: readonly string[]
  /** A line across at an x. */
  mark?: { x: number; label: string } | null
  /** The y axis ends there at the least. */
  atLeast?: number
}

const MARGIN = { left: 56, right: 16, top: 20, bottom: 36 }

/** Lines over any quantity, with intervals as bands. The same numbers stand in a table below, for whoever cannot see it. */
export function XYChart(props: XYChartProps) {
  const { title, lines, height = 220 } = props
  const element = useRef<HTMLDivElement>(null)
  const { width } = useSize(element)
  return (
    <figure className="xy" aria-label={title}>
      <figcaption className="xy__head">
        <span className="xy__title">{title}</span>
        {lines.map((line) => (
          <span key={line.id} className="xy__legend">
            <svg width="18" height="8" aria-hidden="true">
              <path
                d="M0 4H18"
                className="xy__line"
                style={{ stroke: `var(${line.colour})` }}
                strokeDasharray={line.isDashed ? '4 3' : undefined}
              />
            </svg>
            {line.label}
          </span>
        ))}
      </figcaption>
      <div ref={element} style={{ height }}>
        {width > 0 && <Plot {...props} width={width} height={height} />}
      </div>
    </figure>
  )
}

/** Where values stand on the plot, and the ticks of both axes. */
interface Scales {
  width: number
  height: number
  xTicks: readonly number[]
  yTicks: readonly number[]
  atX: Place
  atY: Place
  /** Width of one category, 0 where there are none. */
  step: number
}

function scalesOf(props: XYChartProps & { width: number; height: number }): Scales {
  const { lines, categories, isLogY = false, atLeast = 0, width, height } = props
  const points = lines.flatMap((line) => line.points)
  const ys = points.flatMap(({ y, lower, upper }) => [y, lower, upper].filter((one) => typeof one === 'number'))
  const positive = ys.filter((y) => y > 0)
  const yTicks =
    isLogY && positive.length > 0
      ? decadeTicks(Math.min(...positive), Math.max(...positive))
      : niceTicks(0, Math.max(atLeast, ...ys, Number.MIN_VALUE), 4)
  const xs = points.map(({ x }) => x)
  const xTicks = categories
    ? categories.map((_, index) => index)
    : niceTicks(Math.min(...xs), Math.max(...xs), Math.max(2, Math.floor(width / 110)))
  const inner = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom }
  const step = categories ? inner.width / Math.max(1, categories.length) : 0
  const shareOf = (x: number) => (categories ? (x + 0.5) / Math.max(1, categories.length) : placeOf(x, xTicks, false))
  return {
    width,
    height,
    xTicks,
    yTicks,
    step,
    atX: (x) => MARGIN.left + inner.width * shareOf(x),
    atY: (y) => MARGIN.top + inner.height * (1 - Math.min(1, Math.max(0, placeOf(y, yTicks, isLogY)))),
  }
}

function Plot(props: XYChartProps & { width: number; height: number }) {
  const { title, lines, mark, width, height } = props
  const scales = scalesOf(props)
  return (
    <svg width={width} height={height} role="img" aria-label={title} className="xy__plot">
      <Axes {...props} scales={scales} />
      {mark && <Mark {...mark} scales={scales} />}
      {lines.map((line) => (
        <Line key={line.id} line={line} scales={scales} textOf={textOf(props)} />
      ))}
    </svg>
  )
}

function textOf({ categories, formatX, formatY }: XYChartProps): (x: number, y: number) => string {
  return (x, y) => `${categories ? categories[x] : formatX(x)}: ${formatY(y)}`
}

function Axes({ formatX, formatY, xLabel, categories, scales }: XYChartProps & { scales: Scales }) {
  const { width, height, xTicks, yTicks, atX, atY, step } = scales
  return (
    <>
      {yTicks.map((tick) => (
        <g key={tick}>
          <path d={`M${MARGIN.left} ${atY(tick)}H${width - MARGIN.right}`} className="xy__grid" />
          <text x={MARGIN.left - 6} y={atY(tick) + 4} textAnchor="end">
            {formatY(tick)}
          </text>
        </g>
      ))}
      {xTicks.map((tick) => (
        <text key={tick} x={atX(tick)} y={height - MARGIN.bottom + 16} textAnchor="middle">
          {categories ? shortened(categories[tick] ?? '', step) : formatX(tick)}
        </text>
      ))}
      <text x={width - MARGIN.right} y={height - 4} textAnchor="end" className="xy__label">
        {xLabel}
      </text>
    </>
  )
}

function Mark({ x, label, scales }: { x: number; label: string; scales: Scales }) {
  const { width, height, atX } = scales
  const isRight = atX(x) > width * 0.75
  return (
    <g>
      <path d={`M${atX(x)} ${MARGIN.top}V${height - MARGIN.bottom}`} className="xy__mark" />
      <text
        x={atX(x) + (isRight ? -6 : 6)}
        y={MARGIN.top - 7}
        textAnchor={isRight ? 'end' : 'start'}
        className="xy__mark-label"
      >
        {label}
      </text>
    </g>
  )
}

function Line({
  line,
  scales: { atX, atY },
  textOf: text,
}: {
  line: XYLine
  scales: Scales
  textOf: (x: number, y: number) => string
}) {
  const { points, label, colour, isDashed = false } = line
  return (
    <g style={{ color: `var(${colour})` }}>
      <path d={bandPath(points, atX, atY)} className="xy__band" />
      <path
        d={linePath(points, atX, atY)}
        className="xy__line"
        style={{ stroke: 'currentColor' }}
        strokeDasharray={isDashed ? '4 3' : undefined}
      />
      {!isDashed &&
        points.map(
          ({ x, y }) =>
            y !== null && (
              <circle key={x} cx={atX(x)} cy={atY(y)} r={2.5} className="xy__point">
                <title>{`${label}, ${text(x, y)}`}</title>
              </circle>
            ),
        )}
    </g>
  )
}

type Place = (value: number) => number

/** A line that breaks where there is no value. */
function linePath(points: readonly XYPoint[], atX: Place, atY: Place): string {
  let isBroken = true
  return points
    .map(({ x, y }) => {
      const move = isBroken ? 'M' : 'L'
      isBroken = y === null
      return y === null ? '' : `${move}${atX(x).toFixed(1)} ${atY(y).toFixed(1)}`
    })
    .join('')
}

/** The area between the ends of the intervals, one piece for each stretch that has them. */
function bandPath(points: readonly XYPoint[], atX: Place, atY: Place): string {
  const pieces: { x: number; lower: number; upper: number }[][] = [[]]
  for (const { x, lower, upper } of points) {
    if (typeof lower === 'number' && typeof upper === 'number') pieces.at(-1)?.push({ x, lower, upper })
    else pieces.push([])
  }
  return pieces
    .filter((piece) => piece.length > 1)
    .map((piece) => {
      const above = piece.map(({ x, upper }) => `${atX(x).toFixed(1)} ${atY(upper).toFixed(1)}`)
      const below = piece.map(({ x, lower }) => `${atX(x).toFixed(1)} ${atY(lower).toFixed(1)}`).reverse()
      return `M${[...above, ...below].join('L')}Z`
    })
    .join('')
}

/** As much of a name as fits into the width, about 6 pixels a letter. */
function shortened(name: string, width: number): string {
  const most = Math.max(4, Math.floor(width / 6))
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`
}
