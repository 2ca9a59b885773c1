/**
 * Fixed timeout: a node is suspected when its last heartbeat is a set time ago.
 *
 * How: suspected ⇔ now − last ≥ timeout. Suspicion is (now − last)/timeout.
 * Bound: a crash is detected at most timeout after the last heartbeat arrived.
 * Units: timeoutMs [ms]. Time: going back makes the silence shorter, at least 0; nobody is suspected at the very time of a
 * heartbeat, infinity included. Cost: O(1), no allocation.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: Chandra and Toueg, "Unreliable Failure Detectors for Reliable Distributed Systems" (1996), section 9 idea with a
 * constant timeout. Differs: the timeout does not grow after a false suspicion.
 */
import { requireNumber } from '../../lib/errors'
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { type FailureDetector, silenceSince } from './failure-detection'

/** See the head of this file. */
export class FixedTimeout implements FailureDetector {
  private readonly timeoutMs: number
  /** [ms] arrival of the last heartbeat; NaN before the first. */
  private last = Number.NaN

  constructor(params: { timeoutMs: number }) {
    this.timeoutMs = requireNumber('timeoutMs', params.timeoutMs, { min: Number.MIN_VALUE })
  }

  heartbeat(now: number): void {
    this.last = now
  }

  suspicion(now: number): number {
    if (Number.isNaN(this.last)) return 0
    return this.timeoutMs === Infinity ? 0 : Math.max(0, silenceSince(this.last, now)) / this.timeoutMs
  }

  isSuspected(now: number): boolean {
    return now > this.last && now >= this.last + this.timeoutMs
  }

  suspectedAt(): number {
    return Number.isNaN(this.last) ? Infinity : this.last + this.timeoutMs
  }

  save(out: StateWriter): void {
    out.number(this.last)
  }

  load(input: StateReader): void {
    this.last = input.number()
  }
}

const fields = {
  timeoutMs: field(
    1,
    'Timeout',
    'Silence after which the node is suspected; shorter finds crashes sooner and suspects slow nodes wrongly.',
    number('ms', 3000, { min: 1, max: 3_600_000, scale: 'log' }),
  ),
}

export const fixedTimeout: BuildableMember<'fixed-timeout', typeof fields, FailureDetector> = {
  id: 'fixed-timeout',
  number: 1,
  label: 'Fixed timeout',
  help: 'Suspects a node when its last heartbeat is a set time ago.',
  fields,
  source: 'Chandra and Toueg, "Unreliable Failure Detectors for Reliable Distributed Systems" (1996)',
  sourceUrl: 'https://doi.org/10.1145/226643.226647',
  formula: 'suspected ⇔ now − last ≥ timeout',
  deviations: 'the timeout is constant',
  create: (params) => new FixedTimeout(params),
}
