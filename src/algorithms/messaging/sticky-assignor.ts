/**
 * Sticky assignment: balanced, and with as few moves as balance allows.
 *
 * How: every member may own ⌊n/m⌋ partitions, and n mod m of them one more; those that own most now get the larger shares.
 * Each keeps its own, lowest numbers first, up to its share; what is left over goes to whoever is short, in order.
 * Bound: shares differ by at most one; no balanced assignment moves fewer partitions.
 * Cost: O(partitions + members · log members). Randomness: none. Throws: nothing.
 * Source: Apache Kafka 3.7 StickyAssignor.java (KIP-54), its two goals. Differs: one topic at a time and every member takes
 * any partition, which makes the optimum simple; which partitions move may differ from Kafka.
 */
import type { BuildableMember } from '../member'
import { NO_OWNER, type PartitionAssignor } from './messaging'

/** The balanced assignment nearest to `current`. */
export function assignSticky(partitions: number, members: readonly number[], current: readonly number[]): number[] {
  const owners = Array.from({ length: partitions }, () => NO_OWNER)
  if (members.length === 0) return owners
  const room = sharesOf(partitions, members, current)
  for (let partition = 0; partition < partitions; partition++) {
    const owner = current[partition] ?? NO_OWNER
    if (take(room, owner)) owners[partition] = owner
  }
  let next = 0
  for (let partition = 0; partition < partitions; partition++) {
    if (owners[partition] !== NO_OWNER) continue
    while ((room.get(members[next]!) ?? 0) === 0) next++
    take(room, members[next]!)
    owners[partition] = members[next]!
  }
  return owners
}

/** [count] partitions that each member may own: the larger shares go to those that own most, then to the lower number. */
function sharesOf(partitions: number, members: readonly number[], current: readonly number[]): Map<number, number> {
  const owned = new Map(members.map((member) => [member, 0]))
  for (let partition = 0; partition < partitions; partition++) {
    const owner = current[partition] ?? NO_OWNER
    if (owned.has(owner)) owned.set(owner, owned.get(owner)! + 1)
  }
  const ranked = [...members].sort((a, b) => owned.get(b)! - owned.get(a)! || a - b)
  const share = Math.floor(partitions / members.length)
  const larger = partitions % members.length
  return new Map(ranked.map((member, rank) => [member, rank < larger ? share + 1 : share]))
}

function take(room: Map<number, number>, member: number): boolean {
  const left = room.get(member) ?? 0
  if (left > 0) room.set(member, left - 1)
  return left > 0
}

export const stickyAssignor: BuildableMember<'sticky-partitions', Record<never, never>, PartitionAssignor> = {
  id: 'sticky-partitions',
  number: 3,
  label: 'Sticky',
  help: 'Balanced with as few moves as possible; everyone stops while partitions move.',
  fields: {},
  source: 'Apache Kafka 3.7, StickyAssignor (KIP-54)',
  sourceUrl: 'https://kafka.apache.org/37/javadoc/org/apache/kafka/clients/consumer/StickyAssignor.html',
  formula: 'shares ⌊n/m⌋ or ⌈n/m⌉; keep what fits, move the rest',
  deviations: 'one topic at a time; which partitions move may differ',
  create: () => ({ assign: assignSticky }),
}
