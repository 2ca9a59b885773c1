/**
 * A Raft node: the log of a leader and its followers, on top of elections. The rules, their source and deviations stand in raft.ts.
 *
 * Time, randomness, errors: as in raft-election.ts. Cost: O(voters²) per reply to the leader; messages are objects.
 */
import type { Random } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import { type ConsensusNode, MAX_NODE, NO_NODE } from './consensus'
import { bitOf, jointIndex } from './quorum'
import { FOLLOWER, LEADER, RaftElections } from './raft-election'
import { CONFIGURATION, EMPTY, encodeVoters, nextVotersOf, VALUE, votersOf } from './raft-log'
import type { AppendReply, AppendRequest, RaftMessage, SnapshotRequest } from './raft-messages'

/** One node: elections from {@link RaftElections}, and here what a leader and its followers do with the log. */
export class RaftNode extends RaftElections implements ConsensusNode {
  private commit = 0
  private heartbeatAt = Infinity
  private readonly nextIndex = new Float64Array(MAX_NODE + 1)
  private readonly matchIndex = new Float64Array(MAX_NODE + 1)

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

  protected override takeLead(now: number): void {
    this.role = LEADER
    this.leaderNode = this.id
    this.nextIndex.fill(this.log.lastIndex + 1)
    this.matchIndex.fill(0)
    this.heardFrom = 0
    this.checkAt = this.params.hasLeaderCheck ? now + this.params.electionMaxMs : Infinity
    this.appendOwn(now, EMPTY, 0)
  }

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
