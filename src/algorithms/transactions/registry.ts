/** Members of the transactions family, in the order in which forms offer them. */
import { variants } from '../../lib/schema'
import { saga } from './saga'
import { threePhase } from './three-phase'
import { tryConfirmCancel } from './try-confirm-cancel'
import { twoPhase } from './two-phase'

export const transactionProtocols = [twoPhase, threePhase, tryConfirmCancel, saga] as const

/** Parameter schema: how a transaction over several services is brought to one end. */
export const TRANSACTION_PROTOCOL = variants(transactionProtocols, 'two-phase', 'transactions')
