import type { LegendEntry, Span } from '../chart'
import { LegendSign } from './marks'

/** What the signs mean, in one line. */
export function Legend({ entries, bands = [] }: { entries: readonly LegendEntry[]; bands?: readonly Span[] }) {
  if (entries.length + bands.length === 0) return null
  return (
    <ul className="chart__legend">
      {entries.map(({ tone, is, word }) => (
        <li key={word}>
          <LegendSign tone={tone} is={is} />
          {word}
        </li>
      ))}
      {bands.map(({ tone, label }) => (
        <li key={label}>
          <svg className="chart__sign" width="14" height="14" aria-hidden>
            <rect className={`band band--${tone}`} width="14" height="14" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}
