import type { LegendEntry } from '../chart'
import { LegendSign } from './marks'

/** What the signs mean, in one line. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  if (entries.length === 0) return null
  return (
    <ul className="chart__legend">
      {entries.map(({ tone, is, word }) => (
        <li key={word}>
          <LegendSign tone={tone} is={is} />
          {word}
        </li>
      ))}
    </ul>
  )
}
