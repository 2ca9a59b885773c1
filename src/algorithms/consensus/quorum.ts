/**
 * Majorities: which index is on a majority, and how a vote stands, for one set of voters and for two at once.
 *
 * Sets of nodes are bits: node n is bit n − 1. An empty set agrees with everything, so that a joint configuration with one
 * empty half is the other half alone.
 * Cost: O(voters²), no allocation. Randomness: none. Throws: nothing.
 * Source: Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm" (2014), sections 5.3, 5.4.2, 6; results
 * as etcd raft 3.4.23 quorum/majority.go and joint.go.
 */

/** How a vote stands. */
export const VOTE_PENDING = 0
/** See {@link VOTE_PENDING}. */
export const VOTE_WON = 1
/** See {@link VOTE_PENDING}. No outcome of the missing votes can win it. */
export const VOTE_LOST = 2

/** How a vote stands. */
export type VoteResult = typeof VOTE_PENDING | typeof VOTE_WON | typeof VOTE_LOST

/** The bit of a node in a set. */
export function bitOf(node: number): number {
  return 1 << (node - 1)
}

/** The set of the nodes 1 to `nodes`. */
export function firstNodes(nodes: number): number {
  return (1 << nodes) - 1
}

/** [count] nodes in a set. */
export function sizeOf(set: number): number {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count++
  return count
}

/** The largest index that a majority of the voters has, given the last index that each node has; infinity for no voters. */
export function majorityIndex(voters: number, matchIndex: ArrayLike<number>): number {
  if (voters === 0) return Infinity
  const majority = Math.floor(sizeOf(voters) / 2) + 1
  let best = 0
  for (let candidate = 1; candidate <= 31; candidate++) {
    if ((voters & bitOf(candidate)) === 0) continue
    const index = matchIndex[candidate] ?? 0
    if (index > best && countAtLeast(voters, matchIndex, index) >= majority) best = index
  }
  return best
}

/** The same for a joint configuration: both majorities must have it. */
export function jointIndex(oldVoters: number, newVoters: number, matchIndex: ArrayLike<number>): number {
  return Math.min(majorityIndex(oldVoters, matchIndex), majorityIndex(newVoters, matchIndex))
}

/** How a vote stands among the voters, given the sets of those who said yes and no. */
export function voteResult(voters: number, yes: number, no: number): VoteResult {
  const majority = voters === 0 ? 0 : Math.floor(sizeOf(voters) / 2) + 1
  if (sizeOf(voters & yes) >= majority) return VOTE_WON
  return sizeOf(voters & ~no) >= majority ? VOTE_PENDING : VOTE_LOST
}

/** The same for a joint configuration: won when won in both halves, lost when lost in one. */
export function jointVoteResult(oldVoters: number, newVoters: number, yes: number, no: number): VoteResult {
  const first = voteResult(oldVoters, yes, no)
  const second = voteResult(newVoters, yes, no)
  if (first === VOTE_LOST || second === VOTE_LOST) return VOTE_LOST
  return first === VOTE_WON && second === VOTE_WON ? VOTE_WON : VOTE_PENDING
}

function countAtLeast(voters: number, matchIndex: ArrayLike<number>, index: number): number {
  let count = 0
  for (let node = 1; node <= 31; node++) if ((voters & bitOf(node)) !== 0 && (matchIndex[node] ?? 0) >= index) count++
  return count
}
