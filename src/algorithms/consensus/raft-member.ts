/** Raft as a member of the family: its parameters on forms and its place in the reference. */
import { boolean, field, integer, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import type { ConsensusProtocol } from './consensus'
import { firstNodes } from './quorum'
import { RAFT_RULES, RaftNode } from './raft'

const fields = {
  electionMinMs: field(
    1,
    'Shortest election timeout',
    'Silence of the leader after which a node may stand for election.',
    number('ms', 150, { min: 1, max: 600_000, scale: 'log' }),
  ),
  electionMaxMs: field(
    2,
    'Longest election timeout',
    'The more it exceeds the shortest, the rarer are split votes.',
    number('ms', 300, { min: 1, max: 600_000, scale: 'log' }),
  ),
  heartbeatMs: field(
    3,
    'Heartbeat interval',
    'Longest silence of a leader; well below the election timeout.',
    number('ms', 50, { min: 1, max: 600_000, scale: 'log' }),
  ),
  hasPreVote: field(
    4,
    'Pre-vote',
    'A node first asks whether it would win, so that one coming back from a partition does not disturb the leader.',
    boolean(false),
  ),
  hasLeaderCheck: field(
    5,
    'Leader check',
    'A leader that cannot reach a majority steps down instead of serving stale reads.',
    boolean(false),
  ),
  batchSize: field(
    6,
    'Entries per message',
    'How many log entries one message carries at most.',
    integer('count', 100, { min: 1, max: 100_000, scale: 'log' }),
  ),
}

export const raft: BuildableMember<'raft', typeof fields, ConsensusProtocol> = {
  id: 'raft',
  number: 1,
  label: 'Raft',
  help: 'An elected leader orders all entries; what a majority has is chosen.',
  fields,
  rules: RAFT_RULES,
  source: 'Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm" (2014); etcd raft 3.4.23',
  sourceUrl: 'https://raft.github.io/raft.pdf',
  formula: 'commit the largest N on a majority with term(N) = current term',
  deviations: 'refusals carry the last index; old terms are refused explicitly; a snapshot is one message',
  create: (params) => ({ node: (id, nodes) => new RaftNode(id, firstNodes(nodes), params) }),
}
