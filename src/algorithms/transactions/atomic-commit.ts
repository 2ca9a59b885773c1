/**
 * Atomic commitment with failures: the coordinator and each participant may die at any time.
 *
 * How: the coordinator asks each participant for its vote, decides commit when all said yes, abort when one said no or died
 * without a vote, and broadcasts. With the simple broadcast the coordinator tells each participant, and a death in between
 * leaves some undecided for ever. With the reliable broadcast a participant passes the decision on to all others before it
 * follows it; when the coordinator died before telling anyone alive, and no dead one told anyone alive, all abort.
 * Bound: no two participants decide differently; with the reliable broadcast each one alive decides in the end.
 * Randomness: none. Throws: ParamError from the constructor only.
 * Source: Babaoglu and Toueg, "Non-Blocking Atomic Commitment" (1993); tlaplus/Examples ACP_SB.tla and ACP_NB.tla.
 */
import { requireNumber } from '../../lib/errors'
import type { StateMachine } from './transactions'

/** A vote, a decision, or what was sent: nothing yet, yes (commit), no (abort). */
export const NONE = 0
/** See {@link NONE}. */
export const YES = 1
/** See {@link NONE}. */
export const NO = 2

/** Actions about one participant; those of the second list also take another participant. */
const SINGLE_KINDS = ['request', 'getVote', 'detectFault', 'coordBroadcast', 'decideAbort'] as const
const PAIR_KINDS = [
  'parDie',
  'sendVote',
  'abortOnVote',
  'abortOnTimeoutRequest',
  'decide',
  'forward',
  'preDecideOnForward',
  'abortOnTimeout',
  'preDecide',
] as const

/** Numbers kept for a participant, by place. */
const VOTE = 0
const DEAD = 1
const DECISION = 2
const VOTE_SENT = 3
const REQUESTED = 4
const HEARD = 5
const BROADCAST = 6
const PLACES = 7

/**
 * State: for each participant its vote, whether it is dead, its decision, whether its vote was sent; what the coordinator
 * requested of, heard from and told it; then the coordinator's decision and whether it is dead; with the reliable
 * broadcast also, for each participant, what it passed on to each other (to itself: the decision it heard first).
 */
export class AtomicCommit implements StateMachine {
  readonly state: Int8Array
  readonly actions: readonly string[]
  private readonly participants: number
  private readonly isReliable: boolean

  constructor(participants: number, isReliable: boolean) {
    this.participants = requireNumber('participants', participants, { min: 1, max: 16, integer: true })
    this.isReliable = isReliable
    this.state = new Int8Array(PLACES * participants + 2 + (isReliable ? participants * participants : 0))
    this.actions = ['coordDie', 'decideCommit', ...this.perParticipant(), ...this.perPair()]
  }

  /** Every start: each combination of votes. */
  starts(): Int8Array[] {
    return Array.from({ length: 2 ** this.participants }, (_, bits) => {
      const start = new Int8Array(this.state.length)
      for (let i = 0; i < this.participants; i++) start[PLACES * i + VOTE] = (bits >> i) & 1 ? NO : YES
      return start
    })
  }

  /** What a participant decided: NONE, YES for commit or NO for abort. */
  decision(participant: number): number {
    return this.of(participant, DECISION)
  }

  isDead(participant: number): boolean {
    return this.of(participant, DEAD) === 1
  }

  perform(action: number): boolean {
    if (action < 2) return this.isCoordinatorAlive && this.decideOrDie(action)
    const single = action - 2
    const singles = SINGLE_KINDS.length * this.participants
    if (single < singles) return this.isCoordinatorAlive && this.coordinate(single)
    const pair = single - singles
    const kind = pair % PAIR_KINDS.length
    const who = Math.floor(pair / PAIR_KINDS.length)
    // The simple broadcast has no second participant: `who` is then the participant itself.
    const i = this.isReliable ? Math.floor(who / this.participants) : who
    return this.of(i, DEAD) === 0 && this.participate(i, who % this.participants, kind)
  }

  private decideOrDie(action: number): boolean {
    if (action === 0) return this.set(true, PLACES * this.participants + 1, 1)
    const canCommit = this.coordinatorDecision === NONE && this.all(HEARD, (vote) => vote === YES)
    return this.set(canCommit, PLACES * this.participants, YES)
  }

  private coordinate(single: number): boolean {
    const i = Math.floor(single / SINGLE_KINDS.length)
    const kind = single % SINGLE_KINDS.length
    const at = PLACES * i
    const decision = this.coordinatorDecision
    const waits = decision === NONE && this.all(REQUESTED, (sent) => sent === 1) && this.of(i, HEARD) === NONE
    const isVoteSent = this.of(i, VOTE_SENT) === 1
    switch (kind) {
      case 0:
        return this.set(this.of(i, REQUESTED) === 0, at + REQUESTED, 1)
      case 1:
        return this.set(waits && isVoteSent, at + HEARD, this.of(i, VOTE))
      case 2:
        return this.set(waits && this.of(i, DEAD) === 1 && !isVoteSent, PLACES * this.participants, NO)
      case 3:
        return this.set(decision !== NONE && this.of(i, BROADCAST) === NONE, at + BROADCAST, decision)
      default:
        return this.set(decision === NONE && this.mayAbortFor(i), PLACES * this.participants, NO)
    }
  }

  /** All votes are in, and this one is a no. */
  private mayAbortFor(i: number): boolean {
    return this.of(i, HEARD) === NO && this.all(HEARD, (vote) => vote !== NONE)
  }

  private participate(i: number, j: number, kind: number): boolean {
    const at = PLACES * i
    const isUndecided = this.of(i, DECISION) === NONE
    const voted = this.of(i, VOTE_SENT) === 1
    switch (kind) {
      case 0:
        return this.set(true, at + DEAD, 1)
      case 1:
        return this.set(this.of(i, REQUESTED) === 1, at + VOTE_SENT, 1)
      case 2:
        return this.set(isUndecided && voted && this.of(i, VOTE) === NO, at + DECISION, NO)
      case 3:
        return this.set(isUndecided && !this.isCoordinatorAlive && this.of(i, REQUESTED) === 0, at + DECISION, NO)
      case 4:
        return this.decide(i)
      default:
        return this.isReliable && this.spread(i, j, kind)
    }
  }

  /** As in the source, the reliable variant may decide again; that changes nothing unless it had aborted on its own. */
  private decide(i: number): boolean {
    const at = PLACES * i + DECISION
    if (!this.isReliable) {
      const told = this.of(i, BROADCAST)
      return this.set(this.of(i, DECISION) === NONE && told !== NONE, at, told)
    }
    for (let j = 0; j < this.participants; j++) if (this.forwarded(i, j) === NONE) return false
    return this.set(true, at, this.forwarded(i, i))
  }

  private spread(i: number, j: number, kind: number): boolean {
    const own = this.forwarded(i, i)
    switch (kind) {
      case 5:
        return this.set(i !== j && own !== NONE && this.forwarded(i, j) === NONE, this.forwardAt(i, j), own)
      case 6:
        return this.set(
          i !== j && own === NONE && this.forwarded(j, i) !== NONE,
          this.forwardAt(i, i),
          this.forwarded(j, i),
        )
      case 7:
        return this.set(this.of(i, DECISION) === NONE && this.isNobodyTold(), PLACES * i + DECISION, NO)
      default:
        return this.set(own === NONE && this.of(i, BROADCAST) !== NONE, this.forwardAt(i, i), this.of(i, BROADCAST))
    }
  }

  /** The coordinator is dead and told nobody alive; nobody dead told anybody alive. */
  private isNobodyTold(): boolean {
    if (this.isCoordinatorAlive) return false
    for (let k = 0; k < this.participants; k++) {
      if (this.of(k, DEAD) === 1) continue
      if (this.of(k, BROADCAST) !== NONE) return false
      for (let j = 0; j < this.participants; j++)
        if (this.of(j, DEAD) === 1 && this.forwarded(j, k) !== NONE) return false
    }
    return true
  }

  private get isCoordinatorAlive(): boolean {
    return this.state[PLACES * this.participants + 1] === 0
  }

  private get coordinatorDecision(): number {
    return this.state[PLACES * this.participants]!
  }

  private of(participant: number, place: number): number {
    return this.state[PLACES * participant + place]!
  }

  private forwardAt(from: number, to: number): number {
    return PLACES * this.participants + 2 + from * this.participants + to
  }

  private forwarded(from: number, to: number): number {
    return this.state[this.forwardAt(from, to)]!
  }

  private all(place: number, test: (value: number) => boolean): boolean {
    for (let i = 0; i < this.participants; i++) if (!test(this.of(i, place))) return false
    return true
  }

  private set(isEnabled: boolean, index: number, value: number): boolean {
    if (isEnabled) this.state[index] = value
    return isEnabled
  }

  private perParticipant(): string[] {
    return Array.from({ length: this.participants }, (_, i) => SINGLE_KINDS.map((kind) => `${kind}(${i + 1})`)).flat()
  }

  private perPair(): string[] {
    const seconds = this.isReliable ? this.participants : 1
    return Array.from({ length: this.participants * seconds }, (_, pair) =>
      PAIR_KINDS.map((kind) => `${kind}(${Math.floor(pair / seconds) + 1})`),
    ).flat()
  }
}
