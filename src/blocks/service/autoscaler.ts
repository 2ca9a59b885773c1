/**
 * Decides how many replicas a service should have, as the horizontal pod autoscaler of Kubernetes does for utilisation.
 *
 * How: wanted = ⌈replicas · utilisation / target⌉, and no change while that ratio is within a tenth of 1. Replicas that are not heard of
 * (crashed) count as idle when it would grow and as wholly busy when it would shrink; those that still start count as idle
 * when it would grow; if that turns the decision round, nothing changes. It shrinks to the most that was wanted within the
 * stabilisation window, and to no fewer than there were when it began, so that a lull does not undo what the next rush needs. Within
 * 15 s it grows by the larger of 4 and as many as there were.
 * Bound: never outside [min, max]. Cost: O(1) amortised for each look.
 * Source: Kubernetes 1.31, replica_calculator.go (GetResourceReplicas) and horizontal.go with the default behaviour.
 * Deviations: utilisation is exact, instead of sampled and cut to whole percents.
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
/** Replicas by which it may grow within [ms], however few there are. */
const GROWTH = 4
const GROWTH_MS = 15_000
/** Larger than what adding up a long run can be off by, and smaller than what matters. */
const ROUNDING = 1e-9

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
  private params: AutoscalingParams
  /** What was wanted within the window, whatever came of it, and not less than later: time and number in turn, oldest first. */
  private wanted: number[] = []
  /** By how much the number was changed of late: time and difference in turn. */
  private changes: number[] = []

  constructor(params: AutoscalingParams) {
    this.params = params
  }

  /** Other parameters from now on; what was wanted so far still counts. */
  configure(params: AutoscalingParams): void {
    this.params = params
  }

  /** How many replicas there should be from now on, those that start included. */
  decide(nowMs: number, fleet: Fleet): number {
    const { min, max } = this.params
    const present = fleet.alive + fleet.missing + fleet.starting
    const within = Math.min(Math.max(present, min), max)
    if (this.wanted.length === 0) this.wanted.push(nowMs, present)
    const next = within === present ? this.measured(nowMs, fleet, present) : within
    if (next !== present) this.changes.push(nowMs, next - present)
    return next
  }

  /** By utilisation, where there is any to go by. */
  private measured(nowMs: number, fleet: Fleet, present: number): number {
    const { min, max, target } = this.params
    if (fleet.alive === 0 || Number.isNaN(fleet.utilisation)) return present
    const stable = this.stabilised(nowMs, proposal(fleet, target, present), present)
    return Math.min(Math.max(stable, min), max, this.limit(nowMs, present))
  }

  private stabilised(nowMs: number, wanted: number, present: number): number {
    const list = this.wanted
    while (list.length > 0 && list[0]! <= nowMs - this.params.stabilisationMs) list.splice(0, 2)
    while (list.length > 0 && list.at(-1)! <= wanted) list.length -= 2
    list.push(nowMs, wanted)
    return Math.min(Math.max(present, wanted), list[1]!)
  }

  /** How far it may grow at once. */
  private limit(nowMs: number, present: number): number {
    const list = this.changes
    while (list.length > 0 && list[0]! <= nowMs - GROWTH_MS) list.splice(0, 2)
    let before = present
    for (let at = 1; at < list.length; at += 2) before -= list[at]!
    return Math.max(present, 2 * before, before + GROWTH)
  }

  save(out: StateWriter): void {
    out.array(this.wanted)
    out.array(this.changes)
  }

  load(input: StateReader): void {
    this.wanted = [...input.array()]
    this.changes = [...input.array()]
  }
}

/** What the formula alone would have. */
function proposal({ alive, missing, starting, utilisation }: Fleet, target: number, present: number): number {
  const ratio = utilisation / target
  const isGrowing = ratio > 1
  if (ratio === 1) return present
  if (missing === 0 && !(isGrowing && starting > 0)) return isNearOne(ratio) ? present : up(ratio * alive)
  const counted = alive + missing + (isGrowing ? starting : 0)
  const cautious = (alive * ratio + (isGrowing ? 0 : missing / target)) / counted
  if (isNearOne(cautious) || cautious > 1 !== isGrowing) return present
  const wanted = up(cautious * counted)
  return wanted > present === isGrowing ? wanted : present
}

function isNearOne(ratio: number): boolean {
  return Math.abs(ratio - 1) <= TOLERANCE
}

/** The next whole number, rounding errors aside. */
function up(value: number): number {
  return Math.ceil(value - ROUNDING)
}
