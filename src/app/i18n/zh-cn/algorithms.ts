/** Every Chinese text of the algorithms that forms show. */
import { algorithmsAdmission } from './algorithms-admission'
import { algorithmsCaching } from './algorithms-caching'
import { algorithmsCircuitBreaking } from './algorithms-circuit-breaking'
import { algorithmsClocks } from './algorithms-clocks'
import { algorithmsConsensus } from './algorithms-consensus'
import { algorithmsFailureDetection } from './algorithms-failure-detection'
import { algorithmsIdentity } from './algorithms-identity'
import { algorithmsLoadBalancing } from './algorithms-load-balancing'
import { algorithmsLocking } from './algorithms-locking'
import { algorithmsMessaging } from './algorithms-messaging'
import { algorithmsQueueing } from './algorithms-queueing'
import { algorithmsRateLimiting } from './algorithms-rate-limiting'
import { algorithmsReplication } from './algorithms-replication'
import { algorithmsRetrying } from './algorithms-retrying'
import { algorithmsRouting } from './algorithms-routing'
import { algorithmsShared } from './algorithms-shared'
import { algorithmsSketches } from './algorithms-sketches'
import { algorithmsTimers } from './algorithms-timers'
import { algorithmsTransactions } from './algorithms-transactions'

/** One line per file of words. */
export const ALGORITHM_AREAS: readonly (readonly [area: string, words: { readonly [english: string]: string }])[] = [
  ['algorithms-admission', algorithmsAdmission],
  ['algorithms-caching', algorithmsCaching],
  ['algorithms-circuit-breaking', algorithmsCircuitBreaking],
  ['algorithms-clocks', algorithmsClocks],
  ['algorithms-consensus', algorithmsConsensus],
  ['algorithms-failure-detection', algorithmsFailureDetection],
  ['algorithms-identity', algorithmsIdentity],
  ['algorithms-load-balancing', algorithmsLoadBalancing],
  ['algorithms-locking', algorithmsLocking],
  ['algorithms-messaging', algorithmsMessaging],
  ['algorithms-queueing', algorithmsQueueing],
  ['algorithms-rate-limiting', algorithmsRateLimiting],
  ['algorithms-replication', algorithmsReplication],
  ['algorithms-retrying', algorithmsRetrying],
  ['algorithms-routing', algorithmsRouting],
  ['algorithms-shared', algorithmsShared],
  ['algorithms-sketches', algorithmsSketches],
  ['algorithms-timers', algorithmsTimers],
  ['algorithms-transactions', algorithmsTransactions],
]
