/**
 * Gradual ramp: opens on an error rate, and comes back in steps that let more and more calls through.
 *
 * States: closed → open when the rolling window holds `minimumCalls` results of which the share `failureRate` failed; open →
 * half-open by the first call later than `openMs` after opening (strictly). Half-open goes through steps 1, 2, … `steps`; in
 * step k a call passes with probability k/steps. A step has `trials` results or more and lasts `stepMs` or longer; as soon as
 * it has that many results, a share of failures at or above `failureRate` → open. After the last step → closed.
 * Results of calls admitted before the last change of state do not count; those of an earlier step do.
 * Bound: half-open lasts at least steps·stepMs; in step k the mean share of calls let through is k/steps.
 * Ways to get stuck: a step that never gets its results lasts for ever, at its share of calls.
 * Time: an earlier `now` than before just means that less time has passed.
 * Units: rate [share], times [ms], calls, steps [count]. Cost: O(1), no allocation.
 * Randomness: one draw per call while half-open. Throws: ParamError from the constructor only.
 * Source: own, after the slow start of backends in HAProxy 2.8 (`slowstart`) and nginx; opening as resilience4j v2.4.0.
 * Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
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
import { TimeWindow } from './outcome-window'
import { failureRateField, minimumCallsField, openMsField } from './rate-fields'

/** Buckets of the window. */
const BUCKETS = 10

const fields = {
  failureRate: failureRateField(1),
  minimumCalls: minimumCallsField(2, 20),
  windowMs: field(3, 'Window', 'How far back results count.', number('ms', 10_000, { min: 10, scale: 'log' })),
  openMs: openMsField(4, 5000),
  steps: field(
    5,
    'Steps',
    'In how many equal steps the share of calls let through grows to all of them.',
    integer('count', 10, { min: 1, max: 1000 }),
  ),
  stepMs: field(6, 'Step length', 'How long each step lasts at least.', number('ms', 1000, { scale: 'log' })),
  trials: field(
    7,
    'Trials',
    'How many results each step needs before it is judged.',
    integer('count', 5, { min: 1, max: 10_000 }),
  ),
} as const

/** See the head of this file. */
export class GradualRamp implements CircuitBreaker {
  private readonly params: InferFields<typeof fields>
  private readonly window: TimeWindow
  private state = CLOSED
  /** Number of state changes so far, which is the ticket of the calls of a state. */
  private changes = 0
  /** [ms] when the open time ends. */
  private untilMs = 0
  private step = 0
  /** [ms] when the step began. */
  private stepStartMs = 0
  private stepResults = 0
  private stepFailures = 0

  constructor(params: InferFields<typeof fields>) {
    for (const [name, { schema }] of Object.entries(fields)) {
      requireNumber(name, params[name as keyof typeof fields], schema)
    }
    this.params = { ...params }
    this.window = new TimeWindow(params.windowMs / BUCKETS, BUCKETS)
  }

  admit(now: number, random: Random): number {
    if (this.state === OPEN && now > this.untilMs) this.startRamp(now)
    if (this.state === HALF_OPEN) this.climb(now)
    if (this.state === OPEN) return REJECTED
    if (this.state === HALF_OPEN && random.uniform() >= this.share()) return REJECTED
    return this.changes
  }

  record(now: number, ticket: number, result: CallResult, _durationMs: number): void {
    if (ticket !== this.changes || result === IGNORED) return
    const { window, params } = this
    if (this.state === HALF_OPEN) {
      this.climb(now)
      this.stepResults++
      if (result === FAILURE) this.stepFailures++
      if (this.stepResults >= params.trials && this.stepFailures / this.stepResults >= params.failureRate)
        this.open(now)
      return
    }
    window.record(now, result === FAILURE, false)
    if (window.total >= params.minimumCalls && window.failed / window.total >= params.failureRate) this.open(now)
  }

  stateCode(): number {
    return this.state
  }

  /** Half-open: steps behind it, of all steps. */
  describe(_now: number): BreakerState {
    if (this.state === CLOSED) return { state: 'closed' }
    if (this.state === OPEN) return { state: 'open', untilMs: this.untilMs }
    return { state: 'half-open', passed: this.step - 1, needed: this.params.steps }
  }

  /** [share] of calls that is let through. */
  share(): number {
    if (this.state === HALF_OPEN) return this.step / this.params.steps
    return this.state === CLOSED ? 1 : 0
  }

  save(out: StateWriter): void {
    out.number(this.state)
    out.number(this.changes)
    out.number(this.untilMs)
    out.number(this.step)
    out.number(this.stepStartMs)
    out.number(this.stepResults)
    out.number(this.stepFailures)
    this.window.save(out)
  }

  load(input: StateReader): void {
    this.state = input.number()
    this.changes = input.number()
    this.untilMs = input.number()
    this.step = input.number()
    this.stepStartMs = input.number()
    this.stepResults = input.number()
    this.stepFailures = input.number()
    this.window.load(input)
  }

  private open(now: number): void {
    this.state = OPEN
    this.changes++
    this.untilMs = now + this.params.openMs
    this.window.clear()
  }

  private startRamp(now: number): void {
    this.state = HALF_OPEN
    this.changes++
    this.beginStep(1, now)
  }

  private beginStep(step: number, now: number): void {
    this.step = step
    this.stepStartMs = now
    this.stepResults = 0
    this.stepFailures = 0
  }

  /** Ends the step when it has lasted and got its results. */
  private climb(now: number): void {
    const { params } = this
    if (this.stepResults < params.trials || now - this.stepStartMs < params.stepMs) return
    if (this.step < params.steps) {
      this.beginStep(this.step + 1, now)
      return
    }
    this.state = CLOSED
    this.changes++
  }
}

export const gradualRamp: BuildableMember<'gradual-ramp', typeof fields, GradualRamp> = {
  id: 'gradual-ramp',
  number: 9,
  label: 'Gradual ramp',
  help: 'Comes back in steps that let more and more calls through, so that a recovering service is not swamped.',
  fields,
  source: 'own, after the slow start of HAProxy 2.8 (slowstart)',
  sourceUrl: 'https://docs.haproxy.org/2.8/configuration.html#5.2-slowstart',
  formula: 'half-open step k of n: a call passes with probability k/n',
  deviations: 'Steps wait for results, where the source goes by time alone.',
  create: (params) => new GradualRamp(params),
}
