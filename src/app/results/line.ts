import type { SeriesRow } from './series'

/** One line of a chart. */
export interface ChartLine {
  id: string
  label: string
  /** A colour token such as `var(--ok)`. */
  colour: string
  value: (row: SeriesRow) => number | null
  /** Pattern of dashes, so that lines of like colour can be told apart. */
  dash?: string
  isStrong?: boolean
}
