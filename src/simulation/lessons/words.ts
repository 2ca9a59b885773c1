/** How figures of lessons are read and put into words. */

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
