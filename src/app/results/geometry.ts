/** Where the plot lies inside each chart, so that all of them share one time axis. */

/** [px] room for the numbers of the y axis. */
export const PLOT_LEFT = 48
/** [px] room at the right end, half a time label wide. */
export const PLOT_RIGHT = 16
/** [px] room above the plot. */
export const PLOT_TOP = 6
/** [px] height of the time axis. */
export const AXIS_HEIGHT = 20

/** Simulated time at `x` pixels from the left of the plot, or null outside it. */
export function timeAt(x: number, width: number, endMs: number): number | null {
  if (width <= 0 || x < 0 || x > width) return null
  return (x / width) * endMs
}

/** Share of the time axis at which `timeMs` lies, as a CSS length. */
export function placeOf(timeMs: number, endMs: number): string {
  const share = endMs > 0 ? Math.min(1, Math.max(0, timeMs / endMs)) : 0
  return `${(share * 100).toFixed(3)}%`
}
