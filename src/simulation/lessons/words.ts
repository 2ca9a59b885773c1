/** Figures of lessons that several of them have, and how figures are put into words. */
import { shareInTime } from '../validation/measures'
import type { LessonFigure } from './lesson'

/** Share of what was offered that came back in time. */
export const goodShare: LessonFigure = {
  name: 'answered in time',
  unit: 'share',
  of: (report) => (shareInTime(report) * report.requests.completed) / report.requests.offered || 0,
}

/** A number as it stands in a sentence. */
export const number = (value: number | undefined, digits = 3) =>
  String(Number((value ?? Number.NaN).toPrecision(digits)))
export const percent = (share: number | undefined) => `${number((share ?? Number.NaN) * 100, 2)} %`

/** The first figure of each variant. */
export const firsts = (means: readonly (readonly number[])[]) => means.map((figures) => figures[0] ?? Number.NaN)

/** Whether a value is within a share of what it should be. */
export function near(value: number, should: number, tolerance: number): boolean {
  return Math.abs(value - should) <= tolerance * should
}
