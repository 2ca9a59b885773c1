/** Members of the failure-detection family, in the order in which forms offer them. */
import { variants } from '../../lib/schema'
import { fixedTimeout } from './fixed-timeout'
import { phiAccrual } from './phi-accrual'
import { phiExponential } from './phi-exponential'

export const failureDetectors = [fixedTimeout, phiAccrual, phiExponential] as const

/** Parameter schema: how the silence of a node is judged. */
export const FAILURE_DETECTOR = variants(failureDetectors, 'phi-accrual', 'failure-detection')
