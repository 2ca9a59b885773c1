/** Every circuit breaker, and the choice of one as a parameter. */
import { variants } from '../../lib/schema'
import { adaptiveThrottling } from './adaptive-throttling'
import { consecutiveFailures } from './consecutive-failures'
import { countWindow } from './count-window'
import { gradualRamp } from './gradual-ramp'
import { hystrix } from './hystrix'
import { rollingRate } from './rolling-rate'
import { sampling } from './sampling'
import { semian } from './semian'
import { sustainedBreach } from './sustained-breach'
import { timeWindow } from './time-window'

/** The members of the circuit-breaking family. */
export const circuitBreakers = [
  consecutiveFailures,
  rollingRate,
  countWindow,
  timeWindow,
  semian,
  hystrix,
  adaptiveThrottling,
  sampling,
  gradualRamp,
  sustainedBreach,
] as const

/** A circuit breaker with its parameters. */
export const CIRCUIT_BREAKER = variants(circuitBreakers, 'consecutive-failures', 'circuit-breaking')
