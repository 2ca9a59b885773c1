/** Every circuit breaker, and the choice of one as a parameter. */
import { variants } from '../../lib/schema'
import { consecutiveFailures } from './consecutive-failures'
import { rollingRate } from './rolling-rate'

/** The members of the circuit-breaking family. */
export const circuitBreakers = [consecutiveFailures, rollingRate] as const

/** A circuit breaker with its parameters. */
export const CIRCUIT_BREAKER = variants(circuitBreakers, 'consecutive-failures', 'circuit-breaking')
