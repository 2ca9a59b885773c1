/** The members of the retrying family: schedules of waits. */
import { variants } from '../../lib/schema'
import { decorrelatedJitter } from './decorrelated-jitter'
import { equalJitter } from './equal-jitter'
import { exponential } from './exponential'
import { fixed } from './fixed'
import { fullJitter } from './full-jitter'

/** Schedules of waits between attempts. */
export const backoffs = [fixed, exponential, fullJitter, equalJitter, decorrelatedJitter] as const

/** A choice of {@link backoffs} with its parameters. */
export const BACKOFF = variants(backoffs, 'full-jitter', 'retrying')
