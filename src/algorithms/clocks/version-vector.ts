/**
 * Version vector: one counter per replica of a value, such that copies tell whether one is newer or both were changed apart.
 *
 * How: a change at replica i: V[i] + 1. When two copies meet, the newer one is taken over, vector and all, and nothing is counted;
 * copies that were changed apart are in conflict, which only a reconciliation ends: V = max(V, W), then V[i] + 1.
 * Bound: a copy is replaced without a conflict exactly by one whose history contains all of its changes.
 * Units: changes. Time: not used. Cost: O(replicas) per comparison, no allocation. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: Parker et al., "Detection of Mutual Inconsistency in Distributed Systems" (IEEE TSE 9, 1983), section III.
 * Differs: what replaces two copies in conflict is the caller's; replicas are numbers from 0 and do not come and go.
 */
import { requireNumber } from '../../lib/errors'
import { field, integer } from '../../lib/schema'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { BEFORE, CONCURRENT, type Order, type Stamp } from './clocks'
import { mergeVectors, orderVectors } from './vector'

/** [count] the largest number of replicas. */
const MAX_REPLICAS = 1000

/** The copy of one value at one replica. Values are numbers that mean something to the caller. */
export class VersionedCopy implements Saveable {
  readonly vector: Float64Array
  private readonly replica: number
  private held = Number.NaN

  /** @param replica number of this replica, from 0 @param replicas how many there are */
  constructor(replica: number, replicas: number) {
    requireNumber('replicas', replicas, { min: 1, max: MAX_REPLICAS, integer: true })
    this.replica = requireNumber('replica', replica, { min: 0, max: replicas - 1, integer: true })
    this.vector = new Float64Array(replicas)
  }

  /** The value here; NaN before the first. */
  get value(): number {
    return this.held
  }

  /** Changes the value here. */
  change(value: number): void {
    this.held = value
    this.vector[this.replica]!++
  }

  /**
   * Meets another copy: takes it over if it is newer. Answers how the copy here stood to the other: BEFORE means that it was taken
   * over, CONCURRENT that the two are in conflict, which changes nothing.
   */
  meet(vector: Stamp, value: number): Order {
    const order = orderVectors(this.vector, vector)
    if (order !== BEFORE) return order
    this.held = value
    mergeVectors(this.vector, vector)
    return order
  }

  /** Settles a conflict by a value that replaces both. A copy that is not in conflict is met instead. */
  reconcile(vector: Stamp, otherValue: number, value: number): void {
    if (this.meet(vector, otherValue) !== CONCURRENT) return
    mergeVectors(this.vector, vector)
    this.change(value)
  }

  /** Whether this copy contains every change of another. */
  contains(vector: Stamp): boolean {
    const order = orderVectors(this.vector, vector)
    return order !== BEFORE && order !== CONCURRENT
  }

  save(out: StateWriter): void {
    out.array(this.vector)
    out.number(this.held)
  }

  load(input: StateReader): void {
    input.into(this.vector)
    this.held = input.number()
  }
}

const fields = {
  replicas: field(1, 'Replicas', 'Copies of the value.', integer('count', 3, { min: 1, max: MAX_REPLICAS })),
}

/** The copy at a replica, from 0. */
export type CopyFactory = (replica: number) => VersionedCopy

export const versionVector: BuildableMember<'version-vector', typeof fields, CopyFactory> = {
  id: 'version-vector',
  number: 1,
  label: 'Version vector',
  help: 'A counter per replica tells whether one copy is newer, or both were changed apart.',
  fields,
  source: 'Parker et al., "Detection of Mutual Inconsistency in Distributed Systems" (IEEE TSE 9, 1983)',
  sourceUrl: 'https://doi.org/10.1109/TSE.1983.236733',
  formula: 'change: V[i] + 1; take over W if V < W; conflict if neither V ≤ W nor W ≤ V',
  deviations: 'What replaces two copies in conflict is left to the caller; replicas do not come and go.',
  create: ({ replicas }) => {
    // The parameter is refused here already, not when a copy is made.
    new VersionedCopy(0, replicas)
    return (replica) => new VersionedCopy(replica, replicas)
  },
}
