/**
 * What a participant of two-phase or three-phase commit may do when it hears nothing from the coordinator.
 *
 * How: alone, a participant that has not voted aborts. In two-phase commit a ready one can only wait. In three-phase commit a
 * ready one aborts (nobody can have committed) and a pre-committed one commits (everybody voted yes). With peers to ask:
 * any decision among them is taken over; in two-phase commit a peer that has not voted means abort, and if all that can be
 * reached are ready, nothing can be decided.
 * Bound: two-phase commit is never inconsistent but can block; three-phase commit never blocks but, when a partition puts the
 * pre-committed and the ready on different sides, commits on one and aborts on the other.
 * Cost: O(1), with peers O(peers). Randomness: none. Throws: nothing.
 * Source: Bernstein, Hadzilacos and Goodman, "Concurrency Control and Recovery in Database Systems" (1987), sections 7.4, 7.5.
 */
import { ABORTED, COMMITTED, type Outcome, PENDING } from './transactions'

/** State of a participant. */
export const NOT_VOTED = 0
/** See {@link NOT_VOTED}. Voted yes and waits. */
export const READY = 1
/** See {@link NOT_VOTED}. Knows that all voted yes; three-phase commit only. */
export const PRE_COMMITTED = 2
/** See {@link NOT_VOTED}. */
export const HAS_COMMITTED = 3
/** See {@link NOT_VOTED}. */
export const HAS_ABORTED = 4

/** Where a participant stands. */
export type ParticipantState =
  | typeof NOT_VOTED
  | typeof READY
  | typeof PRE_COMMITTED
  | typeof HAS_COMMITTED
  | typeof HAS_ABORTED

/** What a participant decides alone when it waited too long; PENDING means that it is blocked. */
export function decideOnTimeout(phases: 2 | 3, state: ParticipantState): Outcome {
  if (state === HAS_COMMITTED) return COMMITTED
  if (state === HAS_ABORTED || state === NOT_VOTED) return ABORTED
  if (phases === 2) return PENDING
  return state === PRE_COMMITTED ? COMMITTED : ABORTED
}

/** What participants that can reach each other decide together; PENDING means that they are blocked. */
export function decideWithPeers(phases: 2 | 3, states: readonly ParticipantState[]): Outcome {
  if (states.includes(HAS_COMMITTED)) return COMMITTED
  if (states.includes(HAS_ABORTED) || states.includes(NOT_VOTED)) return ABORTED
  if (phases === 2) return PENDING
  return states.includes(PRE_COMMITTED) ? COMMITTED : ABORTED
}
