/**
 * Decides how many replicas a service should have, as the horizontal pod autoscaler of Kubernetes does for utilisation.
 *
 * How: wanted = ⌈replicas · utilisation / target⌉, and no change while that ratio is within a tenth of 1. Replicas that are not heard of
 * (crashed) count as idle when it would grow and as exactly on target when it would shrink; those that still start count as idle
 * when it would grow; if that turns the decision round, nothing changes. It grows by the larger of 4 and as many as there are at each look, and
 * shrinks to the most that was wanted within the stabilisation window, so that a lull does not undo what the next rush needs.
 * Bound: never outside [min, max]. Cost: O(looks within the window).
 * Source: Kubernetes 1.31 documentation, "Horizontal Pod Autoscaling", algorithm details and default behaviour.
 * Deviations: the limit of growth counts for each look, which the source gives for 15 s; utilisation is exact instead of sampled.
 */
import { field, type Infer, integer, number, variant, variants } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

export const AUTOSCALING = variants(
  [
    variant(
      'target-utilisation',
      1,
      'By utilisation',
      'As many replicas as keep the workers as busy with own work as aimed at; waiting for others is no work.',
      {
        target: field(
          1,
          'Busy share aimed at',
          'Share of the workers that are to be at own work, over all replicas.',
          number('share', 0.7, { min: 0.01, max: 1 }),
        ),
        min: field(2, 'Fewest replicas', 'It never goes below.', integer('count', 1, { min: 1, max: 1000 })),
        max: field(3, 'Most replicas', 'It never goes above.', integer('count', 10, { min: 1, max: 1000 })),
        intervalMs: field(
          4,
          'Looks every',
          'How often it looks at the utilisation since it looked last.',
          number('ms', 15_000, { min: 100, max: 3.6e6, scale: 'log' }),
        ),
        startupMs: field(
          5,
          'A replica starts for',
          'From the decision until a new replica takes its first request.',
          number('ms', 30_000, { min: 0, max: 3.6e6 }),
        ),
        stabilisationMs: field(
          6,
          'Shrinks after',
          'It goes down to the most replicas that were wanted within this time.',
          number('ms', 300_000, { min: 0, max: 8.64e7 }),
        ),
      },
    ),
  ],
  'target-utilisation',
)
export type AutoscalingParams = Infer<typeof AUTOSCALING>

/** Share by which utilisation may be off its target without anything being done. */
const TOLERANCE = 0.1
/** Replicas by which it may grow at a look, however few there are. */
const GROWTH = 4

/** What an autoscaler sees. */
export interface Fleet {
  /** Replicas that serve and are heard of, that should serve and are not heard of, and that still start. */
  readonly alive: number
  readonly missing: number
  readonly starting: number
  /** Share of the workers of those alive that was at own work since the last look. */
  readonly utilisation: number
}

export class Autoscaler implements Saveable {
  private readonly params: AutoscalingParams
  /** What was wanted within the window: time and number in turn, oldest first. */
  private wanted: number[] = []

  constructor(params: AutoscalingParams) {
    this.params = params
  }

  /** How many replicas there should be from now on, those that start included. */
  decide(nowMs: number, fleet: Fleet): number {
    const { min, max, stabilisationMs } = this.params
    const present = fleet.alive + fleet.missing + fleet.starting
    const limit = Math.max(2 * present, present + GROWTH)
    const wanted = Math.min(Math.max(this.proposal(fleet, present), min), max, limit)
    this.wanted.push(nowMs, wanted)
    while (this.wanted[0]! < nowMs - stabilisationMs) this.wanted.splice(0, 2)
    if (wanted >= present) return wanted
    const most = this.wanted.reduce((a, b, at) => (at % 2 === 0 ? a : Math.max(a, b)), 0)
    return Math.min(Math.max(present, min), max, most)
  }

  /** By the formula alone; as many as there are where there is nothing to go by. */
  private proposal({ alive, missing, starting, utilisation }: Fleet, present: number): number {
    const { target } = this.params
    const ratio = utilisation / target
    if (alive === 0 || Number.isNaN(ratio)) return present
    if (ratio > 1 && missing + starting > 0) {
      const all = alive + missing + starting
      const cautious = (alive * ratio) / all
      return cautious <= 1 + TOLERANCE ? present : Math.ceil(cautious * all)
    }
    if (Math.abs(ratio - 1) <= TOLERANCE) return present
    if (ratio < 1 && missing > 0) {
      const all = alive + missing
      const cautious = (alive * ratio + missing) / all
      return cautious >= 1 - TOLERANCE ? present : Math.ceil(cautious * all)
    }
    return Math.ceil(ratio * alive)
  }

  save(out: StateWriter): void {
    out.array(this.wanted)
  }

  load(input: StateReader): void {
    this.wanted = [...input.array()]
  }
}
