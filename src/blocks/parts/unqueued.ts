/**
 * Base of blocks that work on any number of calls at the same time, for a service time each: nothing waits except while the
 * block stands still.
 *
 * `register0` of an attempt is {@link WAITING} or {@link AT_WORK} here; further values are the block's own, from the moment
 * when {@link UnqueuedBlock.done} is called.
 */
import type { Attempt } from '../../engine/calls'
import { createDistribution, type Distribution, type DistributionParams } from '../../lib/distributions'
import { Behaviour, type BlockContext, type Condition } from '../behaviour'
import { Station } from './station'
import { STATION_EVENT } from './station-events'
import { PASS_THROUGH, type StationOwner } from './station-settings'

/** Held back by a pause. */
export const WAITING = 0
export const AT_WORK = 1
/** First value of `register0` that is the block's own. */
export const BEYOND = 2

const DRAW_SERVICE = 1
/** First purpose of draws that is the block's own. */
export const FIRST_OWN_DRAW = 2

export abstract class UnqueuedBlock<P extends { serviceTime: DistributionParams }>
  extends Behaviour<P>
  implements StationOwner
{
  protected readonly station: Station
  private serviceTime: Distribution

  constructor(context: BlockContext, params: P) {
    super(context, params)
    this.station = new Station(context, this, 0, PASS_THROUGH)
    this.serviceTime = createDistribution(params.serviceTime)
  }

  /** The service time of an attempt is over. */
  protected abstract done(attempt: Attempt): void

  /** The block has crashed: what is remembered of attempts is void. */
  protected lost(): void {}

  /** The caller of an attempt that is {@link BEYOND} waits no longer. */
  protected stop(_attempt: Attempt): void {}

  arrive(attempt: Attempt): void {
    attempt.register0 = WAITING
    this.station.enter(attempt)
  }

  admitted(attempt: Attempt): void {
    attempt.register0 = AT_WORK
    this.station.work(attempt, this.serviceTime.sample(this.context.draw(DRAW_SERVICE, attempt)))
  }

  worked(attempt: Attempt): void {
    attempt.register0 = BEYOND
    this.station.release()
    this.done(attempt)
  }

  idle(): void {}

  override handle(kind: number, a: number, b: number): void {
    if (kind === STATION_EVENT) this.station.handle(this.context.attempts.at(a), b)
  }

  override cancel(attempt: Attempt): void {
    const state = attempt.register0
    if (state >= BEYOND) this.stop(attempt)
    else this.station.remove(attempt, state === AT_WORK)
    this.context.drop(attempt)
  }

  override lose(attempt: Attempt): void {
    this.station.lose(attempt)
  }

  override configure(params: P): void {
    super.configure(params)
    this.serviceTime = createDistribution(params.serviceTime)
  }

  override conditionChanged(_unit: number, before: Condition): void {
    const condition = this.context.condition(0)
    if (condition.isCrashed && !before.isCrashed) {
      this.station.clear()
      this.lost()
    }
    if (condition.isPaused) this.station.pause()
    else this.station.resume()
  }

  /** [ms] the block's own clock, which a fault may have set wrong. */
  protected clock(): number {
    return this.context.engine.now + this.context.condition(0).clockOffsetMs
  }
}
