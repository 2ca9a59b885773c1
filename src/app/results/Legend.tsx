import { useSyncExternalStore } from 'react'
import { classNames } from '../ui/class-names'
import { formatClock } from '../ui/format'
import { crosshair } from './crosshair'
import type { ChartLine } from './line'
import { rowAt, type SeriesRow } from './series'

/** Names of more characters than this give way where there is no room for all. */
const LONG = 12

interface LegendProps {
  lines: readonly ChartLine[]
  rows: readonly SeriesRow[]
  format: (value: number) => string
}

/** Names and colours of the lines; while the pointer is on a chart, their values at that moment. */
export function Legend({ lines, rows, format }: LegendProps) {
  const timeMs = useSyncExternalStore(crosshair.subscribe, crosshair.get)
  const spacing = (rows[1]?.timeMs ?? 0) - (rows[0]?.timeMs ?? 0)
  const row = timeMs === null ? null : rowAt(rows, timeMs, Math.max(spacing, 1))
  return (
    <ul className={row === null ? 'legend' : 'legend legend--values'}>
      {row !== null && <li className="legend__time">{formatClock(row.timeMs, true)}</li>}
      {lines.map((line) => {
        const value = row === null ? null : line.value(row)
        return (
          <li key={line.id} className={classNames('legend__item', line.label.length > LONG && 'legend__item--long')}>
            <svg className="legend__line" width="14" height="8" aria-hidden="true">
              <line
                x1="0"
                x2="14"
                y1="4"
                y2="4"
                stroke={line.colour}
                strokeWidth="2"
                {...(line.dash === undefined ? {} : { strokeDasharray: line.dash })}
              />
            </svg>
            <span className="legend__label">{line.label}</span>
            {value !== null && <b className="legend__value">{format(value)}</b>}
          </li>
        )
      })}
    </ul>
  )
}
