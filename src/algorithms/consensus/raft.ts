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
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { type Rule, requireRules } from '../../lib/rules'
import type { StateReader, StateWriter } from '../../lib/state'
import { type ConsensusNode, MAX_NODE, NO_NODE } from './consensus'
import { bitOf, jointIndex, jointVoteResult, VOTE_WON } from './quorum'
import { CONFIGURATION, EMPTY, encodeVoters, nextVotersOf, RaftLog, VALUE, votersOf } from './raft-log'
import type { AppendReply, AppendRequest, RaftMessage, SnapshotRequest, VoteReply, VoteRequest } from './raft-messages'

/** Role of a node. */
export const FOLLOWER = 0
/** See {@link FOLLOWER}. Asks whether it would be elected. */
export const PRE_CANDIDATE = 1
/** See {@link FOLLOWER}. */
export const CANDIDATE = 2
/** See {@link FOLLOWER}. */
export const LEADER = 3

/** Parameters of {@link RaftNode}, beside its number and the voters. */
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

export class RaftNode implements ConsensusNode {
  readonly id: number
  private readonly params: RaftParams

  // On disk: survive a crash.
  private currentTerm = 0
  private votedForNode = NO_NODE
  readonly log: RaftLog

  // In memory: gone after a crash.
  private role = FOLLOWER
  private leaderNode = NO_NODE
  private commit = 0
  private yes = 0
  private no = 0
  private electionAt = Infinity
  private heartbeatAt = Infinity
  private checkAt = Infinity
  private heardLeaderAt = -Infinity
  /** Set of nodes heard from since the last leader check. */
  private heardFrom = 0
  private readonly nextIndex = new Float64Array(MAX_NODE + 1)
  private readonly matchIndex = new Float64Array(MAX_NODE + 1)
  private outbox: RaftMessage[] = []

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

  get commitIndex(): number {
    return this.commit
  }

  start(now: number, random: Random): void {
    this.role = FOLLOWER
    this.leaderNode = NO_NODE
    this.commit = this.log.snapshotIndex
    this.heardLeaderAt = -Infinity
    this.outbox = []
    this.waitForLeader(now, random)
  }

  nextTickAt(): number {
    if (this.role !== LEADER) return this.electionAt
    return Math.min(this.heartbeatAt, this.checkAt)
  }

  tick(now: number, random: Random): void {
    if (this.role !== LEADER) {
      if (now >= this.electionAt) this.electionTimeout(now, random)
      return
    }
    if (now >= this.checkAt) this.checkLeadership(now, random)
    if (this.role === LEADER && now >= this.heartbeatAt) this.broadcastAppends(now)
  }

  propose(now: number, value: number): boolean {
    if (this.role !== LEADER) return false
    this.appendOwn(now, VALUE, value)
    return true
  }

  /** Starts a change to another set of voters. False when this node does not lead or another change is not finished. */
  proposeVoters(now: number, voters: number): boolean {
    const { configuration } = this.log
    if (this.role !== LEADER || nextVotersOf(configuration) !== 0 || voters <= 0 || voters >= 2 ** MAX_NODE)
      return false
    this.appendOwn(now, CONFIGURATION, encodeVoters(votersOf(configuration), voters))
    return true
  }

  /** Replaces the log up to `index` (not beyond the commit index) by a snapshot that stands for `state`. */
  compact(index: number, state: number): void {
    if (index <= this.commit) this.log.compact(index, state)
  }

  chosen(index: number): number {
    const entry = index <= this.commit ? this.log.entryAt(index) : undefined
    return entry?.kind === VALUE ? entry.value : Number.NaN
  }

  takeMessages(): RaftMessage[] {
    const messages = this.outbox
    this.outbox = []
    return messages
  }

  receive(now: number, random: Random, message: RaftMessage): void {
    const isOnlyAsking = message.kind === 'vote-request' && message.isPreVote
    const isPreVoteYes = message.kind === 'vote-reply' && message.isPreVote && message.isGranted
    if (message.term > this.currentTerm && !isOnlyAsking && !isPreVoteYes) {
      this.currentTerm = message.term
      this.votedForNode = NO_NODE
      this.follow(now, random, NO_NODE)
    }
    switch (message.kind) {
      case 'vote-request':
        return this.handleVoteRequest(now, random, message)
      case 'vote-reply':
        return this.handleVoteReply(now, random, message)
      case 'append-reply':
        return this.handleAppendReply(now, random, message)
      default:
        return this.handleFromLeader(now, random, message)
    }
  }

  save(out: StateWriter): void {
    out.number(this.currentTerm)
    out.number(this.votedForNode)
    this.log.save(out)
    const { role, leaderNode, commit, yes, no, electionAt, heartbeatAt, checkAt, heardLeaderAt, heardFrom } = this
    for (const part of [role, leaderNode, commit, yes, no, electionAt, heartbeatAt, checkAt, heardLeaderAt, heardFrom])
      out.number(part)
    out.array(this.nextIndex)
    out.array(this.matchIndex)
  }

  /** Messages not yet taken are not part of the state: take them before saving. */
  load(input: StateReader): void {
    this.currentTerm = input.number()
    this.votedForNode = input.number()
    this.log.load(input)
    this.role = input.number()
    this.leaderNode = input.number()
    this.commit = input.number()
    this.yes = input.number()
    this.no = input.number()
    this.electionAt = input.number()
    this.heartbeatAt = input.number()
    this.checkAt = input.number()
    this.heardLeaderAt = input.number()
    this.heardFrom = input.number()
    input.into(this.nextIndex)
    input.into(this.matchIndex)
    this.outbox = []
  }

  // Elections

  private electionTimeout(now: number, random: Random): void {
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

  private handleVoteRequest(now: number, random: Random, message: VoteRequest): void {
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

  private handleVoteReply(now: number, _random: Random, { from, term, isPreVote, isGranted }: VoteReply): void {
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
    else if (this.role === CANDIDATE) this.lead(now)
  }

  private lead(now: number): void {
    this.role = LEADER
    this.leaderNode = this.id
    this.nextIndex.fill(this.log.lastIndex + 1)
    this.matchIndex.fill(0)
    this.heardFrom = 0
    this.checkAt = this.params.hasLeaderCheck ? now + this.params.electionMaxMs : Infinity
    this.appendOwn(now, EMPTY, 0)
  }

  private follow(now: number, random: Random, leader: number): void {
    const wasWaiting = this.role === FOLLOWER
    this.role = FOLLOWER
    this.leaderNode = leader
    // A candidate or follower keeps the timeout it has; a leader had none.
    if (!wasWaiting && !(this.electionAt > now)) this.waitForLeader(now, random)
  }

  private waitForLeader(now: number, random: Random): void {
    const { electionMinMs, electionMaxMs } = this.params
    this.electionAt = now + electionMinMs + (electionMaxMs - electionMinMs) * random.uniform()
  }

  private checkLeadership(now: number, random: Random): void {
    const { configuration } = this.log
    const heard = this.heardFrom | bitOf(this.id)
    this.heardFrom = 0
    this.checkAt = now + this.params.electionMaxMs
    if (jointVoteResult(votersOf(configuration), nextVotersOf(configuration), heard, 0) === VOTE_WON) return
    this.stepDown(now, random)
  }

  private stepDown(now: number, random: Random): void {
    this.follow(now, random, NO_NODE)
    this.waitForLeader(now, random)
  }

  private isVoter(node: number): boolean {
    const { configuration } = this.log
    return ((votersOf(configuration) | nextVotersOf(configuration)) & bitOf(node)) !== 0
  }

  // Replication

  private appendOwn(now: number, kind: typeof VALUE | typeof EMPTY | typeof CONFIGURATION, value: number): void {
    this.log.append({ term: this.currentTerm, kind, value })
    this.matchIndex[this.id] = this.log.lastIndex
    this.advanceCommit(now)
    this.broadcastAppends(now)
  }

  private broadcastAppends(now: number): void {
    this.heartbeatAt = now + this.params.heartbeatMs
    for (let node = 1; node <= MAX_NODE; node++) if (node !== this.id && this.isVoter(node)) this.sendAppend(node)
  }

  private sendAppend(to: number): void {
    const prevLogIndex = this.nextIndex[to]! - 1
    const prevLogTerm = this.log.termAt(prevLogIndex)
    const head = { from: this.id, to, term: this.currentTerm }
    if (Number.isNaN(prevLogTerm)) {
      const { snapshotIndex: lastIndex, snapshotTerm: lastTerm, snapshotConfiguration: configuration } = this.log
      const state = this.log.snapshotState
      this.outbox.push({ ...head, kind: 'snapshot-request', lastIndex, lastTerm, configuration, state })
      return
    }
    const entries = this.log.slice(prevLogIndex + 1, this.params.batchSize)
    this.outbox.push({
      ...head,
      kind: 'append-request',
      prevLogIndex,
      prevLogTerm,
      entries,
      leaderCommit: this.commit,
    })
  }

  private handleFromLeader(now: number, random: Random, message: AppendRequest | SnapshotRequest): void {
    if (message.term < this.currentTerm) {
      const index = message.kind === 'append-request' ? message.prevLogIndex : message.lastIndex
      this.replyAppend(message.from, false, index)
      return
    }
    this.follow(now, random, message.from)
    this.heardLeaderAt = now
    this.waitForLeader(now, random)
    if (message.kind === 'append-request') this.takeEntries(message)
    else this.takeSnapshot(message)
  }

  private takeEntries({ from, prevLogIndex, prevLogTerm, entries, leaderCommit }: AppendRequest): void {
    if (prevLogIndex < this.commit) {
      this.replyAppend(from, true, this.commit)
      return
    }
    if (!this.log.take(prevLogIndex, prevLogTerm, entries)) {
      this.replyAppend(from, false, prevLogIndex)
      return
    }
    const last = prevLogIndex + entries.length
    this.commit = Math.max(this.commit, Math.min(leaderCommit, last))
    this.replyAppend(from, true, last)
  }

  private takeSnapshot({ from, lastIndex, lastTerm, configuration, state }: SnapshotRequest): void {
    if (lastIndex > this.commit) {
      this.log.install(lastIndex, lastTerm, configuration, state)
      this.commit = lastIndex
    }
    this.replyAppend(from, true, this.commit)
  }

  private replyAppend(to: number, isSuccess: boolean, index: number): void {
    const hint = isSuccess ? 0 : this.log.lastIndex
    this.outbox.push({ kind: 'append-reply', from: this.id, to, term: this.currentTerm, isSuccess, index, hint })
  }

  private handleAppendReply(now: number, random: Random, { from, term, isSuccess, index, hint }: AppendReply): void {
    if (this.role !== LEADER || term !== this.currentTerm) return
    this.heardFrom |= bitOf(from)
    if (!isSuccess) {
      // Only an answer to the latest question moves back, and never behind what is known to match.
      if (index !== this.nextIndex[from]! - 1) return
      this.nextIndex[from] = Math.max(this.matchIndex[from]! + 1, Math.min(index, hint + 1))
      this.sendAppend(from)
      return
    }
    if (index > this.matchIndex[from]!) {
      this.matchIndex[from] = index
      this.advanceCommit(now)
      this.stepDownIfRemoved(now, random)
    }
    this.nextIndex[from] = Math.max(this.nextIndex[from]!, this.matchIndex[from]! + 1)
    if (this.role === LEADER && this.nextIndex[from]! <= this.log.lastIndex) this.sendAppend(from)
  }

  /** Commits what a majority has, if it ends with an entry of this term; then takes the next step of a change of voters. */
  private advanceCommit(now: number): void {
    const { configuration } = this.log
    const index = jointIndex(votersOf(configuration), nextVotersOf(configuration), this.matchIndex)
    if (index <= this.commit || this.log.termAt(index) !== this.currentTerm) return
    this.commit = index
    const isJoint = nextVotersOf(configuration) !== 0
    if (isJoint && this.isConfigurationCommitted()) {
      this.appendOwn(now, CONFIGURATION, encodeVoters(nextVotersOf(configuration), 0))
    }
  }

  /** A leader outside the voters leads until the configuration that leaves it out is committed. */
  private stepDownIfRemoved(now: number, random: Random): void {
    if (!this.isVoter(this.id) && this.isConfigurationCommitted()) this.stepDown(now, random)
  }

  private isConfigurationCommitted(): boolean {
    for (let index = this.log.lastIndex; index > this.commit; index--)
      if (this.log.entryAt(index)?.kind === CONFIGURATION) return false
    return true
  }
}
