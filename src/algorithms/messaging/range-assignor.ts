/**
 * Range assignment: consecutive partitions, the first members get one more.
 *
 * How: n partitions, m members: each gets ⌊n/m⌋, the first n mod m of them one more, in order.
 * Bound: shares differ by at most one. A member that joins or leaves moves partitions of most others.
 * Cost: O(partitions). Randomness: none. Throws: nothing.
 * Source: Apache Kafka 3.7 RangeAssignor.java. Differs: one topic at a time, no racks.
 */
import type { BuildableMember } from '../member'
import type { PartitionAssignor } from './messaging'
import { NO_OWNER } from './messaging'

const assignor: PartitionAssignor = {
  assign(partitions, members) {
    const share = Math.floor(partitions / members.length)
    const larger = partitions % members.length
    // The first `larger` members own share + 1 partitions each.
    return Array.from({ length: partitions }, (_, partition) => {
      const inLarger = Math.floor(partition / (share + 1))
      const rank = inLarger < larger ? inLarger : larger + Math.floor((partition - larger * (share + 1)) / share)
      return members[rank] ?? NO_OWNER
    })
  },
}

export const rangeAssignor: BuildableMember<'range-partitions', Record<never, never>, PartitionAssignor> = {
  id: 'range-partitions',
  number: 1,
  label: 'Range',
  help: 'Consecutive partitions to each member; a change of members moves many of them.',
  fields: {},
  source: 'Apache Kafka 3.7, RangeAssignor',
  sourceUrl: 'https://kafka.apache.org/37/javadoc/org/apache/kafka/clients/consumer/RangeAssignor.html',
  formula: '⌊n/m⌋ each, one more for the first n mod m',
  deviations: 'one topic at a time, no racks',
  create: () => assignor,
}
