/**
 * Deadline arithmetic: how much time a request has left, and what that allows.
 *
 * How: a deadline is a point in time and travels with the request; each hop may only bring it forward.
 * Units: time, timeouts [ms]; infinity means no limit. A deadline is over at exactly its time.
 * Cost: O(1). Randomness: none. Throws: never.
 * Source: gRPC documentation, "Deadlines"; "Site Reliability Engineering" (2016), chapter 22, "Latency and deadlines".
 */

import { requireNumber } from '../../lib/errors'
import { field, number } from '../../lib/schema'
import type { BuildableMember } from '../member'

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

const fields = {
  timeoutMs: field(
    1,
    'Timeout',
    'How long a call may take, if the request that it is for has that much time left.',
    number('ms', 1000, { max: 3.6e6, scale: 'log' }),
  ),
  reserveMs: field(
    2,
    'Reserve',
    'Time that the caller keeps for its own work after the call.',
    number('ms', 0, { max: 3.6e6 }),
  ),
}

/** [ms] the deadline of a call that is made at `now` for a request with this deadline. */
export type Deadline = (now: number, parentDeadline: number) => number

export const deadlinePropagation: BuildableMember<'deadline-propagation', typeof fields, Deadline> = {
  id: 'deadline-propagation',
  number: 4,
  label: 'Deadlines',
  help: 'A deadline travels with the request, and each hop may only bring it forward.',
  fields,
  source: 'gRPC documentation, deadlines; "Site Reliability Engineering" (2016), chapter 22, latency and deadlines',
  sourceUrl: 'https://grpc.io/docs/guides/deadlines/',
  formula: 'deadline = min(parent − reserve, now + timeout)',
  deviations: '',
  create: (params) => {
    const timeoutMs = requireNumber('timeoutMs', params.timeoutMs, { min: 0 })
    const reserveMs = requireNumber('reserveMs', params.reserveMs, { min: 0 })
    return (now, parentDeadline) => deadlineOf(now, parentDeadline, timeoutMs, reserveMs)
  },
}
