/**
 * Faults that come and go at random while they last.
 *
 * How: each unit that a fault is aimed at is up for an exponential time and then down for another, from a stream of its own, so
 * that no other draw of the run depends on it. Its first time up begins with the fault, or when the unit is added; when the fault
 * ends it is up for good. A unit that is taken away fails on unseen, and is as it would have been if it comes back.
 * Bound: the share of time down tends to mttr / (mtbf + mttr).
 */
import type { Fault, RandomTimes } from '../design/scenario'
import type { Engine, EventHandler } from '../engine/engine'
import { createDistribution, type Distribution } from '../lib/distributions'
import { hashText, SequentialRandom } from '../lib/random'
import type { Saveable, StateReader, StateWriter } from '../lib/state'

const BREAK = 0
const REPAIR = 1

/** A fault that comes and goes at random, its place among the faults, and how many units of its target it has begun with. */
interface RandomFault {
  readonly fault: Fault & RandomTimes
  readonly index: number
  units: number
}

/** One unit that fails and is repaired. */
interface Process {
  /** Place of the fault among those that come and go. */
  readonly place: number
  /** The fault as it strikes. */
  readonly fault: Fault
  readonly uptime: Distribution
  readonly downtime: Distribution
  readonly random: SequentialRandom
  isDown: boolean
}

/** What happens when a fault strikes, and when it is repaired. */
export interface RandomFaultEffects {
  begin(fault: Fault): void
  end(fault: Fault): void
}

export class RandomFaults implements EventHandler, Saveable {
  private readonly engine: Engine
  private readonly effects: RandomFaultEffects
  private readonly handler: number
  private readonly seed: number
  private readonly unitsOf: (target: string) => number | null
  private readonly faults: readonly RandomFault[]
  private readonly processes: Process[] = []

  /** `unitsOf` tells how many parts of a target fail by themselves at present, or null where it is one thing. */
  constructor(
    engine: Engine,
    seed: number,
    faults: readonly Fault[],
    unitsOf: (target: string) => number | null,
    effects: RandomFaultEffects,
  ) {
    this.engine = engine
    this.seed = seed
    this.unitsOf = unitsOf
    this.effects = effects
    this.handler = engine.register(this)
    this.faults = faults.flatMap((fault, index) => (isRandom(fault) ? { fault, index, units: 0 } : []))
    this.addUnits()
  }

  /** Lets units fail, too, that have been added. */
  addUnits(): void {
    for (const random of this.faults) this.grow(random, this.partsOf(random.fault) ?? 1)
  }

  /** Parts of what a fault is aimed at that fail by themselves, null where it is one thing. */
  private partsOf(fault: Fault): number | null {
    return fault.replica === null ? this.unitsOf(fault.target) : null
  }

  private grow(random: RandomFault, units: number): void {
    const { fault } = random
    const isParted = this.partsOf(fault) !== null
    for (; random.units < units; random.units++) {
      const replica = isParted ? random.units : fault.replica
      this.processes.push({
        place: this.faults.indexOf(random),
        fault: { ...fault, replica },
        uptime: createDistribution({ type: 'exponential', meanMs: fault.mtbfMs }),
        downtime: createDistribution({ type: 'exponential', meanMs: fault.mttrMs }),
        random: new SequentialRandom(this.seed, hashText(`fault ${random.index} of ${fault.target} ${random.units}`)),
        isDown: false,
      })
      this.schedule(this.processes.length - 1, Math.max(fault.atMs, this.engine.now), BREAK)
    }
  }

  handle(kind: number, index: number): void {
    const process = this.processes[index]!
    process.isDown = kind === BREAK
    if (kind === BREAK) this.effects.begin(process.fault)
    else this.effects.end(process.fault)
    this.schedule(index, this.engine.now, kind === BREAK ? REPAIR : BREAK)
  }

  /** A repair that would come after the end of the fault comes with it; nothing breaks after that. */
  private schedule(index: number, fromMs: number, kind: number): void {
    const { fault, uptime, downtime, random } = this.processes[index]!
    const at = fromMs + (kind === BREAK ? uptime : downtime).sample(random)
    const endMs = fault.atMs + fault.forMs
    if (at < endMs || kind === REPAIR) this.engine.at(Math.min(at, endMs), this.handler, kind, index, 0)
  }

  save(out: StateWriter): void {
    out.array(this.processes.map(({ place }) => place))
    for (const { random, isDown } of this.processes) {
      random.save(out)
      out.boolean(isDown)
    }
  }

  /** Events are loaded after this. Faults that had struck strike again, so that the conditions of the blocks are as they were. */
  load(input: StateReader): void {
    this.processes.length = 0
    for (const random of this.faults) random.units = 0
    // In the order in which they came, since events know them by their place.
    for (const place of input.array()) this.grow(this.faults[place]!, this.faults[place]!.units + 1)
    for (const process of this.processes) {
      process.random.load(input)
      process.isDown = input.boolean()
      if (process.isDown) this.effects.begin(process.fault)
    }
  }
}

/** Whether a fault comes and goes at random. */
export function isRandom(fault: Fault): fault is Fault & RandomTimes {
  return fault.mtbfMs !== undefined && fault.mttrMs !== undefined
}
