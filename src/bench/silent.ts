/** Instruments that measure nothing, to see what measuring costs. A run with them has no report worth reading. */
import { BlockStats, Cell, type Clock } from '../engine/stats'
import { RequestLog } from '../simulation/request-log'

class SilentCell extends Cell {
  override add(): void {}
}

export class SilentStats extends BlockStats {
  constructor(size: number, clock: Clock) {
    super(size, clock, SilentCell)
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
