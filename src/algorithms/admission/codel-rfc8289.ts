/**
 * Classic CoDel with exact arithmetic: sheds ever more often until the wait is back under the target.
 *
 * How: see {@link ClassicCodel}; times are real numbers and the gap is exactly interval/√count.
 * Bound: nothing is shed before the wait has been at or above the target for one interval, nor with at most one call left.
 * Units: target, interval [ms]. Cost: O(1), no allocation. No randomness.
 * Source: RFC 8289 §5, with the re-entry rule and the 16 intervals of Linux 6.12.
 * Deviations: the queue is counted in calls, not bytes.
 */
import { field, number } from '../../lib/schema'
import type { AdmissionMember } from './admission'
import { ClassicCodel } from './classic-codel'

/** RFC 8289. */
export class CodelRfc8289 extends ClassicCodel {
  protected ticks(ms: number): number {
    return ms
  }

  protected waitTicks(_now: number, waitedMs: number): number {
    return waitedMs
  }

  protected gap(interval: number): number {
    return interval / Math.sqrt(this.count)
  }

  protected countChanged(): void {}

  protected countReset(): void {}
}

const fields = {
  targetMs: field(
    1,
    'Target wait',
    'Waits at or above this for a whole interval start the shedding.',
    number('ms', 5, { max: 1e6, scale: 'log', min: 0.001 }),
  ),
  intervalMs: field(
    2,
    'Interval',
    'How long the wait has to be high, and the first gap between two that are shed.',
    number('ms', 100, { min: 0.001, max: 1e7, scale: 'log' }),
  ),
}

export const codelRfc8289 = {
  id: 'codel-rfc8289',
  number: 2,
  label: 'CoDel (RFC 8289)',
  help: 'Sheds one call, then ever more often, until the wait falls under the target. For network-like queues.',
  fields,
  source: 'RFC 8289 §5',
  sourceUrl: 'https://www.rfc-editor.org/rfc/rfc8289#section-5',
  formula: 'next drop = last + interval/√count',
  deviations: 'Counts calls where the RFC counts bytes.',
  create: (params) => new CodelRfc8289(params.targetMs, params.intervalMs),
} as const satisfies AdmissionMember<string, typeof fields>
