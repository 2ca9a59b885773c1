/** Draws that belong to calls and attempts: keyed by what they are for, so that nothing else in the design moves them. */
import type { Attempt, Call } from '../engine/calls'
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
  private readonly random: KeyedRandom

  constructor(random: KeyedRandom) {
    this.random = random
  }

  /** For an attempt at a connection or a block, whose stable hash is `entity`. */
  forAttempt(entity: number, purpose: number, attempt: Attempt): KeyedRandom {
    return this.random.rekey(entity, purpose, attempt.call.request.identity, attempt.lineage)
  }

  /** For a call at its connection, after as many attempts as have been made. */
  forCall(connection: Connection, purpose: number, call: Call): KeyedRandom {
    const lineage = mix32(call.lineage + Math.imul(call.attempts, 0x1b873593))
    return this.random.rekey(connection.entity, purpose, call.request.identity, lineage)
  }
}
