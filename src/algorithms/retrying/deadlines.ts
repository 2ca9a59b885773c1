/**
 * Deadline arithmetic: how much time a request has left, and what that allows.
 *
 * How: a deadline is a point in time and travels with the request; each hop may only bring it forward.
 * Units: time, timeouts [ms]; infinity means no limit. A deadline is over at exactly its time.
 * Cost: O(1). Randomness: none. Throws: never.
 * Source: gRPC documentation, "Deadlines"; "Site Reliability Engineering" (2016), chapter 22, "Latency and deadlines".
 */

/** [ms] time left until the deadline, at least 0. */
export function remainingMs(now: number, deadline: number): number {
  return deadline === Infinity ? Infinity : Math.max(0, deadline - now)
}

/** Whether work for this deadline would be for nobody. */
export function isPast(now: number, deadline: number): boolean {
  return now >= deadline
}

/**
 * [ms] the deadline that a call on behalf of a request gets: the smaller of what is left and what is configured.
 * @param reserveMs [ms] time that the caller keeps for its own work after the call
 */
export function deadlineOf(now: number, parentDeadline: number, timeoutMs: number, reserveMs = 0): number {
  return Math.max(now, Math.min(parentDeadline - reserveMs, now + timeoutMs))
}

/** [ms] the deadline of an attempt: its own timeout, but never past the deadline of the call. */
export function attemptDeadline(now: number, callDeadline: number, attemptTimeoutMs: number): number {
  return Math.min(callDeadline, now + attemptTimeoutMs)
}

/**
 * Whether a retry after `delayMs` leaves the attempt at least `neededMs` before the deadline; just enough is enough, but an attempt
 * that would begin at the deadline never fits.
 */
export function fitsRetry(now: number, deadline: number, delayMs: number, neededMs = 0): boolean {
  if (deadline === Infinity) return delayMs < Infinity
  const start = now + delayMs
  return start < deadline && start + neededMs <= deadline
}
