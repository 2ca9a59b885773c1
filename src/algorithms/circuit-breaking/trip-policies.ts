/**
 * When a {@link SingleTrialBreaker} opens: after failures in a row, or on a share among the last n results.
 *
 * Cost: O(1), no allocation. Source: cockatiel 3.2.1, ConsecutiveBreaker and CountBreaker. Deviations: none.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import { CountWindow } from './outcome-window'
import type { TripPolicy } from './single-trial-breaker'

/** Opens at `threshold` failures in a row. */
export class ConsecutivePolicy implements TripPolicy {
  private readonly threshold: number
  private run = 0

  constructor(threshold: number) {
    this.threshold = threshold
  }

  success(): void {
    this.run = 0
  }

  failure(): boolean {
    this.run++
    return this.run >= this.threshold
  }

  save(out: StateWriter): void {
    out.number(this.run)
  }

  load(input: StateReader): void {
    this.run = input.number()
  }
}

/** Opens when more than the share `threshold` of the last `size` results failed, and there are `minimumCalls` of them. */
export class CountPolicy implements TripPolicy {
  private readonly threshold: number
  private readonly minimumCalls: number
  private readonly window: CountWindow

  constructor(threshold: number, size: number, minimumCalls: number) {
    this.threshold = threshold
    this.minimumCalls = minimumCalls
    this.window = new CountWindow(size)
  }

  success(now: number, isTrial: boolean): void {
    if (isTrial) this.window.clear()
    this.window.record(now, false, false)
  }

  failure(now: number): boolean {
    const { window } = this
    window.record(now, true, false)
    return window.total >= this.minimumCalls && window.failed > this.threshold * window.total
  }

  save(out: StateWriter): void {
    this.window.save(out)
  }

  load(input: StateReader): void {
    this.window.load(input)
  }
}
