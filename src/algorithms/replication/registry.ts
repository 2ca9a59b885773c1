/** Members of the replication family, in the order in which forms offer them. */
import { variants } from '../../lib/schema'
import { chain } from './chain'
import { leaderFollower } from './leader-follower'
import { quorum } from './quorum'
import { sloppyQuorum } from './sloppy-quorum'

export const replicationSchemes = [quorum, sloppyQuorum, chain, leaderFollower] as const

/** Parameter schema: how copies of a value are written and read. */
export const REPLICATION_SCHEME = variants(replicationSchemes, 'quorum-replication', 'replication')
