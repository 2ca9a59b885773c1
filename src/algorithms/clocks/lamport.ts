/**
 * Lamport clock: one counter per node, such that a cause always has the smaller stamp.
 *
 * How: local event or send: C = C + 1. Receive of stamp m: C = max(C, m) + 1.
 * Bound: a → b implies C(a) < C(b). The converse does not hold: equal or ordered stamps may be concurrent.
 * Units: events. Time: not used. Cost: O(1), no allocation. Randomness: none. Throws: nothing.
 * Source: L. Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", CACM 21(7), 1978, rules IR1, IR2.
 * Differs: `order` compares counters only; the total order of the paper breaks ties by node, which the caller can do.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { AFTER, BEFORE, type LogicalClock, type LogicalClockScheme, SAME, type Stamp } from './clocks'

/** See the head of this file. */
export class LamportClock implements LogicalClock {
  readonly stamp = new Float64Array(1)

  /** The counter. */
  get time(): number {
    return this.stamp[0]!
  }

  tick(_now = 0): void {
    this.stamp[0]!++
  }

  receive(_now: number, stamp: Stamp): void {
    this.stamp[0] = Math.max(this.stamp[0]!, stamp[0]!) + 1
  }

  save(out: StateWriter): void {
    out.number(this.stamp[0]!)
  }

  load(input: StateReader): void {
    this.stamp[0] = input.number()
  }
}

const scheme: LogicalClockScheme = {
  clock: () => new LamportClock(),
  order: (a, b) => (a[0]! < b[0]! ? BEFORE : a[0]! > b[0]! ? AFTER : SAME),
}

export const lamport: BuildableMember<'lamport', Record<never, never>, LogicalClockScheme> = {
  id: 'lamport',
  number: 1,
  label: 'Lamport clock',
  help: 'One counter; a cause has a smaller stamp than its effect, but concurrent events look ordered too.',
  fields: {},
  source: 'Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System" (1978)',
  sourceUrl: 'https://lamport.azurewebsites.net/pubs/time-clocks.pdf',
  formula: 'tick: C + 1; receive m: max(C, m) + 1',
  deviations:
    'Stamps alone are compared; breaking ties by node, as the total order of the paper does, is left to the caller.',
  create: () => scheme,
}
