/**
 * Multi-Paxos: one promise phase makes a leader for all slots, then each value needs one round trip.
 *
 * How: a node that hears no leader for its timeout takes a higher ballot and asks all for promises for every slot it does not know
 * as chosen. With a majority it proposes, slot by slot, what it must (the value of the highest ballot it was told) and fills
 * gaps with nothing, then goes on with new values. A slot is chosen when a majority accepted it in one ballot. Followers
 * report how far they follow, so that the leader sends each what it lacks.
 * Bound: no two nodes know different values as chosen in a slot. Unlike Raft any node may win, however far behind: it
 * first collects what others accepted.
 * Units: electionMinMs, electionMaxMs, heartbeatMs [ms]; batchSize [count] slots per message.
 * Time: a timer fires at exactly its time. Cost: O(slots not known as chosen) per promise, O(voters²) per reply; messages are
 * objects. Randomness: one draw per timeout. Throws: ParamError from the constructor only.
 * Source: L. Lamport, "Paxos Made Simple" (2001), section 3; van Renesse and Altinbuken, "Paxos Made Moderately Complex" (2015).
 * Differs: followers take slots in order and accept ranges, which allows the same bookkeeping as in Raft; the log is kept whole.
 */
import { field, integer, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import type { ConsensusProtocol } from './consensus'
import { MULTI_PAXOS_RULES, MultiPaxosNode } from './multi-paxos-node'

const fields = {
  electionMinMs: field(
    1,
    'Shortest wait for a leader',
    'Silence after which a node may try to lead.',
    number('ms', 150, { min: 1, max: 600_000, scale: 'log' }),
  ),
  electionMaxMs: field(
    2,
    'Longest wait for a leader',
    'The more it exceeds the shortest, the rarer do two nodes outbid each other.',
    number('ms', 300, { min: 1, max: 600_000, scale: 'log' }),
  ),
  heartbeatMs: field(
    3,
    'Heartbeat interval',
    'Longest silence of a leader; well below the wait.',
    number('ms', 50, { min: 1, max: 600_000, scale: 'log' }),
  ),
  batchSize: field(
    4,
    'Slots per message',
    'How many values one message carries at most.',
    integer('count', 100, { min: 1, max: 100_000, scale: 'log' }),
  ),
}

export const multiPaxos: BuildableMember<'multi-paxos', typeof fields, ConsensusProtocol> = {
  id: 'multi-paxos',
  number: 2,
  label: 'Multi-Paxos',
  help: 'A leader with the highest ballot first learns what others accepted, then has each value accepted in one round trip.',
  fields,
  rules: MULTI_PAXOS_RULES,
  source: 'Lamport, "Paxos Made Simple" (2001), section 3',
  sourceUrl: 'https://lamport.azurewebsites.net/pubs/paxos-simple.pdf',
  formula: 'chosen ⇔ accepted by a majority in one ballot; propose the value of the highest ballot promised',
  deviations: 'followers take slots in order; the log is kept whole',
  create: (params) => ({ node: (id, nodes) => new MultiPaxosNode(id, nodes, params) }),
}
