/** Members of the replication family, in the order in which forms offer them. */

import { variants } from '../../lib/schema'
import { antiEntropy } from './anti-entropy'
import { chain } from './chain'
import { hintedHandoff } from './hinted-handoff'
import { laggingFollower } from './lagging-follower'
import { leaderFollower } from './leader-follower'
import { quorum } from './quorum'
import { readRepair } from './read-repair'
import { sloppyQuorum } from './sloppy-quorum'

export const replicationSchemes = [quorum, sloppyQuorum, chain, leaderFollower] as const

/** Parameter schema: how copies of a value are written and read. */
export const REPLICATION_SCHEME = variants(replicationSchemes, 'quorum-replication', 'replication')

/** How replicas that missed writes get them after all. */
export const replicationParts = [hintedHandoff, readRepair, antiEntropy, laggingFollower] as const
