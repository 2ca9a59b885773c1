/**
 * Pauses that a block makes by itself, as a garbage collector stops the world: one unit at a time stands still, now and then.
 *
 * How: each unit goes on for a time, then stands still for another, from a stream of its own that no other draw depends on. A pause
 * by a fault comes on top: a unit stands still while either lasts. A crash does not end a pause.
 * Bound: the share of time standing still tends to E[for] / (E[every] + E[for]).
 */
import { createDistribution, type Distribution, distributionSchema } from '../../lib/distributions'
import { SequentialRandom } from '../../lib/random'
import { field, type Infer, variant, variants } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'

const fields = {
  every: field(
    1,
    'Goes on for',
    'Time from the end of a pause to the next.',
    distributionSchema('exponential', { meanMs: 10_000 }),
  ),
  lasting: field(
    2,
    'Stands still for',
    'Length of a pause: nothing is served and no answer is taken in.',
    distributionSchema('exponential', { meanMs: 200 }),
  ),
}

export const OWN_PAUSES = variants(
  [
    variant(
      'stop-the-world',
      1,
      'Now and then',
      'Everything at a replica stands still for a time, then goes on.',
      fields,
    ),
  ],
  'stop-the-world',
)
type OwnPausesParams = Infer<typeof OWN_PAUSES>

/** Event kinds that a block hands to {@link OwnPauses.handle}. */
export const PAUSE_BEGINS = 10
export const PAUSE_ENDS = 11

/** [ms] a unit goes on for at least this long, so that time does not stand still. */
const SHORTEST = 0.1

interface Unit {
  readonly random: SequentialRandom
  isStill: boolean
}

export class OwnPauses implements Saveable {
  private readonly context: BlockContext
  private params: OwnPausesParams | null = null
  private every: Distribution | null = null
  private lasting: Distribution | null = null
  private seed = 0
  private readonly units: Unit[] = []
  /** Invalidates timers from before the pauses were changed. */
  private token = 0

  constructor(context: BlockContext) {
    this.context = context
  }

  /** Takes over parameters for this many units. Pauses that are under way end when the parameters change. */
  configure(params: OwnPausesParams | null, count: number): void {
    if (JSON.stringify(params) !== JSON.stringify(this.params)) {
      this.params = params
      this.every = params && createDistribution(params.every)
      this.lasting = params && createDistribution(params.lasting)
      this.token = (this.token + 1) | 0
      if (params && this.seed === 0) this.seed = 1 + this.context.random.uint32()
      for (const unit of this.units.keys()) {
        this.end(unit)
        this.goOn(unit)
      }
    }
    if (!params) return
    while (this.units.length < count) this.goOn(this.add())
  }

  handle(kind: number, unit: number, token: number): void {
    if (token !== this.token) return
    if (kind === PAUSE_BEGINS) {
      this.units[unit]!.isStill = true
      this.context.stall(unit, true)
      this.context.after(this.lasting!.sample(this.units[unit]!.random), PAUSE_ENDS, unit, token)
    } else {
      this.end(unit)
      this.goOn(unit)
    }
  }

  private add(): number {
    const unit = this.units.length
    this.units.push({ random: new SequentialRandom(this.seed, unit), isStill: false })
    return unit
  }

  private goOn(unit: number): void {
    if (!this.every) return
    const ms = Math.max(SHORTEST, this.every.sample(this.units[unit]!.random))
    this.context.after(ms, PAUSE_BEGINS, unit, this.token)
  }

  private end(unit: number): void {
    if (!this.units[unit]!.isStill) return
    this.units[unit]!.isStill = false
    this.context.stall(unit, false)
  }

  save(out: StateWriter): void {
    out.number(this.seed)
    out.number(this.token)
    out.number(this.units.length)
    for (const { random, isStill } of this.units) {
      random.save(out)
      out.boolean(isStill)
    }
  }

  /** Before the stations of the block are loaded: units that stood still do so again. */
  load(input: StateReader): void {
    this.seed = input.number()
    this.token = input.number()
    const count = input.number()
    // Where an autoscaler had taken some away when pauses began, there are fewer than set up.
    this.units.length = Math.min(this.units.length, count)
    while (this.units.length < count) this.add()
    for (const [index, unit] of this.units.entries()) {
      unit.random.load(input)
      unit.isStill = input.boolean()
      if (unit.isStill) this.context.stall(index, true)
    }
  }
}
