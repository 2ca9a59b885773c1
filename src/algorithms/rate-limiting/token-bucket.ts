/**
 * Token bucket: admits an event when enough tokens are in the bucket, which refills at a steady rate.
 *
 * How: tokens(t) = min(burst, tokens(t₀) + rate·(t − t₀)); an event of weight n takes n tokens, and may take them from the
 * future when it is willing to wait (`reserve`): then tokens < 0 and the wait is −tokens/rate.
 * Bound: in any span of length w at most burst + rate·w events are admitted.
 * Units: rate [1/s], burst [count], time [ms]. Starts full. Rate 0 admits the first `burst` events only.
 * Time: an earlier `now` than before counts as no time passed; an event admitted then moves the clock back (as the source).
 * Cost: O(1), no allocation in `decide`. Randomness: none. Throws: ParamError from the constructor only.
 * Source: golang.org/x/time/rate at 2b4e439, `Limiter`. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { type RateLimiter, REFUSED } from './rate-limiting'
import { toNs, waitUntil } from './waiting'

const fields = {
  ratePerSecond: field(
    1,
    'Rate',
    'How many tokens are added each second; in the long run no more events than this are admitted.',
    number('1/s', 100, { scale: 'log' }),
  ),
  burst: field(
    2,
    'Burst',
    'How many tokens the bucket holds; so many events may pass at once after a quiet time.',
    integer('count', 100, { scale: 'log' }),
  ),
} as const

/** A place taken by {@link TokenBucket.reserve}. */
export interface Reservation {
  /** [ms] when the event may happen; infinity when the rate is 0 and the tokens have run out. */
  readonly actAtMs: number
  /** [ms] how long that is from the `now` of the reservation. */
  readonly delayMs: number
  /** [count] tokens taken. */
  readonly tokens: number
  /** [1/s] rate at the time of the reservation. */
  readonly ratePerSecond: number
}

const NS_PER_SECOND = 1e9

/** [s] a span given in ms; whole seconds and the rest are converted apart, which the source's float results depend on. */
function toSeconds(spanMs: number): number {
  const whole = Math.floor(spanMs / 1000)
  return whole + (spanMs - whole * 1000) / 1000
}

/** [s] a span of whole nanoseconds, as waits are; in the same two parts. */
function nsToSeconds(spanNs: number): number {
  const whole = Math.trunc(spanNs / NS_PER_SECOND)
  return whole + (spanNs - whole * NS_PER_SECOND) / NS_PER_SECOND
}

/** [ms] the time in which `tokens` tokens flow in, cut to whole nanoseconds; infinity at rate 0. */
function durationMs(tokens: number, ratePerSecond: number): number {
  if (ratePerSecond <= 0) return Infinity
  return Math.trunc((tokens / ratePerSecond) * 1e9) / 1e6
}

/** See the head of this file. */
export class TokenBucket implements RateLimiter {
  private rate: number
  private burst: number
  private tokens: number
  /** [ms] when `tokens` was true. */
  private lastMs = -Infinity
  /** [ms] when the latest reservation may act. */
  private lastEventMs = -Infinity

  constructor(params: InferFields<typeof fields>) {
    this.rate = requireNumber('ratePerSecond', params.ratePerSecond, fields.ratePerSecond.schema)
    this.burst = requireNumber('burst', params.burst, fields.burst.schema)
    this.tokens = this.burst
  }

  /** Admits (0) or refuses; never delays. A refusal changes nothing. Weight 0 always passes an untouched bucket. */
  decide(now: number, n = 1): number {
    const left = this.tokensAt(now) - n
    if (n > this.burst || (left < 0 && durationMs(-left, this.rate) > 0)) return REFUSED
    this.take(now, left, now)
    return 0
  }

  retryAfterMs(now: number, n = 1): number {
    const missing = n - this.tokensAt(now)
    if (n > this.burst) return Infinity
    if (missing <= 0 || durationMs(missing, this.rate) === 0) return 0
    // An earlier `now` must first catch up with the clock of the bucket before anything flows in.
    if (this.rate === 0) return Infinity
    return waitUntil(now, Math.max(now, this.lastMs) + (missing / this.rate) * 1000)
  }

  remaining(now: number): number {
    return Math.max(0, Math.floor(this.tokensAt(now) + 1e-9))
  }

  /** [count] tokens in the bucket at `now`, negative while reservations are waiting. Changes nothing. */
  tokensAt(now: number): number {
    const elapsedMs = now - this.lastMs
    // At rate 0 even an infinite time since the start adds nothing; the difference of two infinities is NaN.
    if (!(elapsedMs > 0) || this.rate === 0) return Math.min(this.burst, this.tokens)
    if (elapsedMs === Infinity) return this.burst
    return Math.min(this.burst, this.tokens + toSeconds(elapsedMs) * this.rate)
  }

  /**
   * Takes `n` tokens, from the future if need be, when the wait is at most `maxWaitMs`. Returns undefined, changing nothing,
   * when it would be longer or `n` is more than the burst. Allocates.
   */
  reserve(now: number, n: number, maxWaitMs = Infinity): Reservation | undefined {
    const left = this.tokensAt(now) - n
    const delayMs = left < 0 ? durationMs(-left, this.rate) : 0
    if (n > this.burst || delayMs > maxWaitMs) return undefined
    this.take(now, left, now + delayMs)
    return { actAtMs: now + delayMs, delayMs, tokens: n, ratePerSecond: this.rate }
  }

  /**
   * Gives back what a reservation took, less what was reserved after it. Does nothing once its time to act has passed.
   */
  cancel(now: number, reservation: Reservation): void {
    if (reservation.tokens === 0 || reservation.actAtMs < now) return
    // Negative when the latest event acts before this one; then the source gives back more than was taken.
    const laterMs = this.lastEventMs - reservation.actAtMs
    const later = reservation.ratePerSecond > 0 ? nsToSeconds(toNs(laterMs)) * reservation.ratePerSecond : 0
    const back = reservation.tokens - later
    if (back <= 0) return
    this.tokens = Math.min(this.burst, this.tokensAt(now) + back)
    this.lastMs = now
    if (reservation.actAtMs !== this.lastEventMs) return
    const previousMs = reservation.actAtMs - durationMs(reservation.tokens, reservation.ratePerSecond)
    if (previousMs >= now) this.lastEventMs = previousMs
  }

  /** Changes the rate from `now` on. Waits already granted stay as they are. */
  setRate(now: number, ratePerSecond: number): void {
    this.tokens = this.tokensAt(now)
    this.lastMs = now
    this.rate = ratePerSecond
  }

  /** Changes the size of the bucket from `now` on; tokens above it are lost. */
  setBurst(now: number, burst: number): void {
    this.tokens = this.tokensAt(now)
    this.lastMs = now
    this.burst = burst
  }

  save(out: StateWriter): void {
    out.number(this.rate)
    out.number(this.burst)
    out.number(this.tokens)
    out.number(this.lastMs)
    out.number(this.lastEventMs)
  }

  load(input: StateReader): void {
    this.rate = input.number()
    this.burst = input.number()
    this.tokens = input.number()
    this.lastMs = input.number()
    this.lastEventMs = input.number()
  }

  private take(now: number, left: number, actAtMs: number): void {
    this.lastMs = now
    this.tokens = left
    this.lastEventMs = actAtMs
  }
}

export const tokenBucket: BuildableMember<'token-bucket', typeof fields, TokenBucket> = {
  id: 'token-bucket',
  number: 1,
  label: 'Token bucket',
  help: 'Lets a burst pass after a quiet time, then admits at a steady rate.',
  fields,
  source: 'golang.org/x/time/rate, 2b4e439 (2025-09-16), Limiter',
  sourceUrl: 'https://pkg.go.dev/golang.org/x/time/rate',
  formula: 'tokens = min(burst, tokens + rate·Δt); admit ⇔ tokens ≥ n, then tokens −= n',
  deviations: 'An infinite rate is not accepted; time is a double in ms, not an integer in ns.',
  create: (params) => new TokenBucket(params),
}
