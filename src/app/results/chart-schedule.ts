/** Decides which chart may redraw: one in each frame, each at most twice a second while the run goes on. */

/** [ms] least time between two redraws of one chart while running. */
export const REDRAW_MS = 500

interface Chart {
  redraw: () => void
  isDirty: boolean
  lastMs: number
}

export interface ScheduleClock {
  now(): number
  nextFrame(callback: () => void): void
}

export class ChartSchedule {
  private readonly charts = new Set<Chart>()
  private readonly clock: ScheduleClock
  private readonly isLive: () => boolean
  private isWaiting = false

  constructor(clock: ScheduleClock, isLive: () => boolean) {
    this.clock = clock
    this.isLive = isLive
  }

  /** Adds a chart. Returns how to remove it. */
  add(redraw: () => void): () => void {
    const chart: Chart = { redraw, isDirty: false, lastMs: Number.NEGATIVE_INFINITY }
    this.charts.add(chart)
    return () => this.charts.delete(chart)
  }

  /** There is something new for all charts. */
  invalidate(): void {
    for (const chart of this.charts) chart.isDirty = true
    this.wait()
  }

  private wait(): void {
    if (this.isWaiting) return
    this.isWaiting = true
    this.clock.nextFrame(() => {
      this.isWaiting = false
      this.frame()
    })
  }

  private frame(): void {
    const now = this.clock.now()
    const least = this.isLive() ? REDRAW_MS : 0
    let next: Chart | undefined
    for (const chart of this.charts) {
      if (!chart.isDirty || now - chart.lastMs < least) continue
      if (next === undefined || chart.lastMs < next.lastMs) next = chart
    }
    if (next !== undefined) {
      next.isDirty = false
      next.lastMs = now
      next.redraw()
    }
    if ([...this.charts].some((chart) => chart.isDirty)) this.wait()
  }
}
