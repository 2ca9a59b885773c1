/**
 * Three-phase commit: a phase in between, after which everyone knows that everyone said yes.
 *
 * How: prepare; when all said yes, pre-commit; when all confirmed or were waited for, commit. A refusal or silence in the first
 * phase aborts. A silent participant in the second does not stop the commit: it finds out when it is back.
 * Bound: with crashes only, no participant is blocked (see participant.ts); with a partition two sides can decide differently.
 * Cost: O(participants) per phase. Randomness: none. Throws: ParamError when a transaction over no participants is begun.
 * Source: D. Skeen, "Nonblocking Commit Protocols" (SIGMOD 1981), section 5.
 * Differs: no election of a new coordinator.
 */
import type { BuildableMember } from '../member'
import { FIRST_PHASE, PhasedCoordinator } from './phased-coordinator'
import {
  ABORTED,
  COMMITTED,
  DONE,
  PENDING,
  REFUSED,
  REQUESTS,
  type Reply,
  type Request,
  type TransactionProtocol,
} from './transactions'

const PRE_COMMIT = 1
const DECIDED = 2

/** See the head of this file. */
export class ThreePhaseCoordinator extends PhasedCoordinator {
  protected requestOfPhase(): Request {
    if (this.phase === FIRST_PHASE) return REQUESTS.prepare
    if (this.phase === PRE_COMMIT) return REQUESTS.preCommit
    return this.decided === COMMITTED ? REQUESTS.commit : REQUESTS.abort
  }

  protected answered(participant: number, reply: Reply): void {
    if (this.phase === FIRST_PHASE && reply !== DONE) {
      this.enter(DECIDED, ABORTED)
      // Who refused has aborted by itself; who was silent may have prepared and is told.
      if (reply === REFUSED) this.markDone(participant)
      return
    }
    if (reply !== DONE && this.phase !== PRE_COMMIT) return
    this.markDone(participant)
    if (!this.areAllDone()) return
    if (this.phase === FIRST_PHASE) this.enter(PRE_COMMIT, PENDING)
    else if (this.phase === PRE_COMMIT) this.enter(DECIDED, COMMITTED)
  }

  protected isLastPhase(): boolean {
    return this.phase === DECIDED
  }
}

export const threePhase: BuildableMember<'three-phase', Record<never, never>, TransactionProtocol> = {
  id: 'three-phase',
  number: 2,
  label: 'Three-phase commit',
  help: 'One more round, so that nobody blocks when the coordinator dies; a partition can still split the outcome.',
  fields: {},
  source: 'Skeen, "Nonblocking Commit Protocols" (SIGMOD 1981), section 5',
  sourceUrl: 'https://doi.org/10.1145/582318.582339',
  formula: 'prepare by all → pre-commit by all → commit; silence: ready aborts, pre-committed commits',
  deviations: 'no election of a new coordinator',
  create: () => ({ begin: (participants) => new ThreePhaseCoordinator(participants) }),
}
