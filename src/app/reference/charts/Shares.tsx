import { formatNumber } from '../../ui/format'
import type { Segment, SharesChart } from '../chart'
import { Legend } from './Legend'

function widthOf(segments: readonly Segment[], whole: number | undefined): string {
  if (whole === undefined || whole <= 0) return '100%'
  return `${(100 * segments.reduce((sum, { value }) => sum + value, 0)) / whole}%`
}

/** One bar a row, divided as the row's whole is. */
export function Shares({ chart }: { chart: SharesChart }) {
  return (
    <div className="shares">
      <Legend entries={chart.legend ?? []} />
      {chart.rows.map(({ label, segments, summary, whole }) => (
        <div key={label} className="shares__row">
          <span className="timeline__label">{label}</span>
          <div className="shares__bar" style={{ width: widthOf(segments, whole) }}>
            {segments.map((segment) =>
              segment.value > 0 ? (
                <span
                  key={segment.label}
                  className={`shares__part shares__part--${segment.tone}`}
                  style={{ flexGrow: segment.value }}
                  title={`${segment.label}: ${formatNumber(segment.value)}`}
                >
                  {chart.legend ? (
                    <span className="visually-hidden">{`${segment.label}: ${formatNumber(segment.value)}`}</span>
                  ) : (
                    <span className="shares__word">{segment.label}</span>
                  )}
                </span>
              ) : null,
            )}
          </div>
          <span className="timeline__summary">{summary}</span>
        </div>
      ))}
    </div>
  )
}
