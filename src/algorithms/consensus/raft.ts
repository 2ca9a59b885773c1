/**
 * Raft: one elected leader orders all entries; an entry is chosen when a majority has it in the leader's term.
 *
 * How: a follower that hears nothing for its election timeout (drawn anew each time) asks all for their votes in a new term; each
 * node votes once a term, and only for a log at least as new as its own. The leader sends what follows the last common entry;
 * a follower drops what conflicts. The leader commits an index that a majority has, if its entry is of the present term.
 * Pre-vote: a node first asks whether it would win, without raising its term. Leader check: a leader that did not hear from
 * a majority for the longest election timeout steps down. Voters change in two steps: both majorities, then the new one alone.
 * Bound: at most one leader a term; logs that agree on an entry's term agree on all before; a committed entry is in the log of
 * every later leader.
 * Units: electionMinMs, electionMaxMs, heartbeatMs [ms]; batchSize [count] entries per message.
 * Time: a timer fires at exactly its time; going back only delays it. Cost: O(voters²) per reply to the leader, messages are objects.
 * Randomness: one draw per election timeout. Throws: ParamError from the constructor only.
 * Source: Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm (Extended Version)" (2014), figure 2,
 * sections 5 to 7; D. Ongaro's dissertation (2014), section 9.6 (pre-vote) and 6.2 (leader check). Checked against etcd raft 3.4.23.
 * Differs: a refused append carries the follower's last index, and an append below the commit index is answered with that, both
 * as etcd does; requests of an old term get an explicit refusal as in the paper, where etcd is silent. Snapshots are one message.
 */
import { boolean, field, integer, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import type { ConsensusProtocol } from './consensus'
import { firstNodes } from './quorum'
import { RAFT_RULES } from './raft-election'
import { RaftNode } from './raft-node'

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
