/**
 * The state machine of breakers that open on a rate: the share of failed, or of slow, calls in a window.
 *
 * States: closed → open when, after any result, the window holds enough calls and a rate is at or above its threshold;
 * open → half-open by the first call later than `openMs` after opening (strictly); half-open lets `trials` calls through and,
 * once enough of their results are in, → closed when both rates are below their thresholds, → open otherwise.
 * An ignored result gives its half-open permit back; so does one of a call admitted in an earlier state, where such results
 * count. Slow means longer than `slowCallMs` (strictly).
 * Ways to get stuck: trials whose results never come keep it half-open.
 * Time: an earlier `now` than before just means that less time has passed.
 * Cost: O(1) a call; no allocation in `admit` and `record`.
 * Source: resilience4j v2.4.0 (f1c3be8), CircuitBreakerStateMachine. Differs: rates are shares in double precision; late
 * results, of calls admitted in an earlier state, can be left out.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import {
  type BreakerState,
  type CallResult,
  type CircuitBreaker,
  CLOSED,
  FAILURE,
  HALF_OPEN,
  IGNORED,
  OPEN,
  REJECTED,
} from './circuit-breaking'
import { CountWindow, type OutcomeWindow } from './outcome-window'

/** Settings of {@link RateBreaker}, already checked. */
export interface RateBreakerSettings {
  /** [share] of failed calls that opens. */
  readonly failureRate: number
  /** [share] of slow calls that opens. */
  readonly slowCallRate: number
  /** [ms] calls longer than this are slow; infinity: none is. */
  readonly slowCallMs: number
  /** [count] results in the window before rates are known. */
  readonly minimumCalls: number
  /** What counts while closed. */
  readonly window: OutcomeWindow
  /** [ms] how long it stays open. */
  readonly openMs: number
  /** [count] calls let through half-open. */
  readonly trials: number
  /** [count] results that decide half-open; at most `trials`. */
  readonly trialResults: number
  /** [count] successes among the trials that close it, whatever their rate; without it the rates decide. */
  readonly successes?: number
  /** Whether results of calls admitted in an earlier state count in the current one. */
  readonly countsLateResults: boolean
}

/** Counts and rates for showing and checking. */
export interface RateBreakerCounts {
  readonly buffered: number
  readonly failed: number
  readonly slow: number
  /** [share] or −1 while there are too few calls. */
  readonly failureRate: number
  /** [share] or −1 while there are too few calls. */
  readonly slowCallRate: number
  /** Calls refused since the window was last cleared. */
  readonly refused: number
}

/** See the head of this file. */
export class RateBreaker implements CircuitBreaker {
  private readonly settings: RateBreakerSettings
  private readonly trialWindow: CountWindow
  private state = CLOSED
  /** Number of state changes so far, which is the ticket of the calls of a state. */
  private changes = 0
  /** [ms] when the open time ends. */
  private untilMs = 0
  private permits = 0
  private refused = 0
  /** Whether counts come from the trials; they stay in use while open after half-open. */
  private usesTrialWindow = false

  constructor(settings: RateBreakerSettings) {
    this.settings = settings
    this.trialWindow = new CountWindow(settings.trials)
  }

  admit(now: number): number {
    if (this.state === OPEN && now > this.untilMs) this.startTrials()
    if (this.state === CLOSED) return this.changes
    if (this.state === HALF_OPEN && this.permits > 0) {
      this.permits--
      return this.changes
    }
    this.refused++
    return REJECTED
  }

  record(now: number, ticket: number, result: CallResult, durationMs: number): void {
    if (ticket !== this.changes && !this.settings.countsLateResults) return
    if (result === IGNORED) {
      if (this.state === HALF_OPEN) this.permits++
      return
    }
    const window = this.counting()
    window.record(now, result === FAILURE, durationMs > this.settings.slowCallMs)
    if (this.state === OPEN) return
    if (this.state === HALF_OPEN && this.settings.successes !== undefined) {
      return this.weighTrials(now, this.settings.successes)
    }
    const isKnown = window.total >= this.enough()
    if (!isKnown && this.state === HALF_OPEN) return
    const isOver =
      isKnown &&
      (window.failed / window.total >= this.settings.failureRate ||
        window.slow / window.total >= this.settings.slowCallRate)
    if (this.state === HALF_OPEN) {
      if (isOver) this.open(now)
      else this.close()
    } else if (this.opensOn(now, isOver)) this.open(now)
  }

  stateCode(): number {
    return this.state
  }

  describe(_now: number): BreakerState {
    if (this.state === CLOSED) return { state: 'closed' }
    if (this.state === OPEN) return { state: 'open', untilMs: this.untilMs }
    const { total, failed } = this.trialWindow
    return { state: 'half-open', passed: total - failed, needed: this.settings.trialResults }
  }

  /** What the window in use holds at `now`. Drops old buckets; allocates. */
  counts(now: number): RateBreakerCounts {
    const window = this.counting()
    window.advance(now)
    const { total, failed, slow } = window
    const isKnown = total > 0 && total >= this.enough()
    return {
      buffered: total,
      failed,
      slow,
      failureRate: isKnown ? failed / total : -1,
      slowCallRate: isKnown ? slow / total : -1,
      refused: this.refused,
    }
  }

  save(out: StateWriter): void {
    out.number(this.state)
    out.number(this.changes)
    out.number(this.untilMs)
    out.number(this.permits)
    out.number(this.refused)
    out.boolean(this.usesTrialWindow)
    this.settings.window.save(out)
    this.trialWindow.save(out)
  }

  load(input: StateReader): void {
    this.state = input.number()
    this.changes = input.number()
    this.untilMs = input.number()
    this.permits = input.number()
    this.refused = input.number()
    this.usesTrialWindow = input.boolean()
    this.settings.window.load(input)
    this.trialWindow.load(input)
  }

  /** Whether a closed breaker opens on a result after which a rate is, or is not, at or above its threshold. */
  protected opensOn(_now: number, isOver: boolean): boolean {
    return isOver
  }

  /** Closes with enough successes among the trials, opens when there can be no more so many. */
  private weighTrials(now: number, successes: number): void {
    const { total, failed } = this.trialWindow
    if (total - failed >= successes) this.close()
    else if (failed > this.settings.trials - successes) this.open(now)
  }

  private counting(): OutcomeWindow {
    return this.usesTrialWindow ? this.trialWindow : this.settings.window
  }

  private enough(): number {
    return this.usesTrialWindow ? this.settings.trialResults : this.settings.minimumCalls
  }

  private open(now: number): void {
    this.state = OPEN
    this.changes++
    this.untilMs = now + this.settings.openMs
  }

  private startTrials(): void {
    this.state = HALF_OPEN
    this.changes++
    this.permits = this.settings.trials
    this.usesTrialWindow = true
    this.trialWindow.clear()
    this.refused = 0
  }

  private close(): void {
    this.state = CLOSED
    this.changes++
    this.usesTrialWindow = false
    this.settings.window.clear()
    this.refused = 0
  }
}
