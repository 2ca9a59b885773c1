/**
 * The state machine of breakers that try with a single call, and leave the test for opening to a policy.
 *
 * States: closed → open when the policy says so after a failure; open → half-open by the first call at least `openMs` after
 * opening, which is the only one let through; half-open → closed when the trial succeeds or is ignored, → open when it fails.
 * A late failure of a call admitted while closed can open a half-open breaker; late successes only reach the policy.
 * Ways to get stuck: a trial whose result never comes keeps it half-open.
 * Time: an earlier `now` than before just means that less time has passed.
 * Cost: O(1) a call plus that of the policy; no allocation in `admit` and `record`.
 * Source: cockatiel 3.2.1, CircuitBreakerPolicy. Differs: calls that come during the trial are refused; there they wait for it.
 */
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import {
  type BreakerState,
  type CallResult,
  type CircuitBreaker,
  CLOSED,
  FAILURE,
  HALF_OPEN,
  OPEN,
  REJECTED,
  SUCCESS,
} from './circuit-breaking'

/** Decides when to open. `isTrial` tells results of trials from those of calls admitted while closed. */
export interface TripPolicy extends Saveable {
  success(now: number, isTrial: boolean): void
  /** Counts a failure; true opens. What it says about a trial does not matter. */
  failure(now: number, isTrial: boolean): boolean
}

/** Tickets: what the state was when the call was admitted. */
const NORMAL = 0
const TRIAL = 1

/** See the head of this file. */
export class SingleTrialBreaker implements CircuitBreaker {
  private readonly policy: TripPolicy
  private readonly openMs: number
  private state = CLOSED
  /** [ms] */
  private openedAtMs = 0

  constructor(policy: TripPolicy, openMs: number) {
    this.policy = policy
    this.openMs = openMs
  }

  admit(now: number): number {
    if (this.state === CLOSED) return NORMAL
    if (this.state === HALF_OPEN || now - this.openedAtMs < this.openMs) return REJECTED
    this.state = HALF_OPEN
    return TRIAL
  }

  record(now: number, ticket: number, result: CallResult, _durationMs: number): void {
    const isTrial = ticket === TRIAL
    if (result === SUCCESS) this.policy.success(now, isTrial)
    if (result === FAILURE) {
      const trips = this.policy.failure(now, isTrial)
      if ((trips || isTrial) && this.state !== OPEN) this.open(now)
    } else if (isTrial && this.state === HALF_OPEN) this.state = CLOSED
  }

  stateCode(): number {
    return this.state
  }

  describe(_now: number): BreakerState {
    if (this.state === CLOSED) return { state: 'closed' }
    if (this.state === OPEN) return { state: 'open', untilMs: this.openedAtMs + this.openMs }
    return { state: 'half-open', passed: 0, needed: 1 }
  }

  save(out: StateWriter): void {
    out.number(this.state)
    out.number(this.openedAtMs)
    this.policy.save(out)
  }

  load(input: StateReader): void {
    this.state = input.number()
    this.openedAtMs = input.number()
    this.policy.load(input)
  }

  private open(now: number): void {
    this.state = OPEN
    this.openedAtMs = now
  }
}
