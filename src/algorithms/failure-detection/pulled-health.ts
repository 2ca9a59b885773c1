/**
 * Pulled health checks: the watcher asks, and some failed answers in a row take the node out, some good ones put it back.
 *
 * How: each check ends as good (an answer in time that says healthy) or failed (an unhealthy answer, or none within the
 * timeout). `fall` failed ones in a row mark the node down, `rise` good ones in a row mark it up again. It starts up.
 * Bound: a crash is noticed at most fall·interval + timeout after it; one lost answer marks nothing when fall > 1.
 * Units: fall, rise [count]; timeoutMs [ms]. Time: an answer exactly at the timeout is too late. Cost: O(1), no allocation.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: HAProxy configuration manual 2.8, section 5.2, "fall" and "rise" (defaults 3 and 2). Differs: no weight changes.
 */

import { requireNumber } from '../../lib/errors'
import { field, integer, number } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'

/** Parameters of {@link PulledHealth}. */
export interface PulledHealthParams {
  /** [count] failed checks in a row that mark the node down. */
  fall: number
  /** [count] good checks in a row that mark it up. */
  rise: number
  /** [ms] how long an answer may take. */
  timeoutMs: number
}

/** See the head of this file. */
export class PulledHealth implements Saveable {
  private readonly params: PulledHealthParams
  private isUpNow = true
  /** Checks in a row that spoke against the present mark. */
  private contrary = 0
  /** [ms] when the open check was sent; NaN when none is open. */
  private sentAt = Number.NaN

  constructor(params: PulledHealthParams) {
    requireNumber('fall', params.fall, { min: 1, max: 1e6, integer: true })
    requireNumber('rise', params.rise, { min: 1, max: 1e6, integer: true })
    requireNumber('timeoutMs', params.timeoutMs, { min: Number.MIN_VALUE })
    this.params = { ...params }
  }

  /** Whether the node is marked up. Settles an open check whose time is over. */
  isUp(now: number): boolean {
    if (now >= this.sentAt + this.params.timeoutMs) this.finish(false)
    return this.isUpNow
  }

  /** A check is sent. One still open counts as failed. */
  probe(now: number): void {
    if (!Number.isNaN(this.sentAt)) this.finish(false)
    this.sentAt = now
  }

  /** The answer to the open check. False when none is open, or it came too late: it then changes nothing. */
  answer(now: number, isHealthy: boolean): boolean {
    this.isUp(now)
    if (Number.isNaN(this.sentAt)) return false
    this.finish(isHealthy)
    return true
  }

  /** [ms] when the open check fails unless answered; infinity when none is open. */
  deadline(): number {
    return Number.isNaN(this.sentAt) ? Infinity : this.sentAt + this.params.timeoutMs
  }

  save(out: StateWriter): void {
    out.boolean(this.isUpNow)
    out.number(this.contrary)
    out.number(this.sentAt)
  }

  load(input: StateReader): void {
    this.isUpNow = input.boolean()
    this.contrary = input.number()
    this.sentAt = input.number()
  }

  private finish(isGood: boolean): void {
    this.sentAt = Number.NaN
    this.contrary = isGood === this.isUpNow ? 0 : this.contrary + 1
    const needed = this.isUpNow ? this.params.fall : this.params.rise
    if (this.contrary < needed) return
    this.isUpNow = !this.isUpNow
    this.contrary = 0
  }
}

const fields = {
  fall: field(1, 'Fall', 'Failed checks in a row that mark a node down.', integer('count', 3, { min: 1, max: 1000 })),
  rise: field(2, 'Rise', 'Good checks in a row that mark it up again.', integer('count', 2, { min: 1, max: 1000 })),
  timeoutMs: field(
    3,
    'Timeout',
    'How long an answer may take before the check counts as failed.',
    number('ms', 1000, { min: 0.001, max: 3.6e6, scale: 'log' }),
  ),
}

export const pulledHealth: BuildableMember<'pulled-health', typeof fields, PulledHealth> = {
  id: 'pulled-health',
  number: 2,
  label: 'Pulled health checks',
  help: 'The watcher asks; some failed answers in a row take a node out, some good ones put it back.',
  fields,
  source: 'HAProxy configuration manual 2.8, section 5.2, fall and rise',
  sourceUrl: 'https://docs.haproxy.org/2.8/configuration.html#5.2-fall',
  formula: 'down ⇔ fall failures in a row; up ⇔ rise successes in a row',
  deviations: 'Weights do not change.',
  create: (params) => new PulledHealth(params),
}
