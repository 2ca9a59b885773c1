/**
 * Two-phase commit: all prepare, then all commit; anything else aborts all.
 *
 * How: a manager that prepares says so; the coordinator commits when it heard that of all, and may abort any time before.
 * Managers follow the decision. Messages once sent stay sent, which covers loss, delay, repetition and reordering.
 * Bound: implements transaction commit (see transaction-commit.ts): never committed here and aborted there. A prepared manager
 * that hears nothing can decide nothing: it is blocked.
 * Cost: O(1) per action, O(managers) per question about all; allocation only when built. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: Gray and Lamport, "Consensus on Transaction Commit" (2006), section 3; tlaplus/Examples TwoPhase.tla.
 * Differs: as a coordinator, a refused or timed-out prepare aborts, and decisions are repeated until each manager has confirmed.
 */
import { requireNumber } from '../../lib/errors'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { PREPARED, RM_ABORTED, RM_COMMITTED, WORKING } from './transaction-commit'
import {
  ABORTED,
  COMMITTED,
  type Coordinator,
  DONE,
  type Outcome,
  PENDING,
  REFUSED,
  REQUESTS,
  type Reply,
  type Request,
  type StateMachine,
  type TransactionProtocol,
} from './transactions'

const KINDS = ['TMRcvPrepared', 'RMPrepare', 'RMChooseToAbort', 'RMRcvCommitMsg', 'RMRcvAbortMsg'] as const

/**
 * The protocol, one action at a time. State: per manager its state, whether its "prepared" was sent and whether that was
 * received; then the coordinator's state, which is also whether "commit" or "abort" was sent.
 */
export class TwoPhase implements StateMachine {
  readonly managers: number
  readonly state: Int8Array
  readonly actions: readonly string[]

  constructor(managers: number) {
    this.managers = requireNumber('managers', managers, { min: 1, max: 1000, integer: true })
    this.state = new Int8Array(3 * managers + 1)
    const perManager = Array.from({ length: managers }, (_, rm) => KINDS.map((kind) => `${kind}(r${rm + 1})`))
    this.actions = ['TMCommit', 'TMAbort', ...perManager.flat()]
  }

  /** State of a manager, see transaction-commit.ts. */
  manager(rm: number): number {
    return this.state[rm]!
  }

  /** Whether the manager's "prepared" was sent. */
  isPreparedSent(rm: number): boolean {
    return this.state[this.managers + rm] === 1
  }

  /** Whether the coordinator heard the manager's "prepared". */
  isPreparedHeard(rm: number): boolean {
    return this.state[2 * this.managers + rm] === 1
  }

  /** The coordinator's decision. */
  get decision(): Outcome {
    return this.state[3 * this.managers] as Outcome
  }

  perform(action: number): boolean {
    if (action === 0) return this.commit()
    if (action === 1) return this.abort()
    const rm = Math.floor((action - 2) / KINDS.length)
    switch ((action - 2) % KINDS.length) {
      case 0:
        return this.hearPrepared(rm)
      case 1:
        return this.prepare(rm)
      case 2:
        return this.chooseAbort(rm)
      case 3:
        return this.hearCommit(rm)
      default:
        return this.hearAbort(rm)
    }
  }

  /** The coordinator commits: only while undecided, and when it heard "prepared" from all. */
  commit(): boolean {
    if (this.decision !== PENDING) return false
    for (let rm = 0; rm < this.managers; rm++) if (!this.isPreparedHeard(rm)) return false
    this.state[3 * this.managers] = COMMITTED
    return true
  }

  /** The coordinator aborts: only while undecided. */
  abort(): boolean {
    if (this.decision !== PENDING) return false
    this.state[3 * this.managers] = ABORTED
    return true
  }

  /** The coordinator hears that a manager is prepared. */
  hearPrepared(rm: number): boolean {
    if (this.decision !== PENDING || !this.isPreparedSent(rm)) return false
    this.state[2 * this.managers + rm] = 1
    return true
  }

  /** A working manager prepares and says so. */
  prepare(rm: number): boolean {
    if (this.state[rm] !== WORKING) return false
    this.state[rm] = PREPARED
    this.state[this.managers + rm] = 1
    return true
  }

  /** A working manager aborts on its own. */
  chooseAbort(rm: number): boolean {
    if (this.state[rm] !== WORKING) return false
    this.state[rm] = RM_ABORTED
    return true
  }

  /** A manager hears "commit". */
  hearCommit(rm: number): boolean {
    if (this.decision !== COMMITTED) return false
    this.state[rm] = RM_COMMITTED
    return true
  }

  /** A manager hears "abort". */
  hearAbort(rm: number): boolean {
    if (this.decision !== ABORTED) return false
    this.state[rm] = RM_ABORTED
    return true
  }
}

/** Drives {@link TwoPhase} by requests and replies: each of its states is one of the protocol. */
export class TwoPhaseCoordinator implements Coordinator {
  readonly protocol: TwoPhase

  constructor(participants: number) {
    this.protocol = new TwoPhase(requireNumber('participants', participants, { min: 1, max: 1000, integer: true }))
  }

  get outcome(): Outcome {
    return this.protocol.decision
  }

  get isFinished(): boolean {
    for (let rm = 0; rm < this.protocol.managers; rm++) if (this.request(rm) !== REQUESTS.nothing) return false
    return this.outcome !== PENDING
  }

  request(participant: number): Request {
    const { protocol } = this
    const state = protocol.manager(participant)
    if (protocol.decision === COMMITTED) return state === RM_COMMITTED ? REQUESTS.nothing : REQUESTS.commit
    if (protocol.decision === ABORTED) return state === RM_ABORTED ? REQUESTS.nothing : REQUESTS.abort
    return state === WORKING ? REQUESTS.prepare : REQUESTS.nothing
  }

  reply(participant: number, reply: Reply): void {
    const { protocol } = this
    switch (this.request(participant)) {
      case REQUESTS.prepare:
        this.vote(participant, reply)
        break
      case REQUESTS.commit:
        if (reply === DONE) protocol.hearCommit(participant)
        break
      case REQUESTS.abort:
        if (reply === DONE) protocol.hearAbort(participant)
        break
      default:
    }
  }

  save(out: StateWriter): void {
    out.array(this.protocol.state)
  }

  load(input: StateReader): void {
    input.into(this.protocol.state)
  }

  /** A participant that did not answer may have prepared, so it stays working here and is told to abort. */
  private vote(participant: number, reply: Reply): void {
    const { protocol } = this
    if (reply === DONE) {
      protocol.prepare(participant)
      protocol.hearPrepared(participant)
      protocol.commit()
      return
    }
    if (reply === REFUSED) protocol.chooseAbort(participant)
    protocol.abort()
  }
}

export const twoPhase: BuildableMember<'two-phase', Record<never, never>, TransactionProtocol> = {
  id: 'two-phase',
  number: 1,
  label: 'Two-phase commit',
  help: 'Everyone prepares, then everyone commits; a prepared participant that loses the coordinator is blocked.',
  fields: {},
  source: 'Gray and Lamport, "Consensus on Transaction Commit" (2006), section 3; TwoPhase.tla in tlaplus/Examples',
  sourceUrl: 'https://lamport.azurewebsites.net/video/consensus-on-transaction-commit.pdf',
  formula: 'commit ⇔ "prepared" heard from all; until then abort is possible',
  deviations: 'decisions are repeated until confirmed',
  create: () => ({ begin: (participants) => new TwoPhaseCoordinator(participants) }),
}
