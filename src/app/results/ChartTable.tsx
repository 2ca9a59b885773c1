import { t } from '../i18n/language'
import { formatClock, NOTHING } from '../ui/format'
import type { ChartLine } from './line'
import { type SeriesRow, thinned } from './series'

const MOST_ROWS = 60

interface ChartTableProps {
  caption: string
  rows: readonly SeriesRow[]
  lines: readonly ChartLine[]
  format: (value: number) => string
}

/** The numbers of a chart, for those who cannot or do not want to read a picture. */
export function ChartTable({ caption, rows, lines, format }: ChartTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="chart__table scroll" tabIndex={0} aria-label={caption}>
      <table className="figures">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('Time')}</th>
            {lines.map((line) => (
              <th key={line.id} scope="col">
                {line.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {thinned(rows, MOST_ROWS).map((row) => (
            <tr key={row.timeMs}>
              <th scope="row">{formatClock(row.timeMs)}</th>
              {lines.map((line) => {
                const value = line.value(row)
                return <td key={line.id}>{value === null ? NOTHING : format(value)}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="chart__empty">{t('There are no numbers yet.')}</p>}
    </section>
  )
}
