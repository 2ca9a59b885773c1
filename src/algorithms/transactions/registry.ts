/** Members of the transactions family, in the order in which forms offer them. */

import { variants } from '../../lib/schema'
import { bestEffortNotification } from './best-effort-notification'
import { branchBarrier } from './branch-barrier'
import { choreographedSaga } from './choreographed-saga'
import { outbox } from './outbox'
import { saga } from './saga'
import { threePhase } from './three-phase'
import { transactionalMessage } from './transactional-message'
import { tryConfirmCancel } from './try-confirm-cancel'
import { twoPhase } from './two-phase'

export const transactionProtocols = [twoPhase, threePhase, tryConfirmCancel, saga] as const

/** Parameter schema: how a transaction over several services is brought to one end. */
export const TRANSACTION_PROTOCOL = variants(transactionProtocols, 'two-phase', 'transactions')

/** What needs no coordinator, or protects the branches of one that has. */
export const transactionParts = [
  branchBarrier,
  choreographedSaga,
  outbox,
  transactionalMessage,
  bestEffortNotification,
] as const
