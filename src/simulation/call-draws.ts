/** Draws that belong to calls and attempts: keyed by what they are for, so that nothing else in the design moves them. */
import type { Attempts, Calls, Requests } from '../engine/calls'
import { type KeyedRandom, mix32 } from '../lib/random'
import type { Connection } from './connection'

/** Purposes of draws on a connection; those of blocks begin at 16. */
export const DRAW_FORWARD = 1
export const DRAW_BACKWARD = 2
export const DRAW_LOSS_FORWARD = 3
export const DRAW_LOSS_BACKWARD = 4
export const DRAW_RETRY = 5
export const DRAW_BREAKER = 6
export const DRAW_ERROR = 7

/** Lineage of an attempt: that of its call for the first, and another for each that follows. */
export function lineageOf(callLineage: number, number: number): number {
  return number === 0 ? callLineage : mix32(callLineage + Math.imul(number, 0x1b873593))
}

export class CallDraws {
  private readonly requests: Requests
  private readonly calls: Calls
  private readonly attempts: Attempts
  private readonly random: KeyedRandom

  constructor(parts: { requests: Requests; calls: Calls; attempts: Attempts; random: KeyedRandom }) {
    this.requests = parts.requests
    this.calls = parts.calls
    this.attempts = parts.attempts
    this.random = parts.random
  }

  /** For an attempt at a connection or a block, whose stable hash is `entity`. */
  forAttempt(entity: number, purpose: number, attempt: number): KeyedRandom {
    const attemptRecord = this.attempts.at(attempt)
    const request = this.calls.at(attemptRecord.call).request
    return this.random.rekey(entity, purpose, this.requests.at(request).identity, attemptRecord.lineage)
  }

  /** For a call at its connection, after as many attempts as have been made. */
  forCall(connection: Connection, purpose: number, call: number): KeyedRandom {
    const { calls } = this
    const callRecord = calls.at(call)
    const lineage = mix32(callRecord.lineage + Math.imul(callRecord.attempts, 0x1b873593))
    return this.random.rekey(connection.entity, purpose, this.requests.at(callRecord.request).identity, lineage)
  }
}
