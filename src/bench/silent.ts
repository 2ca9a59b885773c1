/** Instruments that measure nothing, to see what measuring costs. A run with them has no report worth reading. */
import { BlockStats, type Clock, Level } from '../engine/stats'
import { RequestLog } from '../simulation/request-log'

class SilentLevel extends Level {
  override add(): void {}
}

export class SilentStats extends BlockStats {
  constructor(size: number, clock: Clock) {
    super(size, clock, SilentLevel)
  }

  override arrive(): void {}
  override complete(): void {}
  override reject(): void {}
  override leave(): void {}
}

/** Knows how many requests are in flight, since the run ends by that. */
export class SilentLog extends RequestLog {
  protected override succeeded(): void {}
  protected override hasFailed(): void {}
}
