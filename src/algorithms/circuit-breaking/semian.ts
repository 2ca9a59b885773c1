/**
 * Semian: opens when enough errors fall close together, and closes after enough successes half-open.
 *
 * How: the last `errorThreshold` error times are kept; older than `errorThresholdTimeoutMs` they are dropped when the next
 * error comes (exactly that old is kept), and an error less than the lumping interval after the last one kept is the same
 * burst and not kept.
 * States: closed → open when the window is full; open → half-open by the first call later than the open time after the last
 * error kept (strictly), so that a late error while open prolongs it; half-open lets every call through, → closed after
 * `successThreshold` successes, → open at the first error. The open time is `errorTimeoutMs`, or starts at `backoffInitialMs`
 * and is multiplied at each half-open up to that, until it closes. Successes while closed forget no errors.
 * Results count in the state that they arrive in, whatever the state of their call was.
 * Ways to get stuck: none; half-open lets all calls through.
 * Time: an earlier `now` than before just means that less time has passed.
 * Units: errors, successes [count], times [ms]. Cost: O(1) a call, O(errors) an error; no allocation in `admit` and `record`.
 * Throws: ParamError from the constructor only.
 * Source: Shopify Semian v0.28.2 (8835b3d), lib/semian/circuit_breaker.rb. Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
import { boolean, field, type InferFields, integer, nullable, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
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

const fields = {
  errorThreshold: field(
    1,
    'Error threshold',
    'How many errors within the error window open the breaker.',
    integer('count', 3, { min: 1, max: 10_000, scale: 'log' }),
  ),
  errorTimeoutMs: field(
    2,
    'Error timeout',
    'How long after the last error all calls are refused.',
    number('ms', 10_000, { scale: 'log' }),
  ),
  successThreshold: field(
    3,
    'Success threshold',
    'How many successes half-open close the breaker.',
    integer('count', 1, { min: 1, max: 10_000 }),
  ),
  errorThresholdTimeoutMs: field(
    4,
    'Error window',
    'Errors longer ago than this no longer count; without it the error timeout is used.',
    nullable(number('ms', 10_000, { scale: 'log' }), null, 'as the error timeout'),
  ),
  errorThresholdTimeoutEnabled: field(
    5,
    'Errors expire',
    'Whether errors outside the error window are dropped.',
    boolean(true),
  ),
  lumpingIntervalMs: field(
    6,
    'Lumping interval',
    'Errors within this time of the last one count as the same.',
    number('ms', 0, { scale: 'log' }),
  ),
  backoffInitialMs: field(
    7,
    'First open time',
    'Where given, the open time starts at this and grows up to the error timeout.',
    nullable(number('ms', 1000, { scale: 'log' }), null, 'constant'),
  ),
  backoffMultiplier: field(
    8,
    'Open time factor',
    'What the open time is multiplied by each time the breaker goes half-open.',
    number('factor', 2, { min: 1, max: 100 }),
  ),
  halfOpenResourceTimeoutMs: field(
    9,
    'Half-open timeout',
    'Timeout of calls made half-open; a long one lets trials of a dead service tie up the caller.',
    nullable(number('ms', 250, { scale: 'log' }), null, 'as usual'),
  ),
} as const

/** See the head of this file. */
export class Semian implements CircuitBreaker {
  private readonly params: InferFields<typeof fields>
  private readonly windowMs: number
  private readonly lumpingMs: number
  private readonly firstOpenMs: number
  /** [ms] times of the errors kept, oldest first. */
  private readonly errors: Float64Array
  private errorCount = 0
  private successes = 0
  private state = CLOSED
  /** [ms] present open time. */
  private openMs: number

  constructor(params: InferFields<typeof fields>) {
    const { errorThresholdTimeoutMs, backoffInitialMs, halfOpenResourceTimeoutMs } = params
    const size = requireNumber('errorThreshold', params.errorThreshold, fields.errorThreshold.schema)
    const timeoutMs = requireNumber('errorTimeoutMs', params.errorTimeoutMs, fields.errorTimeoutMs.schema)
    requireNumber('successThreshold', params.successThreshold, fields.successThreshold.schema)
    requireNumber('backoffMultiplier', params.backoffMultiplier, fields.backoffMultiplier.schema)
    const lumpingMs = requireNumber('lumpingIntervalMs', params.lumpingIntervalMs, fields.lumpingIntervalMs.schema)
    const unlessNull = (name: string, value: number | null, other: number) =>
      value === null ? other : requireNumber(name, value, fields.errorTimeoutMs.schema)
    unlessNull('halfOpenResourceTimeoutMs', halfOpenResourceTimeoutMs, 0)
    this.windowMs = unlessNull('errorThresholdTimeoutMs', errorThresholdTimeoutMs, timeoutMs)
    this.firstOpenMs = Math.min(timeoutMs, unlessNull('backoffInitialMs', backoffInitialMs, timeoutMs))
    this.lumpingMs = Math.min(lumpingMs, this.windowMs)
    this.params = { ...params }
    this.errors = new Float64Array(size)
    this.openMs = this.firstOpenMs
  }

  admit(now: number): number {
    if (this.state === OPEN) {
      if (!(this.untilMs() < now)) return REJECTED
      this.startTrials()
    }
    return 0
  }

  record(now: number, _ticket: number, result: CallResult, _durationMs: number): void {
    if (result === SUCCESS) this.succeed()
    else if (result === FAILURE) this.fail(now)
  }

  stateCode(): number {
    return this.state
  }

  describe(_now: number): BreakerState {
    if (this.state === CLOSED) return { state: 'closed' }
    if (this.state === OPEN) return { state: 'open', untilMs: this.untilMs() }
    return { state: 'half-open', passed: this.successes, needed: this.params.successThreshold }
  }

  /** [ms] the timeout that calls made now should have; null leaves it to the caller. */
  callTimeoutMs(): number | null {
    return this.state === HALF_OPEN ? this.params.halfOpenResourceTimeoutMs : null
  }

  /** Errors in the window, and successes half-open, which stay as they were until the next half-open. Allocates. */
  counts(): { readonly errors: number; readonly successes: number } {
    return { errors: this.errorCount, successes: this.successes }
  }

  save(out: StateWriter): void {
    out.array(this.errors, this.errorCount)
    out.number(this.successes)
    out.number(this.state)
    out.number(this.openMs)
  }

  load(input: StateReader): void {
    this.errorCount = input.into(this.errors)
    this.successes = input.number()
    this.state = input.number()
    this.openMs = input.number()
  }

  private untilMs(): number {
    return this.errorCount === 0 ? Infinity : this.errors[this.errorCount - 1]! + this.openMs
  }

  private succeed(): void {
    if (this.state !== HALF_OPEN) return
    this.successes++
    if (this.successes < this.params.successThreshold) return
    this.state = CLOSED
    this.errorCount = 0
    this.openMs = this.firstOpenMs
  }

  private fail(now: number): void {
    if (this.params.errorThresholdTimeoutEnabled) this.dropErrorsBefore(now - this.windowMs)
    this.keepError(now)
    const isFull = this.errorCount === this.errors.length
    if (this.state === HALF_OPEN || (this.state === CLOSED && isFull)) this.state = OPEN
  }

  private dropErrorsBefore(time: number): void {
    const { errors } = this
    let kept = 0
    for (let i = 0; i < this.errorCount; i++) if (errors[i]! >= time) errors[kept++] = errors[i]!
    this.errorCount = kept
  }

  private keepError(now: number): void {
    const { errors } = this
    if (this.errorCount > 0 && errors[this.errorCount - 1]! > now - this.lumpingMs) return
    if (this.errorCount === errors.length) {
      errors.copyWithin(0, 1)
      this.errorCount--
    }
    errors[this.errorCount++] = now
  }

  private startTrials(): void {
    this.state = HALF_OPEN
    this.successes = 0
    if (this.params.backoffInitialMs === null) return
    this.openMs = Math.min(this.params.errorTimeoutMs, this.openMs * this.params.backoffMultiplier)
  }
}

export const semian: BuildableMember<'semian', typeof fields, Semian> = {
  id: 'semian',
  number: 5,
  label: 'Semian',
  help: 'Opens when enough errors fall close together; half-open calls can have their own timeout.',
  fields,
  source: 'Shopify Semian v0.28.2 (8835b3d), lib/semian/circuit_breaker.rb',
  sourceUrl: 'https://github.com/Shopify/semian',
  formula: 'open ⇔ errors within the window = threshold; half-open once last error + open time < now',
  deviations: 'A lumping interval above the error window counts as the error window instead of raising an error.',
  create: (params) => new Semian(params),
}
