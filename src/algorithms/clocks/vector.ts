/**
 * Vector clock: one counter per node, such that stamps tell exactly which events are concurrent.
 *
 * How: local event or send at node i: V[i] + 1. Receive of W: V = max(V, W) entry by entry, then V[i] + 1. Order: a before b
 * when every entry of a is ≤ that of b and one is smaller; concurrent when each has a larger entry.
 * Bound: a → b if and only if V(a) is before V(b).
 * Units: events. Time: not used. Cost: O(nodes) per receive and comparison, no allocation. Randomness: none.
 * Throws: nothing.
 * Source: Fidge (1988), Mattern (1989); comparison and merge as in akka/akka 9892c5e VectorClock.scala.
 * Differs: nodes are numbers from 0 and a node that never acted has a 0 where the source has no entry; as in the source
 * the two compare equal.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import {
  AFTER,
  BEFORE,
  CONCURRENT,
  type LogicalClock,
  type LogicalClockScheme,
  type Order,
  SAME,
  type Stamp,
} from './clocks'

/** How vector a stands to b; a missing entry counts as 0. */
export function orderVectors(a: Stamp, b: Stamp): Order {
  let hasSmaller = false
  let hasLarger = false
  const length = Math.max(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const left = a[i] ?? 0
    const right = b[i] ?? 0
    if (left < right) hasSmaller = true
    if (left > right) hasLarger = true
  }
  if (hasSmaller && hasLarger) return CONCURRENT
  if (hasSmaller) return BEFORE
  return hasLarger ? AFTER : SAME
}

/** Raises each entry of `target` to that of `other`: the smallest vector that is not before either. */
export function mergeVectors(target: Float64Array, other: Stamp): void {
  for (let i = 0; i < target.length; i++) target[i] = Math.max(target[i]!, other[i] ?? 0)
}

/** See the head of this file. */
export class VectorClock implements LogicalClock {
  readonly stamp: Float64Array
  private readonly node: number

  /** @param node number of this node, from 0 @param nodes how many there are */
  constructor(node: number, nodes: number) {
    this.node = node
    this.stamp = new Float64Array(nodes)
  }

  tick(_now = 0): void {
    this.stamp[this.node]!++
  }

  receive(_now: number, stamp: Stamp): void {
    mergeVectors(this.stamp, stamp)
    this.stamp[this.node]!++
  }

  save(out: StateWriter): void {
    out.array(this.stamp)
  }

  load(input: StateReader): void {
    input.into(this.stamp)
  }
}

const scheme: LogicalClockScheme = {
  clock: (node, nodes) => new VectorClock(node, nodes),
  order: orderVectors,
}

export const vector: BuildableMember<'vector-clock', Record<never, never>, LogicalClockScheme> = {
  id: 'vector-clock',
  number: 2,
  label: 'Vector clock',
  help: 'A counter per node; tells concurrent events apart from ordered ones, at the price of a stamp as long as the cluster.',
  fields: {},
  source: 'Akka VectorClock.scala (9892c5e); Mattern, "Virtual Time and Global States of Distributed Systems" (1989)',
  sourceUrl: 'https://github.com/akka/akka',
  formula: 'tick: V[i] + 1; receive W: max(V, W), then V[i] + 1; a < b ⇔ a ≤ b everywhere and a ≠ b',
  deviations: 'a missing entry is a 0',
  create: () => scheme,
}
