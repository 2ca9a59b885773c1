/**
 * Drifting clock: shows a time that is off, runs fast or slow, and can be made to jump.
 *
 * How: shown(t) = shown(t₀) + (t − t₀)·(1 + drift), t₀ being the last jump or correction.
 * Units: offset [ms], drift [permille] (0.2 permille is 200 parts per million), t [ms].
 * Time: a true time before t₀ is shown along the same line. A jump may go back: the shown time then repeats.
 * Cost: O(1), no allocation. Randomness: none. Throws: ParamError from the constructor only.
 * Source: own definition; 200 parts per million is the drift that Spanner assumes of its machines (Corbett et al., 2012).
 */
import { requireNumber } from '../../lib/errors'
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { PhysicalClock } from './clocks'

/** Parameters of {@link DriftingClock}. */
export interface DriftingClockParams {
  /** [ms] how far the clock is ahead at true time 0. */
  offsetMs: number
  /** [permille] how much faster than true time it runs; negative is slower. */
  driftPermille: number
}

/** See the head of this file. */
export class DriftingClock implements PhysicalClock {
  private readonly rate: number
  /** [ms] true time of the last jump, and what was shown then. */
  private since = 0
  private shown: number

  constructor(params: DriftingClockParams) {
    this.shown = requireNumber('offsetMs', params.offsetMs, { min: -1e12, max: 1e12 })
    this.rate = 1 + requireNumber('driftPermille', params.driftPermille, { min: -999, max: 999 }) / 1000
  }

  read(now: number): number {
    return this.shown + (now - this.since) * this.rate
  }

  whenShows(now: number, local: number): number {
    return Math.max(now, this.since + (local - this.shown) / this.rate)
  }

  /** Moves the clock by `byMs`, back if negative. */
  jump(now: number, byMs: number): void {
    this.set(now, this.read(now) + byMs)
  }

  /** Sets the clock to show `local`: a correction by a time server is `set(now, now + error)`. */
  set(now: number, local: number): void {
    this.since = now
    this.shown = local
  }

  save(out: StateWriter): void {
    out.number(this.since)
    out.number(this.shown)
  }

  load(input: StateReader): void {
    this.since = input.number()
    this.shown = input.number()
  }
}

const fields = {
  offsetMs: field(
    1,
    'Offset',
    'How far the clock is ahead at the start; negative is behind.',
    number('ms', 0, { min: -86_400_000, max: 86_400_000 }),
  ),
  driftPermille: field(
    2,
    'Drift',
    'How much faster than true time the clock runs; 0.2 is 200 parts per million.',
    number('permille', 0.2, { min: -100, max: 100 }),
  ),
}

export const drifting: BuildableMember<'drifting', typeof fields, DriftingClock> = {
  id: 'drifting',
  number: 1,
  label: 'Drifting clock',
  help: 'Off by an offset that grows with time; jumps when a fault says so.',
  fields,
  source: 'own definition',
  formula: 'shown(t) = shown(t₀) + (t − t₀)·(1 + drift)',
  deviations: '',
  create: (params) => new DriftingClock(params),
}
