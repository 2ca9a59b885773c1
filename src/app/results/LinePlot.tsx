/** The only file that loads the chart library; everything else of a chart is drawn at once, this when it has come. */
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from 'recharts'
import { formatClock } from '../ui/format'
import { AXIS_HEIGHT, PLOT_LEFT, PLOT_RIGHT, PLOT_TOP } from './geometry'
import type { ChartLine } from './line'
import { type SeriesRow, timeTicks } from './series'

interface LinePlotProps {
  width: number
  height: number
  rows: readonly SeriesRow[]
  lines: readonly ChartLine[]
  endMs: number
  ticks: readonly number[]
  isLog: boolean
  format: (value: number) => string
}

const AXIS_TEXT = { fill: 'var(--ink-3)', fontSize: 11 }
const MARGIN = { top: PLOT_TOP, right: PLOT_RIGHT, bottom: 0, left: 0 }

export default function LinePlot({ width, height, rows, lines, endMs, ticks, isLog, format }: LinePlotProps) {
  const first = ticks[0] ?? 0
  const last = ticks.at(-1) ?? 1
  return (
    <LineChart width={width} height={height} data={rows} margin={MARGIN} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="timeMs"
        type="number"
        domain={[0, endMs]}
        allowDataOverflow
        ticks={timeTicks(endMs, Math.max(2, Math.floor(width / 72)))}
        tickFormatter={(value: number) => formatClock(value, value % 1000 === 0)}
        tick={AXIS_TEXT}
        tickLine={false}
        axisLine={false}
        interval={0}
        height={AXIS_HEIGHT}
      />
      <YAxis
        type="number"
        scale={isLog ? 'log' : 'linear'}
        domain={[first, last]}
        allowDataOverflow
        ticks={ticks}
        tickFormatter={format}
        tick={AXIS_TEXT}
        tickLine={false}
        axisLine={false}
        interval={0}
        width={PLOT_LEFT}
      />
      {lines.map((line) => (
        <Line
          key={line.id}
          dataKey={line.value}
          stroke={line.colour}
          strokeWidth={line.isStrong ? 2 : 1.5}
          {...(line.dash === undefined ? {} : { strokeDasharray: line.dash })}
          dot={false}
          activeDot={false}
          connectNulls={false}
          isAnimationActive={false}
          type="linear"
        />
      ))}
    </LineChart>
  )
}
