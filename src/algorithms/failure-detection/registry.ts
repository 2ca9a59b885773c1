/** Members of the failure-detection family, in the order in which forms offer them. */

import { variants } from '../../lib/schema'
import { acknowledgedHeartbeat } from './acknowledged-heartbeat'
import { fixedTimeout } from './fixed-timeout'
import { phiAccrual } from './phi-accrual'
import { phiExponential } from './phi-exponential'
import { pulledHealth } from './pulled-health'
import { quorumSuspicion } from './quorum-suspicion'
import { swim } from './swim'

export const failureDetectors = [fixedTimeout, phiAccrual, phiExponential] as const

/** Parameter schema: how the silence of a node is judged. */
export const FAILURE_DETECTOR = variants(failureDetectors, 'phi-accrual', 'failure-detection')

/** Ways of watching that do not judge one node by its heartbeats alone. */
export const failureDetectionParts = [swim, pulledHealth, acknowledgedHeartbeat, quorumSuspicion] as const
