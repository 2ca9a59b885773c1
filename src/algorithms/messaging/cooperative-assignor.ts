/**
 * Cooperative assignment: sticky, in two rounds, so that nobody stops reading what it keeps.
 *
 * How: the goal is the sticky assignment. A partition that is to move away from a living owner belongs to nobody in this round;
 * the owner gives it up, and the next round, with that as current, hands it over.
 * Bound: two rounds reach the sticky assignment; no partition goes straight from one living member to another.
 * Cost: as sticky. Randomness: none. Throws: nothing.
 * Source: Apache Kafka 3.7 CooperativeStickyAssignor.java (KIP-429). Differs: as sticky.
 */
import type { BuildableMember } from '../member'
import { NO_OWNER, type PartitionAssignor } from './messaging'
import { assignSticky } from './sticky-assignor'

const assignor: PartitionAssignor = {
  isCooperative: true,
  assign(partitions, members, current) {
    const alive = new Set(members)
    return assignSticky(partitions, members, current).map((goal, partition) => {
      const owner = current[partition] ?? NO_OWNER
      return alive.has(owner) && owner !== goal ? NO_OWNER : goal
    })
  },
}

export const cooperativeAssignor: BuildableMember<'cooperative-partitions', Record<never, never>, PartitionAssignor> = {
  id: 'cooperative-partitions',
  number: 4,
  label: 'Cooperative',
  help: 'Moves partitions in two rounds: members go on reading what they keep.',
  fields: {},
  source: 'Apache Kafka 3.7, CooperativeStickyAssignor (KIP-429)',
  sourceUrl: 'https://cwiki.apache.org/confluence/display/KAFKA/KIP-429',
  formula: 'round 1: give up what moves; round 2: hand it over',
  deviations: 'one topic at a time; which partitions move may differ',
  create: () => assignor,
}
