/** Messages between Raft nodes. Each carries the sender's term. */
import type { Envelope } from './consensus'
import type { LogEntry } from './raft-log'

/** Asks for a vote, or with `isPreVote` whether there would be one. Its term is then one above the sender's. */
export interface VoteRequest extends Envelope {
  readonly kind: 'vote-request'
  readonly term: number
  readonly isPreVote: boolean
  readonly lastLogIndex: number
  readonly lastLogTerm: number
}

/** The answer to a request for a vote, or for a pre-vote. */
export interface VoteReply extends Envelope {
  readonly kind: 'vote-reply'
  readonly term: number
  readonly isPreVote: boolean
  readonly isGranted: boolean
}

/** Entries that follow prevLogIndex; without entries a heartbeat. */
export interface AppendRequest extends Envelope {
  readonly kind: 'append-request'
  readonly term: number
  readonly prevLogIndex: number
  readonly prevLogTerm: number
  readonly entries: readonly LogEntry[]
  readonly leaderCommit: number
}

/** On success, `index` is the last one known to be equal; otherwise the one refused, and `hint` the last one there is. */
export interface AppendReply extends Envelope {
  readonly kind: 'append-reply'
  readonly term: number
  readonly isSuccess: boolean
  readonly index: number
  readonly hint: number
}

/** The leader's snapshot, for a follower that needs entries which are gone. Answered like an append. */
export interface SnapshotRequest extends Envelope {
  readonly kind: 'snapshot-request'
  readonly term: number
  readonly lastIndex: number
  readonly lastTerm: number
  readonly configuration: number
  readonly state: number
}

/** Any message between nodes. */
export type RaftMessage = VoteRequest | VoteReply | AppendRequest | AppendReply | SnapshotRequest
