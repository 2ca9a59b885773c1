/** What groups of a design mean in a run: distance between regions, and faults that hit a group as a whole. */
import type { Connection, Design } from '../design/design'
import { distanceKm, distanceLatencyMs, regionsOf } from '../design/groups'
import type { Fault } from '../design/scenario'
import { fits, targetOf } from '../design/timeline'

/** [ms] that distance adds to each message of a connection, one way; 0 unless both ends are in regions with a distance. */
export function distancesOf(design: Design): (connection: Connection) => number {
  const regions = regionsOf(design)
  return ({ from, to }) => {
    const [one, other] = [regions.get(from), regions.get(to)]
    return one && other ? distanceLatencyMs(distanceKm(one, other) ?? 0) : 0
  }
}

/**
 * A fault as the faults of what it hits: those blocks of a group that it can hit, in order, or the connections that cross its
 * border. They strike and end together, also at random times. A fault at a block or connection is itself.
 */
export function faultsOn(design: Design, fault: Fault): readonly Fault[] {
  const target = targetOf(design, fault.target)
  if (target?.is !== 'group') return [fault]
  return target.parts
    .filter((part) => fits(fault.type, part))
    .map((part) => ({ ...fault, target: part.is === 'block' ? part.block.id : part.connection.id }))
}
