/**
 * A gate that admits while fewer calls are in flight than a limit, and the contract of limits that learn from latencies.
 *
 * Deviation shared by all its members: the number in flight that belongs to a sample is that just before the call ended;
 * the library remembers that at its start.
 */
import type { Random } from '../../lib/random'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { AdmissionCall } from './admission'
import { OpenGate } from './open-gate'

/** A limit on calls in flight that learns. */
export interface Limit extends Saveable {
  /** Calls that may be in flight; a whole number. */
  readonly limit: number
  /**
   * A call ended. @param latency in any one unit @param inFlight calls in flight, this one included
   * @param didDrop whether it was rejected further on, timed out or failed
   */
  sample(latency: number, inFlight: number, didDrop: boolean): void
}

/** Admits a call ⇔ fewer than `limit` are in flight. */
export class ConcurrencyLimit extends OpenGate {
  readonly limiter: Limit
  /** Admitted calls that have not finished. */
  inFlight = 0

  constructor(limiter: Limit) {
    super()
    this.limiter = limiter
  }

  override admit(_now: number, _call: AdmissionCall, _random: Random): boolean {
    if (this.inFlight >= this.limiter.limit) return false
    this.inFlight++
    return true
  }

  override finished(_now: number, latencyMs: number, ok: boolean): void {
    if (latencyMs >= 0) this.limiter.sample(latencyMs, this.inFlight, !ok)
    if (this.inFlight > 0) this.inFlight--
  }

  save(out: StateWriter): void {
    out.number(this.inFlight)
    this.limiter.save(out)
  }

  load(input: StateReader): void {
    this.inFlight = input.number()
    this.limiter.load(input)
  }
}
