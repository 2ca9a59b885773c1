/** What a station is told, and whom it tells. */
import type { AdmissionValue } from '../../algorithms/admission/registry'
import { QUEUE_DISCIPLINE } from '../../algorithms/queueing/registry'
import type { Attempt } from '../../engine/calls'
import type { QueueParams } from './fields'
import type { MicroBatchParams } from './micro-batches'
import type { SlowdownParams } from './slowdown'

/** What decides how a station works. */
export interface StationSettings {
  /** May be infinity: a station that only stands between a pause and its calls. */
  readonly workers: number
  readonly queue: QueueParams
  readonly admission?: AdmissionValue | null
  readonly slowdown?: SlowdownParams | null
  readonly sharing?: 'dedicated' | 'processor-sharing'
  readonly microBatch?: MicroBatchParams | null
}

/** Settings of blocks that do not queue except while they are paused. */
export const PASS_THROUGH: StationSettings = {
  workers: Infinity,
  queue: { discipline: QUEUE_DISCIPLINE.default, capacity: null },
}

/** The block that a station belongs to. */
export interface StationOwner {
  /** A worker is now held by the attempt: start work, now or later. */
  admitted(attempt: Attempt): void
  /** The work of the attempt is over; the worker is still held. */
  worked(attempt: Attempt): void
  /** A worker is idle and nothing waits. */
  idle(replica: number): void
  /** An attempt that was let in is turned away after all: reject it. Only where there is an admission policy. */
  turnedAway?(attempt: Attempt, cause: number): void
}
