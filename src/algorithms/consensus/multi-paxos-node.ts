/**
 * A Multi-Paxos node: proposer and acceptor in one. The rules, their source and deviations stand in multi-paxos.ts.
 *
 * Time: a timer fires at exactly its time. Cost: O(slots not known as chosen) per promise, O(voters²) per reply; messages are
 * objects. Randomness: one draw per timeout. Throws: ParamError from the constructor only.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { type Rule, requireRules } from '../../lib/rules'
import type { StateReader, StateWriter } from '../../lib/state'
import { type ConsensusNode, MAX_NODE, NO_NODE } from './consensus'
import { SlotLog } from './multi-paxos-log'
import type {
  AcceptedMessage,
  AcceptMessage,
  PaxosMessage,
  PrepareMessage,
  PromiseMessage,
  RefusalMessage,
} from './multi-paxos-messages'
import { ballotOf, NO_BALLOT, roundOf } from './paxos'
import { bitOf, firstNodes, majorityIndex, VOTE_WON, voteResult } from './quorum'

const FOLLOWER = 0
const PREPARING = 1
const LEADING = 2

/** Parameters of {@link MultiPaxosNode}, beside its number and the number of nodes. */
export interface MultiPaxosParams {
  /** [ms] shortest wait for a leader. */
  electionMinMs: number
  /** [ms] longest wait for a leader, at least the shortest. */
  electionMaxMs: number
  /** [ms] longest silence of a leader. */
  heartbeatMs: number
  /** [count] slots per message at most. */
  batchSize: number
}

/** What the times of elections keep to. */
export const MULTI_PAXOS_RULES = [
  { field: 'electionMaxMs', is: 'at-least', other: 'electionMinMs' },
] as const satisfies readonly Rule[]

/** See the head of this file. */
export class MultiPaxosNode implements ConsensusNode {
  readonly id: number
  private readonly voters: number
  private readonly nodes: number
  private readonly params: MultiPaxosParams

  // On disk: survive a crash.
  private promised = NO_BALLOT
  private readonly log = new SlotLog()

  // In memory: gone after a crash.
  private role = FOLLOWER
  private leaderNode = NO_NODE
  private ownBallot = NO_BALLOT
  private promisedBy = 0
  /** Slots up to this one are as the leader of the promised ballot has them. */
  private followsTo = 0
  private wakeAt = Infinity
  /** As leader: how far each node follows. */
  private readonly matchIndex = new Float64Array(MAX_NODE + 1)
  private outbox: PaxosMessage[] = []

  constructor(id: number, nodes: number, params: MultiPaxosParams) {
    this.nodes = requireNumber('nodes', nodes, { min: 1, max: MAX_NODE, integer: true })
    this.id = requireNumber('id', id, { min: 1, max: nodes, integer: true })
    requireNumber('electionMinMs', params.electionMinMs, { min: Number.MIN_VALUE, max: 1e12 })
    requireNumber('electionMaxMs', params.electionMaxMs, { max: 1e12 })
    requireRules(MULTI_PAXOS_RULES, { ...params })
    requireNumber('heartbeatMs', params.heartbeatMs, { min: Number.MIN_VALUE, max: 1e12 })
    requireNumber('batchSize', params.batchSize, { min: 1, integer: true })
    this.params = { ...params }
    this.voters = firstNodes(nodes)
  }

  get isLeader(): boolean {
    return this.role === LEADING
  }

  get leader(): number {
    return this.leaderNode
  }

  get term(): number {
    return this.promised
  }

  get commitIndex(): number {
    return this.log.chosenTo
  }

  start(now: number, random: Random): void {
    this.role = FOLLOWER
    this.leaderNode = NO_NODE
    this.ownBallot = NO_BALLOT
    this.followsTo = this.log.chosenTo
    this.outbox = []
    this.waitForLeader(now, random)
  }

  nextTickAt(): number {
    return this.wakeAt
  }

  tick(now: number, random: Random): void {
    if (now < this.wakeAt) return
    if (this.role === LEADING) this.sendAccepts(now)
    else this.prepare(now, random)
  }

  propose(now: number, value: number): boolean {
    if (this.role !== LEADING) return false
    this.acceptOwn(value)
    this.chooseMajority()
    this.sendAccepts(now)
    return true
  }

  chosen(index: number): number {
    return this.log.chosenAt(index)
  }

  takeMessages(): PaxosMessage[] {
    const messages = this.outbox
    this.outbox = []
    return messages
  }

  receive(now: number, random: Random, message: PaxosMessage): void {
    switch (message.kind) {
      case 'prepare':
        return this.handlePrepare(now, random, message)
      case 'promise':
        return this.handlePromise(now, message)
      case 'accept':
        return this.handleAccept(now, random, message)
      case 'accepted':
        return this.handleAccepted(message)
      default:
        return this.handleRefusal(now, random, message)
    }
  }

  save(out: StateWriter): void {
    out.number(this.promised)
    this.log.save(out)
    const { role, leaderNode, ownBallot, promisedBy, followsTo, wakeAt } = this
    for (const part of [role, leaderNode, ownBallot, promisedBy, followsTo, wakeAt]) out.number(part)
    out.array(this.matchIndex)
  }

  /** Messages not yet taken are not part of the state: take them before saving. */
  load(input: StateReader): void {
    this.promised = input.number()
    this.log.load(input)
    this.role = input.number()
    this.leaderNode = input.number()
    this.ownBallot = input.number()
    this.promisedBy = input.number()
    this.followsTo = input.number()
    this.wakeAt = input.number()
    input.into(this.matchIndex)
    this.outbox = []
  }

  private prepare(now: number, random: Random): void {
    this.waitForLeader(now, random)
    this.role = PREPARING
    this.leaderNode = NO_NODE
    this.ownBallot = ballotOf(roundOf(this.promised) + 1, this.id)
    this.promised = this.ownBallot
    this.promisedBy = bitOf(this.id)
    this.followsTo = this.log.chosenTo
    this.matchIndex.fill(0)
    for (const to of this.peers())
      this.outbox.push({ kind: 'prepare', from: this.id, to, ballot: this.ownBallot, firstSlot: this.log.chosenTo + 1 })
    this.leadWithMajority(now)
  }

  private handlePrepare(now: number, random: Random, { from, ballot, firstSlot }: PrepareMessage): void {
    if (ballot < this.promised) return this.refuse(from)
    if (ballot > this.promised) {
      this.giveWay(now, random, ballot, NO_NODE)
      this.waitForLeader(now, random)
    }
    this.outbox.push({
      kind: 'promise',
      from: this.id,
      to: from,
      ballot,
      firstSlot,
      ballots: this.log.ballotsFrom(firstSlot),
      values: this.log.valuesFrom(firstSlot),
      knownTo: this.log.chosenTo,
    })
  }

  private handlePromise(now: number, message: PromiseMessage): void {
    if (this.role !== PREPARING || message.ballot !== this.ownBallot) return
    this.promisedBy |= bitOf(message.from)
    this.matchIndex[message.from] = message.knownTo
    this.log.collect(message.firstSlot, message.ballots, message.values)
    this.leadWithMajority(now)
  }

  /** All that was collected, and nothing in the gaps, is now accepted in the own ballot. */
  private leadWithMajority(now: number): void {
    if (voteResult(this.voters, this.promisedBy, 0) !== VOTE_WON) return
    this.role = LEADING
    this.leaderNode = this.id
    this.log.claim(this.ownBallot)
    // One slot of its own, so that what is collected is settled without waiting for a proposal.
    this.acceptOwn()
    this.chooseMajority()
    this.sendAccepts(now)
  }

  private acceptOwn(value?: number): void {
    this.log.append(this.ownBallot, value)
    this.matchIndex[this.id] = this.log.last
  }

  private sendAccepts(now: number): void {
    this.wakeAt = now + this.params.heartbeatMs
    for (const to of this.peers()) this.sendAccept(to)
  }

  private sendAccept(to: number): void {
    const start = this.matchIndex[to]!
    const values = this.log.valuesFrom(start + 1, this.params.batchSize)
    const { chosenTo } = this.log
    const ballot = this.ownBallot
    this.outbox.push({ kind: 'accept', from: this.id, to, ballot, firstSlot: start + 1, values, chosenTo })
  }

  private handleAccept(now: number, random: Random, message: AcceptMessage): void {
    const { from, ballot, firstSlot, values } = message
    if (ballot < this.promised) return this.refuse(from)
    const isNews = ballot > this.promised || this.leaderNode !== from
    if (isNews) this.giveWay(now, random, ballot, from)
    this.waitForLeader(now, random)
    // A range that starts beyond what is there would leave a gap; the answer tells where to start instead.
    if (firstSlot <= this.followsTo + 1) {
      this.log.take(ballot, firstSlot, values)
      this.followsTo = Math.max(this.followsTo, firstSlot - 1 + values.length)
    }
    this.log.choose(Math.min(message.chosenTo, this.followsTo))
    this.outbox.push({ kind: 'accepted', from: this.id, to: from, ballot, upTo: this.followsTo })
  }

  private handleAccepted({ from, ballot, upTo }: AcceptedMessage): void {
    if (this.role !== LEADING || ballot !== this.ownBallot) return
    if (upTo > this.matchIndex[from]!) {
      this.matchIndex[from] = upTo
      this.chooseMajority()
      if (upTo < this.log.last) this.sendAccept(from)
    } else {
      // It crashed and cannot tell any more how far it followed, or this answer is old: start again from there.
      this.matchIndex[from] = upTo
    }
  }

  private handleRefusal(now: number, random: Random, { ballot }: RefusalMessage): void {
    if (ballot > this.promised) this.giveWay(now, random, ballot, NO_NODE)
  }

  private chooseMajority(): void {
    this.log.choose(majorityIndex(this.voters, this.matchIndex))
  }

  private giveWay(now: number, random: Random, ballot: number, leader: number): void {
    const wasLeading = this.role === LEADING
    this.promised = ballot
    this.role = FOLLOWER
    this.leaderNode = leader
    this.followsTo = this.log.chosenTo
    if (wasLeading) this.waitForLeader(now, random)
  }

  private refuse(to: number): void {
    this.outbox.push({ kind: 'refusal', from: this.id, to, ballot: this.promised })
  }

  private waitForLeader(now: number, random: Random): void {
    const { electionMinMs, electionMaxMs } = this.params
    this.wakeAt = now + electionMinMs + (electionMaxMs - electionMinMs) * random.uniform()
  }

  private peers(): number[] {
    return Array.from({ length: this.nodes }, (_, index) => index + 1).filter((node) => node !== this.id)
  }
}
