/**
 * Clock with bounded uncertainty: knows an interval that holds the true time, and waits it out before a commit shows.
 *
 * How: ε(t) = base + drift·(t − last correction); the interval is [shown − ε, shown + ε]. Corrections come every syncIntervalMs,
 * so ε is a saw-tooth. A commit takes the timestamp s = latest(now) and waits until earliest ≥ s (commit wait).
 * Bound: earliest(t) ≤ t ≤ latest(t). So if a transaction starts after another's commit wait is over, its timestamp is not
 * smaller, on whichever node it runs. The wait lasts about 2ε.
 * Units: baseMs, syncIntervalMs [ms]; driftPermille [permille]; bias [share] of ε by which the shown time is off.
 * Time: linear in true time; a time before 0 belongs to a correction interval before the first; at infinity ε = base. Cost: O(1), no allocation.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: Corbett et al., "Spanner: Google's Globally-Distributed Database" (OSDI 2012), sections 3 and 4.1.2.
 * Differs: a constant bias instead of an unknown error; the wait ends at earliest = s, where the paper has earliest > s.
 */
import { requireNumber } from '../../lib/errors'
import { field, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import type { PhysicalClock } from './clocks'

/** Parameters of {@link BoundedClock}. */
export interface BoundedClockParams {
  /** [ms] ε right after a correction. */
  baseMs: number
  /** [permille] growth of ε with time since the correction. */
  driftPermille: number
  /** [ms] time between corrections. */
  syncIntervalMs: number
  /** [share] of ε, in [−1, 1], by which the shown time is ahead of the true one. */
  bias: number
}

/** See the head of this file. Holds no state: everything follows from the true time. */
export class BoundedClock implements PhysicalClock {
  private readonly baseMs: number
  private readonly drift: number
  private readonly syncIntervalMs: number
  private readonly bias: number

  constructor(params: BoundedClockParams) {
    this.baseMs = requireNumber('baseMs', params.baseMs, { min: 0, max: 1e12 })
    this.drift = requireNumber('driftPermille', params.driftPermille, { min: 0, max: 250 }) / 1000
    this.syncIntervalMs = requireNumber('syncIntervalMs', params.syncIntervalMs, { min: 1, max: 1e12 })
    this.bias = requireNumber('bias', params.bias, { min: -1, max: 1 })
  }

  /** [ms] ε at true time `now`. */
  uncertaintyMs(now: number): number {
    return this.baseMs + (Number.isFinite(now) ? this.drift * (now - this.lastSync(now)) : 0)
  }

  read(now: number): number {
    return now + this.bias * this.uncertaintyMs(now)
  }

  /** [ms] the true time is not before this. */
  earliest(now: number): number {
    return this.read(now) - this.uncertaintyMs(now)
  }

  /** [ms] the true time is not after this. Also the timestamp that a commit takes. */
  latest(now: number): number {
    return this.read(now) + this.uncertaintyMs(now)
  }

  /** [ms] the first true time from `now` on with earliest ≥ timestamp: when the commit wait is over. */
  commitWaitEnd(now: number, timestamp: number): number {
    return this.crossing(now, timestamp, this.bias - 1)
  }

  whenShows(now: number, local: number): number {
    return this.crossing(now, local, this.bias)
  }

  save(): void {}

  load(): void {}

  private lastSync(now: number): number {
    return Math.floor(now / this.syncIntervalMs) * this.syncIntervalMs
  }

  /**
   * First t ≥ now with t + weight·ε(t) ≥ target. Between corrections that is a straight, rising line. At a correction it
   * jumps up (weight < 0) or down (weight > 0), so whole intervals are skipped first.
   */
  private crossing(now: number, target: number, weight: number): number {
    if (target === Infinity) return Infinity
    const reach = Math.abs(weight) * (this.baseMs + this.drift * this.syncIntervalMs)
    let start = Math.max(now, target - reach)
    for (;;) {
      const sync = this.lastSync(start)
      const at = sync + (target - sync - weight * this.baseMs) / (1 + weight * this.drift)
      if (!(at > start)) return start
      if (at < sync + this.syncIntervalMs) return at
      start = sync + this.syncIntervalMs
    }
  }
}

const fields = {
  baseMs: field(1, 'Base uncertainty', 'Uncertainty right after a correction.', number('ms', 1, { max: 10_000 })),
  driftPermille: field(
    2,
    'Drift bound',
    'How fast the uncertainty grows between corrections; 0.2 is 200 parts per million.',
    number('permille', 0.2, { max: 250 }),
  ),
  syncIntervalMs: field(
    3,
    'Correction interval',
    'Time between corrections; a longer one lets the uncertainty grow further.',
    number('ms', 30_000, { min: 1, max: 86_400_000, scale: 'log' }),
  ),
  bias: field(
    4,
    'Bias',
    'Part of the uncertainty by which the clock really is ahead (negative: behind).',
    number('share', 0, { min: -1, max: 1 }),
  ),
}

export const boundedUncertainty: BuildableMember<'bounded-uncertainty', typeof fields, BoundedClock> = {
  id: 'bounded-uncertainty',
  number: 2,
  label: 'Bounded uncertainty',
  help: 'Gives an interval that holds the true time; a commit waits until its timestamp has surely passed.',
  fields,
  source: 'Corbett et al., "Spanner: Google\'s Globally-Distributed Database" (OSDI 2012), sections 3 and 4.1.2',
  sourceUrl: 'https://research.google/pubs/spanner-googles-globally-distributed-database-2/',
  formula: 's = latest(now); visible when earliest ≥ s; ε = base + drift·(t − correction)',
  deviations: 'constant bias; the wait ends at earliest = s',
  create: (params) => new BoundedClock(params),
}
