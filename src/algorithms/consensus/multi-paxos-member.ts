/** Multi-Paxos as a member of the family: its parameters on forms and its place in the reference. */
import { field, integer, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import type { ConsensusProtocol } from './consensus'
import { MULTI_PAXOS_RULES, MultiPaxosNode } from './multi-paxos'

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
