/**
 * Hybrid logical clock: stamps that respect causality and stay close to physical time.
 *
 * How: stamp (l, c). Local event or send: l' = max(l, pt); c = c + 1 if l' = l, else 0. Receive of (m, d): l' = max(l, m, pt);
 * c = max(c, d) + 1 if l' = l = m; c + 1 if l' = l; d + 1 if l' = m; else 0. Stamps compare by l, then by c.
 * Bound: a → b implies stamp(a) < stamp(b); l never falls, and l − pt ≤ the largest clock error between nodes.
 * Units: pt, l [ms]; c [events]. Time: a physical clock that goes back leaves l and counts c up (tested).
 * Cost: O(1), no allocation. Randomness: none. Throws: nothing.
 * Source: Kulkarni, Demirbas et al., "Logical Physical Clocks" (OPODIS 2014), figure 5. {@link HybridLogicalClock.merge} is
 * what CockroachDB does on receipt instead: it takes the larger stamp and counts nothing.
 */
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { AFTER, BEFORE, type LogicalClock, type LogicalClockScheme, type Order, SAME, type Stamp } from './clocks'

/** How hybrid stamp a stands to b: by physical part, then by counter. */
export function orderHybrid(a: Stamp, b: Stamp): Order {
  if (a[0]! !== b[0]!) return a[0]! < b[0]! ? BEFORE : AFTER
  if (a[1]! !== b[1]!) return a[1]! < b[1]! ? BEFORE : AFTER
  return SAME
}

/** See the head of this file. */
export class HybridLogicalClock implements LogicalClock {
  /** [ms], [events] the physical part and the counter. */
  readonly stamp = new Float64Array(2)

  tick(now: number): void {
    const stamp = this.stamp
    if (now > stamp[0]!) this.set(now, 0)
    else stamp[1]!++
  }

  receive(now: number, stamp: Stamp): void {
    const l = this.stamp[0]!
    const c = this.stamp[1]!
    const next = Math.max(l, stamp[0]!, now)
    if (next === l && next === stamp[0]!) this.set(next, Math.max(c, stamp[1]!) + 1)
    else if (next === l) this.set(next, c + 1)
    else if (next === stamp[0]!) this.set(next, stamp[1]! + 1)
    else this.set(next, 0)
  }

  /** Moves forward to `stamp` if that is later; counts no event. */
  merge(stamp: Stamp): void {
    if (orderHybrid(this.stamp, stamp) === BEFORE) this.set(stamp[0]!, stamp[1]!)
  }

  save(out: StateWriter): void {
    out.array(this.stamp)
  }

  load(input: StateReader): void {
    input.into(this.stamp)
  }

  private set(l: number, c: number): void {
    this.stamp[0] = l
    this.stamp[1] = c
  }
}

const scheme: LogicalClockScheme = {
  clock: () => new HybridLogicalClock(),
  order: orderHybrid,
}

export const hybridLogical: BuildableMember<'hybrid-logical', Record<never, never>, LogicalClockScheme> = {
  id: 'hybrid-logical',
  number: 3,
  label: 'Hybrid logical clock',
  help: 'Physical time with a counter: causes come first, and stamps stay near the clock on the wall.',
  fields: {},
  source:
    'Kulkarni et al., "Logical Physical Clocks and Consistent Snapshots in Globally Distributed Databases" (2014)',
  sourceUrl: 'https://cse.buffalo.edu/tech-reports/2014-04.pdf',
  formula: 'l = max(l, m.l, pt); c counts on while l stays',
  deviations: '',
  create: () => scheme,
}
