/**
 * Controlled delay for services: sheds calls that waited long while the shortest wait of the last interval was long too.
 *
 * How: the smallest wait of an interval is kept. At the first call after the interval's end the gate is overloaded if that
 * was above the target; then a new interval starts. While overloaded, a call that waited longer than twice the target is
 * shed. The first call of an interval is never shed.
 * Bound: no call that waited at most 2·target is shed; one call an interval gets through at any overload.
 * Units: target, interval [ms]; target is cut to the interval.
 * Time: an earlier `now` never ends an interval.
 * Cost: O(1), no allocation. No randomness.
 * Source: Facebook folly `folly/executors/Codel.cpp` (ff98381). Unlike CoDel proper there is no schedule of drops.
 */
import { requireNumber } from '../../lib/errors'
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { AdmissionMember } from './admission'
import { OpenGate } from './open-gate'

const NS_PER_MS = 1e6

/** folly's Codel. */
export class Codel extends OpenGate {
  private readonly targetMs: number
  private readonly intervalMs: number
  /** [ms] smallest wait since the interval began. */
  minDelayMs = 0
  /** [ms] when the interval ends. */
  intervalEndMs = 0
  private isNewInterval = true
  private isOverloaded = false

  /** @param targetMs [ms] above 0. @param intervalMs [ms] above 0. */
  constructor(targetMs: number, intervalMs: number) {
    super()
    requireNumber('targetMs', targetMs, { min: Number.MIN_VALUE })
    this.intervalMs = requireNumber('intervalMs', intervalMs, { min: Number.MIN_VALUE })
    this.targetMs = Math.min(targetMs, intervalMs)
  }

  override shed(now: number, waitedMs: number, _waiting: number): boolean {
    if (now > this.intervalEndMs && !this.isNewInterval) {
      this.isNewInterval = true
      this.intervalEndMs = now + this.intervalMs
      this.isOverloaded = this.minDelayMs > this.targetMs
    }
    if (this.isNewInterval) {
      this.isNewInterval = false
      this.minDelayMs = waitedMs
      return false
    }
    if (waitedMs < this.minDelayMs) this.minDelayMs = waitedMs
    return this.isOverloaded && waitedMs > 2 * this.targetMs
  }

  /** Smallest wait in per cent of twice the target, at most 100, rounded down; computed in whole nanoseconds as folly does. */
  get load100(): number {
    const wait = Math.round(this.minDelayMs * NS_PER_MS)
    return Math.min(100, Math.floor((100 * wait) / (2 * this.targetMs * NS_PER_MS)))
  }

  save(out: StateWriter): void {
    out.number(this.minDelayMs)
    out.number(this.intervalEndMs)
    out.boolean(this.isNewInterval)
    out.boolean(this.isOverloaded)
  }

  load(input: StateReader): void {
    this.minDelayMs = input.number()
    this.intervalEndMs = input.number()
    this.isNewInterval = input.boolean()
    this.isOverloaded = input.boolean()
  }
}

const fields = {
  targetMs: field(
    1,
    'Target wait',
    'A shortest wait above this in a whole interval means overload.',
    number('ms', 5, { min: 0.001, max: 1e6, scale: 'log' }),
  ),
  intervalMs: field(
    2,
    'Interval',
    'How long the shortest wait has to stay above the target.',
    number('ms', 100, { min: 0.001, max: 1e7, scale: 'log' }),
  ),
}

export const codel = {
  id: 'codel',
  number: 1,
  label: 'Controlled delay',
  help: 'Rejects calls that waited long, once even the shortest wait has been long for a while. For service queues.',
  fields,
  source: 'folly ff98381, folly/executors/Codel.cpp',
  sourceUrl: 'https://github.com/facebook/folly/blob/main/folly/executors/Codel.cpp',
  formula: 'shed ⇔ min wait of the last interval > target and own wait > 2·target',
  deviations: '',
  create: (params) => new Codel(params.targetMs, params.intervalMs),
} as const satisfies AdmissionMember<string, typeof fields>
