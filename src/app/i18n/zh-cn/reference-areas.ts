/** Every Chinese text that only the reference page shows. */
import { referenceAdmission } from './reference-admission'
import { referenceCaching } from './reference-caching'
import { referenceCharts } from './reference-charts'
import { referenceCircuitBreaking } from './reference-circuit-breaking'
import { referenceClocks } from './reference-clocks'
import { referenceConsensus } from './reference-consensus'
import { referenceFailureDetection } from './reference-failure-detection'
import { referenceIdentity } from './reference-identity'
import { referenceLoadBalancing } from './reference-load-balancing'
import { referenceLocking } from './reference-locking'
import { referenceMessaging } from './reference-messaging'
import { referencePage } from './reference-page'
import { referenceQueueing } from './reference-queueing'
import { referenceRateLimiting } from './reference-rate-limiting'
import { referenceReplication } from './reference-replication'
import { referenceRetrying } from './reference-retrying'
import { referenceRouting } from './reference-routing'
import { referenceShared } from './reference-shared'
import { referenceSketches } from './reference-sketches'
import { referenceTimers } from './reference-timers'
import { referenceTransactions } from './reference-transactions'

/** One line per file of words. */
export const REFERENCE_AREAS: readonly (readonly [area: string, words: { readonly [english: string]: string }])[] = [
  ['reference-admission', referenceAdmission],
  ['reference-caching', referenceCaching],
  ['reference-charts', referenceCharts],
  ['reference-circuit-breaking', referenceCircuitBreaking],
  ['reference-clocks', referenceClocks],
  ['reference-consensus', referenceConsensus],
  ['reference-failure-detection', referenceFailureDetection],
  ['reference-identity', referenceIdentity],
  ['reference-load-balancing', referenceLoadBalancing],
  ['reference-locking', referenceLocking],
  ['reference-messaging', referenceMessaging],
  ['reference-page', referencePage],
  ['reference-queueing', referenceQueueing],
  ['reference-rate-limiting', referenceRateLimiting],
  ['reference-replication', referenceReplication],
  ['reference-retrying', referenceRetrying],
  ['reference-routing', referenceRouting],
  ['reference-shared', referenceShared],
  ['reference-sketches', referenceSketches],
  ['reference-timers', referenceTimers],
  ['reference-transactions', referenceTransactions],
]
