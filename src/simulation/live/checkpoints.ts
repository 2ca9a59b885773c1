/**
 * States of a run that is watched, kept now and then so that it can go back.
 *
 * Bound: at most {@link MAX_CHECKPOINTS} and {@link MAX_BYTES}; when there would be more, every second one is dropped and the
 * distance between them doubles. They are taken at times that are whole windows of the series.
 */
import type { Run } from '../run'

const MAX_CHECKPOINTS = 16
const MAX_BYTES = 64 * 1024 * 1024

/** A state, and when it was. */
export interface Checkpoint {
  readonly atMs: number
  readonly state: Float64Array<ArrayBuffer>
}

export class Checkpoints {
  private kept: Checkpoint[] = []
  private everyMs: number

  /** `durationMs` of the run, and the width of a window of its series. */
  constructor(durationMs: number, windowMs: number) {
    this.everyMs = Math.max(1, Math.ceil(durationMs / MAX_CHECKPOINTS / windowMs)) * windowMs
  }

  /** [ms] when the next one is due for a run that stands at `now`. */
  nextAfter(now: number): number {
    const next = (Math.floor(now / this.everyMs) + 1) * this.everyMs
    return Math.max(next, (this.kept.at(-1)?.atMs ?? 0) + this.everyMs)
  }

  /** The run goes another way from here on: what was kept of later times is void. */
  forgetAfter(now: number): void {
    this.kept = this.kept.filter(({ atMs }) => atMs <= now)
  }

  /** Keeps the state of a run that stands where the next one is due. */
  take(run: Run): void {
    this.kept.push({ atMs: run.engine.now, state: run.save() })
    const bytes = this.kept.reduce((sum, { state }) => sum + state.byteLength, 0)
    if (this.kept.length <= MAX_CHECKPOINTS && bytes <= MAX_BYTES) return
    this.everyMs *= 2
    this.kept = this.kept.filter(({ atMs }) => atMs % this.everyMs === 0)
  }

  /** The last one at or before a time; null when the run has to start over. */
  before(timeMs: number): Checkpoint | null {
    return this.kept.findLast(({ atMs }) => atMs <= timeMs) ?? null
  }
}
