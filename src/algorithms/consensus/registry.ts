/** Members of the consensus family, in the order in which forms offer them. */

import { variants } from '../../lib/schema'
import { multiPaxos } from './multi-paxos'
import { paxos } from './paxos'
import { raft } from './raft'

export const consensusProtocols = [raft, multiPaxos] as const

/** Parameter schema: how a group of nodes agrees. */
export const CONSENSUS_PROTOCOL = variants(consensusProtocols, 'raft', 'consensus')

/** What a protocol for a whole list of values is built from. */
export const consensusParts = [paxos] as const
