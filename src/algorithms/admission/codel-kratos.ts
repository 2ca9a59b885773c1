/**
 * CoDel as in kratos: the control law of the first publication, asked for each call on its own.
 *
 * How: a wait at or above the target that lasts for an interval makes calls droppable. The dropping state begins when the
 * last drop was less than an interval ago or calls have been droppable for one more interval; each drop sets the next
 * ⌊interval/√count⌋ ms later. A recent dropping state resumes with count − 2 (at least 1).
 * Bound: the first drop comes two intervals after waits rose to the target, one later than in RFC 8289.
 * Units: target, interval [ms]; gaps are whole milliseconds. Cost: O(1), no allocation. No randomness.
 * Source: go-kratos v1.0.1 `pkg/container/queue/aqm/codel.go`, after Nichols and Jacobson, ACM Queue 10(5), 2012.
 * Deviations: `now` need not be whole. Time 0 stands for "never" there, here too: `now` should be above 0.
 */
import { requireNumber } from '../../lib/errors'
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { AdmissionMember } from './admission'
import { OpenGate } from './open-gate'

/** What is taken off the count when a dropping state resumes. */
const RESUME_CREDIT = 2

/** kratos v1 aqm. */
export class CodelKratos extends OpenGate {
  private readonly targetMs: number
  private readonly intervalMs: number
  count = 0
  isDropping = false
  /** [ms] when calls become droppable; 0 while waits are below the target. */
  firstAboveMs = 0
  /** [ms] when the next drop is due. */
  dropNextMs = 0

  /** @param targetMs [ms] at least 0. @param intervalMs [ms] above 0. */
  constructor(targetMs: number, intervalMs: number) {
    super()
    this.targetMs = requireNumber('targetMs', targetMs, { min: 0, max: 1e9 })
    this.intervalMs = requireNumber('intervalMs', intervalMs, { min: Number.MIN_VALUE, max: 1e9 })
  }

  override shed(now: number, waitedMs: number, _waiting: number): boolean {
    const isDroppable = this.isDroppable(now, waitedMs)
    if (this.isDropping) {
      if (!isDroppable) this.isDropping = false
      else if (now > this.dropNextMs) {
        this.count++
        this.dropNextMs += this.gapMs()
        return true
      }
      return false
    }
    const isRecent = now - this.dropNextMs < this.intervalMs
    if (!isDroppable || !(isRecent || now - this.firstAboveMs >= this.intervalMs)) return false
    this.isDropping = true
    this.count = isRecent && this.count > RESUME_CREDIT ? this.count - RESUME_CREDIT : 1
    this.dropNextMs = now + this.gapMs()
    return true
  }

  save(out: StateWriter): void {
    for (const value of [this.count, this.firstAboveMs, this.dropNextMs]) out.number(value)
    out.boolean(this.isDropping)
  }

  load(input: StateReader): void {
    this.count = input.number()
    this.firstAboveMs = input.number()
    this.dropNextMs = input.number()
    this.isDropping = input.boolean()
  }

  private isDroppable(now: number, waitedMs: number): boolean {
    if (waitedMs < this.targetMs) this.firstAboveMs = 0
    else if (this.firstAboveMs === 0) this.firstAboveMs = now + this.intervalMs
    else return now >= this.firstAboveMs
    return false
  }

  private gapMs(): number {
    return Math.floor(this.intervalMs / Math.sqrt(this.count))
  }
}

const fields = {
  targetMs: field(
    1,
    'Target wait',
    'Waits at or above this for two intervals start the shedding.',
    number('ms', 50, { max: 1e6, scale: 'log', min: 0.001 }),
  ),
  intervalMs: field(
    2,
    'Interval',
    'How long the wait has to be high, twice over, and the first gap between two that are shed.',
    number('ms', 500, { min: 1, max: 1e7, scale: 'log' }),
  ),
}

export const codelKratos = {
  id: 'codel-kratos',
  number: 4,
  label: 'CoDel (kratos)',
  help: 'The first published CoDel as a Go service framework has it: waits a second interval before it sheds.',
  fields,
  source: 'go-kratos/kratos v1.0.1, pkg/container/queue/aqm/codel.go',
  sourceUrl: 'https://queue.acm.org/detail.cfm?id=2209336',
  formula: 'next drop = last + ⌊interval/√count⌋',
  deviations: 'Times need not be whole milliseconds.',
  create: (params) => new CodelKratos(params.targetMs, params.intervalMs),
} as const satisfies AdmissionMember<string, typeof fields>
