/**
 * The state machine of the two-step breaker: opens when a test on counts holds after a failure, tries a few calls later.
 *
 * States: closed → open when the test holds after a failure; open → half-open by the first call, or look, later than
 * `openMs` after opening (strictly); half-open → closed after `successes` in a row, → open at the first failure.
 * Half-open admits at most `trials` calls in all; ignored results give their place back. Results of calls admitted before
 * the last change of state, or before the last clearing of counts, do not count.
 * Ways to get stuck: trials whose results never come keep it half-open.
 * Time: an earlier `now` than before just means that less time has passed. The first interval begins at time 0.
 * Cost: O(1) a call; no allocation in `admit` and `record`.
 * Source: sony/gobreaker v2.4.0 (fed8e9e), TwoStepCircuitBreaker. Differs: trip tests are data, not functions.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import {
  type BreakerState,
  type CallResult,
  type CircuitBreaker,
  CLOSED,
  HALF_OPEN,
  IGNORED,
  OPEN,
  REJECTED,
  SUCCESS,
} from './circuit-breaking'
import { EXCLUSIONS, FAILURE_RUN, FAILURES, REQUESTS, RollingCounts, SUCCESS_RUN, SUCCESSES } from './rolling-counts'

/** When a failure opens the breaker. */
export type TripTest =
  /** At least `failures` in a row. */
  | { readonly type: 'consecutive'; readonly failures: number }
  /** At least `minimumCalls` requests of which at least the share `failureRate` failed. */
  | { readonly type: 'ratio'; readonly failureRate: number; readonly minimumCalls: number }

/** Settings of {@link TwoStepBreaker}, already checked. */
export interface TwoStepParams {
  readonly trip: TripTest
  /** [ms] how long it stays open. */
  readonly openMs: number
  /** [count] trials admitted half-open. */
  readonly trials: number
  /** [count] successes in a row that close it, at most `trials`; that many without it. */
  readonly successes?: number
  /** [ms] counts are cleared when this has passed while closed; infinity never clears. */
  readonly intervalMs: number
  /** [ms] length of a bucket; when shorter than the interval, counts roll instead, over whole buckets. Infinity: one. */
  readonly bucketMs: number
}

/** Ages up to this many buckets fit into a ticket beside the generation. */
const AGES = 2147483648

/** See the head of this file. */
export class TwoStepBreaker implements CircuitBreaker {
  private readonly trip: TripTest
  private readonly openMs: number
  private readonly trials: number
  private readonly successes: number
  private readonly intervalMs: number
  private readonly bucketMs: number
  private readonly rolling: RollingCounts
  private state = CLOSED
  private generation = 0
  /** [ms] when the current generation began. */
  private startMs = 0
  /** [ms] end of the open time or of the interval; infinity when there is none. */
  private expiryMs = Infinity

  constructor(params: TwoStepParams) {
    const { intervalMs, bucketMs } = params
    const isRolling = bucketMs < Infinity && intervalMs < Infinity
    const buckets = isRolling ? Math.ceil(intervalMs / bucketMs) : 1
    this.trip = params.trip
    this.openMs = params.openMs
    this.trials = params.trials
    this.successes = params.successes ?? params.trials
    this.intervalMs = isRolling ? buckets * bucketMs : intervalMs
    this.bucketMs = bucketMs
    this.rolling = new RollingCounts(buckets)
    this.begin(CLOSED, 0)
  }

  admit(now: number): number {
    this.refresh(now)
    const totals = this.rolling.totals
    if (this.state === OPEN) return REJECTED
    if (this.state === HALF_OPEN && totals[REQUESTS]! - totals[EXCLUSIONS]! >= this.trials) return REJECTED
    this.rolling.request()
    return this.generation * AGES + this.rolling.age
  }

  record(now: number, ticket: number, result: CallResult, _durationMs: number): void {
    this.refresh(now)
    const generation = Math.floor(ticket / AGES)
    if (generation !== this.generation) return
    const age = ticket - generation * AGES
    if (result === IGNORED) this.rolling.outcome(EXCLUSIONS, age)
    else if (result === SUCCESS) this.succeed(now, age)
    else this.fail(now, age)
  }

  stateCode(): number {
    return this.state
  }

  describe(_now: number): BreakerState {
    if (this.state === CLOSED) return { state: 'closed' }
    if (this.state === OPEN) return { state: 'open', untilMs: this.expiryMs }
    return { state: 'half-open', passed: this.rolling.totals[SUCCESS_RUN]!, needed: this.successes }
  }

  /** Makes the transitions that the passing of time allows, as looking at the state does in the source. */
  refresh(now: number): void {
    if (this.state === CLOSED) {
      if (this.expiryMs < now) this.begin(CLOSED, now)
      else if (this.rolling.buckets > 1) {
        this.rolling.grow(Math.max(0, Math.floor((now - this.startMs) / this.bucketMs)))
      }
    } else if (this.state === OPEN && this.expiryMs < now) this.begin(HALF_OPEN, now)
  }

  /** Requests, successes, failures, exclusions, successes in a row, failures in a row. A copy. */
  counts(): number[] {
    return Array.from(this.rolling.totals)
  }

  save(out: StateWriter): void {
    out.number(this.state)
    out.number(this.generation)
    out.number(this.startMs)
    out.number(this.expiryMs)
    this.rolling.save(out)
  }

  load(input: StateReader): void {
    this.state = input.number()
    this.generation = input.number()
    this.startMs = input.number()
    this.expiryMs = input.number()
    this.rolling.load(input)
  }

  private succeed(now: number, age: number): void {
    this.rolling.outcome(SUCCESSES, age)
    if (this.state === HALF_OPEN && this.rolling.totals[SUCCESS_RUN]! >= this.successes) this.begin(CLOSED, now)
  }

  private fail(now: number, age: number): void {
    if (this.state === HALF_OPEN) {
      this.begin(OPEN, now)
      return
    }
    this.rolling.outcome(FAILURES, age)
    if (this.isTripped()) this.begin(OPEN, now)
  }

  private isTripped(): boolean {
    const { trip } = this
    const { totals } = this.rolling
    if (trip.type === 'consecutive') return totals[FAILURE_RUN]! >= trip.failures
    const requests = totals[REQUESTS]!
    return requests >= trip.minimumCalls && totals[FAILURES]! / requests >= trip.failureRate
  }

  private begin(state: number, now: number): void {
    this.generation++
    this.state = state
    this.startMs = now
    this.rolling.clear()
    if (state === OPEN) this.expiryMs = now + this.openMs
    else if (state === CLOSED && this.rolling.buckets === 1) this.expiryMs = now + this.intervalMs
    else this.expiryMs = Infinity
  }
}
