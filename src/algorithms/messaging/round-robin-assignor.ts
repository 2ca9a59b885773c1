/**
 * Round-robin assignment: partitions go to the members in turn.
 *
 * How: partition p goes to member p mod m.
 * Bound: shares differ by at most one. A member that joins or leaves moves most partitions.
 * Cost: O(partitions). Randomness: none. Throws: nothing.
 * Source: Apache Kafka 3.7 RoundRobinAssignor.java. Differs: one topic at a time.
 */
import type { BuildableMember } from '../member'
import { NO_OWNER, type PartitionAssignor } from './messaging'

const assignor: PartitionAssignor = {
  assign: (partitions, members) =>
    Array.from({ length: partitions }, (_, partition) => members[partition % members.length] ?? NO_OWNER),
}

export const roundRobinAssignor: BuildableMember<'round-robin-partitions', Record<never, never>, PartitionAssignor> = {
  id: 'round-robin-partitions',
  number: 2,
  label: 'Round robin',
  help: 'Partitions to the members in turn; a change of members moves most of them.',
  fields: {},
  source: 'Apache Kafka 3.7, RoundRobinAssignor',
  sourceUrl: 'https://kafka.apache.org/37/javadoc/org/apache/kafka/clients/consumer/RoundRobinAssignor.html',
  formula: 'owner(p) = member p mod m',
  deviations: 'one topic at a time',
  create: () => assignor,
}
