/**
 * Try, confirm, cancel: reserve everywhere, then confirm everywhere; if a reservation fails, cancel everywhere.
 *
 * How: all are asked to try. When all did, the transaction is decided and each is asked to confirm until it has. At the first
 * refusal or silence it is decided the other way and each, also one that never tried, is asked to cancel until it has.
 * Bound: confirmed everywhere or cancelled everywhere in the end, if participants filter with the branch barrier.
 * Cost: O(1) per reply. Randomness: none. Throws: ParamError when a transaction over no participants is begun.
 * Source: P. Helland, "Life beyond Distributed Transactions" (CIDR 2007), section 6; dtm-labs/dtm (3d79a396), TCC.
 * Differs: tries go out together; dtm sends them one after the other.
 */
import type { BuildableMember } from '../member'
import { FIRST_PHASE, PhasedCoordinator } from './phased-coordinator'
import { ABORTED, COMMITTED, DONE, REQUESTS, type Reply, type Request, type TransactionProtocol } from './transactions'

const DECIDED = 1

/** See the head of this file. */
export class TryConfirmCancelCoordinator extends PhasedCoordinator {
  protected requestOfPhase(): Request {
    if (this.phase === FIRST_PHASE) return REQUESTS.try
    return this.decided === COMMITTED ? REQUESTS.confirm : REQUESTS.cancel
  }

  protected answered(participant: number, reply: Reply): void {
    if (reply === DONE) {
      this.markDone(participant)
      if (this.phase === FIRST_PHASE && this.areAllDone()) this.enter(DECIDED, COMMITTED)
    } else if (this.phase === FIRST_PHASE) this.enter(DECIDED, ABORTED)
  }

  protected isLastPhase(): boolean {
    return this.phase === DECIDED
  }
}

export const tryConfirmCancel: BuildableMember<'try-confirm-cancel', Record<never, never>, TransactionProtocol> = {
  id: 'try-confirm-cancel',
  number: 3,
  label: 'Try, confirm, cancel',
  help: 'Reserves in every service first; no locks are held between, but each service must write three operations.',
  fields: {},
  source: 'Helland, "Life beyond Distributed Transactions" (CIDR 2007), section 6; dtm (3d79a396)',
  sourceUrl: 'https://github.com/dtm-labs/dtm',
  formula: 'confirm all ⇔ all tries succeeded; otherwise cancel all',
  deviations: 'tries go out together',
  create: () => ({ begin: (participants) => new TryConfirmCancelCoordinator(participants) }),
}
