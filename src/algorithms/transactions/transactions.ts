/** Contracts of the transactions family: coordinators that ask participants, and protocols whose states can be explored. */
import type { Saveable } from '../../lib/state'

/** What a participant is asked to do now. */
export const REQUESTS = {
  nothing: 0,
  prepare: 1,
  preCommit: 2,
  commit: 3,
  abort: 4,
  try: 5,
  confirm: 6,
  cancel: 7,
  act: 8,
  compensate: 9,
} as const

/** One of {@link REQUESTS}. */
export type Request = (typeof REQUESTS)[keyof typeof REQUESTS]

/** The fate of a transaction. */
export const PENDING = 0
/** See {@link PENDING}. */
export const COMMITTED = 1
/** See {@link PENDING}. For a saga: every finished step was or will be compensated. */
export const ABORTED = 2

/** How a transaction ends, or that it has not. */
export type Outcome = typeof PENDING | typeof COMMITTED | typeof ABORTED

/** The answer that a request got: done, refused, or none in time (it may or may not have been carried out). */
export const DONE = 0
/** See {@link DONE}. */
export const REFUSED = 1
/** See {@link DONE}. */
export const TIMED_OUT = 2

/** How a request was answered. */
export type Reply = typeof DONE | typeof REFUSED | typeof TIMED_OUT

/**
 * Coordinates one transaction over participants numbered from 0. It says what each is to be asked, the caller asks and hands
 * the answers in. A request stands until it is answered by DONE, or the protocol moves on; the caller repeats it after a
 * timeout. Laws: an outcome is never taken back; COMMITTED needs that each participant did its first request; from a decided
 * outcome on, repeating requests until all are DONE ends the transaction.
 */
export interface Coordinator extends Saveable {
  readonly outcome: Outcome
  /** Whether nothing is left to ask. */
  readonly isFinished: boolean
  /** What to ask this participant now. */
  request(participant: number): Request
  /** The answer to the request that stands for this participant; one to an older request must not be passed in. */
  reply(participant: number, reply: Reply): void
}

/** A way of coordinating. */
export interface TransactionProtocol {
  /** A coordinator at the start of a transaction over that many participants. */
  begin(participants: number): Coordinator
}

/**
 * A protocol as its specification sees it: all state is small whole numbers, and actions are tried one at a time. Made for
 * exhaustive exploration, and small enough to be the state of the coordinator too.
 */
export interface StateMachine {
  /** The whole state. May be overwritten with any state it once had. */
  readonly state: Int8Array
  /** Names of the actions, by number. Several numbers may share a name. */
  readonly actions: readonly string[]
  /** Carries out an action. False, and nothing changed, when its condition does not hold. */
  perform(action: number): boolean
  /** [count] ways in which the condition of an action holds in this state; 1 where left out. Only counted, see explore.ts. */
  ways?(action: number): number
}
