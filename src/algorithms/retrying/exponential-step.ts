/**
 * The step that all exponential schedules share: base·2^n, stopped at a cap.
 *
 * How: b(n) = min(cap, base·2^n), doubled one step at a time, which is exact in binary and the same in every engine.
 * Units: base and cap [ms], n [count] from 0.
 * Cost: one multiplication per doubling below the cap, so O(log(cap/base)); no allocation.
 */
import { requireNumber } from '../../lib/errors'
import { boolean, field, integer, number } from '../../lib/schema'

/** Longest schedule that a form offers. */
const MAX_ATTEMPTS = 100

/** [ms] longest wait that a form offers: one day. */
const MAX_WAIT_MS = 86_400_000

/** Field for attempts in all, the first included; it has number 1 in every member. */
export const attemptsField = field(
  1,
  'Attempts',
  'How often a request is tried in all, the first time included; 1 never retries.',
  integer('count', 3, { min: 1, max: MAX_ATTEMPTS }),
)

/** Fields of every schedule that doubles from a base up to a cap. */
export const exponentialFields = {
  attempts: attemptsField,
  baseMs: field(
    2,
    'Base',
    'Wait before the first retry, apart from jitter; it doubles with each further retry.',
    number('ms', 100, { max: MAX_WAIT_MS, scale: 'log' }),
  ),
  capMs: field(
    3,
    'Cap',
    'Longest wait that the doubling reaches.',
    number('ms', 1000, { max: MAX_WAIT_MS, scale: 'log' }),
  ),
}

/** Fields of the jittered schedules that can round down to whole milliseconds. */
export const roundedFields = {
  ...exponentialFields,
  wholeMs: field(
    4,
    'Whole milliseconds',
    'Rounds each wait down to a whole millisecond, as cockatiel does.',
    boolean(false),
  ),
}

/** What the exponential schedules are built from. */
export interface ExponentialParams {
  /** Attempts in all, the first included. */
  readonly attempts: number
  /** [ms] b(0). */
  readonly baseMs: number
  /** [ms] upper limit of b. */
  readonly capMs: number
}

/** The number of attempts, checked. Throws ParamError. */
export function requireAttempts(attempts: number): number {
  return requireNumber('attempts', attempts, { min: 1, integer: true })
}

/** A doubling schedule before any jitter. */
export abstract class ExponentialStep {
  readonly attempts: number
  protected readonly baseMs: number
  protected readonly capMs: number

  constructor(params: ExponentialParams) {
    this.attempts = requireAttempts(params.attempts)
    this.baseMs = requireNumber('baseMs', params.baseMs, { min: 0, max: Number.MAX_VALUE })
    this.capMs = requireNumber('capMs', params.capMs, { min: 0, max: Number.MAX_VALUE })
  }

  /** [ms] b(retry). A negative `retry` counts as 0. */
  protected stepMs(retry: number): number {
    let wait = this.baseMs
    if (wait === 0) return 0
    for (let n = 0; n < retry && wait < this.capMs; n++) wait *= 2
    return Math.min(this.capMs, wait)
  }
}
