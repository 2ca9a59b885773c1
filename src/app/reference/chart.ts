/** What a figure draws, as plain data: computed in the worker, drawn on the page. */
import type { Unit } from '../../lib/units'

/** What became of something. Each has a colour and a shape of its own, and a word in the legend. */
export const TONES = ['plain', 'accent', 'ok', 'slow', 'fail', 'timeout', 'cancel'] as const
export type Tone = (typeof TONES)[number]

export interface Axis {
  readonly label: string
  readonly unit: Unit
  readonly min: number
  readonly max: number
  /** By ratio instead of evenly. */
  readonly isLog?: boolean
}

/** Points along a row, all of one tone. */
export interface Marks {
  readonly tone: Tone
  readonly at: readonly number[]
  /** One short word for each point. */
  readonly labels?: readonly string[]
}

/** A stretch of a row. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly tone: Tone
  readonly label?: string
}

export interface TimelineRow {
  readonly label: string
  /** Id of the member it belongs to. */
  readonly id?: string
  readonly spans?: readonly Span[]
  readonly marks?: readonly Marks[]
  /** In words, at the end of the row. */
  readonly summary: string
}

export interface LegendEntry {
  readonly tone: Tone
  readonly is: 'mark' | 'span'
  readonly word: string
}

/** Rows over one axis of time. */
export interface TimelineChart {
  readonly kind: 'timeline'
  readonly title?: string
  readonly x: Axis
  readonly rows: readonly TimelineRow[]
  readonly legend: readonly LegendEntry[]
  /** Stretches that concern every row, such as a fault. */
  readonly bands?: readonly Span[]
  /** From one row to another. */
  readonly arrows?: readonly { fromRow: number; from: number; toRow: number; to: number }[]
}

export interface Series {
  readonly label: string
  readonly id?: string
  readonly points: readonly (readonly [x: number, y: number])[]
  /** Drawn thin and grey: theory, or the input. */
  readonly isReference?: boolean
  /** Each value holds until the next one. */
  readonly isStepped?: boolean
  /** Dots instead of a line. */
  readonly isDotted?: boolean
}

export interface LinesChart {
  readonly kind: 'lines'
  readonly title?: string
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly Series[]
  readonly bands?: readonly Span[]
}

export interface Segment {
  readonly label: string
  readonly value: number
  readonly tone: Tone
}

export interface SharesRow {
  readonly label: string
  readonly id?: string
  readonly segments: readonly Segment[]
  /** What the full width stands for; the sum of the segments where left out. */
  readonly whole?: number
  readonly summary: string
}

/** Rows of shares that add up to the row's whole. */
export interface SharesChart {
  readonly kind: 'shares'
  readonly title?: string
  readonly rows: readonly SharesRow[]
  /** Left out where the segments are labelled themselves. */
  readonly legend?: readonly LegendEntry[]
}

export interface TableChart {
  readonly kind: 'table'
  readonly title?: string
  readonly columns: readonly string[]
  readonly rows: readonly { id?: string; cells: readonly Cell[] }[]
}

export type Cell = string | { readonly text: string; readonly tone: Tone }

export type Chart = TimelineChart | LinesChart | SharesChart | TableChart
