/**
 * Hystrix: opens when a periodic look at rolling counters finds enough calls and too many errors among them.
 *
 * How: results are counted in a {@link RollingNumber}; at each multiple of `snapshotMs` the counters are looked at, and
 * calls ≥ `minimumCalls` with errors/calls ≥ `failureRate` open a closed breaker from that moment on. Looks that fell due
 * are made up for at the next call or result, each as of its own time.
 * States: closed → open at a look; open → half-open by the first call later than `openMs` after opening (strictly), which is
 * the only one let through; half-open → closed at the next success, whichever call it belongs to, and all counters are
 * forgotten; → open at the next failure or ignored result.
 * Ways to get stuck: a trial whose result never comes keeps it half-open unless a late result of another call arrives.
 * Time: an earlier `now` than before counts into the latest bucket, and causes no look.
 * Units: rate [share], calls, buckets [count], times [ms]. Cost: O(1) a call, and O(buckets) in all for each gap of looks;
 * no allocation in `admit` and `record`. Throws: ParamError from the constructor only.
 * Source: Netflix Hystrix (7c03baf), HystrixCircuitBreakerImpl, defaults of HystrixCommandProperties.
 * Deviations: see the descriptor.
 */
import { requireNumber } from '../../lib/errors'
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
  SUCCESS,
} from './circuit-breaking'
import { failureRateField, minimumCallsField, openMsField } from './rate-fields'
import { RollingNumber } from './rolling-number'

const fields = {
  failureRate: failureRateField(1),
  minimumCalls: minimumCallsField(2, 20),
  windowMs: field(3, 'Window', 'How far back results count.', number('ms', 10_000, { min: 1, scale: 'log' })),
  buckets: field(
    4,
    'Buckets',
    'Into how many parts the window is divided.',
    integer('count', 10, { min: 1, max: 1000 }),
  ),
  openMs: openMsField(5, 5000),
  snapshotMs: field(
    6,
    'Look every',
    'How often the counters are looked at; failures between two looks go unnoticed.',
    number('ms', 500, { min: 1, scale: 'log' }),
  ),
} as const

/** See the head of this file. */
export class Hystrix implements CircuitBreaker {
  private readonly failureRate: number
  private readonly minimumCalls: number
  private readonly windowMs: number
  private readonly openMs: number
  private readonly snapshotMs: number
  private readonly rolling: RollingNumber
  private state = CLOSED
  /** [ms] when the open time ends. */
  private untilMs = 0
  /** Number of the last look since time 0; −∞ before the first call. */
  private lastLook = -Infinity

  constructor(params: InferFields<typeof fields>) {
    this.failureRate = requireNumber('failureRate', params.failureRate, fields.failureRate.schema)
    this.minimumCalls = requireNumber('minimumCalls', params.minimumCalls, fields.minimumCalls.schema)
    this.windowMs = requireNumber('windowMs', params.windowMs, fields.windowMs.schema)
    this.openMs = requireNumber('openMs', params.openMs, fields.openMs.schema)
    this.snapshotMs = requireNumber('snapshotMs', params.snapshotMs, fields.snapshotMs.schema)
    this.rolling = new RollingNumber(this.windowMs, requireNumber('buckets', params.buckets, fields.buckets.schema))
  }

  admit(now: number): number {
    this.look(now)
    if (this.state === CLOSED) return 0
    if (this.state === HALF_OPEN || now <= this.untilMs) return REJECTED
    this.state = HALF_OPEN
    return 0
  }

  record(now: number, _ticket: number, result: CallResult, _durationMs: number): void {
    this.look(now)
    if (result !== IGNORED) this.rolling.add(now, result === FAILURE)
    if (this.state !== HALF_OPEN) return
    if (result === SUCCESS) {
      this.state = CLOSED
      this.rolling.clear()
    } else this.open(now)
  }

  stateCode(): number {
    return this.state
  }

  describe(_now: number): BreakerState {
    if (this.state === CLOSED) return { state: 'closed' }
    if (this.state === OPEN) return { state: 'open', untilMs: this.untilMs }
    return { state: 'half-open', passed: 0, needed: 1 }
  }

  save(out: StateWriter): void {
    out.number(this.state)
    out.number(this.untilMs)
    out.number(this.lastLook)
    this.rolling.save(out)
  }

  load(input: StateReader): void {
    this.state = input.number()
    this.untilMs = input.number()
    this.lastLook = input.number()
    this.rolling.load(input)
  }

  private open(now: number): void {
    this.state = OPEN
    this.untilMs = now + this.openMs
  }

  /** Makes the looks that fell due. Those more than two windows back find nothing left. */
  private look(now: number): void {
    const due = Math.floor(now / this.snapshotMs)
    if (due <= this.lastLook) return
    const first = Math.max(this.lastLook + 1, due - Math.ceil((2 * this.windowMs) / this.snapshotMs))
    if (this.lastLook > -Infinity && this.state === CLOSED && due < Infinity) {
      for (let k = first; k <= due && this.state === CLOSED; k++) this.lookAt(k * this.snapshotMs)
    }
    this.lastLook = due
  }

  private lookAt(time: number): void {
    const { rolling } = this
    rolling.advance(time)
    const errors = rolling.rollingFailures()
    const calls = errors + rolling.rollingSuccesses()
    if (calls >= this.minimumCalls && errors / calls >= this.failureRate) this.open(time)
  }
}

export const hystrix: BuildableMember<'hystrix', typeof fields, Hystrix> = {
  id: 'hystrix',
  number: 6,
  label: 'Hystrix',
  help: 'Looks at rolling counters twice a second and opens when too many calls failed.',
  fields,
  source: 'Netflix Hystrix (7c03baf), HystrixCircuitBreakerImpl and HystrixRollingNumber',
  sourceUrl: 'https://github.com/Netflix/Hystrix/wiki/How-it-Works#circuit-breaker',
  formula: 'at each look: open ⇔ calls ≥ minimum and errors/calls ≥ failure rate',
  deviations:
    'The looks read the rolling number, its unfinished bucket included, instead of a stream of finished ones; they fall on multiples of their period since time 0.',
  create: (params) => new Hystrix(params),
}
