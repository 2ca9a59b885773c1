/**
 * Queue timeout: a call may wait long while the queue empties now and then, and only briefly while it does not.
 *
 * How: a call that arrives more than N after the queue was last empty may wait M, any other N. One that has waited longer
 * is shed when its turn comes. The queue is empty when a call arrives at none waiting, and when the last waiting is taken.
 * Bound: no call is served after a wait above N; in a standing queue none after a wait above M.
 * Units: M = `shortMs`, N = `longMs` [ms]; exactly N since empty still counts as recent.
 * Time: an earlier `now` counts as recent.
 * Cost: O(1), no allocation. No randomness.
 * Source: Maurer, "Fail at Scale", ACM Queue 13(8), 2015 ("controlled delay", M = 5 ms, N = 100 ms). Goes together with
 * newest-first order in a standing queue.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { AdmissionCall, AdmissionMember } from './admission'
import { OpenGate } from './open-gate'

/** Facebook's queue timeouts. */
export class QueueTimeout extends OpenGate {
  private readonly shortMs: number
  private readonly longMs: number
  private lastEmptyAt = Number.NEGATIVE_INFINITY

  /** @param shortMs [ms] M, at least 0. @param longMs [ms] N, at least 0. */
  constructor(shortMs: number, longMs: number) {
    super()
    this.shortMs = requireNumber('shortMs', shortMs, { min: 0 })
    this.longMs = requireNumber('longMs', longMs, { min: 0 })
  }

  override admit(now: number, call: AdmissionCall, _random: Random): boolean {
    if (call.waiting === 0) this.lastEmptyAt = now
    return true
  }

  override waitLimitMs(now: number): number {
    return now - this.lastEmptyAt > this.longMs ? this.shortMs : this.longMs
  }

  override shed(now: number, waitedMs: number, waiting: number): boolean {
    // The limit that was set on arrival; the queue was not empty at any time since then.
    const isOverdue = waitedMs > this.waitLimitMs(now - waitedMs)
    if (waiting === 0) this.lastEmptyAt = now
    return isOverdue
  }

  override foundEmpty(now: number): void {
    this.lastEmptyAt = now
  }

  save(out: StateWriter): void {
    out.number(this.lastEmptyAt)
  }

  load(input: StateReader): void {
    this.lastEmptyAt = input.number()
  }
}

const fields = {
  shortMs: field(
    1,
    'Short limit',
    'How long a call may wait in a queue that does not empty.',
    number('ms', 5, { max: 1e6, scale: 'log', min: 0.001 }),
  ),
  longMs: field(
    2,
    'Long limit',
    'How long a call may wait in a queue that was empty within this time.',
    number('ms', 100, { max: 1e7, scale: 'log', min: 0.001 }),
  ),
}

export const queueTimeout = {
  id: 'queue-timeout',
  number: 5,
  label: 'Queue timeout',
  help: 'Calls may wait long in a queue that empties now and then, only briefly in one that does not.',
  fields,
  source: 'Maurer, Fail at Scale, ACM Queue 13(8), 2015',
  sourceUrl: 'https://queue.acm.org/detail.cfm?id=2839461',
  formula: 'limit = now − lastEmptyAt > N ? M : N',
  deviations: '',
  create: (params) => new QueueTimeout(params.shortMs, params.longMs),
} as const satisfies AdmissionMember<string, typeof fields>
