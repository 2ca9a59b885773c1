/** Samples messages on the wire so that they can be drawn; has no influence on the run. */
import { CANCELLED, CAUSE_DEADLINE, CAUSE_TIMEOUT, OK } from '../engine/calls'
import { PARTICLE_COLUMNS, PARTICLE_OUTCOMES } from './protocol'

/** Messages kept between two snapshots at most. */
const MAX_FLIGHTS = 400
/** Messages aimed at between two snapshots. */
const WANTED_FLIGHTS = 120

const OUTCOME_OK = PARTICLE_OUTCOMES.indexOf('ok')
const OUTCOME_FAILED = PARTICLE_OUTCOMES.indexOf('failed')
const OUTCOME_TIMEOUT = PARTICLE_OUTCOMES.indexOf('timeout')
const OUTCOME_CANCELLED = PARTICLE_OUTCOMES.indexOf('cancelled')
const OUTCOME_LOST = PARTICLE_OUTCOMES.indexOf('lost')

/** Keeps every n-th message, with n following the rate so that about as many as wanted are kept. */
export class FlightRecorder {
  private readonly kept = new Float64Array(MAX_FLIGHTS * PARTICLE_COLUMNS.length)
  private count = 0
  private seen = 0
  private every = 1

  /** A message of an attempt is put on the wire at `now` for `latency` ms. */
  note(
    connection: number,
    isForward: boolean,
    now: number,
    latency: number,
    isLost: boolean,
    outcome: number,
    attempt: number,
  ): void {
    this.seen++
    if (attempt % this.every !== 0 || this.count === MAX_FLIGHTS) return
    const at = this.count++ * PARTICLE_COLUMNS.length
    this.kept[at] = connection
    this.kept[at + 1] = isForward ? 0 : 1
    this.kept[at + 2] = now
    this.kept[at + 3] = now + latency
    this.kept[at + 4] = isLost ? OUTCOME_LOST : isForward ? OUTCOME_OK : shown(outcome)
  }

  /** What was kept since the last call, in rows of PARTICLE_COLUMNS. */
  take(): Float64Array<ArrayBuffer> {
    const taken = this.kept.slice(0, this.count * PARTICLE_COLUMNS.length)
    this.every = Math.max(1, Math.round(this.seen / WANTED_FLIGHTS))
    this.count = 0
    this.seen = 0
    return taken
  }
}

function shown(outcome: number): number {
  if (outcome === OK) return OUTCOME_OK
  if (outcome === CAUSE_TIMEOUT || outcome === CAUSE_DEADLINE) return OUTCOME_TIMEOUT
  return outcome === CANCELLED ? OUTCOME_CANCELLED : OUTCOME_FAILED
}
