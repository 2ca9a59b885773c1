/**
 * Elections of a Raft node: terms, votes, timeouts, and who leads. What leading means is in raft-node.ts.
 *
 * How: see raft.ts. A node votes once a term, and only for a log at least as new as its own; a pre-vote promises nothing.
 * Time: a timer fires at exactly its time. Randomness: one draw per election timeout. Throws: ParamError from the constructor only.
 * Source: Ongaro and Ousterhout (2014), section 5.2 and 5.4.1; D. Ongaro's dissertation (2014), sections 6.2 and 9.6.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { type Rule, requireRules } from '../../lib/rules'
import { MAX_NODE, NO_NODE } from './consensus'
import { bitOf, jointVoteResult, VOTE_WON } from './quorum'
import { nextVotersOf, RaftLog, votersOf } from './raft-log'
import type { RaftMessage, VoteReply, VoteRequest } from './raft-messages'

/** Role of a node. */
export const FOLLOWER = 0
/** See {@link FOLLOWER}. Asks whether it would be elected. */
export const PRE_CANDIDATE = 1
/** See {@link FOLLOWER}. */
export const CANDIDATE = 2
/** See {@link FOLLOWER}. */
export const LEADER = 3

/** Parameters of a node, beside its number and the voters. */
export interface RaftParams {
  /** [ms] shortest election timeout. */
  electionMinMs: number
  /** [ms] longest election timeout, at least the shortest. */
  electionMaxMs: number
  /** [ms] longest silence of a leader. */
  heartbeatMs: number
  /** Whether a node asks before it raises its term. */
  hasPreVote: boolean
  /** Whether a leader that cannot reach a majority steps down. */
  hasLeaderCheck: boolean
  /** [count] entries per message at most. */
  batchSize: number
}

/** What the times of elections keep to. */
export const RAFT_RULES = [
  { field: 'electionMaxMs', is: 'at-least', other: 'electionMinMs' },
] as const satisfies readonly Rule[]

/** The part of a node that stands for election and votes. */
export abstract class RaftElections {
  readonly id: number
  protected readonly params: RaftParams

  // On disk: survive a crash.
  protected currentTerm = 0
  protected votedForNode = NO_NODE
  readonly log: RaftLog

  // In memory: gone after a crash.
  protected role = FOLLOWER
  protected leaderNode = NO_NODE
  /** Sets of nodes that granted and refused their vote. */
  protected yes = 0
  protected no = 0
  protected electionAt = Infinity
  protected checkAt = Infinity
  protected heardLeaderAt = -Infinity
  /** Set of nodes heard from since the last leader check. */
  protected heardFrom = 0
  protected outbox: RaftMessage[] = []

  /** @param voters set of the nodes that vote at first, see quorum.ts; a node outside waits until it is taken in */
  constructor(id: number, voters: number, params: RaftParams) {
    this.id = requireNumber('id', id, { min: 1, max: MAX_NODE, integer: true })
    requireNumber('voters', voters, { min: 0, max: 2 ** MAX_NODE - 1, integer: true })
    requireNumber('electionMinMs', params.electionMinMs, { min: Number.MIN_VALUE, max: 1e12 })
    requireNumber('electionMaxMs', params.electionMaxMs, { max: 1e12 })
    requireRules(RAFT_RULES, { ...params })
    requireNumber('heartbeatMs', params.heartbeatMs, { min: Number.MIN_VALUE, max: 1e12 })
    requireNumber('batchSize', params.batchSize, { min: 1, integer: true })
    this.params = { ...params }
    this.log = new RaftLog(voters)
  }

  /** The votes of a majority are in: from now on this node leads. */
  protected abstract takeLead(now: number): void

  get isLeader(): boolean {
    return this.role === LEADER
  }

  get leader(): number {
    return this.leaderNode
  }

  get term(): number {
    return this.currentTerm
  }

  get votedFor(): number {
    return this.votedForNode
  }

  protected electionTimeout(now: number, random: Random): void {
    this.waitForLeader(now, random)
    if (!this.isVoter(this.id)) return
    if (this.params.hasPreVote) this.askForVotes(now, PRE_CANDIDATE)
    else this.campaign(now)
  }

  private campaign(now: number): void {
    this.currentTerm++
    this.votedForNode = this.id
    this.leaderNode = NO_NODE
    this.askForVotes(now, CANDIDATE)
  }

  private askForVotes(now: number, role: number): void {
    this.role = role
    this.yes = bitOf(this.id)
    this.no = 0
    const isPreVote = role === PRE_CANDIDATE
    for (let node = 1; node <= MAX_NODE; node++) {
      if (node === this.id || !this.isVoter(node)) continue
      this.outbox.push({
        kind: 'vote-request',
        from: this.id,
        to: node,
        term: isPreVote ? this.currentTerm + 1 : this.currentTerm,
        isPreVote,
        lastLogIndex: this.log.lastIndex,
        lastLogTerm: this.log.lastTerm,
      })
    }
    this.countVotes(now)
  }

  protected handleVoteRequest(now: number, random: Random, message: VoteRequest): void {
    const { from, term, isPreVote } = message
    const isLogNewEnough = this.log.isUpToDate(message.lastLogIndex, message.lastLogTerm)
    let isGranted = false
    if (isPreVote) {
      const hasLeader = this.role === LEADER || now < this.heardLeaderAt + this.params.electionMinMs
      isGranted = term > this.currentTerm && isLogNewEnough && !hasLeader
    } else if (term === this.currentTerm) {
      isGranted = isLogNewEnough && (this.votedForNode === NO_NODE || this.votedForNode === from)
      if (isGranted) {
        this.votedForNode = from
        this.waitForLeader(now, random)
      }
    }
    const replyTerm = isPreVote && isGranted ? term : this.currentTerm
    this.outbox.push({ kind: 'vote-reply', from: this.id, to: from, term: replyTerm, isPreVote, isGranted })
  }

  protected handleVoteReply(now: number, _random: Random, { from, term, isPreVote, isGranted }: VoteReply): void {
    const expected = isPreVote && isGranted ? this.currentTerm + 1 : this.currentTerm
    if (this.role !== (isPreVote ? PRE_CANDIDATE : CANDIDATE) || term !== expected) return
    if (isGranted) this.yes |= bitOf(from)
    else this.no |= bitOf(from)
    this.countVotes(now)
  }

  private countVotes(now: number): void {
    const { configuration } = this.log
    const result = jointVoteResult(votersOf(configuration), nextVotersOf(configuration), this.yes, this.no)
    if (result !== VOTE_WON) return
    if (this.role === PRE_CANDIDATE) this.campaign(now)
    else if (this.role === CANDIDATE) this.takeLead(now)
  }

  protected follow(now: number, random: Random, leader: number): void {
    const wasWaiting = this.role === FOLLOWER
    this.role = FOLLOWER
    this.leaderNode = leader
    // A candidate or follower keeps the timeout it has; a leader had none.
    if (!wasWaiting && !(this.electionAt > now)) this.waitForLeader(now, random)
  }

  protected waitForLeader(now: number, random: Random): void {
    const { electionMinMs, electionMaxMs } = this.params
    this.electionAt = now + electionMinMs + (electionMaxMs - electionMinMs) * random.uniform()
  }

  protected checkLeadership(now: number, random: Random): void {
    const { configuration } = this.log
    const heard = this.heardFrom | bitOf(this.id)
    this.heardFrom = 0
    this.checkAt = now + this.params.electionMaxMs
    if (jointVoteResult(votersOf(configuration), nextVotersOf(configuration), heard, 0) === VOTE_WON) return
    this.stepDown(now, random)
  }

  protected stepDown(now: number, random: Random): void {
    this.follow(now, random, NO_NODE)
    this.waitForLeader(now, random)
  }

  protected isVoter(node: number): boolean {
    const { configuration } = this.log
    return ((votersOf(configuration) | nextVotersOf(configuration)) & bitOf(node)) !== 0
  }
}
