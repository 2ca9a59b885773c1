/** Contract of the circuit-breaking family: may a call be made, given how earlier ones went? */
import type { Random } from '../../lib/random'
import type { Saveable } from '../../lib/state'

/** State of a breaker, with the data that is valid in it. */
export type BreakerState =
  | { readonly state: 'closed' }
  /** `untilMs`: [ms] when the next trial may pass; infinity when it is not known. */
  | { readonly state: 'open'; readonly untilMs: number }
  /** `passed` of `needed` trials have succeeded so far. */
  | { readonly state: 'half-open'; readonly passed: number; readonly needed: number }

/** Numeric code of a state, for hot paths: the index in this list. */
export const BREAKER_STATES = ['closed', 'open', 'half-open'] as const

/** Codes of the states, for comparisons in hot paths. */
export const CLOSED = 0
/** See {@link CLOSED}. */
export const OPEN = 1
/** See {@link CLOSED}. */
export const HALF_OPEN = 2

/** How a call went, as far as a breaker is concerned. */
export const SUCCESS = 0
/** See {@link SUCCESS}. */
export const FAILURE = 1
/** Neither: for example cancelled by the caller. Gives a half-open trial back. */
export const IGNORED = 2
/** How a call went. */
export type CallResult = typeof SUCCESS | typeof FAILURE | typeof IGNORED

/** Answer of {@link CircuitBreaker.admit}: the call must not be made. */
export const REJECTED = -1

/**
 * One breaker. Calls go through `admit` and, if admitted, come back through `record` with the ticket they were given, so
 * that a member can tell results of an earlier state. Decisions never throw and allocate nothing.
 */
export interface CircuitBreaker extends Saveable {
  /** Asks to make a call now. Returns a ticket (≥ 0), or {@link REJECTED}. `random` is drawn from by throttling members only. */
  admit(now: number, random: Random): number
  /** Reports the result of an admitted call. [ms] `durationMs` is how long it took. */
  record(now: number, ticket: number, result: CallResult, durationMs: number): void
  /** Index of the current state in {@link BREAKER_STATES}, without any transition that the passing of time would allow. */
  stateCode(): number
  /** The current state for showing; allocates. */
  describe(now: number): BreakerState
}
