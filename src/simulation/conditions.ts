/**
 * What faults do to blocks and connections.
 *
 * How: the condition of each unit is computed afresh from all faults that are active whenever one begins or ends, so that
 * overlapping faults add up: factors multiply, probabilities combine as independent chances, a state lasts as long as any
 * fault that causes it. A unit that stands still by its own doing is paused as by a fault, and both have to end.
 */
import type { Behaviour, Condition } from '../blocks/behaviour'
import type { Fault } from '../design/scenario'
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import type { Connection } from './connection'

interface MutableCondition extends Condition {
  isCrashed: boolean
  isPaused: boolean
  slowFactor: number
  errorProbability: number
  loadFactor: number
  clockOffsetMs: number
}

const HEALTHY: Condition = {
  isCrashed: false,
  isPaused: false,
  slowFactor: 1,
  errorProbability: 0,
  loadFactor: 1,
  clockOffsetMs: 0,
}

const HEALTH = JSON.stringify(HEALTHY)

/** What a change of conditions must be followed by. */
export interface ConditionEffects {
  /** A unit has just died. */
  crash(block: number, unit: number): void
  /** A unit has stopped standing still. */
  resume(block: number, unit: number): void
}

export class Conditions implements Saveable {
  /** Units that stand still; 0 lets the network skip looking. */
  pausedUnits = 0
  /** Whether no unit is in any other condition than healthy, which lets the network skip looking, too. */
  areWell = true
  private readonly units: MutableCondition[][]
  /** By block and unit: what faults alone make of it, where it has ever stood still by its own doing. */
  private readonly stalls: { isStalled: boolean; isPausedByFault: boolean }[][]
  private readonly blockIds: readonly string[]

  constructor(blockIds: readonly string[]) {
    this.blockIds = blockIds
    this.units = blockIds.map(() => [{ ...HEALTHY }])
    this.stalls = blockIds.map(() => [])
  }

  /** Condition of a unit; units that no fault has met are healthy. */
  of(block: number, unit: number): Condition {
    return this.areWell ? HEALTHY : (this.units[block]![unit] ?? HEALTHY)
  }

  /** Worst thing that is true of any unit of a block, for showing. */
  summary(block: number): Condition {
    const units = this.units[block]!
    return units.find((unit) => unit.isCrashed) ?? units.find((unit) => unit.isPaused) ?? units[0]!
  }

  /** Computes all conditions from the active faults and tells the blocks whose condition changed. */
  apply(
    active: readonly Fault[],
    behaviours: readonly Behaviour[],
    connections: readonly Connection[],
    effects: ConditionEffects,
  ): void {
    for (const connection of connections) {
      const cuts = active.filter((fault) => fault.type === 'partition' && fault.target === connection.id)
      const isCut = (spared: 'forward' | 'backward') =>
        cuts.some((fault) => fault.type === 'partition' && fault.direction !== spared)
      connection.cut(isCut('backward'), isCut('forward'))
    }
    for (const [block, behaviour] of behaviours.entries()) {
      const own = active.filter((fault) => fault.target === this.blockIds[block])
      // Units that are no longer wanted still finish what they have.
      const units = Math.max(behaviour.units, this.units[block]!.length)
      for (let unit = 0; unit < units; unit++) this.applyTo(block, unit, own, behaviour, effects)
    }
  }

  /** Lets a unit stand still by its own doing, or go on. */
  stall(block: number, unit: number, isStalled: boolean, behaviour: Behaviour, effects: ConditionEffects): void {
    const isPausedByFault = this.stalls[block]![unit]?.isPausedByFault ?? this.of(block, unit).isPaused
    this.stalls[block]![unit] = { isStalled, isPausedByFault }
    const next = { ...this.of(block, unit), isPaused: isStalled || isPausedByFault }
    this.change(block, unit, next, behaviour, effects)
  }

  /** How many units each block has ever had; what they are in follows from the faults. */
  save(out: StateWriter): void {
    out.array(this.units.map(({ length }) => length))
  }

  /** Before any fault strikes, so that it strikes those units, too, that have come and gone. */
  load(input: StateReader): void {
    const counts = input.array()
    for (const [block, units] of this.units.entries()) while (units.length < counts[block]!) units.push({ ...HEALTHY })
  }

  private applyTo(
    block: number,
    unit: number,
    faults: readonly Fault[],
    behaviour: Behaviour,
    effects: ConditionEffects,
  ): void {
    const next = { ...HEALTHY } as MutableCondition
    for (const fault of faults) if (fault.replica === null || fault.replica === unit) addFault(next, fault)
    const stall = this.stalls[block]![unit]
    if (stall) {
      stall.isPausedByFault = next.isPaused
      next.isPaused ||= stall.isStalled
    }
    this.change(block, unit, next, behaviour, effects)
  }

  private change(block: number, unit: number, next: Condition, behaviour: Behaviour, effects: ConditionEffects): void {
    const units = this.units[block]!
    while (units.length <= unit) units.push({ ...HEALTHY })
    const before: Condition = { ...units[unit]! }
    if (JSON.stringify(next) === JSON.stringify(before)) return
    this.pausedUnits += Number(next.isPaused) - Number(before.isPaused)
    Object.assign(units[unit]!, next)
    this.areWell = this.units.every((of) => of.every((one) => JSON.stringify(one) === HEALTH))
    if (next.isCrashed && !before.isCrashed) effects.crash(block, unit)
    behaviour.conditionChanged(unit, before)
    if (before.isPaused && !next.isPaused) effects.resume(block, unit)
  }
}

function addFault(condition: MutableCondition, fault: Fault): void {
  switch (fault.type) {
    case 'crash':
      condition.isCrashed = true
      return
    case 'pause':
      condition.isPaused = true
      return
    case 'slow':
      condition.slowFactor *= fault.factor
      return
    case 'error':
      condition.errorProbability = 1 - (1 - condition.errorProbability) * (1 - fault.probability)
      return
    case 'load':
      condition.loadFactor *= fault.factor
      return
    case 'clock-jump':
      condition.clockOffsetMs += fault.byMs
      return
    default:
      return
  }
}
